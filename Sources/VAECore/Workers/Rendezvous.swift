import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the workers of a pool wait for a job, and the caller for its end.
///
/// A job ends when its tasks are done, whether or not every worker has come to take part: one that the system
/// has not let run yet finds the tasks claimed when it comes, and holds nobody up.
///
/// Unchecked, because it hands a closure that is neither escaping nor Sendable to other threads, which no checked
/// type can do. It is sound: `job` and `tasks` change only between jobs, and are read only by a worker that has
/// claimed a task of the job under way; `run` does not return before every claimed task is done.
final class Rendezvous: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let jobCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let jobEnded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  private var job: ((_ task: Int, _ worker: Int) -> Void)?
  private var isStopping = false
  /// The job's number, how many tasks it has, and the next one to be claimed, together so that a worker which is
  /// late for one job cannot claim a task of the next by mistake.
  private let claims = Atomic<UInt64>(Claims(job: 0, tasks: 0, next: 0).packed)
  private let finishedTasks = Atomic<Int>(0)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(jobCame, nil)
    pthread_cond_init(jobEnded, nil)
  }

  deinit {
    pthread_cond_destroy(jobEnded)
    pthread_cond_destroy(jobCame)
    pthread_mutex_destroy(mutex)
    jobEnded.deallocate()
    jobCame.deallocate()
    mutex.deallocate()
  }

  /// Hands out a job, takes part as worker 0, and returns when its tasks are done.
  func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    precondition(tasks <= Claims.mostTasks, "A job of \(tasks) tasks, more than \(Claims.mostTasks).")
    withoutActuallyEscaping(body) { body in
      withLock {
        precondition(job == nil, "A pool was asked to run a job while it was running another.")
        job = body
        finishedTasks.store(0, ordering: .relaxed)
        let last = Claims(packed: claims.load(ordering: .relaxed))
        claims.store(Claims(job: last.job &+ 1, tasks: tasks, next: 0).packed, ordering: .releasing)
        pthread_cond_broadcast(jobCame)
      }
      claimTasks(as: 0)
      spin { finishedTasks.load(ordering: .acquiring) == tasks }
      withLock {
        while finishedTasks.load(ordering: .acquiring) < tasks { pthread_cond_wait(jobEnded, mutex) }
        job = nil
      }
    }
  }

  /// The life of a worker: it ends when the pool stops.
  func work(as worker: Int) {
    var seen: UInt16 = 0
    while let number = waitForJob(after: seen) {
      seen = number
      claimTasks(as: worker)
    }
  }

  func stop() {
    withLock {
      isStopping = true
      pthread_cond_broadcast(jobCame)
    }
  }

  /// Returns the number of a job other than `seen`, nil when the pool stops.
  private func waitForJob(after seen: UInt16) -> UInt16? {
    spin { currentJob != seen }
    return withLock {
      while currentJob == seen && !isStopping { pthread_cond_wait(jobCame, mutex) }
      return isStopping ? nil : currentJob
    }
  }

  private var currentJob: UInt16 { Claims(packed: claims.load(ordering: .acquiring)).job }

  private func claimTasks(as worker: Int) {
    while let (task, tasks) = claimTask() {
      perform(task, as: worker)
      if finishedTasks.add(1, ordering: .acquiringAndReleasing).newValue == tasks {
        withLock { _ = pthread_cond_signal(jobEnded) }
      }
    }
  }

  /// Runs a claimed task, which keeps its job from ending, so that the job can be read without the lock.
  ///
  /// Not inlined, so that nothing of the closure is held any more when the task counts as finished: then the
  /// caller of `run` may let go of it.
  @inline(never)
  private func perform(_ task: Int, as worker: Int) {
    job?(task, worker)
  }

  /// The next task of the job under way with the number of its tasks, nil where all are claimed.
  private func claimTask() -> (task: Int, tasks: Int)? {
    var current = claims.load(ordering: .acquiring)
    while true {
      var claim = Claims(packed: current)
      guard claim.next < claim.tasks else { return nil }
      claim.next += 1
      let (exchanged, original) = claims.weakCompareExchange(
        expected: current, desired: claim.packed, ordering: .acquiringAndReleasing)
      if exchanged { return (claim.next - 1, claim.tasks) }
      current = original
    }
  }

  /// Waits some 50 microseconds for a condition: the phases of a step are so close together that parking and
  /// waking would cost more than they.
  private func spin(until condition: () -> Bool) {
    let start = monotonicNanoseconds()
    while !condition() && monotonicNanoseconds() - start < 50_000 {}
  }

  private func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

private func monotonicNanoseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}

/// A job's number, its tasks, and the next of them, in one word that can be exchanged at once.
private struct Claims {
  /// As many as 24 bits can count.
  static let mostTasks = 0xff_ffff

  /// 16 bits, which may go round: a worker that slept through 65,536 jobs misses one that others do.
  var job: UInt16
  var tasks: Int
  var next: Int

  init(job: UInt16, tasks: Int, next: Int) {
    (self.job, self.tasks, self.next) = (job, tasks, next)
  }

  init(packed: UInt64) {
    job = UInt16(truncatingIfNeeded: packed >> 48)
    tasks = Int(truncatingIfNeeded: packed >> 24) & Self.mostTasks
    next = Int(packed & UInt64(Self.mostTasks))
  }

  var packed: UInt64 { UInt64(job) << 48 | UInt64(tasks) << 24 | UInt64(next) }
}
