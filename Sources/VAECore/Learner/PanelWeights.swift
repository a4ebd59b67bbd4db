/// A network's parameters as passes through it need them: weights in panels, and where there is a way back each of
/// them transposed, in panels too, or for layers that are multiplied in bfloat16 rounded to pairs both ways.
final class PanelWeights {
  private let flatLayout: NetworkLayout
  /// Where things lie in the buffers: each layer begins on a cache line.
  let layout: NetworkLayout
  private let methods: [ProductMethod]
  /// The parameters, laid out as `layout`, with the weights in panels.
  let parameters: FloatBuffer
  /// Each weight but the first layer's as `[out x in]`, in panels of its own at the weight's place.
  private let transposes: FloatBuffer?
  private let pairs: PairedWeights?

  /// Takes over a model's parameters; with `learns` they are to be updated by up to `workers` workers.
  init(_ model: VAE, methods: [ProductMethod], learns: Bool, workers: Int, kernels: Kernels) {
    flatLayout = NetworkLayout(model.architecture)
    layout = flatLayout.alignedToCacheLines
    self.methods = methods
    parameters = FloatBuffer(count: layout.parameterCount)
    transposes = learns ? FloatBuffer(count: layout.parameterCount) : nil
    pairs = methods.contains(.bfloat16) ? PairedWeights(layout: layout, workers: workers) : nil
    load(model, kernels: kernels)
  }

  /// Takes over the parameters of a model of the same architecture.
  func load(_ model: VAE, kernels: Kernels) {
    pack(model.parameters, into: parameters)
    for tile in ParameterTile.tasks(of: layout, workers: 1) {
      if let tile { refresh(tile, kernels: kernels, worker: 0) }
    }
  }

  /// Copies what is in the order of the flat buffer to where the parameters lie, or what lies as they do.
  func pack(_ flat: [Float], into values: FloatBuffer) {
    flat.withUnsafeBufferPointer { flat in
      // Views have one kind of pointer; this one is only read. A valid model is never empty.
      let start = UnsafeMutablePointer(mutating: flat.baseAddress.unsafelyUnwrapped)
      layout.packPanels(start, of: flatLayout, into: values.start)
    }
  }

  /// The parameters in the order of the flat buffer.
  var flat: [Float] { flattened(parameters) }

  /// What lies as the parameters do, in the order of the flat buffer.
  func flattened(_ values: FloatBuffer) -> [Float] {
    withExtendedLifetime(values) { layout.unpackPanels(values.start, to: flatLayout) }
  }

  /// A panel of a layer's weight, `[inputs x panel]`.
  func weight(layer index: Int, panel: Int) -> MatrixView {
    layout.layers[index].weight(panel: panel, in: parameters.start)
  }

  /// A panel's part of a layer's bias, `[panel]`.
  func bias(layer index: Int, panel: Int) -> UnsafeMutablePointer<Float> {
    let layer = layout.layers[index]
    return layer.bias(in: parameters.start) + layer.panels[panel].lowerBound
  }

  /// A panel of a layer's transposed weight, `[outputs x panel]`; nil for a layer that has none.
  func transposedWeight(layer index: Int, panel: Int) -> MatrixView? {
    guard let transposes, methods[index] != .bfloat16 else { return nil }
    return layout.layers[index].transposedWeight(panel: panel, in: transposes.start)
  }

  /// A panel of a layer's weight in pairs, `[inputs / 2 x panel]`; nil for a layer that has none.
  func pairedWeight(layer index: Int, panel: Int) -> PairView? {
    methods[index] == .bfloat16 ? pairs?.weight(layer: index, panel: panel) : nil
  }

  /// A panel of a layer's transposed weight in pairs, `[outputs / 2 x panel]`; nil for a layer that has none.
  func pairedTransposedWeight(layer index: Int, panel: Int) -> PairView? {
    methods[index] == .bfloat16 ? pairs?.transposedWeight(layer: index, panel: panel) : nil
  }

  /// Brings the copies of a tile's weights up to date.
  func refresh(_ tile: ParameterTile, kernels: Kernels, worker: Int) {
    let weight = weight(layer: tile.layer, panel: tile.panel).rows(tile.rows)
    if methods[tile.layer] == .bfloat16 {
      pairs?.update(tile, from: weight, kernels: kernels, worker: worker)
    } else if tile.layer > 0,
      let transposed = transposedWeight(layer: tile.layer, panel: tile.transposedPanel)
    {
      kernels.transpose(weight, into: transposed.rows(tile.columns))
    }
  }
}
