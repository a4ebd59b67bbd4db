/// What lies between two layers while a batch passes: values, the objective's gradient by them, and both in the forms
/// that products need.
///
/// Values are published before they are read, and gradients after they are written: that makes the other forms.
package final class Edge {
  /// The forms of an edge, beside its values as floats.
  struct Forms: OptionSet {
    let rawValue: Int
    /// Only lists of what is not zero, no floats: images that are listed as they are loaded.
    static let onlyLists = Forms(rawValue: 1)
    /// Lists of the values that are not zero.
    static let lists = Forms(rawValue: 2)
    /// These lists also by input, for the gradient of a weight.
    static let listsByInput = Forms(rawValue: 4)
    /// The values in pairs of bfloat16.
    static let valuePairs = Forms(rawValue: 8)
    /// The gradient in pairs of bfloat16.
    static let gradientPairs = Forms(rawValue: 16)
  }

  /// Where the gradient is kept.
  enum GradientPlace {
    /// Nowhere: there is no way back beyond this edge, or none at all.
    case none
    /// In a matrix of its own.
    case apart
    /// In place of the values, which are no longer needed then.
    case inPlace
  }

  /// Numbers in a row.
  package let width: Int
  /// What the values were computed with last: a gradient by them goes on through its slope.
  package let activation: Activation?
  /// `[batch x width]`; nil where the values are lists only.
  package let values: BatchMatrix<Float>?
  /// The gradient by the values, `[batch x width]`.
  package let gradient: BatchMatrix<Float>?
  /// The values as lists of what is not zero.
  let lists: InputLists?
  /// The values in pairs of bfloat16.
  let valuePairs: BFloat16Operands?
  /// The gradient in pairs of bfloat16.
  let gradientPairs: BFloat16Operands?

  /// Makes room for batches of up to `capacity` rows, on whose parts `threads` workers work.
  init(
    width: Int, activation: Activation? = nil, capacity: Int, forms: Forms = [],
    gradient: GradientPlace = .none,
    threads: Int
  ) {
    self.width = width
    self.activation = activation
    func matrix() -> BatchMatrix<Float> { BatchMatrix(rows: capacity, columns: width, repeating: 0) }
    let values = forms.contains(.onlyLists) ? nil : matrix()
    self.values = values
    switch gradient {
    case .none: self.gradient = nil
    case .apart: self.gradient = matrix()
    case .inPlace: self.gradient = values
    }
    lists =
      forms.isDisjoint(with: [.lists, .onlyLists])
      ? nil
      : InputLists(
        width: width, capacity: capacity, threads: threads, keepsInputs: forms.contains(.listsByInput))
    valuePairs = forms.contains(.valuePairs) ? BFloat16Operands(capacity: capacity, columns: width) : nil
    gradientPairs =
      forms.contains(.gradientPairs) ? BFloat16Operands(capacity: capacity, columns: width) : nil
  }

  /// Whether values that were written as floats have other forms.
  var hasForms: Bool { values != nil && (lists != nil || valuePairs != nil) }

  /// Makes the other forms of a range's values, all of which must be there.
  func publish(_ range: RowRange, kernels: Kernels, worker: Int) {
    guard let values = values?[range.rows] else { return }
    if let lists {
      kernels.listNonzero(values, into: lists.rows(range.rows))
      lists.listInputs(of: range, kernels: kernels, worker: worker)
    }
    valuePairs?.update(rows: range.rows, columns: 0..<width, from: values, kernels: kernels)
  }

  /// Makes the other form of a part of the gradient, which begins at an even row and an even column.
  package func publishGradient(_ rows: Range<Int>, columns: Range<Int>, kernels: Kernels) {
    guard let gradientPairs, let gradient else { return }
    gradientPairs.update(
      rows: rows, columns: columns, from: gradient[rows].columns(columns), kernels: kernels)
  }
}
