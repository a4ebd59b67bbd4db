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
