import SystemLibrary

/// The command's output, line by line, each written at once so that a reader at a pipe sees it live.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Makes writing to a closed pipe an error, not a signal that kills.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  static func writeLine(_ text: String) throws(CommandFailure) {
    try write(text + "\n")
  }

  static func write(_ text: String) throws(CommandFailure) {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code == 0 else {
      let reason = String(cString: strerror(code))
      throw CommandFailure(
        "standard output: cannot be written (\(reason)); see that its reader still runs and its disk has room",
        status: ExitStatus.inputOutput)
    }
  }
}

/// Where failures are reported.
enum StandardError {
  static func write(_ text: String) {
    _ = writeAll(text, to: STDERR_FILENO)
  }
}

/// Writes all of a text; returns 0 or the error number.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      bytes = bytes.dropFirst(count)
    } else if errno != EINTR {
      return errno
    }
  }
  return 0
}

/// Where keys come from.
enum StandardInput {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
