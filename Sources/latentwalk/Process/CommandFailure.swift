import Datasets
import Formats
import ModelFiles
import Ncurses
import SystemLibrary
import Training
import VAECore

/// Exit codes: those of `sysexits.h`, and those of signals.
enum ExitStatus {
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let `internal`: Int32 = 70
  static let cannotCreate: Int32 = 73
  static let inputOutput: Int32 = 74
  static let diverged: Int32 = 75

  static func signal(_ number: Int32) -> Int32 { 128 + number }
}

/// Why a command failed: a line for standard error and an exit code.
struct CommandFailure: Error {
  /// What, where, and how to fix it, in one line; nil if there is nothing to say.
  let message: String?
  /// The exit code.
  let status: Int32

  init(_ message: String? = nil, status: Int32) {
    self.message = message
    self.status = status
  }

  /// The failure for an error of a library; nil if the error is not known here.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as TrainingFailure:
      guard let cause = CommandFailure(failure.cause) else { return nil }
      self = cause
    case let error as FormatError: self.init("\(error)", status: error.kind.exitStatus)
    case let error as DatasetError: self.init("\(error)", status: error.kind.exitStatus)
    case let error as ModelFileError: self.init("\(error)", status: ExitStatus.badData)
    case let error as RunHistoryError: self.init("\(error)", status: ExitStatus.badData)
    case let error as SavedModelError: self.init("\(error)", status: error.exitStatus)
    case let error as ConfigurationError: self.init("\(error)", status: ExitStatus.badData)
    case let error as TrainingRecordError: self.init("\(error)", status: ExitStatus.badData)
    case let error as RunDirectoryError: self.init("\(error)", status: ExitStatus.cannotCreate)
    case let error as ArchitectureError: self.init("\(error)", status: ExitStatus.usage)
    case let error as KernelError: self.init(Self.text(error), status: ExitStatus.usage)
    case let error as ScreenError: self.init("\(error)", status: ExitStatus.internal)
    case let error as BellError: self.init("\(error)", status: ExitStatus.internal)
    case let error as ThreadError: self.init("\(error)", status: ExitStatus.internal)
    default: return nil
    }
  }

  /// The error with the option or the variable that fixes it.
  static func text(_ error: KernelError) -> String {
    switch error {
    case .notAvailable: "\(ProcessFacts.kernelsVariable): \("\(error)".printable), or leave it unset"
    case .noBfloat16: "--precision bf16: \(error)"
    }
  }

  func exit() -> Never {
    if let message { StandardError.write("latentwalk: \(message)\n") }
    #if canImport(Darwin)
    Darwin.exit(status)
    #else
    Glibc.exit(status)
    #endif
  }
}

extension SavedModelError {
  fileprivate var exitStatus: Int32 {
    switch self {
    case .noModel: ExitStatus.noInput
    case .otherSize: ExitStatus.badData
    }
  }
}

extension FormatError.Kind {
  fileprivate var exitStatus: Int32 {
    switch self {
    case .noInput: ExitStatus.noInput
    case .badData: ExitStatus.badData
    case .cannotCreate: ExitStatus.cannotCreate
    case .inputOutput: ExitStatus.inputOutput
    }
  }
}
