import SystemLibrary
import TestSupport

/// Text files of the checkout.
enum TextFile {
  /// A file's text, empty where there is none; the path is from the checkout's root.
  static func read(_ path: String) -> String {
    guard let file = fopen(Repository.root + "/" + path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(Repository.root + "/" + path, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }
}
