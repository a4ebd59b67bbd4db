import TestSupport

/// A directory of four small IDX files: images of 8x8 pixels with a bar each, enough to train on in no time.
struct SmallDataset {
  static let side = 8

  /// Writes the files into `directory`, each changed by `spoil` where a test wants it so.
  static func write(
    to directory: borrowing TemporaryDirectory, train: Int = 256, test: Int = 32,
    spoil: [String: ([UInt8]) -> [UInt8]] = [:]
  ) throws {
    for (name, count) in [("train", train), ("t10k", test)] {
      let files = ["\(name)-images-idx3-ubyte": images(count), "\(name)-labels-idx1-ubyte": labels(count)]
      for (file, bytes) in files {
        try directory.write(spoil[file]?(bytes) ?? bytes, to: file)
      }
    }
  }

  static func images(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 8, 3] + bigEndian(count) + bigEndian(side) + bigEndian(side)
    for number in 0..<count {
      for row in 0..<side {
        for column in 0..<side {
          let isOn = number.isMultiple(of: 2) ? column == number / 2 % side : row == number / 2 % side
          bytes.append(isOn ? 255 : 0)
        }
      }
    }
    return bytes
  }

  static func labels(_ count: Int) -> [UInt8] {
    [0, 0, 8, 1] + bigEndian(count) + (0..<count).map { UInt8($0 % 2) }
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 0xff) }
  }
}
