// Arrays of bytes: filled in place, read as a number, written in hexadecimal.

extension [UInt8] {
  /// Makes the bytes that `fill` writes into uninitialised memory for `capacity` of them.
  ///
  /// `fill` sets its second argument to the number of bytes that it has written.
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
  /// These bytes as an unsigned integer, most significant byte first; at most seven bytes.
  var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }
}

extension UInt8 {
  /// Two hexadecimal digits, such as `0d`.
  var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
