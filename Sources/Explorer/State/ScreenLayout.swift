import TextScreen

/// Where things are on a screen of a size.
struct ScreenLayout: Equatable {
  /// The smallest screen that pages are drawn on.
  static let minSize = Size(columns: 40, rows: 12)

  let size: Size
  let header: Rectangle
  let body: Rectangle
  let footer: Rectangle

  init(size: Size) {
    self.size = size
    let (header, rest) = Rectangle(size).split(top: 1)
    let (footer, body) = rest.split(bottom: 1)
    (self.header, self.body, self.footer) = (header, body, footer)
  }

  var isTooSmall: Bool {
    size.columns < Self.minSize.columns || size.rows < Self.minSize.rows
  }

  var map: MapLayout { MapLayout(body) }
  var interpolation: InterpolationLayout { InterpolationLayout(body) }
  var samples: SheetLayout { SheetLayout(body) }
  var reconstructions: ReconstructionsLayout { ReconstructionsLayout(body) }
  var curves: CurvesLayout { CurvesLayout(body) }
  var diagnosis: DiagnosisLayout { DiagnosisLayout(body) }
  var time: TimeLayout { TimeLayout(body) }
  func latents(_ latentSize: Int) -> LatentsLayout { LatentsLayout(body, latentSize: latentSize) }
}
