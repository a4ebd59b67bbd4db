extension ArraySlice<UInt8> {
  /// The number that these bytes make, the highest first; there are at most seven.
  var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }
}
