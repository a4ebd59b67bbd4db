import Charts
import TestSupport
import Testing

@Suite struct SmoothingTests {
  private func smoothed(_ ys: [Double], window: Int) -> [Double] {
    Series(ys).points.smoothed(window: window).map(\.y)
  }

  @Test("a point becomes the mean of those about it, of fewer towards the ends")
  func means() {
    #expect(smoothed([9, 3, 0, 6, 3, 0, 12], window: 3) == [9, 4, 3, 3, 3, 5, 12])
    #expect(smoothed([9, 3, 0, 6, 7, 0, 12], window: 5) == [9, 4, 5, 3.2, 5, 19.0 / 3, 12])
  }

  @Test("a straight line stays as it is, to its very ends", arguments: [1, 3, 5, 99, Int.max])
  func straight(window: Int) {
    let line = (0..<20).map { 40 - 2 * Double($0) }
    #expect(smoothed(line, window: window) == line)
  }

  @Test("an even window counts as one less, and none that is under 2 changes anything")
  func windows() {
    let ys: [Double] = [5, 1, 4, 2, 3]
    #expect(smoothed(ys, window: 4) == smoothed(ys, window: 3))
    for window in [Int.min, -1, 0, 1, 2] { #expect(smoothed(ys, window: window) == ys) }
    #expect(smoothed([], window: 3).isEmpty)
  }

  @Test("gaps stay gaps and count for no mean")
  func gaps() {
    let ys = smoothed([1, 2, .nan, 4, 6, .infinity, 8], window: 3)
    #expect(ys[..<2] == [1, 1.5] && ys[2].isNaN && ys[3...] == [5, 5, .infinity, 8])
    let points = [Series.Point(x: 0, y: 1), .init(x: .nan, y: 99), .init(x: 2, y: 3), .init(x: 3, y: 5)]
    let smooth = points.smoothed(window: 3)
    #expect(smooth.map(\.y) == [1, 99, 4, 5])
    #expect(smooth[1].x.isNaN && smooth[2].x == 2)
  }

  @Test("great numbers have a mean too, and are forgotten past them")
  func great() {
    let most = Double.greatestFiniteMagnitude
    #expect(smoothed([most, most / 2, most, 1, 2, 3, 4], window: 3)[4...] == [2, 3, 4])
    #expect(smoothed([most, most / 2, most], window: 3)[1].isFinite)
  }

  @Test("the mean over a window is that of its points one by one, however the windows lie")
  func everyWindow() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let ys = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        Int.random(in: 0...9, using: &random) == 0 ? Double.nan : .random(in: 0...100, using: &random)
      }
      let window = Int.random(in: 1...70, using: &random)
      let reach = (window - 1) / 2
      for (index, mean) in smoothed(ys, window: window).enumerated() {
        let side = min(reach, index, ys.count - 1 - index)
        let members = ys[index - side...index + side].filter(\.isFinite)
        let expected = ys[index].isNaN ? Double.nan : members.reduce(0, +) / Double(members.count)
        #expect(
          mean.isNaN && expected.isNaN || abs(mean - expected) < 1e-9, "\(index) of \(ys), \(window)")
      }
    }
  }
}
