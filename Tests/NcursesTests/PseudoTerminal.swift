import SystemLibrary

/// A terminal whose other end the test holds: there it types keys and reads what was drawn.
struct PseudoTerminal {
  /// The test's end.
  let controller: Int32

  /// The program's end.
  let terminal: Int32

  init?(columns: UInt16, rows: UInt16) {
    var controller: Int32 = -1
    var terminal: Int32 = -1
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &terminal, nil, nil, &size) == 0 else { return nil }
    self.controller = controller
    self.terminal = terminal
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  /// Everything that was drawn since the last call.
  func drawn() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    var descriptor = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, 20) == 1, descriptor.revents & Int16(POLLIN) != 0 {
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The terminal's modes, without the padding of the struct.
  func modes() -> [String] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return [
      "\(modes.c_iflag)", "\(modes.c_oflag)", "\(modes.c_cflag)", "\(modes.c_lflag)", "\(modes.c_cc)",
    ]
  }

  func hangUp() {
    close(controller)
  }

  func closeBoth() {
    close(controller)
    close(terminal)
  }
}
