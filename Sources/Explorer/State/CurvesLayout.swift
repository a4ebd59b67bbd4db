import TextScreen

/// A title above the curves: all figures side by side, or one if there is no room for more.
struct CurvesLayout: Equatable {
  let title: Rectangle
  private let area: Rectangle

  init(_ body: Rectangle) {
    (title, area) = body.split(top: 1)
  }

  /// The figures that there is room for with their areas; `chosen` is nil for as many as possible.
  func charts(_ chosen: LossFigure?) -> [(figure: LossFigure, area: Rectangle)] {
    if let chosen { return [(chosen, area)] }
    guard area.columns >= 60, area.rows >= 12 else { return [(.objective, area)] }
    let (top, bottom) = area.split(top: area.rows / 2)
    let half = area.columns / 2
    let parts = [top, bottom].flatMap { row in
      [row.split(left: half - 1).left, row.split(left: half).rest]
    }
    return Array(zip(LossFigure.allCases, parts)).map { (figure: $0, area: $1) }
  }
}
