import Formats
import Testing

/// Runs `body`, which reads the file `path`, and returns its error line without the path; `nil` if it succeeds.
///
/// The error must be one line, begin with the path and blame the data.
func complaint(about path: String, _ body: () throws(FormatError) -> Void) -> String? {
  do throws(FormatError) {
    try body()
    return nil
  } catch {
    #expect(error.kind == .badData)
    #expect(error.description.hasPrefix(path + ": "))
    #expect(!error.description.contains("\n"))
    return String(error.description.dropFirst(path.count + 2))
  }
}
