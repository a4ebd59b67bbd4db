/// What a worker does in the course of a step.
package enum StepPhase: Int, Sendable, CaseIterable {
  /// Bytes to floats, or to lists of what is not black.
  case load
  /// Images to logits.
  case forward
  /// The reconstruction loss and its gradient.
  case loss
  /// The gradient back to the output of every layer.
  case backward
  /// The gradients of parameters.
  case gradient
  /// The optimizer.
  case update
  /// The copies of the weights that products read: transposed, rounded.
  case refresh
}

/// Adds up what workers spend on each phase of the steps they take.
package final class PhaseTimer {
  /// The number of workers.
  let workers: Int
  private let clock: @Sendable () -> Double
  /// For every worker the moment of its last lap and its seconds in each phase, on cache lines of its own.
  private let times: Buffer<Double>
  private static let perWorker = 16

  /// A timer for a pool of `workers` threads; `clock` returns seconds since some moment.
  package init(workers: Int, clock: @escaping @Sendable () -> Double) {
    self.workers = workers
    self.clock = clock
    times = Buffer(count: workers * Self.perWorker, repeating: 0)
  }

  /// The seconds of all workers together in a phase.
  package func seconds(in phase: StepPhase) -> Double {
    stride(from: 0, to: times.count, by: Self.perWorker).reduce(0) { $0 + times[$1 + 1 + phase.rawValue] }
  }

  /// A worker begins a task.
  func begin(worker: Int) {
    times[worker * Self.perWorker] = clock()
  }

  /// A worker has come to the end of a phase.
  func lap(_ phase: StepPhase, worker: Int) {
    let (now, place) = (clock(), worker * Self.perWorker)
    times[place + 1 + phase.rawValue] += now - times[place]
    times[place] = now
  }
}
