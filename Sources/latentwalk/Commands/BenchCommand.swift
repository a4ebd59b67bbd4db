import ArgumentParser
import Datasets
import EngineBenchmarks
import ModelFiles
import Training
import VAECore

/// `latentwalk bench`: how fast this machine multiplies and trains.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure this machine: matrix products, and training for each precision and thread count.")

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp("\(Settings.hidden.help)", valueName: Settings.hidden.placeholder))
  var hidden = "400"

  @Option(help: "\(Settings.latentSize.help)")
  var latentSize = 20

  @Option(help: "\(Settings.batchSize.help)")
  var batchSize = 128

  @Option(
    help: ArgumentHelp(
      "How many threads to measure; without it 1 and as many as there are processors.",
      valueName: "count,count"))
  var threads: ThreadCounts?

  @Option(help: "Seconds to train for in each precision with each thread count.")
  var seconds = 3.0

  @Flag(help: "Print one JSON object.")
  var json = false

  mutating func validate() throws {
    do {
      _ = try Settings.hidden.value(of: hidden)
      try Settings.latentSize.check(latentSize)
      try Settings.batchSize.check(batchSize)
    } catch {
      throw ValidationError("\(error)")
    }
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds takes a number above 0 up to 3600, not \(seconds)")
    }
  }

  mutating func run() throws {
    let kernels = try ProcessFacts.kernels()
    let location = try data.locate()
    let (width, height) = try location.imageSize()
    let architecture = Architecture(
      image: ImageShape(width: width, height: height), hidden: try Settings.hidden.value(of: hidden),
      latentSize: latentSize)
    try architecture.validate()
    let images = try location.load().train
    let model = try VAE(architecture, seed: 1)
    let clock = ProcessFacts.monotonicSeconds
    let precisions = Learner.Precision.allCases.filter { $0 == .fp32 || kernels.hasBfloat16 }

    let peak = PeakBenchmark(kernels: kernels, clock: clock)
    let peaks = precisions.compactMap { precision in
      peak.operationsPerSecond(precision, seconds: 0.3).map { (precision, $0) }
    }
    let products = ProductBenchmark(
      model: model, pixels: images.pixels, batchSize: min(batchSize, images.count), kernels: kernels,
      clock: clock
    ).results(rounds: 7, secondsPerRound: 0.02)
    let counts = Set(threads?.values ?? [1, ProcessFacts.defaultThreads]).sorted()
    var steps = counts.flatMap { threads in
      precisions.map { precision in
        StepBenchmark(
          model: model, pixels: images.pixels, batchSize: batchSize, precision: precision, threads: threads,
          imagesHaveZeros: images.hasZerosToSkip, kernels: kernels, clock: clock)
      }
    }
    // Round by round, so that what else the machine does falls on all of them alike.
    let rounds = 5
    for index in steps.indices { steps[index].run(seconds: seconds / Double(rounds), warmsUp: true) }
    for _ in 0..<rounds {
      for index in steps.indices { steps[index].run(seconds: seconds / Double(rounds)) }
    }
    let report = BenchReport(
      architecture: architecture, data: location.name, kernels: kernels.name,
      availableKernels: Kernels.available.map(\.name), processors: WorkerPool.processorCount,
      peaks: Dictionary(uniqueKeysWithValues: peaks), products: products, steps: steps.map(\.result))
    try StandardOutput.writeLine(json ? "\(report.json)" : report.text)
  }
}

/// Thread counts with commas between: `1,2`.
struct ThreadCounts: ExpressibleByArgument {
  let values: [Int]

  init?(argument: String) {
    let counts = argument.list { Int($0).flatMap { TrainingJob.threadCounts.contains($0) ? $0 : nil } }
    guard let counts, !counts.isEmpty else { return nil }
    values = counts
  }
}
