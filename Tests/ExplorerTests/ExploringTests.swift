import Explorer
import Testing
import TextScreen
import Training

@Suite struct ExploringTests {
  @Test("arrows and hjkl walk a tenth, with Shift half a standard deviation")
  func walks() throws {
    var state = try Fixtures.state()
    state.press(.right, .right, .up)
    #expect(close(state.walk.cursor, [0.2, 0.1]))
    state.press(.character("h"), .character("j"), .character("j"))
    #expect(close(state.walk.cursor, [0.1, -0.1]))
    state.press(.shiftLeft, .character("K"))
    #expect(close(state.walk.cursor, [-0.4, 0.4]))
    #expect(state.screenText.contains("z = -0.40, +0.40"))
  }

  @Test("the cursor does not leave the plane")
  func reach() throws {
    var state = try Fixtures.state()
    for _ in 0..<100 { state.press(.shiftRight, .shiftDown) }
    #expect(close(state.walk.cursor, [4, -4]))
  }

  @Test("zooming makes steps smaller, and the window follows the cursor")
  func zooms() throws {
    var state = try Fixtures.state()
    state.press(.character("+"))
    state.press(.right)
    #expect(close(state.walk.cursor, [0.1 / 1.5, 0]))
    for _ in 0..<40 { state.press(.shiftRight) }
    #expect(state.walk.window.center.x > 0.6)
    state.press(.character("o"))
    #expect(state.walk == LatentWalk(latentSize: 2))
  }

  @Test("c brings the cursor to the middle as far as the plane's edge allows")
  func centering() throws {
    var state = try Fixtures.state()
    for _ in 0..<6 { state.press(.character("+")) }
    state.press(.right, .right, .up, .character("c"))
    let center = state.walk.window.center
    #expect(center.x > 0.5 && center.y > 0.5)
  }

  @Test("x and y go through the dimensions, and no dimension is on both axes")
  func axes() throws {
    var state = try Fixtures.state(latentSize: 4)
    state.press(.character("x"))
    #expect((state.walk.horizontal, state.walk.vertical) == (2, 1))
    state.press(.character("y"), .character("y"))
    #expect((state.walk.horizontal, state.walk.vertical) == (2, 0))
    state.press(.character("X"), .character("Y"))
    #expect((state.walk.horizontal, state.walk.vertical) == (1, 3))
    state.press(.right)
    #expect(close(state.walk.cursor, [0, 0.1, 0, 0]))
    #expect(state.screenText.contains("z2→ z4↑"))
  }

  @Test("with one dimension up and down do nothing")
  func line() throws {
    var state = try Fixtures.state(latentSize: 1)
    state.press(.up, .down, .up, .right)
    #expect(close(state.walk.cursor, [0.1]))
  }

  @Test("a and b mark the cursor's place as the ends of the interpolation")
  func marks() throws {
    var state = try Fixtures.state()
    state.press(.right, .character("a"), .up, .character("b"), .character("i"))
    #expect(state.page == .interpolation)
    guard case .point(let start) = state.interpolation.start, case .point(let end) = state.interpolation.end
    else {
      Issue.record("the ends are \(state.interpolation)")
      return
    }
    #expect(close(start, [0.1, 0]))
    #expect(close(end, [0.1, 0.1]))
  }

  @Test("brackets step A and braces B through the test images, round and round")
  func testImagesAsEnds() throws {
    var state = try Fixtures.state()
    state.press(.character("i"), .character("]"), .character("]"), .character("{"), .character("{"))
    #expect(state.interpolation.start == .testImage(2))
    #expect(state.interpolation.end == .testImage(19))
    #expect(state.screenText.contains("A test #2 (2)"))
    #expect(state.screenText.contains("B test #19 (9)"))
  }

  @Test("the animation goes there and back, is held by p, and moved by arrows")
  func animates() throws {
    var state = try Fixtures.state()
    state.press(.character("i"))
    #expect(state.isAnimated)
    _ = state.update(.tick(1.5))
    #expect(abs(state.interpolation.position - 0.5) < 1e-9)
    _ = state.update(.tick(3))
    #expect(abs(state.interpolation.position - 0.5) < 1e-9)
    state.press(.character("p"))
    _ = state.update(.tick(1))
    #expect(abs(state.interpolation.position - 0.5) < 1e-9)
    state.press(.right, .shiftRight)
    #expect(abs(state.interpolation.position - 0.8) < 1e-9)
    for _ in 0..<10 { state.press(.right) }
    #expect(state.interpolation.position == 1)
  }

  @Test("m turns the line into an arc and back")
  func pathKinds() throws {
    var state = try Fixtures.state()
    state.press(.character("i"), .character("m"))
    #expect(state.screenText.contains("arc (slerp)"))
    state.press(.character("m"))
    #expect(state.screenText.contains("straight line (lerp)"))
  }

  @Test("each s draws a fresh sheet, the same for the same seed")
  func samples() throws {
    var state = try Fixtures.state()
    state.press(.character("s"))
    let first = state.screenText
    state.press(.character("s"))
    let second = state.screenText
    #expect(first != second)
    var again = try Fixtures.state()
    again.press(.character("s"))
    #expect(again.screenText == first)
  }

  @Test("Enter takes the cursor to the chosen sample")
  func jumps() throws {
    var state = try Fixtures.state()
    state.press(.character("s"), .right, .down)
    let shown = state.screenText.split(separator: "\n")[1]
    state.press(.enter)
    #expect(state.page == .map)
    #expect(state.walk.cursor != [0, 0])
    let title = try #require(state.screenText.split(separator: "\n").first { $0.contains("z = ") })
    let coordinates = try #require(title.split(separator: "z = ").last)
    #expect(shown.contains(coordinates.trimmingSpaces))
  }

  @Test("the choice stays on the sheet")
  func choice() throws {
    var state = try Fixtures.state()
    state.press(.character("s"), .left, .up)
    #expect(state.chosenSample == 0)
    for _ in 0..<100 { state.press(.right) }
    let last = state.chosenSample
    state.press(.down, .right)
    #expect(state.chosenSample == last)
    _ = state.update(.resized(Size(columns: 40, rows: 12)))
    #expect(state.chosenSample < last)
  }

  @Test("the page of reconstructions turns over by one and by the page")
  func reconstructions() throws {
    var state = try Fixtures.state()
    state.press(.character("r"))
    #expect(state.screenText.contains("#0 (0)"))
    state.press(.right)
    #expect(!state.screenText.contains("#0 (0)"))
    #expect(state.screenText.contains("#1 (1)"))
    state.press(.left, .left)
    #expect(state.screenText.contains("#19 (9)"))
  }

  private func close(_ left: [Float], _ right: [Float]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return text
  }
}
