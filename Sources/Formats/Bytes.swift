// Bytes, and how they are filled in, read and written down.

extension [UInt8] {
  /// The bytes that `fill` puts into memory for `capacity` of them, which nothing touches before.
  ///
  /// `fill` counts the bytes that it has put there in its second argument.
  init(
    capacity: Int, filling fill: (UnsafeMutableRawBufferPointer, inout Int) throws(FormatError) -> Void
  ) throws(FormatError) {
    // The standard initializer loses the type of an error.
    var failure: FormatError?
    self.init(unsafeUninitializedCapacity: capacity) { buffer, count in
      do throws(FormatError) {
        try fill(UnsafeMutableRawBufferPointer(buffer), &count)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

extension ArraySlice<UInt8> {
  /// The number that these bytes make, the highest first; there are at most seven.
  var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }
}

extension UInt8 {
  /// Two hexadecimal digits, as `0d`.
  var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
