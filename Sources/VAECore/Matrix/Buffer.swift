/// Elements at a fixed address on a cache-line boundary, freed with the last reference.
///
/// Workers write to disjoint parts of it at the same time, which an `Array` does not allow.
package final class Buffer<Element: BitwiseCopyable> {
  /// The first element.
  package let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  package let count: Int

  /// Makes room for `count` elements, all of one value.
  package convenience init(count: Int, repeating value: Element) {
    self.init(uninitialized: count)
    start.initialize(repeating: value, count: max(count, 1))
  }

  /// Makes room for `count` elements, each of which is to be written before it is read.
  package init(uninitialized count: Int) {
    precondition(count >= 0, "A buffer of \(count) elements.")
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Element>.stride,
      alignment: max(64, MemoryLayout<Element>.alignment))
    start = bytes.bindMemory(to: Element.self, capacity: max(count, 1))
    self.count = count
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// The element at an index.
  package subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "Element \(index) of a buffer of \(count).")
      return start[index]
    }
    set {
      assert(index >= 0 && index < count, "Element \(index) of a buffer of \(count).")
      start[index] = newValue
    }
  }

  /// All the elements.
  var pointer: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: start, count: count) }

  /// A copy of all the elements.
  package var elements: [Element] { Array(pointer) }
}

/// Floats at a fixed address.
package typealias FloatBuffer = Buffer<Float>

extension Buffer<Float> {
  /// Makes room for `count` floats, all zero.
  package convenience init(count: Int) {
    self.init(count: count, repeating: 0)
  }

  /// A copy of an array.
  package convenience init(_ elements: [Float]) {
    self.init(count: elements.count)
    elements.withUnsafeBufferPointer { source in
      if let address = source.baseAddress {
        start.update(from: address, count: source.count)
      }
    }
  }

  /// A row-major view of the first `rows * columns` floats.
  package func view(rows: Int, columns: Int) -> MatrixView {
    precondition(rows * columns <= count, "A view of \(rows) x \(columns) on a buffer of \(count) floats.")
    return MatrixView(start, rows: rows, columns: columns)
  }
}
