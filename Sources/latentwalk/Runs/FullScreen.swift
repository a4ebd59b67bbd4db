import Explorer
import Ncurses
import Raster
import TextScreen
import Training
import VAECore

/// The full-screen program over a run or a finished model.
struct FullScreen {
  /// A new map five times a second looks alive and leaves the processors to training.
  static let secondsBetweenSnapshots = 0.2

  let plan: TrainingPlan
  let options: ScreenOptions

  /// Whether there is a terminal that a screen can be drawn on.
  static func isPossible(_ environment: [String: String]) -> Bool {
    StandardOutput.isTerminal && StandardInput.isTerminal && environment["TERM"] != "dumb"
      && environment["TERM"]?.isEmpty == false
  }

  /// Trains and explores until the person at the keyboard quits; the model is saved.
  func run() throws {
    let mailbox = try Mailbox()
    let first = TrainingSnapshot(
      status: .loading(0), configuration: plan.job.configuration, model: plan.job.model)
    let start = plan.job.clock()
    let outcome = try Self.explore(
      first, mailbox: mailbox,
      options: options, kernels: plan.job.kernels
    ) {
      try plan.job.start(mailbox: mailbox)
    }
    let report = FinalReport(snapshot: outcome.last, seconds: plan.job.clock() - start)
    if case .failed(let failure) = outcome.last.status { throw failure }
    if outcome.how.exitStatus == nil {
      try StandardOutput.writeLine(report.text)
    } else if outcome.how.isTerminalLeft {
      // A hangup that asked for the end may have taken the terminal with it.
      try? StandardOutput.writeLine(report.text)
    }
    if let failure = outcome.last.saveFailure { throw failure }
    if let status = outcome.how.exitStatus { throw CommandFailure(status: status) }
    if case .diverged(let step) = outcome.last.status { throw CommandFailure.diverged(step: step) }
  }

  /// Shows `first` and the snapshots after it until the end; returns the last one, which has a final status.
  static func explore(
    _ first: TrainingSnapshot, mailbox: Mailbox, options: ScreenOptions,
    kernels: Kernels, start: () throws -> RunningThread
  ) throws -> (how: ExplorerLoop.Outcome, last: TrainingSnapshot) {
    let screen = try NcursesScreen(
      ScreenSettings(
        environment: ProcessFacts.environment, choice: options.drawing.choice, reportsMouse: options.mouse))
    defer { screen.close() }
    var state = ExplorerState(
      snapshot: first, size: screen.size,
      pencil: Pencil(screen.capabilities, map: options.drawing.colorMap), kernels: kernels,
      reportsMouse: options.mouse)
    let thread = try start()
    let how = ExplorerLoop(
      screen: screen, mailbox: mailbox, bytesPerSecond: options.bytesPerSecond,
      clock: ProcessFacts.monotonicSeconds
    ).run(&state)
    // The screen's own handlers end with it, and the model is not saved yet: a second signal must not prevent that.
    SignalWatch.holdBack()
    screen.close()
    if case .failed(let failure) = how {
      thread.join()
      throw failure
    }
    // A run that is over waits for commands; this ends it.
    mailbox.post(.stop)
    thread.join()
    return (how, mailbox.takeSnapshot() ?? state.live)
  }
}

extension ExplorerLoop.Outcome {
  /// The exit code of an end that is not an ordinary one.
  var exitStatus: Int32? {
    switch self {
    case .quit, .failed: nil
    case .interrupted(let signal): ExitStatus.signal(signal)
    case .closed: ExitStatus.signal(1)
    }
  }

  /// Whether there is still a terminal to write a last line to.
  var isTerminalLeft: Bool {
    if case .closed = self { false } else { true }
  }
}
