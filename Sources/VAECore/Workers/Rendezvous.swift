import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the workers of a pool wait for a job, and the caller for its end.
///
/// Unchecked, because it hands a closure that is neither escaping nor Sendable to other threads, which no
/// checked type can do. It is sound: `job`, `tasks`, `workers` and `isStopping` change only with `mutex`
/// held; no worker has the job after `run` returned, since it returns when `active` is 0.
final class Rendezvous: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let jobCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let jobEnded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  private var job: ((_ task: Int, _ worker: Int) -> Void)?
  private var tasks = 0
  private var workers = 0
  private var isStopping = false
  /// Counts the jobs; changed under the mutex, read without it only to see whether parking is worth while.
  private let generation = Atomic<Int>(0)
  private let nextTask = Atomic<Int>(0)
  private let active = Atomic<Int>(0)

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

  func setWorkers(_ count: Int) {
    withLock { workers = count }
  }

  /// Hands out a job, takes part as worker 0, and returns when every worker is through with it.
  func run(tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      withLock {
        precondition(job == nil, "A pool was asked to run a job while it was running another.")
        job = body
        self.tasks = tasks
        nextTask.store(0, ordering: .relaxed)
        active.store(workers, ordering: .relaxed)
        generation.add(1, ordering: .releasing)
        pthread_cond_broadcast(jobCame)
      }
      claimTasks(as: 0)
      spin { active.load(ordering: .acquiring) == 0 }
      withLock {
        while active.load(ordering: .acquiring) > 0 { pthread_cond_wait(jobEnded, mutex) }
        job = nil
      }
    }
  }

  /// The life of a worker: it ends when the pool stops.
  func work(as worker: Int) {
    var finished = 0
    while waitForJob(after: finished) {
      finished += 1
      claimTasks(as: worker)
      if active.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
        withLock { _ = pthread_cond_signal(jobEnded) }
      }
    }
  }

  func stop() {
    withLock {
      isStopping = true
      pthread_cond_broadcast(jobCame)
    }
  }

  /// Returns true when there is a job later than `finished`, false when the pool stops.
  private func waitForJob(after finished: Int) -> Bool {
    spin { generation.load(ordering: .acquiring) != finished }
    return withLock {
      while generation.load(ordering: .relaxed) == finished && !isStopping {
        pthread_cond_wait(jobCame, mutex)
      }
      return !isStopping
    }
  }

  private func claimTasks(as worker: Int) {
    // The job is only cleared when no worker is active, so this one may be read without the lock.
    guard let job else { return }
    while true {
      let task = nextTask.add(1, ordering: .relaxed).oldValue
      guard task < tasks else { return }
      job(task, worker)
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
