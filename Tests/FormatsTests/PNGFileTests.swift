import Formats
import TestSupport
import Testing

@Suite("PNGFile")
struct PNGFileTests {
  /// The picture in a file of these bytes.
  private func picture(in bytes: [UInt8]) throws -> GrayImage {
    let directory = try TemporaryDirectory()
    return try PNGFile.read(directory.write(bytes, to: "picture.png"))
  }

  /// The brightness of the pixels of a picture of one row.
  private func brightness(
    ofRow row: [UInt8], width: Int, depth: UInt8 = 8, color: PNGColor = .gray,
    chunks: [(name: String, data: [UInt8])] = []
  ) throws -> [UInt8] {
    let bytes = pngBytes(
      width: width, height: 1, depth: depth, color: color, rows: [row], chunks: chunks)
    return try picture(in: bytes).pixels
  }

  /// The error line for a file of these bytes, without its path; `nil` if it can be read.
  private func complaint(about bytes: [UInt8]) throws -> String? {
    let directory = try TemporaryDirectory()
    let path = try directory.write(bytes, to: "picture.png")
    return FormatsTests.complaint(about: path) { () throws(FormatError) in _ = try PNGFile.read(path) }
  }

  /// A small picture of random grays.
  private func grayBytes() -> [UInt8] {
    var generator = SplitMix64(seed: 7)
    let rows = (0..<5).map { _ in (0..<6).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    return pngBytes(width: 6, height: 5, rows: rows)
  }

  /// A picture with a palette, opacities, a gamma and text.
  private func paletteBytes() -> [UInt8] {
    let chunks: [(name: String, data: [UInt8])] = [
      ("gAMA", [0, 1, 0x86, 0xa0]), ("PLTE", [10, 20, 30, 200, 100, 0, 7, 7, 7]), ("tRNS", [255, 128]),
      ("tEXt", Array("Title\0three".utf8)),
    ]
    return pngBytes(
      width: 4, height: 2, depth: 2, color: .palette, rows: [[0b0001_1000], [0b1001_0010]], chunks: chunks)
  }

  @Test("width, height and rows are read in the order of the file")
  func order() throws {
    let image = try picture(in: pngBytes(width: 3, height: 2, rows: [[1, 2, 3], [4, 5, 6]]))
    #expect(image.width == 3)
    #expect(image.height == 2)
    #expect(image.pixels == [1, 2, 3, 4, 5, 6])
  }

  @Test(
    "grey of 8 bits is read back byte for byte, with or without sRGB's gamma stated",
    arguments: [[], [("sRGB", [0])], [("gAMA", [0, 0, 0xb1, 0x8f])]] as [[(name: String, data: [UInt8])]])
  func gray(chunks: [(name: String, data: [UInt8])]) throws {
    let grays: [UInt8] = Array(0...255)
    #expect(try brightness(ofRow: grays, width: 256, chunks: chunks) == grays)
    let opaque: [UInt8] = grays.flatMap { [$0, 255] }
    #expect(try brightness(ofRow: opaque, width: 256, color: .grayAlpha, chunks: chunks) == grays)
    let colored: [UInt8] = grays.flatMap { [$0, $0, $0] }
    #expect(try brightness(ofRow: colored, width: 256, color: .rgb, chunks: chunks) == grays)
    let wide: [UInt8] = grays.flatMap { [$0, $0] }
    #expect(try brightness(ofRow: wide, width: 256, depth: 16, chunks: chunks) == grays)
  }

  @Test("16 bits are rounded to 8")
  func rounded() throws {
    let row: [UInt8] = [0, 0x80, 0, 0x81, 0x12, 0x34, 0x7f, 0xff, 0xff, 0x7e, 0xff, 0x7f]
    #expect(try brightness(ofRow: row, width: 6, depth: 16) == [0, 1, 18, 127, 254, 255])
  }

  @Test(
    "fewer than 8 bits are scaled to 0...255",
    arguments: [
      (1, [0b1010_0000], [255, 0, 255]), (2, [0b0001_1011], [0, 85, 170, 255]),
      (4, [0x0f, 0x71], [0, 255, 119, 17]),
    ] as [(UInt8, [UInt8], [UInt8])])
  func shallow(depth: UInt8, row: [UInt8], expected: [UInt8]) throws {
    #expect(try brightness(ofRow: row, width: expected.count, depth: depth) == expected)
  }

  @Test("a gamma other than sRGB's is undone")
  func gamma() throws {
    // 255 (v / 255)^(1 / 2.2) of linear values.
    let read = try brightness(
      ofRow: [0, 28, 55, 128, 255], width: 5, chunks: [("gAMA", [0, 1, 0x86, 0xa0])])
    #expect(read == [0, 93, 127, 186, 255])
  }

  @Test("colours are converted to their luma")
  func luma() throws {
    let colors: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 200, 100, 50, 10, 11, 10]
    let expected: [UInt8] = [76, 150, 29, 255, 124, 11]
    #expect(try brightness(ofRow: colors, width: 6, color: .rgb) == expected)
    let wide: [UInt8] = colors.flatMap { [$0, $0] }
    #expect(try brightness(ofRow: wide, width: 6, depth: 16, color: .rgb) == expected)
  }

