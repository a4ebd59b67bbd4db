/// The bytes of an IDX file of unsigned bytes.
public func idxBytes(dimensions: [Int], elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  let sizes = dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
  return [0, 0, type, UInt8(dimensions.count)] + sizes + elements
}
