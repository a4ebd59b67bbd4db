import Synchronization
import SystemLibrary

/// Where the workers of a pool wait for a job, and the caller for its end.
///
/// Every worker has tasks of its own, the same in every job of one size, so that it finds in its cache what it
/// left there; one that is through with them helps the others. A job ends when its tasks are done, whether or not
/// every worker has come to take part: one that the system has not let run yet finds the tasks claimed when it
/// comes, and holds nobody up.
///
/// Unchecked, because it hands a job that is not Sendable to other threads, which no checked type can do. It is sound:
/// `job` changes only between jobs, and is read only by a worker that has claimed a task
/// of the job under way; `run` does not return before every claimed task is done.
final class Rendezvous: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let jobCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let jobEnded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  private var job: (any WorkerJob)?
  private var isStopping = false
  /// A queue of tasks for each worker.
  private let queues: [TaskQueue]
  private let finishedTasks = Atomic<Int>(0)

  /// A meeting place of `workers` threads, of which the one that calls `run` is the first.
  init(workers: Int) {
    queues = (0..<workers).map { TaskQueue(worker: $0, of: workers) }
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
  func run(tasks: Int, _ newJob: any WorkerJob) {
    precondition(tasks <= TaskQueue.maxTasks, "A job of \(tasks) tasks, more than \(TaskQueue.maxTasks).")
    withLock {
      precondition(job == nil, "A pool was asked to run a job while it was running another.")
      job = newJob
      finishedTasks.store(0, ordering: .relaxed)
      // The first queue, which tells those who wait that there is a job, is the last to be filled.
      for queue in queues.reversed() { queue.fill(tasks: tasks) }
      pthread_cond_broadcast(jobCame)
    }
    claimTasks(as: 0)
    spin { finishedTasks.load(ordering: .acquiring) == tasks }
    withLock {
      while finishedTasks.load(ordering: .acquiring) < tasks { pthread_cond_wait(jobEnded, mutex) }
      job = nil
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

  /// The number of the job under way or of the last, modulo 2^16.
  var currentJob: UInt16 { queues[0].job }

  private func claimTasks(as worker: Int) {
    while let (task, tasks) = claimTask(as: worker) {
      perform(task, as: worker)
      if finishedTasks.add(1, ordering: .acquiringAndReleasing).newValue == tasks {
        withLock { _ = pthread_cond_signal(jobEnded) }
      }
    }
  }

  /// Runs a claimed task, which keeps its job from ending, so that the job can be read without the lock.
  ///
  /// Not inlined, so that nothing of the job is held any more when the task counts as finished: then the caller of `run`
  /// may let go of it.
  @inline(never)
  private func perform(_ task: Int, as worker: Int) {
    job?.perform(task, worker: worker)
  }

  /// The worker's next task with the number of the job's tasks, or another's; nil where all are claimed.
  private func claimTask(as worker: Int) -> (task: Int, tasks: Int)? {
    for offset in queues.indices {
      if let claimed = queues[(worker + offset) % queues.count].claim() { return claimed }
    }
    return nil
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
