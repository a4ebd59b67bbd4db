import CKernels

/// A batch's inputs of one layer as lists of what is not zero: by row for the forward product, and by input, within each
/// range of rows, for the gradient of the weight.
final class InputLists {
  private let width: Int
  private let byRow: Buffer<latentwalk_nonzero>
  private let byInput: Buffer<latentwalk_nonzero>?
  private let lengths: [Buffer<UInt32>]

  /// Makes room for batches of up to `capacity` rows of `width` inputs.
  init(width: Int, capacity: Int, threads: Int, keepsInputs: Bool) {
    let ends = RowRanges.maxCount(rows: capacity, threads: threads)
    self.width = width
    byRow = Buffer(uninitialized: NonzeroLists.roomFor(rows: capacity, columns: width))
    byInput = keepsInputs ? Buffer(uninitialized: width * (capacity + ends)) : nil
    lengths = (0..<threads).map { _ in Buffer(uninitialized: keepsInputs ? width : 0) }
  }

  /// Lists a range's rows by input too, once they are listed by row.
  func listInputs(of range: RowRange, kernels: Kernels, worker: Int) {
    guard let lists = inputs(of: range) else { return }
    kernels.transposeNonzero(rows(range.rows), into: lists, lengths: lengths[worker].start)
  }

  /// The lists of some rows, `[rows x width]`.
  func rows(_ rows: Range<Int>) -> NonzeroLists {
    NonzeroLists(byRow.start + rows.lowerBound * (width + 1), rows: rows.count, columns: width)
  }

  /// The lists of one range's inputs, `[width x rows of the range]`, its rows counted from 0; nil where they are
  /// not kept.
  func inputs(of range: RowRange) -> NonzeroLists? {
    byInput.map {
      NonzeroLists(
        $0.start + width * (range.rows.lowerBound + range.index), rows: width, columns: range.rows.count)
    }
  }
}
