/// Some rows of one layer's weight, the layer's bias with the last of them: what one task of an update works
/// on.
///
/// Its floats are adjacent in the flat buffer, and few enough that their gradient is still in the cache when
/// the optimiser reads it. A tile's gradient runs over the whole batch, so there is nothing to add up
/// afterwards.
struct ParameterTile: Sendable, Equatable {
  let layer: Int
  let weightRows: Range<Int>
  let hasBias: Bool
  /// Where it lies in the flat buffer.
  let range: Range<Int>

  /// About how many parameters go into a tile.
  static let size = 1 << 15
  /// Rows come in multiples of this: 16 floats fill a cache line of the transposed copy.
  static let rowMultiple = 16

  /// The tiles of all layers, in the order of the flat buffer, which they cover without gap or overlap.
  static func tiles(of layout: NetworkLayout) -> [ParameterTile] {
    layout.layers.indices.flatMap { index in
      let layer = layout.layers[index]
      let step = max(1, size / layer.outputs / rowMultiple) * rowMultiple
      return stride(from: 0, to: layer.inputs, by: step).map { first in
        let rows = first..<min(first + step, layer.inputs)
        let hasBias = rows.upperBound == layer.inputs
        let start = layer.offset + rows.lowerBound * layer.outputs
        let end = layer.offset + rows.upperBound * layer.outputs + (hasBias ? layer.outputs : 0)
        return ParameterTile(layer: index, weightRows: rows, hasBias: hasBias, range: start..<end)
      }
    }
  }
}
