import Datasets
import SystemLibrary
import Training
import VAECore

/// Facts of this process and its machine from the operating system; read here, passed on as arguments.
enum ProcessFacts {
  /// The environment variables that the program looks at.
  private static let variables = [
    "LATENTWALK_ASSETS", kernelsVariable, "XDG_STATE_HOME", "HOME", "TERM", "COLORTERM", "NO_COLOR",
    "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TMUX", "STY", "SSH_CONNECTION",
  ]

  /// The variables that are set, with their values.
  static var environment: [String: String] {
    var environment: [String: String] = [:]
    for name in variables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment
  }

  /// The environment variable that names the kernels to compute with.
  static let kernelsVariable = "LATENTWALK_KERNELS"

  /// The kernels that the environment names.
  static var chosenKernels: String? { environment[kernelsVariable].flatMap { $0.isEmpty ? nil : $0 } }

  /// The kernels to compute with: those that the environment names, or the fastest.
  static func kernels() throws(KernelError) -> Kernels { try Kernels.best(named: chosenKernels) }

  /// Where the executable is, with links followed if the system can tell.
  static var executablePath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    guard length > 0, length < buffer.count else { return CommandLine.arguments[0] }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Finds the data that this process can see.
  static var datasetLocator: DatasetLocator {
    DatasetLocator(environment: environment, executablePath: executablePath)
  }

  /// As many threads as there are processors to use, within what `--threads` takes.
  static var defaultThreads: Int {
    let threads = TrainingJob.threadCounts
    return min(threads.upperBound, max(threads.lowerBound, WorkerPool.processorCount))
  }

  /// Seconds since some moment, never going back.
  @Sendable static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The local date and time as a file name has it: 2026-11-21-081154.
  static var timestamp: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let length = strftime(&buffer, buffer.count, "%Y-%m-%d-%H%M%S", &parts)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The peak of resident memory, in bytes.
  static var peakResidentBytes: Int {
    // RUSAGE_SELF, which every system imports with a type of its own.
    let thisProcess: Int32 = 0
    var usage = rusage()
    getrusage(thisProcess, &usage)
    #if canImport(Darwin)
    return usage.ru_maxrss
    #else
    return usage.ru_maxrss * 1024
    #endif
  }
}
