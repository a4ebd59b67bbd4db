import Analysis
import Testing

@Suite struct LatentPathTests {
  @Test("every path starts at its start and ends at its end", arguments: LatentPath.allCases)
  func ends(path: LatentPath) {
    let (start, end): ([Float], [Float]) = ([1, 2, -0.5], [-1, 0.25, 3])
    let points = path.points(from: start, to: end, count: 7)
    #expect(points.count == 7)
    for (point, expected) in [(points[0], start), (points[6], end)] {
      for (value, wanted) in zip(point, expected) { #expect(abs(value - wanted) < 1e-5) }
    }
  }

  @Test("the middle of the straight path is the mean of its ends")
  func straightMiddle() {
    #expect(LatentPath.linear.point(from: [0, 4], to: [2, -4], at: 0.5) == [1, 0])
  }

  @Test("the arc between two points at the same distance from the origin keeps that distance")
  func arcKeepsLength() {
    for point in LatentPath.spherical.points(from: [3, 0, 0], to: [0, 0, 3], count: 9) {
      let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 3) < 1e-5)
    }
  }

  @Test("the distance from the origin changes linearly along the arc")
  func arcInterpolatesLength() {
    let middle = LatentPath.spherical.point(from: [1, 0], to: [0, 3], at: 0.5)
    #expect(abs((middle[0] * middle[0] + middle[1] * middle[1]).squareRoot() - 2) < 1e-5)
    #expect(abs(middle[0] - middle[1]) < 1e-5)
  }

  @Test(
    "if there is no arc, the spherical path is the straight one",
    arguments: [([0, 0], [1, 2]), ([1, 1], [2, 2]), ([1, 1], [-1, -1]), ([0, 0], [0, 0])]
      as [([Float], [Float])])
  func noArc(ends: ([Float], [Float])) {
    for t in [0, 0.25, 0.5, 1.0] {
      let arc = LatentPath.spherical.point(from: ends.0, to: ends.1, at: t)
      let line = LatentPath.linear.point(from: ends.0, to: ends.1, at: t)
      for (left, right) in zip(arc, line) { #expect(abs(left - right) < 1e-6) }
    }
  }

  @Test("a path of no points or one point is no error")
  func fewPoints() {
    #expect(LatentPath.linear.points(from: [1], to: [2], count: 0).isEmpty)
    #expect(LatentPath.linear.points(from: [1], to: [2], count: 1) == [[1]])
  }
}
