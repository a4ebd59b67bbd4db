import TextScreen

/// A column of the table: a figure, and a bar if there is room.
struct LatentColumn: Equatable {
  /// The columns of a figure with the space after it.
  static let figureColumns = 7

  var name: String
  /// The name where the column is narrow; nil where it always fits.
  var shortName: String?
  let decimals: Int
  var isSigned = false
  /// Where it starts, from the left of the table.
  var start = 0
  var barColumns = 0
  var columns = 0
}

/// The columns that fit: always the KL, the others from left to right.
struct LatentColumns {
  private(set) var kl = LatentColumn(name: "KL", decimals: 3)
  private(set) var meanVariance = LatentColumn(name: "var of mean", shortName: "var", decimals: 3)
  private(set) var sigma = LatentColumn(name: "posterior", decimals: 3)
  private(set) var mean = LatentColumn(name: "mean z", decimals: 2, isSigned: true)
  private(set) var variance = LatentColumn(name: "var z", decimals: 2)

  var all: [LatentColumn] { [kl, meanVariance, sigma, mean, variance] }

  /// - Parameter sign: The sign of a standard deviation.
  init(_ table: Rectangle, sign: String) {
    (sigma.name, sigma.shortName) = ("posterior " + sign, sign)
    let nameColumns = 8
    let room = table.columns - nameColumns
    // Bars share what figures leave; that of the KL has two shares.
    let figures = room >= 66 ? 5 : 3
    let left = max(0, room - figures * (LatentColumn.figureColumns + 1))
    let bars = figures == 5 ? 5 : 2
    var start = nameColumns
    func place(_ column: inout LatentColumn, bar: Int) {
      column.start = start
      column.barColumns = bar
      column.columns = LatentColumn.figureColumns + bar
      start += column.columns + 1
    }
    place(&kl, bar: left / bars * 2)
    place(&meanVariance, bar: figures == 5 ? left / bars : 0)
    place(&sigma, bar: figures == 5 ? left / bars : 0)
    guard figures == 5 else { return }
    place(&mean, bar: 0)
    place(&variance, bar: left / bars)
  }
}
