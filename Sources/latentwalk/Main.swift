import ArgumentParser

/// The command line: `latentwalk` alone is `latentwalk train`.
struct Latentwalk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latentwalk",
    abstract: "Watch a variational autoencoder learn in the terminal, and walk its latent space.",
    version: "0.1.0",
    subcommands: [
      TrainCommand.self, ExploreCommand.self, EvalCommand.self, InfoCommand.self, DataCommand.self,
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
    do {
      var command = try Latentwalk.parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      failure.exit()
    } catch {
      guard let failure = CommandFailure(error) else { Latentwalk.exit(withError: error) }
      failure.exit()
    }
  }
}
