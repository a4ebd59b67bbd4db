import Testing
import VAECore

@Suite("The worker pool")
struct WorkerPoolTests {
  @Test("runs each task once, with no worker in two at a time", arguments: [1, 2, 3, 8])
  func everyTaskOnce(threads: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.threads == threads)
    for tasks in [0, 1, 2, 7, 100] {
      let runs = (0..<tasks).map { _ in Counter() }
      let busy = (0..<threads).map { _ in Counter() }
      let overlaps = Counter()
      pool.run(tasks: tasks) { task, worker in
        if busy[worker].add(1) != 0 { overlaps.add(1) }
        runs[task].add(1)
        busy[worker].add(-1)
      }
      #expect(runs.allSatisfy { $0.value == 1 })
      #expect(overlaps.value == 0)
    }
  }

  @Test("is through with a run when it returns, thousands of times over")
  func barrier() {
    let pool = WorkerPool(threads: 3)
    let count = Counter()
    for run in 1...5000 {
      pool.run(tasks: 4) { _, _ in count.add(1) }
      #expect(count.value == 4 * run)
    }
  }

  @Test("wakes workers that have parked")
  func parked() async throws {
    let pool = WorkerPool(threads: 2)
    let count = Counter()
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(3))
      pool.run(tasks: 2) { _, _ in count.add(1) }
    }
    #expect(count.value == 10)
  }

  @Test("ends its threads when it goes")
  func ends() {
    for _ in 0..<50 {
      let pool = WorkerPool(threads: 4)
      pool.run(tasks: 8) { _, _ in }
    }
    // Reaching this line is the test: deinit joins every thread.
    weak let pool = Optional(WorkerPool(threads: 2))
    #expect(pool == nil)
  }
}
