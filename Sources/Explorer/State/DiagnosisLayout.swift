import TextScreen

/// The knobs above what the diagnosis says.
struct DiagnosisLayout: Equatable {
  /// Two rows of two knobs if there is little room, else a title with a row for each and a blank one.
  let knobs: Rectangle
  let title: Rectangle
  /// The diagnosis line by line, and where it leaves room the curves.
  let lines: Rectangle

  init(_ body: Rectangle) {
    let (knobs, lower) = body.split(top: body.rows < 18 ? 2 : Knob.allCases.count + 2)
    self.knobs = knobs
    (title, lines) = lower.split(top: 1)
  }
}
