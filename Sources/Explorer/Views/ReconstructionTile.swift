import Raster
import TextScreen

/// One of the pictures of a test image that stand side by side or one above the other.
enum ReconstructionTile {
  /// The image itself.
  case input
  /// What the model reconstructs from its posterior mean.
  case reconstruction
  /// The reconstruction less the image.
  case error
}

extension CellGrid {
  /// Draws one of the pictures of a pair into `area`.
  mutating func draw(
    _ tile: ReconstructionTile, of pair: Scene.Pair, in area: Rectangle, with pencil: Pencil
  ) {
    switch tile {
    case .input: draw(pair.input, in: area, with: pencil)
    case .reconstruction: draw(pair.reconstruction, in: area, with: pencil)
    case .error:
      let values = zip(pair.reconstruction.values, pair.input.values).map { $0 - $1 }
      let error = Picture(width: pair.input.width, height: pair.input.height, values: values)
      draw(error, in: area, with: pencil, tone: .signed)
    }
  }
}
