/// The weights of the layers that are multiplied in bfloat16, rounded anew at each update: in pairs of rows for the
/// way forward, and their transposes likewise for the way back.
final class PairedWeights {
  private let layout: NetworkLayout
  private let forward: Buffer<UInt32>
  private let backward: Buffer<UInt32>
  private let scratch: [Buffer<UInt32>]

  /// Makes room for the weights of all layers; `workers` is how many threads take part.
  init(layout: NetworkLayout, workers: Int) {
    self.layout = layout
    let count = layout.layers.reduce(0) { $0 + $1.pairCount }
    forward = Buffer(count: count, repeating: 0)
    backward = Buffer(count: count, repeating: 0)
    scratch = (0..<workers).map { _ in Buffer(count: ParameterTile.mostWeights, repeating: 0) }
  }

  /// A panel of a layer's weight, `[inputs / 2 x panel]`.
  func weight(layer index: Int, panel: Int) -> PairView {
    let layer = layout.layers[index]
    let (columns, pairs) = (layer.panels[panel], (layer.inputs + 1) / 2)
    return PairView(
      forward.start + start(of: index) + pairs * columns.lowerBound, rows: pairs, columns: columns.count)
  }

  /// A panel of a layer's transposed weight, `[outputs / 2 x panel]`.
  func transposedWeight(layer index: Int, panel: Int) -> PairView {
    let layer = layout.layers[index]
    let (columns, pairs) = (layer.transposedPanels[panel], (layer.outputs + 1) / 2)
    return PairView(
      backward.start + start(of: index) + pairs * columns.lowerBound, rows: pairs, columns: columns.count)
  }

  /// Takes over a tile of a weight, `[rows x columns]`.
  func update(_ tile: ParameterTile, from weight: MatrixView, kernels: Kernels, worker: Int) {
    kernels.pairRows(
      weight,
      into: self.weight(layer: tile.layer, panel: tile.panel).rows(
        tile.rows.lowerBound / 2..<(tile.rows.upperBound + 1) / 2))
    guard tile.layer > 0 else { return }
    let pairs = PairView(scratch[worker].start, rows: weight.rows, columns: (weight.columns + 1) / 2)
    kernels.pairColumns(weight, into: pairs)
    kernels.transpose(
      pairs,
      into: transposedWeight(layer: tile.layer, panel: tile.transposedPanel).rows(
        tile.columns.lowerBound / 2..<(tile.columns.upperBound + 1) / 2))
  }

  private func start(of index: Int) -> Int {
    layout.layers[..<index].reduce(0) { $0 + $1.pairCount }
  }
}

extension Linear {
  /// Room enough for the pairs of a weight either way.
  fileprivate var pairCount: Int { max((inputs + 1) / 2 * outputs, inputs * ((outputs + 1) / 2)) }
}
