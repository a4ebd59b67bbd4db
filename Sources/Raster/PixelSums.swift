/// Sums of a picture over rectangles whose edges lie anywhere, pixels counting by the area that is inside.
///
/// A summed-area table (Crow 1984): because pixels are squares of one value, the sum of everything above and to
/// the left of a point is bilinear between the table's entries, so that fractions of pixels are exact.
struct PixelSums {
  private let width: Int
  private let height: Int
  /// The sum of all pixels above and to the left of a corner: `[height + 1 x width + 1]`.
  private let corners: [Double]

  /// Adds up a picture's values as places on the colour map of `tone`.
  init(_ picture: Picture, tone: Tone) {
    (width, height) = (picture.width, picture.height)
    var corners = [Double](repeating: 0, count: (width + 1) * (height + 1))
    for row in 0..<height {
      var sum = 0.0
      for column in 0..<width {
        sum += Double(tone.position(picture.values[row * width + column]))
        corners[(row + 1) * (width + 1) + column + 1] = corners[row * (width + 1) + column + 1] + sum
      }
    }
    self.corners = corners
  }

  /// A place along an axis: the pixel that it is in, and how far into it.
  struct Place {
    let pixel: Int
    let share: Double
  }

  /// Where a number of columns from the left edge is.
  func place(column: Double) -> Place { Self.place(column, below: width) }

  /// The sums above and to the left of the crossings of a row, in pixels, and columns, into `sums` from `first` on.
  ///
  /// `line` is room for a row of corners.
  func crossings(
    row: Double, columns: [Place], line: inout [Double], into sums: inout [Double], from first: Int
  ) {
    let row = Self.place(row, below: height)
    let start = row.pixel * (width + 1)
    for column in 0...width {
      let above = corners[start + column]
      line[column] = above + (corners[start + width + 1 + column] - above) * row.share
    }
    var index = first
    for column in columns {
      sums[index] = line[column.pixel] + (line[column.pixel + 1] - line[column.pixel]) * column.share
      index += 1
    }
  }

  private static func place(_ position: Double, below count: Int) -> Place {
    let pixel = position > 0 ? min(Int(min(position, Double(count))), count - 1) : 0
    return Place(pixel: pixel, share: min(max(position - Double(pixel), 0), 1))
  }
}
