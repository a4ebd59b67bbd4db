import CZlib

/// `bytes` as one gzip member, without a name or a time in its header.
public func gzipped(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = z_stream()
  // 15: the largest window; 16 more: gzip's header and trailer around it.
  precondition(latentwalk_deflate_init2(&stream, level, 15 + 16) == Z_OK, "zlib has no memory")
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
      precondition(status == Z_STREAM_END, "zlib gave \(status) for a buffer of the size that it asked for")
    }
    count = capacity - Int(stream.avail_out)
  }
}
