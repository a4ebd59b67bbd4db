import SystemLibrary
import TestSupport

/// What a program that ran to its end left behind.
struct Finished {
  var status: Int32
  var output: String
  var errors: String
}

/// Why a test could not start a program.
struct CannotStart: Error {
  var path: String
  var errno: Int32
}

/// The built programs, started as a user would.
enum Program {
  /// The `latentwalk` that was built beside the tests.
  static var latentwalk: String {
    let tests = CommandLine.arguments[0]
    let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return folder + "/latentwalk"
  }

  /// Runs `latentwalk` to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Finished {
    try run(path: latentwalk, arguments, environment: environment)
  }

  /// Runs the program at `path`, or of that name on the search path, to its end.
  static func run(
    path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Finished {
    let directory = try TemporaryDirectory()
    let (output, errors) = (directory["output"], directory["errors"])
    let process = try start(path: path, arguments, environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return Finished(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: try text(output),
      errors: try text(errors))
  }

  /// Starts a program with its files opened by `open`.
  static func start(
    path: String, _ arguments: [String], environment: [String: String],
    open: (inout posix_spawn_file_actions_t) -> Void
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    open(&actions)
    // The threads of a test runner block signals, which a program would inherit and then never receive.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let inherited: [String] = ["PATH", "HOME"]
    let variables = inherited.compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let envp = (variables + environment.map { "\($0.key)=\($0.value)" }).map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, path, &actions, &attributes, argv, envp)
    guard code == 0 else { throw CannotStart(path: path, errno: code) }
    return process
  }

  /// The text in a file, nothing where there is no file.
  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The bytes of a file, none where there is no file.
  static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
