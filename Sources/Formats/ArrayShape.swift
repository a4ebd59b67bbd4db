/// The shape of an array in a file: the size of each dimension.
enum ArrayShape {
  /// The number of elements of an array of this shape; `nil` if it is too large for an `Int`.
  static func elementCount(_ shape: [Int]) -> Int? {
    if shape.contains(0) { return 0 }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The sizes of the first eight dimensions, such as `10 x 28 x 28`.
  static func text(_ shape: [Int]) -> String {
    let shown = shape.prefix(8).map(String.init).joined(separator: " x ")
    return shape.count > 8 ? shown + " x ..." : shown
  }
}
