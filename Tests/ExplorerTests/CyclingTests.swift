import Testing

@testable import Explorer

@Suite struct CyclingTests {
  @Test("numbers wrap round in both directions, however far")
  func wrapping() {
    #expect([-21, -10, -1, 0, 9, 10, 25].map { $0.wrapped(to: 10) } == [9, 0, 9, 0, 9, 0, 5])
  }

  @Test("the choice after the last is the first, and that before the first the last")
  func elements() {
    #expect(["a", "b", "c"].element(1, after: "c") == "a")
    #expect(["a", "b", "c"].element(-1, after: "a") == "c")
    #expect(Page.time.advanced(by: 1) == .map)
    #expect(Page.map.advanced(by: -1) == .time)
  }
}
