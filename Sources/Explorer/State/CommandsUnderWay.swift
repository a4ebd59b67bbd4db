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

  /// Whether training waits once it has done all this; nil if these commands do not change that.
  var endsPaused: Bool? {
    commands.reversed().lazy.compactMap { command -> Bool? in
      switch command {
      case .pause, .takeStep: true
      case .resume: false
      case .turn, .goBack, .undo, .stop: nil
      }
    }.first
  }

  mutating func add(_ added: [TrainingCommand]) { commands += added }

  /// Notes that `count` more have been done.
  mutating func obey(_ count: Int) { commands.removeFirst(min(max(0, count), commands.count)) }
}
