import VAECore

/// Times training steps: images a second, and the time that workers spend in each phase of a step.
public struct StepBenchmark {
  /// What was measured.
  public struct Result: Sendable {
    /// In which numbers the large products were computed.
    public let precision: Learner.Precision
    /// The number of threads.
    public let threads: Int
    /// Images in a step.
    public let batchSize: Int
    /// Images a second, the median of the rounds.
    public let imagesPerSecond: Double
    /// Seconds of a step, the mean of all.
    public let step: Double
    /// Seconds of a step in each phase, the mean over workers and all steps; what is left of a step is waiting.
    package let phases: [StepPhase: Double]

    /// Seconds of a step that a worker waits for others, or that only one works.
    public var waiting: Double { max(0, step - phases.values.reduce(0, +)) }
  }

  private let learner: Learner
  private let timer: PhaseTimer
  private let precision: Learner.Precision
  private let threads: Int
  private let pixels: [UInt8]
  private let order: [Int]
  private let clock: @Sendable () -> Double
  private var position = 0
  private var steps = 0
  private var timedSteps = 0
  private var timedSeconds = 0.0
  private var rates: [Double] = []

  /// A benchmark of a fresh model on the images of `pixels`, `[images x pixels]` bytes.
  public init(
    model: VAE, pixels: [UInt8], batchSize: Int, precision: Learner.Precision, threads: Int,
    imagesHaveZeros: Bool,
    kernels: Kernels, clock: @escaping @Sendable () -> Double
  ) {
    let workers = WorkerPool(threads: threads)
    let images = pixels.count / model.architecture.pixels
    learner = Learner(
      model: model, batchSize: min(batchSize, images), seed: 1, precision: precision,
      imagesHaveZeros: imagesHaveZeros, workers: workers, kernels: kernels)
    timer = PhaseTimer(workers: workers.threads, clock: clock)
    order = RandomStream.shuffledIndices(count: images, seed: 1, epoch: 1)
    self.precision = precision
    self.threads = workers.threads
    self.pixels = pixels
    self.clock = clock
  }

  /// Takes steps for about `seconds`; with `warmsUp` they do not count.
  public mutating func run(seconds: Double, warmsUp: Bool = false) {
    learner.timer = warmsUp ? nil : timer
    let (start, firstStep) = (clock(), steps)
    var elapsed = 0.0
    repeat {
      step()
      elapsed = clock() - start
    } while elapsed < seconds
    guard !warmsUp else { return }
    timedSteps += steps - firstStep
    timedSeconds += elapsed
    rates.append(Double((steps - firstStep) * learner.batchSize) / elapsed)
  }

  /// The result of the rounds that counted, of which there must be one.
  public var result: Result {
    let perStep = Double(max(1, timedSteps) * threads)
    return Result(
      precision: precision, threads: threads, batchSize: learner.batchSize,
      imagesPerSecond: rates.sorted()[rates.count / 2], step: timedSeconds / Double(max(1, timedSteps)),
      phases: Dictionary(
        uniqueKeysWithValues: StepPhase.allCases.map { ($0, timer.seconds(in: $0) / perStep) }))
  }

  private mutating func step() {
    if position + learner.batchSize > order.count { position = 0 }
    _ = learner.step(pixels: pixels, rows: order[position..<position + learner.batchSize])
    position += learner.batchSize
    steps += 1
  }
}
