import Synchronization
import SystemLibrary

/// Starts threads that debuggers and profilers can tell apart.
public enum NamedThread {
  /// Runs `body` on a new thread.
  ///
  /// The signals that a person or a terminal sends (interrupt, hang-up, resize and their like) are blocked on
  /// it, so that they reach the main thread. Systems cut the name: Linux to 15 bytes.
  ///
  /// - Parameters:
  ///   - name: What debuggers and profilers show.
  ///   - stackSize: Bytes, at least 128 KiB; rounded up to 16 KiB.
  ///   - body: What to run. The thread ends with it.
  /// - Returns: The thread, to be joined once.
  public static func start(
    name: String, stackSize: Int = 1 << 20, _ body: @escaping @Sendable () -> Void
  ) throws(ThreadError) -> RunningThread {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    let page = 1 << 14
    pthread_attr_setstacksize(&attributes, (max(stackSize, 1 << 17) + page - 1) / page * page)

    let start = Unmanaged.passRetained(ThreadStart(name: name, body: body))
    let previousMask = blockTerminalSignals()
    defer { restoreSignals(previousMask) }
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, { runThread($0) }, start.toOpaque())
    #else
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, { runThread($0) }, start.toOpaque())
    #endif
    guard status == 0 else {
      start.release()
      throw .cannotStart(name: name, errno: status)
    }
    return RunningThread(thread)
  }
}

extension NamedThread {
  /// Has the system prefer other threads to the calling one, and to those that it starts from then on.
  ///
  /// On systems that cannot do this for a single thread, nothing changes.
  public static func letOthersGoFirst() {
    #if canImport(Glibc)
    // On Linux this is a matter of the calling thread alone.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    #endif
  }
}

/// A thread that was started and can be waited for.
public final class RunningThread: Sendable {
  #if canImport(Darwin)
  private typealias Identifier = UInt
  fileprivate init(_ thread: pthread_t?) { identifier = Mutex(thread.map { UInt(bitPattern: $0) }) }
  #else
  private typealias Identifier = pthread_t
  fileprivate init(_ thread: pthread_t) { identifier = Mutex(thread) }
  #endif

  private let identifier: Mutex<Identifier?>

  /// Returns when the thread has ended; at once if it was joined before.
  public func join() {
    let joined = identifier.withLock { identifier in
      defer { identifier = nil }
      return identifier
    }
    guard let joined else { return }
    #if canImport(Darwin)
    if let thread = pthread_t(bitPattern: joined) { pthread_join(thread, nil) }
    #else
    pthread_join(joined, nil)
    #endif
  }
}

/// Why a thread could not be started.
public enum ThreadError: Error, Equatable {
  /// The system refused, with its error number.
  case cannotStart(name: String, errno: Int32)
}

extension ThreadError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .cannotStart(let name, let errno):
      "the thread '\(name)' could not be started (\(String(cString: strerror(errno)))); "
        + "close other programs or raise the limit on processes"
    }
  }
}

/// What a new thread is handed, retained until it has begun.
private final class ThreadStart {
  let name: String
  let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
  setName(start.name)
  withAlternateStack(start.body)
  return nil
}

/// Runs `body` with a stack of its own for signal handlers, so that they can run when this thread's own
/// stack has overflowed.
private func withAlternateStack(_ body: () -> Void) {
  let size = 1 << 16
  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
  var stack = stack_t()
  stack.ss_sp = memory
  stack.ss_size = size
  sigaltstack(&stack, nil)
  body()
  stack.ss_flags = Int32(SS_DISABLE)
  sigaltstack(&stack, nil)
  memory.deallocate()
}

/// Names the calling thread.
///
/// A name only helps in debuggers, so failing to set it is no error.
private func setName(_ name: String) {
  #if canImport(Darwin)
  pthread_setname_np(name)
  #else
  // The headers hide pthread_setname_np from Swift.
  let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
  guard file >= 0 else { return }
  let bytes = Array(name.utf8.prefix(15))
  _ = write(file, bytes, bytes.count)
  close(file)
  #endif
}

/// Blocks them on this thread, from which a new one inherits them; returns what was blocked before.
private func blockTerminalSignals() -> sigset_t {
  var blocked = sigset_t()
  sigemptyset(&blocked)
  for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGALRM, SIGUSR1, SIGUSR2] {
    sigaddset(&blocked, signal)
  }
  var previous = sigset_t()
  pthread_sigmask(SIG_BLOCK, &blocked, &previous)
  return previous
}

private func restoreSignals(_ mask: sigset_t) {
  var mask = mask
  pthread_sigmask(SIG_SETMASK, &mask, nil)
}
