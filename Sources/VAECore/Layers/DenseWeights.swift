/// The parameters of an affine map as products need them: the weight cut into panels of columns that lie one after
/// another, and after it the bias; for a backward pass also the weight transposed, in panels too, or, for products of
/// bfloat16, both rounded to pairs.
package final class DenseWeights: Parameters {
  /// The columns of the input.
  package let inputs: Int
  /// The columns of the output.
  package let outputs: Int
  /// The panels of the weight `[inputs x outputs]`.
  package var panels: ColumnPanels { ColumnPanels(columns: outputs) }
  /// The panels of the transposed weight `[outputs x inputs]`.
  package var transposedPanels: ColumnPanels { ColumnPanels(columns: inputs) }

  private var place: ParameterPlace?
  private let transposed: FloatBuffer?
  private let pairs: Buffer<UInt32>?
  private let transposedPairs: Buffer<UInt32>?
  /// A tile in pairs before it is transposed, for each worker.
  private let scratch: [Buffer<UInt32>]

  /// Which copies of the weight products need.
  enum Copies {
    /// None: for the way forward, in floats.
    case none
    /// The weight transposed, for the way back.
    case transposed
    /// The weight in pairs of bfloat16; with `transposed` its transpose too.
    case pairs(transposed: Bool, workers: Int)
  }

  /// Room for the copies of a weight; the parameters themselves are in a store.
  init(inputs: Int, outputs: Int, copies: Copies) {
    self.inputs = inputs
    self.outputs = outputs
    let pairCount = max((inputs + 1) / 2 * outputs, inputs * ((outputs + 1) / 2))
    switch copies {
    case .none:
      (transposed, pairs, transposedPairs, scratch) = (nil, nil, nil, [])
    case .transposed:
      (transposed, pairs, transposedPairs, scratch) = (FloatBuffer(count: inputs * outputs), nil, nil, [])
    case .pairs(let isTransposed, let workers):
      transposed = nil
      pairs = Buffer(count: pairCount, repeating: 0)
      transposedPairs = isTransposed ? Buffer(count: pairCount, repeating: 0) : nil
      scratch = (0..<workers).map { _ in Buffer(count: isTransposed ? UpdateTile.maxWeights : 0, repeating: 0)
      }
    }
  }

  package var count: Int { (inputs + 1) * outputs }

  package func bind(to place: ParameterPlace) { self.place = place }

  private var bound: ParameterPlace {
    guard let place else { preconditionFailure("Weights of \(inputs) x \(outputs) without a store.") }
    return place
  }

  /// A panel of the weight, `[inputs x panel]`.
  func weight(panel: Int) -> MatrixView { weight(panel: panel, in: bound.parameters.start) }

  /// A panel's part of the bias, `[panel]`.
  func bias(panel: Int) -> UnsafeMutablePointer<Float> {
    bound.parameters.start + biasOffset + panels[panel].lowerBound
  }

  /// A panel of the transposed weight, `[outputs x panel]`; nil if there is none.
  func transposedWeight(panel: Int) -> MatrixView? {
    guard let transposed else { return nil }
    let columns = transposedPanels[panel]
    return MatrixView(
      transposed.start + outputs * columns.lowerBound, rows: outputs, columns: columns.count)
  }

  /// A panel of the weight in pairs, `[inputs / 2 x panel]`; nil if there is none.
  func pairedWeight(panel: Int) -> BFloat16View? {
    guard let pairs else { return nil }
    let (columns, count) = (panels[panel], (inputs + 1) / 2)
    return BFloat16View(pairs.start + count * columns.lowerBound, rows: count, columns: columns.count)
  }

  /// A panel of the transposed weight in pairs, `[outputs / 2 x panel]`; nil if there is none.
  func pairedTransposedWeight(panel: Int) -> BFloat16View? {
    guard let transposedPairs else { return nil }
    let (columns, count) = (transposedPanels[panel], (outputs + 1) / 2)
    return BFloat16View(
      transposedPairs.start + count * columns.lowerBound, rows: count, columns: columns.count)
  }

  private func weight(panel: Int, in values: UnsafeMutablePointer<Float>) -> MatrixView {
    let columns = panels[panel]
    return MatrixView(
      values + bound.offset + inputs * columns.lowerBound, rows: inputs, columns: columns.count)
  }

  private var biasOffset: Int { bound.offset + inputs * outputs }
}

// Between a model's flat buffer and the panels.
extension DenseWeights {
  package func pack(_ flat: UnsafePointer<Float>, into values: UnsafeMutablePointer<Float>) {
    for (panel, columns) in panels.enumerated() {
      let packed = weight(panel: panel, in: values)
      for row in 0..<inputs {
        packed.row(row).update(from: flat + row * outputs + columns.lowerBound, count: columns.count)
      }
    }
    (values + biasOffset).update(from: flat + inputs * outputs, count: outputs)
  }

  package func unpack(_ values: UnsafePointer<Float>, into flat: UnsafeMutablePointer<Float>) {
    // Views have one kind of pointer; this one is only read.
    let values = UnsafeMutablePointer(mutating: values)
    for (panel, columns) in panels.enumerated() {
      let packed = weight(panel: panel, in: values)
      for row in 0..<inputs {
        (flat + row * outputs + columns.lowerBound).update(from: packed.row(row), count: columns.count)
      }
    }
    (flat + inputs * outputs).update(from: values + biasOffset, count: outputs)
  }
}

// Updates.
extension DenseWeights {
  /// The rows and columns of a tile in the weight, of which it is a row part of a panel.
  func part(_ tile: UpdateTile) -> (rows: Range<Int>, columns: Range<Int>) {
    (transposedPanels[tile.row], panels[tile.column])
  }

  package func updateTiles(workers: Int) -> [UpdateTile?] {
    let tasks = PanelTasks(panels: panels.count, parts: transposedPanels.count, workers: workers)
    // Filled up, so that the next owner's first panel falls to the first worker again, as in other stages.
    return (0..<(tasks.count + workers - 1) / workers * workers).map { task in
      guard task < tasks.count, let (panel, part) = tasks[task] else { return nil }
      return tile(panel: panel, part: part)
    }
  }

  private func tile(panel: Int, part: Int) -> UpdateTile {
    let (columns, rows) = (panels[panel], transposedPanels[part])
    let start = bound.offset + inputs * columns.lowerBound + rows.lowerBound * columns.count
    let isLast = rows.upperBound == inputs
    return UpdateTile(
      column: panel, row: part, weights: start..<start + rows.count * columns.count,
      bias: isLast ? biasOffset + columns.lowerBound..<biasOffset + columns.upperBound : nil)
  }

  package func refresh(_ tile: UpdateTile, kernels: Kernels, worker: Int) {
    let (rows, columns) = part(tile)
    let weight = weight(panel: tile.column).rows(rows)
    if let paired = pairedWeight(panel: tile.column) {
      kernels.pairRows(weight, into: paired.rows(rows.lowerBound / 2..<(rows.upperBound + 1) / 2))
    }
    if let paired = pairedTransposedWeight(panel: tile.row) {
      let pairs = BFloat16View(scratch[worker].start, rows: weight.rows, columns: (weight.columns + 1) / 2)
      kernels.pairColumns(weight, into: pairs)
      kernels.transpose(
        pairs, into: paired.rows(columns.lowerBound / 2..<(columns.upperBound + 1) / 2))
    }
    if let transposed = transposedWeight(panel: tile.row) {
      kernels.transpose(weight, into: transposed.rows(columns))
    }
  }
}
