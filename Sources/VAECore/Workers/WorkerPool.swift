import CKernels

/// Threads that share out numbered tasks, together with the thread that asks.
///
/// A worker prefers the same tasks in every run, but which runs a task, and in which order, is left to chance: a
/// task must be a function of its number.
public final class WorkerPool: Sendable {
  /// The number of threads that work, the calling one included.
  public let threads: Int
  private let rendezvous: Rendezvous
  private let workers: [RunningThread]

  /// Starts `threads - 1` threads, called `name-1` and so on.
  ///
  /// If the system refuses some, the pool has fewer, and `threads` says so.
  public init(threads: Int = WorkerPool.processorCount, name: String = "worker") {
    precondition(threads >= 1, "A pool of \(threads) threads.")
    let rendezvous = Rendezvous(workers: threads)
    var workers: [RunningThread] = []
    while workers.count < threads - 1 {
      let worker = workers.count + 1
      guard
        let thread = try? NamedThread.start(name: "\(name)-\(worker)", { rendezvous.work(as: worker) })
      else { break }
      workers.append(thread)
    }
    self.rendezvous = rendezvous
    self.workers = workers
    self.threads = workers.count + 1
  }

  deinit {
    rendezvous.stop()
    for worker in workers { worker.join() }
  }

  /// The number of jobs that the threads have shared, modulo 2^16: those of more than one task.
  package var sharedJobs: UInt16 { rendezvous.currentJob }

  /// The number of processors that this process may use, at least 1.
  public static var processorCount: Int { latentwalk_processor_count() }

  /// Runs `body` once for each task in `0..<tasks` and returns when all are done.
  ///
  /// `body` gets the task and the worker in `0..<threads` that runs it; no two tasks run at the same time
  /// with the same worker. Runs of one pool must not overlap, nor be nested.
  public func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    withoutActuallyEscaping(body) { run(tasks: tasks, ClosureJob(body: $0)) }
  }

  /// The same with a job that is there already, so that nothing is allocated.
  func run(tasks: Int, _ job: any WorkerJob) {
    if threads == 1 || tasks <= 1 {
      for task in 0..<max(tasks, 0) { job.perform(task, worker: 0) }
    } else {
      rendezvous.run(tasks: tasks, job)
    }
  }
}

/// What threads share: tasks that are functions of their number.
protocol WorkerJob: AnyObject {
  /// Does one task, as a worker that does no other at the same time.
  func perform(_ task: Int, worker: Int)
}

private final class ClosureJob: WorkerJob {
  private let body: (_ task: Int, _ worker: Int) -> Void

  init(body: @escaping (_ task: Int, _ worker: Int) -> Void) {
    self.body = body
  }

  func perform(_ task: Int, worker: Int) { body(task, worker) }
}
