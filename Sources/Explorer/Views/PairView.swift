import Raster
import TextScreen

/// What is shown of a test image.
enum PairPart {
  /// The image itself.
  case input
  /// What the model makes of it.
  case reconstruction
  /// The reconstruction less the image.
  case error
}

extension CellGrid {
  /// Draws a part of a pair into `area`.
  mutating func draw(
    _ pair: Scene.Pair, _ part: PairPart, in area: Rectangle, with pencil: Pencil
  ) {
    switch part {
    case .input: draw(pair.input, in: area, with: pencil)
    case .reconstruction: draw(pair.reconstruction, in: area, with: pencil)
    case .error:
      let values = zip(pair.reconstruction.values, pair.input.values).map { $0 - $1 }
      let error = Picture(width: pair.input.width, height: pair.input.height, values: values)
      draw(error, in: area, with: pencil, tone: .signed)
    }
  }
}
