/// The bytes of an IDX file of unsigned bytes.
public func idxBytes(dimensions: [Int], elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)] + dimensions.flatMap(bigEndian) + elements
}
