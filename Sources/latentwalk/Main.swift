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

  /// A mistake in the arguments as one line; nothing where help or the version was asked for.
  private static func usageFailure(_ error: any Error) -> CommandFailure? {
    guard Latentwalk.exitCode(for: error) == .validationFailure else { return nil }
    let lines = Latentwalk.message(for: error).split(whereSeparator: \.isNewline)
    var message = String(lines.first ?? "")
    // The choices stand in lines of their own.
    if message.hasSuffix(":") {
      let choices = lines.dropFirst().prefix { $0.hasPrefix("  - ") }.map { $0.dropFirst(4) }
      message += " " + choices.joined(separator: ", ")
    }
    return CommandFailure(
      "\(message.printable); latentwalk help tells of the arguments", status: ExitStatus.usage)
  }
}