  @Test("transparent pixels are laid on black")
  func alpha() throws {
    #expect(
      try brightness(ofRow: [255, 0, 255, 128, 255, 255, 101, 51], width: 4, color: .grayAlpha)
        == [0, 128, 255, 20])
    #expect(
      try brightness(ofRow: [200, 100, 50, 0, 200, 100, 50, 51], width: 2, color: .rgbAlpha) == [0, 25])
    #expect(
      try brightness(ofRow: [9, 9, 255, 255, 9, 9, 128, 128], width: 2, depth: 16, color: .grayAlpha) == [
        9, 5,
      ])
    // A single grey may be declared transparent.
    #expect(try brightness(ofRow: [9, 10, 11], width: 3, chunks: [("tRNS", [0, 10])]) == [9, 0, 11])
  }

  @Test("palettes are looked up, with their opacities")
  func palette() throws {
    let chunks: [(name: String, data: [UInt8])] = [
      ("PLTE", [5, 5, 5, 255, 0, 0, 250, 250, 250]), ("tRNS", [255, 255, 51]),
    ]
    #expect(
      try brightness(ofRow: [2, 1, 0, 0], width: 4, color: .palette, chunks: chunks) == [50, 76, 5, 5])
    #expect(
      try brightness(ofRow: [0b1001_0000], width: 3, depth: 2, color: .palette, chunks: chunks)
        == [50, 76, 5])
  }

  @Test("an interlaced picture is assembled", arguments: [(1, 1), (5, 3), (8, 8), (11, 13)])
  func interlaced(width: Int, height: Int) throws {
    // The first column and row of each pass of Adam7, and the steps to its next ones.
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    let rows = passes.flatMap { (left, top, across, down) in
      stride(from: top, to: height, by: down).map { row in
        stride(from: left, to: width, by: across).map { UInt8(row * width + $0) }
      }
    }
    let bytes = pngBytes(
      width: width, height: height, isInterlaced: true, rows: rows.filter { !$0.isEmpty })
    #expect(try picture(in: bytes).pixels == (0..<width * height).map { UInt8($0) })
  }

  @Test("bytes after the end of the picture are ignored")
  func trailing() throws {
    #expect(try picture(in: grayBytes() + [1, 2, 3]) == picture(in: grayBytes()))
  }

  @Test("a file cut anywhere is an error with its length")
  func cuts() throws {
    for bytes in [grayBytes(), paletteBytes()] {
      #expect(try complaint(about: bytes) == nil)
      for length in 0..<bytes.count {
        #expect(
          try complaint(about: Array(bytes[..<length]))
            == "the PNG data ends early, at byte \(length) of the file; fetch the file again")
      }
    }
  }

  @Test("other files are errors with their first bytes, and with their format if it is known")
  func otherFormats() throws {
    let formats: [(start: [UInt8], name: String)] = [
      ([0xff, 0xd8, 0xff, 0xe1], "a JPEG"), (Array("GIF89a".utf8), "a GIF"), (Array("BM1234".utf8), "a BMP"),
      (Array("II*\0".utf8), "a TIFF"), (Array("MM\0*".utf8), "a TIFF"),
      (Array("RIFF1234WEBPVP8".utf8), "a WebP"),
      ([0, 0, 0, 24] + Array("ftypheic".utf8), "a HEIC or AVIF"),
    ]
    for (start, name) in formats {
      let complaint = try complaint(about: start)
      #expect(complaint?.hasPrefix("this is not a PNG file: it begins with the bytes ") == true)
      #expect(complaint?.hasSuffix(", as \(name) does; convert it to PNG") == true)
    }
    #expect(
      try complaint(about: idxBytes(dimensions: [1], elements: [5]))
        == "this is not a PNG file: it begins with the bytes 00 00 08 01, not 89 50 4e 47; give a PNG file")
  }

  @Test("a damaged beginning is distinguished from another format")
  func damagedStart() throws {
    // As after a transfer in text mode.
    let bytes = grayBytes().filter { $0 != 0x0d }
    #expect(
      try complaint(about: bytes)
        == "the first 4 bytes are those of a PNG file, but the first 16 are not; fetch the file again")
  }

  @Test(
    "a picture that is too large is refused by its header",
    arguments: [(1 << 13, 1 << 13 + 1), (1 << 16 + 1, 1), (1, 1 << 31 - 1), (1 << 32 - 1, 1 << 32 - 1)])
  func tooLarge(width: Int, height: Int) throws {
    #expect(
      try complaint(about: pngBytes(width: width, height: height, rows: []))
        == "the picture has \(width) x \(height) pixels, but at most 67108864, and 65536 on a side, can be read; "
        + "make it smaller")
  }

  @Test("missing rows are found, however large the header says the picture is", arguments: [1, 1 << 13])
  func missingRows(side: Int) throws {
    let complaint = try complaint(about: pngBytes(width: side, height: side, rows: []))
    #expect(complaint?.hasPrefix("the PNG data is damaged (") == true)
    #expect(complaint?.contains("Not enough image data") == true)
  }

  @Test("headers that the format does not allow count as damage")
  func badHeaders() throws {
    for bytes in [
      pngBytes(width: 0, height: 1, rows: [[]]), pngBytes(width: 1, height: 0, rows: []),
      pngBytes(width: 1, height: 1, depth: 3, rows: [[0]]),
      pngBytes(width: 1, height: 1, depth: 16, color: .palette, rows: [[0, 0]]),
      pngBytes(width: 1, height: 1, color: .palette, rows: [[0]]),
    ] {
      #expect(try complaint(about: bytes)?.hasPrefix("the PNG data is damaged (") == true)
    }
  }

  @Test("any flipped bit is found, except in the checksum after the picture")
  func flips() throws {
    let original = grayBytes()
    for place in 0..<8 * original.count {
      var bytes = original
      bytes[place / 8] ^= 1 << UInt8(place % 8)
      #expect(try (complaint(about: bytes) == nil) == (place / 8 >= original.count - 4), "bit \(place)")
    }
  }

  @Test(
    "a file with flipped bits is an error or a picture, never a crash",
    arguments: 1...500 as ClosedRange<UInt64>)
  func randomFlips(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var bytes = paletteBytes()
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
    }
    if try complaint(about: bytes) == nil { #expect(try picture(in: bytes).pixels.count == 8) }
  }
}
