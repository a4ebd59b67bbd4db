import CZlib

// The bytes of files that tests write for the program to read.

/// `bytes` as one gzip member, without a name or a time in its header.
public func gzipped(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  // 15: the maximum window; 16 more: gzip's header and trailer around it.
  deflated(bytes, level: level, windowBits: 15 + 16)
}

/// The bytes of an IDX file of unsigned bytes.
public func idxBytes(dimensions: [Int], elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)] + dimensions.flatMap(bigEndian) + elements
}

/// The colour type of a PNG file; the raw values are the format's.
public enum PNGColor: UInt8, Sendable {
  case gray = 0, rgb = 2, palette = 3, grayAlpha = 4, rgbAlpha = 6
}

/// The bytes of a PNG file of unfiltered rows, with `chunks` before the data.
///
/// Each of `rows` is a row's packed samples; those of an interlaced picture are the rows of its passes.
public func pngBytes(
  width: Int, height: Int, depth: UInt8 = 8, color: PNGColor = .gray, isInterlaced: Bool = false,
  rows: [[UInt8]], chunks: [(name: String, data: [UInt8])] = []
) -> [UInt8] {
  let header = bigEndian(width) + bigEndian(height) + [depth, color.rawValue, 0, 0, isInterlaced ? 1 : 0]
  let data = deflated(rows.flatMap { [0] + $0 }, level: 6, windowBits: 15)
  let all = [("IHDR", header)] + chunks + [("IDAT", data), ("IEND", [])]
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + all.flatMap(chunk)
}

private func chunk(name: String, data: [UInt8]) -> [UInt8] {
  let summed = Array(name.utf8) + data
  return bigEndian(data.count) + summed + bigEndian(Int(crc32(0, summed, uInt(summed.count))))
}

/// `bytes` compressed, in the wrapping that `windowBits` asks zlib for.
private func deflated(_ bytes: [UInt8], level: Int32, windowBits: Int32) -> [UInt8] {
  var stream = z_stream()
  precondition(latentwalk_deflate_init2(&stream, level, windowBits) == Z_OK, "zlib has no memory")
  defer { deflateEnd(&stream) }
  var input = bytes
  let capacity = Int(deflateBound(&stream, uLong(bytes.count)))
  return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = uInt(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = uInt(capacity)
      let status = deflate(&stream, Z_FINISH)
      precondition(
        status == Z_STREAM_END, "zlib returned \(status) for a buffer of the size that it asked for")
    }
    count = capacity - Int(stream.avail_out)
  }
}

/// The lower 32 bits of `value`, most significant byte first.
private func bigEndian(_ value: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}
