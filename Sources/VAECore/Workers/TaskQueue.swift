import Synchronization

/// The tasks of one worker that are still to be claimed: of a job's tasks those whose number leaves this
/// worker's when divided by how many workers there are.
///
/// The job's number, its tasks and the place in the queue are one word that is exchanged at once, so that a
/// worker which is late for one job cannot claim a task of the next by mistake.
final class TaskQueue: Sendable {
  /// As many tasks as 24 bits can count.
  static let maxTasks = 0xff_ffff

  private let worker: Int
  private let workers: Int
  private let word = Atomic<UInt64>(0)

  /// The empty queue of one of some workers.
  init(worker: Int, of workers: Int) {
    self.worker = worker
    self.workers = workers
  }

  /// The number of the job that the queue was filled for last.
  ///
  /// It has 16 bits, which may go round: a worker that sleeps through 65,536 jobs misses one that others do.
  var job: UInt16 { UInt16(truncatingIfNeeded: word.load(ordering: .acquiring) >> 48) }

  /// Fills the queue with this worker's share of a job's tasks.
  func fill(tasks: Int) {
    let next = UInt64(job &+ 1) << 48 | UInt64(tasks) << 24
    word.store(next, ordering: .releasing)
  }

  /// Claims the next task, and returns it with the job's number of tasks; nil if all are claimed.
  func claim() -> (task: Int, tasks: Int)? {
    var current = word.load(ordering: .acquiring)
    while true {
      let tasks = Int(truncatingIfNeeded: current >> 24) & Self.maxTasks
      let task = (Int(truncatingIfNeeded: current) & Self.maxTasks) &* workers &+ worker
      guard task < tasks else { return nil }
      let (exchanged, original) = word.weakCompareExchange(
        expected: current, desired: current &+ 1, ordering: .acquiringAndReleasing)
      if exchanged { return (task, tasks) }
      current = original
    }
  }
}
