extension Picture {
  /// The picture without its outermost pixels, `margin` on every side; as it is where nothing would be left.
  public func cropped(by margin: Int) -> Picture {
    guard margin > 0, width > 2 * margin, height > 2 * margin else { return self }
    let columns = margin..<width - margin
    let values = (margin..<height - margin).flatMap { row in
      self.values[row * width + columns.lowerBound..<row * width + columns.upperBound]
    }
    return Picture(width: columns.count, height: height - 2 * margin, values: values)
  }
}
