import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

/// The rows above and below every page.
@Suite struct FrameTests {
  private static let widths = [40, 80, 120]
  private static let monochrome = Capabilities(depth: .mono, symbols: .braille)

  private typealias Row = (heading: String, grid: CellGrid, area: Rectangle, capabilities: Capabilities)

  private func header(_ heading: String, _ state: ExplorerState) -> Row {
    ("\(heading), \(state.size.columns) columns", state.render(), state.layout.header, state.capabilities)
  }

  private func footer(_ heading: String, _ state: ExplorerState) -> Row {
    ("\(heading), \(state.size.columns) columns", state.render(), state.layout.footer, state.capabilities)
  }

  @Test("the header is as it is known to be right, whatever training does, at every width")
  func headers() throws {
    var rows: [Row] = []
    func add(
      _ heading: String, _ snapshot: TrainingSnapshot, keys: [Key] = [],
      capabilities: Capabilities = Fixtures.colourful
    ) throws {
      for columns in Self.widths {
        var state = try Fixtures.state(of: snapshot, columns: columns, rows: 24, capabilities: capabilities)
        for key in keys { state.press(key) }
        rows.append(header(heading, state))
      }
    }
    func snapshot(_ status: TrainingStatus, _ change: (inout TrainingSnapshot) -> Void = { _ in }) throws
      -> TrainingSnapshot
    {
      var snapshot = try Fixtures.snapshot()
      snapshot.status = status
      change(&snapshot)
      return snapshot
    }
    try add("running", snapshot(.running))
    try add("loading", snapshot(.loading(0.42)) { ($0.stepsPerEpoch, $0.imagesPerSecond) = (0, 0) })
    try add("paused", snapshot(.paused))
    try add("going back", snapshot(.returning(0.5)))
    try add("done", snapshot(.completed))
    try add("stopped", snapshot(.stopped))
    try add("diverged", snapshot(.diverged(step: 1171)))
    try add("warming up", snapshot(.running) { $0.knobs.warmUp = WarmUp(start: 1168, epochs: 2) })
    try add("twenty dimensions", Fixtures.snapshot(latentSize: 20, beta: 4))
    try add("a path as data", snapshot(.running) { $0.configuration.data = "/data/mine/bars.gz" })
    try add("in trouble", Fixtures.collapsed())
    try add("an earlier keyframe", Fixtures.steered(), keys: [.character(",")])
    try add("in ASCII", snapshot(.running), capabilities: Fixtures.plain)
    if let difference = Golden.difference(of: rows, name: "headers") { Issue.record("\(difference)") }
  }

  @Test("the footer of every page is as it is known to be right, at every width")
  func footers() throws {
    var rows: [Row] = []
    func add(
      _ heading: String, _ snapshot: TrainingSnapshot, keys: [Key],
      capabilities: Capabilities = Fixtures.colourful
    ) throws {
      for columns in Self.widths {
        var state = try Fixtures.state(
          of: snapshot, columns: columns, rows: columns == 40 ? 12 : 24, capabilities: capabilities)
        for key in keys { state.press(key) }
        rows.append(footer(heading, state))
      }
    }
    for page in Page.allCases {
      let key = Key.character(Character("\(page.rawValue + 1)"))
      try add("\(page)", Fixtures.snapshot(), keys: [key])
      try add("\(page), steered", Fixtures.steered(), keys: [key])
      try add("\(page), an earlier keyframe", Fixtures.steered(), keys: [key, .character(",")])
    }
    var paused = try Fixtures.snapshot()
    paused.status = .paused
    try add("map, paused", paused, keys: [])
    var saved = try Fixtures.snapshot()
    (saved.status, saved.isSaved) = (.completed, true)
    try add("map, saved", saved, keys: [])
    try add("a notice", Fixtures.snapshot(), keys: [.character("u")])
    try add("map, monochrome", Fixtures.snapshot(), keys: [], capabilities: Self.monochrome)
    if let difference = Golden.difference(of: rows, name: "footers") { Issue.record("\(difference)") }
  }
}
