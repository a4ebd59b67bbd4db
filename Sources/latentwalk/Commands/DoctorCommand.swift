import ArgumentParser
import Ncurses
import TextScreen
import VAECore

/// `latentwalk doctor`: what this terminal can show, why the program thinks so, and a test card.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what was found out about this terminal and machine, and a test card.")

  @OptionGroup var drawing: DrawingOptions

  mutating func run() throws {
    let environment = ProcessFacts.environment
    let facts = TerminalFacts(environment: environment, choice: drawing.choice)
    let detection = facts.screenDetection(drawing.choice)
    try StandardOutput.writeLine("Terminal")
    for (name, finding) in facts.findings(drawing.choice) { try write(name, finding) }
    let hasScreen = !facts.type.isEmpty && facts.type != "dumb"
    try StandardOutput.writeLine(
      hasScreen ? "\nThe full screen draws with" : "\nWithout a full screen, there is")
    for (name, finding) in detection.findings + [("kernels", Self.kernels)] {
      try write(name, finding)
    }
    try StandardOutput.writeLine("\nTest card: use the best that looks right, by the option above it\n")
    let card = TestCard(picture: TestCard.picture(), drawing: drawing, detection: detection)
    try StandardOutput.write(card.text(columns: facts.size?.columns ?? 80))
  }

  private func write(_ name: String, _ finding: String) throws {
    try StandardOutput.writeLine(
      "  " + name.padded(to: 12) + finding)
  }

  private static var kernels: String {
    let names = Kernels.available.map(\.name).joined(separator: ", ")
    let variable = ProcessFacts.kernelsVariable
    do throws(KernelError) {
      let name = try ProcessFacts.kernels().name
      return ProcessFacts.chosenKernels != nil
        ? "\(name), as \(variable) says; this CPU has \(names)"
        : "\(name), the best here of \(names); set \(variable) for another"
    } catch {
      return CommandFailure.text(error)
    }
  }
}
