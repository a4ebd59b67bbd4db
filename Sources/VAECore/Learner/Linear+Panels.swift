// A layer's parameters as the learner has them: with the weight cut into panels of columns that lie one after
// another, each row-major, and after it the bias.

extension Linear {
  /// The panels of the weight `[inputs x outputs]`.
  var panels: ColumnPanels { ColumnPanels(columns: outputs) }

  /// The panels of the transposed weight `[outputs x inputs]`.
  var transposedPanels: ColumnPanels { ColumnPanels(columns: inputs) }

  /// A panel of the weight, `[inputs x panel]`.
  func weight(panel: Int, in parameters: UnsafeMutablePointer<Float>) -> MatrixView {
    let columns = panels[panel]
    return MatrixView(parameters + offset + inputs * columns.lowerBound, rows: inputs, columns: columns.count)
  }

  /// A panel of the transposed weight, `[outputs x panel]`, which lies at the same place in a buffer of its own.
  func transposedWeight(panel: Int, in transposes: UnsafeMutablePointer<Float>) -> MatrixView {
    let columns = transposedPanels[panel]
    return MatrixView(
      transposes + offset + outputs * columns.lowerBound, rows: outputs, columns: columns.count)
  }
}

extension NetworkLayout {
  /// Copies parameters that lie as in `flat` to where the learner has them, which lays them out as `self`.
  func packPanels(
    _ flat: UnsafeMutablePointer<Float>, of flatLayout: NetworkLayout,
    into parameters: UnsafeMutablePointer<Float>
  ) {
    for (layer, flatLayer) in zip(layers, flatLayout.layers) {
      for (panel, columns) in layer.panels.enumerated() {
        layer.weight(panel: panel, in: parameters).copy(flatLayer.weight(in: flat).columns(columns))
      }
      layer.bias(in: parameters).update(from: flatLayer.bias(in: flat), count: layer.outputs)
    }
  }

  /// The parameters, or their gradients, in the order of a flat buffer.
  func unpackPanels(_ parameters: UnsafeMutablePointer<Float>, to flatLayout: NetworkLayout) -> [Float] {
    [Float](unsafeUninitializedCapacity: flatLayout.parameterCount) { flat, count in
      guard let start = flat.baseAddress else { return }
      for (layer, flatLayer) in zip(layers, flatLayout.layers) {
        for (panel, columns) in layer.panels.enumerated() {
          flatLayer.weight(in: start).columns(columns).copy(layer.weight(panel: panel, in: parameters))
        }
        flatLayer.bias(in: start).update(from: layer.bias(in: parameters), count: layer.outputs)
      }
      count = flatLayout.parameterCount
    }
  }
}

extension MatrixView {
  /// Copies a matrix of the same shape; the columns of both are adjacent.
  fileprivate func copy(_ source: MatrixView) {
    for row in 0..<rows { self.row(row).update(from: source.row(row), count: columns) }
  }
}
