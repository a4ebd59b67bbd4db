import ArgumentParser
import Datasets
import Formats
import Ncurses
import TextScreen
import Training
import VAECore

/// `latentwalk train`: trains, on the full screen or with plain progress.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a VAE; on a terminal, watch it learn and walk its latent space meanwhile.")

  @OptionGroup var data: DataOptions
  @OptionGroup var training: TrainingOptions

  @Option(help: "How many threads share the work; without it as many as there are processors.")
  var threads: Int?

  @OptionGroup var screen: ScreenOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Where to keep the run: a directory that has none yet.", valueName: "dir"))
  var runDirectory: String?

  @Option(
    help: ArgumentHelp(
      "On the screen, the maximum memory for keyframes of training to go back to; 0 keeps none.",
      valueName: "MB"))
  var keyframes = 64

  /// The option's name of version 0.1.
  @Option(name: .customLong("moments"), help: .hidden)
  var moments: Int?

  @Flag(help: "Print plain progress though there is a terminal.")
  var headless = false

  @Flag(help: "Print one JSON object a line; implies --headless.")
  var json = false

  mutating func validate() throws {
    try checkArgument("--keyframes", keyframes, in: 0...65_536)
    if let moments { try checkArgument("--moments", moments, in: 0...65_536) }
    if let threads { try checkArgument("--threads", threads, in: TrainingJob.threadCounts) }
  }

  mutating func run() throws {
    let wantsScreen = !headless && !json && FullScreen.isPossible(ProcessFacts.environment)
    let location = try data.locate()
    let newRun = RunPlaces(ProcessFacts.environment).newRun(data: location.name, time: ProcessFacts.timestamp)
    let plan = try TrainingPlan(
      training.configuration(data: data.remembered(location)), on: location,
      keptIn: runDirectory.map { .directory($0) } ?? .new(at: newRun),
      watching: wantsScreen
        ? .init(
          secondsBetweenSnapshots: FullScreen.secondsBetweenSnapshots,
          keyframeBytes: (moments ?? keyframes) << 20,
          isAttended: true) : .init(secondsBetweenSnapshots: 0.5),
      threads: threads ?? ProcessFacts.defaultThreads, kernels: try ProcessFacts.kernels(),
      clock: ProcessFacts.monotonicSeconds)
    if wantsScreen {
      try FullScreen(plan: plan, options: screen).run()
    } else {
      try PlainTraining(job: plan.job, asJSON: json).run()
    }
  }
}
