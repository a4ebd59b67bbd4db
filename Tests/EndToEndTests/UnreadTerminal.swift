import SystemLibrary

/// A pseudo-terminal of 80x24 whose other end nobody reads, but for what a test wants to.
enum UnreadTerminal {
  /// Starts `latentwalk` on one; what is written to `keyboard`, which is the caller's to close, is typed there.
  static func start(_ arguments: [String]) throws -> (process: pid_t, keyboard: Int32) {
    var controller: Int32 = -1
    var terminal: Int32 = -1
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &terminal, nil, nil, &size) == 0 else {
      throw CannotStart(path: "a pseudo-terminal", errno: errno)
    }
    defer { close(terminal) }
    _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
    let process = try Program.start(
      path: Program.latentwalk, arguments, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
    ) { actions in
      for descriptor in Int32(0)...2 { posix_spawn_file_actions_adddup2(&actions, terminal, descriptor) }
    }
    return (process, controller)
  }

  /// What is drawn in so many seconds, or until `text` was.
  static func read(from keyboard: Int32, seconds: Int, until text: String? = nil) -> String {
    var (bytes, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 16))
    var ready = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
    for _ in 0..<seconds * 50 {
      while poll(&ready, 1, 0) > 0, ready.revents & Int16(POLLIN) != 0 {
        let count = readBytes(keyboard, &buffer, buffer.count)
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      let drawn = String(decoding: bytes, as: UTF8.self)
      if let text, drawn.contains(text) { return drawn }
      usleep(20_000)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// `read(2)`, which the type's own `read` hides.
private let readBytes = read
