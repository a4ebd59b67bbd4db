import ArgumentParser
import Formats

/// The command line: `latentwalk` alone is `latentwalk train`.
struct Latentwalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latentwalk",
    abstract: "Watch a variational autoencoder learn in the terminal, and walk its latent space.",
    version: "0.1.0",
    subcommands: [
      TrainCommand.self, ExploreCommand.self, EvalCommand.self, InfoCommand.self, DataCommand.self,
      ShowCommand.self, DoctorCommand.self, BenchCommand.self,
    ],
    defaultSubcommand: TrainCommand.self)
}

@main
enum Main {
  static func main() {
    if StandardOutput.isTerminal {
      CrashReports.skipQuestion(
        arguments: CommandLine.arguments, executablePath: ProcessFacts.executablePath)
    }
    StandardOutput.ignoreBrokenPipes()
    CrashReports.leaveQuit()
    do {
      var command = try Latentwalk.parseAsRoot()
      try command.run()
    } catch {
      guard let failure = CommandFailure(error) ?? usageFailure(error) else {
        Latentwalk.exit(withError: error)
      }
      failure.exit()
    }
  }

  /// The command that the arguments are for; nil if there is none of its name.
  private static var commandName: String? {
    let names = Latentwalk.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let first = CommandLine.arguments.dropFirst().first else { return nil }
    if first.hasPrefix("-") { return TrainCommand.configuration.commandName }
    return names.contains(first) ? first : nil
  }

  /// A mistake in the arguments as one line; nil if help or the version was asked for.
  private static func usageFailure(_ error: any Error) -> CommandFailure? {
    guard Latentwalk.exitCode(for: error) == .validationFailure else { return nil }
    let lines = Latentwalk.message(for: error).split(whereSeparator: \.isNewline)
    var message = String(lines.first ?? "")
    // The choices are on lines of their own.
    if message.hasSuffix(":") {
      let choices = lines.dropFirst().prefix { $0.hasPrefix("  - ") }.map { $0.dropFirst(4) }
      message += " " + choices.joined(separator: ", ")
    }
    return CommandFailure(
      "\(message.printable); see `latentwalk help\(commandName.map { " " + $0 } ?? "")`",
      status: ExitStatus.usage)
  }
}
