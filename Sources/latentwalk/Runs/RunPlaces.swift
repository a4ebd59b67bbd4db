import Formats

/// Where runs without a directory of their own are kept: `$XDG_STATE_HOME/latentwalk/runs`.
struct RunPlaces {
  private let base: String

  init(_ environment: [String: String]) {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? "."
    base = (state ?? home + "/.local/state") + "/latentwalk/runs"
  }

  /// The place of a run that is named for the time and the data; it may be taken.
  func newRun(data: String, time: String) -> String {
    "\(base)/\(time)-\(PathText.lastComponent(of: data))"
  }
}
