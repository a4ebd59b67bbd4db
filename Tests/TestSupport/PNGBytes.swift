import CZlib

/// What the numbers of a PNG file stand for; the raw values are the format's.
public enum PNGColour: UInt8, Sendable {
  case grey = 0, rgb = 2, palette = 3, greyAlpha = 4, rgbAlpha = 6
}

/// The bytes of a PNG file of unfiltered rows, with `chunks` before the data.
///
/// Each of `rows` is a row's packed samples; those of an interlaced picture are the rows of its passes.
public func pngBytes(
  width: Int, height: Int, depth: UInt8 = 8, colour: PNGColour = .grey, isInterlaced: Bool = false,
  rows: [[UInt8]], chunks: [(name: String, data: [UInt8])] = []
) -> [UInt8] {
  let header = bigEndian(width) + bigEndian(height) + [depth, colour.rawValue, 0, 0, isInterlaced ? 1 : 0]
  let all = [("IHDR", header)] + chunks + [("IDAT", deflated(rows.flatMap { [0] + $0 })), ("IEND", [])]
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + all.flatMap(chunk)
}

private func chunk(name: String, data: [UInt8]) -> [UInt8] {
  let summed = Array(name.utf8) + data
  return bigEndian(data.count) + summed + bigEndian(Int(crc32(0, summed, uInt(summed.count))))
}

private func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var length = compressBound(uLong(bytes.count))
  return [UInt8](unsafeUninitializedCapacity: Int(length)) { output, count in
    let status = compress(output.baseAddress, &length, bytes, uLong(bytes.count))
    precondition(status == Z_OK, "zlib gave \(status) for a buffer of the size that it asked for")
    count = Int(length)
  }
}
