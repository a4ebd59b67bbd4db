/// What one task of an update works on: adjacent weights of one owner, and with some of them adjacent biases.
///
/// Its weights are few enough that their gradient is still in the cache when the optimizer reads it. A tile's gradient
/// runs over the whole batch, so there is nothing to add up afterwards.
package struct UpdateTile: Sendable, Equatable {
  /// Which tile of its owner it is, for the owner to tell.
  let column: Int
  let row: Int
  /// Where the weights lie in the store.
  let weights: Range<Int>
  /// Where the bias lies, in the tile that has it; weight decay does not apply to it.
  let bias: Range<Int>?

  /// The largest number of weights in a tile.
  package static let maxWeights = ColumnPanels.maxColumns * ColumnPanels.maxColumns
  /// The largest number of weights and biases in a tile.
  package static let maxCount = maxWeights + ColumnPanels.maxColumns
}
