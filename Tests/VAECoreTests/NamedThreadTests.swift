import Foundation
import Synchronization
import Testing
import VAECore

@Suite("Named threads")
struct NamedThreadTests {
  @Test("run their body once and can be joined more than once")
  func runs() throws {
    let count = Box()
    let thread = try NamedThread.start(name: "counter") { count.value.withLock { $0 += "x" } }
    thread.join()
    thread.join()
    #expect(count.value.withLock { $0 } == "x")
  }

  #if os(Linux)
  @Test(
    "have their name, cut to 15 bytes",
    arguments: [("walker", "walker"), ("a-name-much-too-long", "a-name-much-too")])
  func names(name: String, expected: String) throws {
    let found = Box()
    let thread = try NamedThread.start(name: name) {
      let comm = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
      found.value.withLock { $0 = comm ?? "" }
    }
    thread.join()
    #expect(found.value.withLock { $0 } == expected + "\n")
  }

  @Test("leave the terminal's signals to the main thread")
  func signals() throws {
    let blocked = Box()
    let thread = try NamedThread.start(name: "deaf") {
      var mask = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &mask)
      let answer = [SIGINT, SIGWINCH, SIGSEGV].map { "\(sigismember(&mask, $0))" }.joined()
      blocked.value.withLock { $0 = answer }
    }
    thread.join()
    #expect(blocked.value.withLock { $0 } == "110")
  }
  #endif

  @Test("that cannot be started say why")
  func wording() {
    let error = ThreadError.cannotStart(name: "worker-1", errno: EAGAIN)
    #expect("\(error)".contains("worker-1"))
  }
}

private final class Box: Sendable {
  let value = Mutex("")
}
