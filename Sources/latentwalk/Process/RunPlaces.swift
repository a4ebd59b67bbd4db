import Formats

/// Where runs are kept that are given no directory: `$XDG_STATE_HOME/latentwalk/runs`.
struct RunPlaces {
  private let base: String

  init(_ environment: [String: String]) {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? "."
    base = (state ?? home + "/.local/state") + "/latentwalk/runs"
  }

  /// A directory that is not there yet, named for the time and the data.
  func newRun(data: String, time: String) -> String {
    let name = data.split(separator: "/").last.map(String.init) ?? "data"
    let path = "\(base)/\(time)-\(name)"
    guard FileKind(at: path) != nil else { return path }
    var number = 2
    while FileKind(at: "\(path)-\(number)") != nil { number += 1 }
    return "\(path)-\(number)"
  }
}
