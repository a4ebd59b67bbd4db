import Training

/// What training was asked and is not known to have done yet, oldest first.
struct CommandsUnderWay: Sendable {
  private var commands: [TrainingCommand] = []

  var isEmpty: Bool { commands.isEmpty }

  /// Whether training is asked to go back, and is not there yet.
  var isGoingBack: Bool {
    commands.contains { command in
      switch command {
      case .goBack, .undo: true
      case .pause, .resume, .takeStep, .turn, .stop: false
      }
    }
  }

  /// What knobs are being turned to.
  var settings: [KnobSetting] {
    commands.compactMap { if case .turn(let setting) = $0 { setting } else { nil } }
  }

  /// Whether training waits once it has done all this; nothing where this does not change whether it does.
  var endsPaused: Bool? {
    commands.reversed().lazy.compactMap { command -> Bool? in
      switch command {
      case .pause, .takeStep: true
      case .resume: false
      case .turn, .goBack, .undo, .stop: nil
      }
    }.first
  }

  mutating func give(_ given: [TrainingCommand]) { commands += given }

  /// Takes note that so many more have been done.
  mutating func obey(_ count: Int) { commands.removeFirst(min(max(0, count), commands.count)) }
}
