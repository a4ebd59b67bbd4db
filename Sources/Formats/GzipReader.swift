import CZlib

/// Unpacks the gzip members of a file, one after the other, and checks each against its checksum and length.
///
/// Format: RFC 1952. Zero bytes after the last member are padding, as with `gzip`.
final class GzipReader {
  private enum Position { case insideMember, betweenMembers, end }

  // zlib keeps a pointer to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var position = Position.insideMember

  init(path: String) throws(FormatError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 17, alignment: 16)
    // 15: the maximum window; 16 more: gzip's header and trailer around it.
    guard latentwalk_inflate_init2(stream, 15 + 16) == Z_OK else {
      throw .gzip(path: path, offset: 0, defect: .outOfMemory)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Fills `buffer` with the next unpacked bytes and returns their number, which is smaller only at the end of the
  /// data.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, from file: inout InputFile
  ) throws(FormatError) -> Int {
    var filled = 0
    while filled < buffer.count && position != .end {
      if stream.pointee.avail_in == 0 {
        try refill(from: &file)
      } else if position == .betweenMembers {
        try beginMember(of: file)
      } else {
        filled += try inflateOnce(into: .init(rebasing: buffer[filled...]), file: file)
      }
    }
    return filled
  }

  private func refill(from file: inout InputFile) throws(FormatError) {
    let count = try file.read(into: input)
    if count == 0 {
      guard position == .betweenMembers else {
        throw .gzip(path: file.path, offset: file.offset, defect: .endsEarly)
      }
      position = .end
    }
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_in = uInt(count)
  }

  /// Looks at the first byte after a member: another member begins, or padding that lasts to the end of the file.
  private func beginMember(of file: borrowing InputFile) throws(FormatError) {
    switch stream.pointee.next_in.pointee {
    case 0x1f:
      inflateReset(stream)
      position = .insideMember
    case 0:
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    default:
      throw .gzip(path: file.path, offset: consumed(of: file), defect: .trailingBytes)
    }
  }

  private func inflateOnce(
    into buffer: UnsafeMutableRawBufferPointer, file: borrowing InputFile
  ) throws(FormatError) -> Int {
    let room = uInt(min(buffer.count, 1 << 30))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = room
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK: break
    case Z_STREAM_END: position = .betweenMembers
    case Z_MEM_ERROR: throw .gzip(path: file.path, offset: consumed(of: file), defect: .outOfMemory)
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown reason"
      throw .gzip(path: file.path, offset: consumed(of: file), defect: .corrupt(reason: reason))
    }
    return Int(room - stream.pointee.avail_out)
  }

  /// The offset of the first byte that zlib has not consumed.
  private func consumed(of file: borrowing InputFile) -> Int {
    file.offset - Int(stream.pointee.avail_in)
  }
}
