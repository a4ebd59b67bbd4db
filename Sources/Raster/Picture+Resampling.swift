extension Picture {
  /// The values at the crossings of the spans, `[rows x columns]`, row-major.
  ///
  /// The filter is separable: source rows are combined first, then the columns of the result.
  func resampled(columns: [Span], rows: [Span]) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(columns.count * rows.count)
    var line = [Float](repeating: 0, count: width)
    for row in rows {
      combine(row, into: &line)
      for column in columns {
        var sum = line[column.first] * column.firstWeight
        if column.last > column.first {
          for index in column.first + 1..<column.last { sum += line[index] * column.innerWeight }
          sum += line[column.last] * column.lastWeight
        }
        result.append(sum)
      }
    }
    return result
  }

  private func combine(_ rows: Span, into line: inout [Float]) {
    for column in 0..<width { line[column] = values[rows.first * width + column] * rows.firstWeight }
    guard rows.last > rows.first else { return }
    for row in rows.first + 1...rows.last {
      let weight = row == rows.last ? rows.lastWeight : rows.innerWeight
      for column in 0..<width { line[column] += values[row * width + column] * weight }
    }
  }
}
