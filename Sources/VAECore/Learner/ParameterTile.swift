/// Some rows of one panel of a layer's weight, and with the last of them the panel's part of the bias: what one
/// task of an update works on.
///
/// Its floats are adjacent where the learner has them, and few enough that their gradient is still in the
/// cache when the optimiser reads it. A tile's gradient runs over the whole batch, so there is nothing to add up
/// afterwards.
struct ParameterTile: Sendable, Equatable {
  let layer: Int
  /// The panel of the weight, and its columns.
  let panel: Int
  let columns: Range<Int>
  /// The panel of the transposed weight that the tile goes to, and the rows of the weight that are its columns.
  let transposedPanel: Int
  let rows: Range<Int>
  /// Where the weights lie.
  let weightRange: Range<Int>
  /// Where the bias lies, in the tile that has it.
  let biasRange: Range<Int>?

  /// A task for each tile of all layers, which together are every parameter once; a task that is empty is nil.
  static func tasks(of layout: NetworkLayout, workers: Int) -> [ParameterTile?] {
    layout.layers.indices.flatMap { index -> [ParameterTile?] in
      let layer = layout.layers[index]
      let tasks = PanelTasks(
        panels: layer.panels.count, parts: layer.transposedPanels.count, workers: workers)
      // Filled up, so that the next layer's first panel falls to the first worker again, as in other stages.
      return (0..<(tasks.count + workers - 1) / workers * workers).map { task in
        guard task < tasks.count, let (panel, part) = tasks[task] else { return nil }
        return ParameterTile(layer, at: index, panel: panel, transposedPanel: part)
      }
    }
  }

  private init(_ linear: Linear, at layer: Int, panel: Int, transposedPanel: Int) {
    self.layer = layer
    self.panel = panel
    self.transposedPanel = transposedPanel
    columns = linear.panels[panel]
    rows = linear.transposedPanels[transposedPanel]
    let start = linear.offset + linear.inputs * columns.lowerBound + rows.lowerBound * columns.count
    weightRange = start..<start + rows.count * columns.count
    let bias = linear.biasRange.lowerBound
    let isLast = rows.upperBound == linear.inputs
    biasRange = isLast ? bias + columns.lowerBound..<bias + columns.upperBound : nil
  }

  /// The most weights of a tile.
  static let mostWeights = ColumnPanels.mostColumns * ColumnPanels.mostColumns
}
