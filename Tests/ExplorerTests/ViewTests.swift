import TestSupport
import Testing
import TextScreen
import Training
import VAECore

@testable import Explorer

@Suite struct ViewTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var columns: Int
    var rows: Int
    var keys: [Key] = []
    var latentSize = 2
    var beta = 1.0
    var capabilities = Fixtures.colourful

    var testDescription: String { name }
  }

  /// The body of every page at every size that the screen is laid out for.
  static let pages: [Case] = Page.allCases.flatMap { page in
    [(120, 40), (80, 24), (40, 12)].map { columns, rows in
      Case(
        name: "\(page)-\(columns)x\(rows)", columns: columns, rows: rows,
        keys: [.character(Character("\(page.rawValue + 1)"))])
    }
  }

  static let others: [Case] = [
    Case(name: "help-80x24", columns: 80, rows: 24, keys: [.character("?")]),
    Case(name: "help-40x12-scrolled", columns: 40, rows: 12, keys: [.character("?"), .down, .down, .down]),
    Case(name: "map-ascii-mono-80x24", columns: 80, rows: 24, capabilities: Fixtures.plain),
    Case(
      name: "reconstructions-ascii-mono-80x24", columns: 80, rows: 24, keys: [.character("r")],
      capabilities: Fixtures.plain),
    Case(
      name: "interpolation-ascii-mono-40x12", columns: 40, rows: 12, keys: [.character("i")],
      capabilities: Fixtures.plain),
    Case(
      name: "map-twenty-latents-80x24", columns: 80, rows: 24, keys: [.character("x")], latentSize: 20,
      beta: 4),
    Case(name: "map-one-latent-80x24", columns: 80, rows: 24, keys: [.right], latentSize: 1),
    Case(
      name: "map-walked-and-zoomed-80x24", columns: 80, rows: 24,
      keys: [.shiftRight, .up, .character("+"), .character("+")]),
    Case(
      name: "map-truecolor-80x24", columns: 80, rows: 24,
      capabilities: Capabilities(depth: .truecolor, symbols: .braille)),
    Case(
      name: "map-16-colours-80x24", columns: 80, rows: 24,
      capabilities: Capabilities(depth: .sixteen, symbols: .braille)),
    Case(
      name: "reconstructions-8-colours-80x24", columns: 80, rows: 24, keys: [.character("r")],
      capabilities: Capabilities(depth: .eight, symbols: .block)),
    Case(
      name: "map-mono-braille-80x24", columns: 80, rows: 24,
      capabilities: Capabilities(depth: .mono, symbols: .braille)),
    Case(
      name: "map-sextant-80x24", columns: 80, rows: 24,
      capabilities: Capabilities(depth: .palette256, symbols: .sextant)),
    Case(
      name: "map-light-viridis-80x24", columns: 80, rows: 24, keys: [.character("v")],
      capabilities: Capabilities(depth: .palette256, symbols: .braille, background: .light)),
    Case(name: "too-small-39x12", columns: 39, rows: 12),
    Case(name: "too-small-20x4", columns: 20, rows: 4),
    Case(name: "too-small-1x1", columns: 1, rows: 1),
  ]

  /// Runs that have been steered, and what the pages say about them.
  enum Run: Sendable {
    case steered, twenty, collapsed

    func snapshot() throws -> TrainingSnapshot {
      switch self {
      case .steered: try Fixtures.steered()
      case .twenty: try Fixtures.steered(latentSize: 20)
      case .collapsed: try Fixtures.collapsed()
      }
    }
  }

  static let steered: [(Case, Run)] = {
    let sizes = [(120, 40), (80, 24), (40, 12)]
    let monochrome = Capabilities(depth: .mono, symbols: .braille)
    let pages: [(String, [Key], Run)] = [
      ("curves-read", [.character("5"), .left, .shiftLeft, .character("+")], .steered),
      ("curves-log", [.character("5"), .up, .character("y"), .character("]")], .steered),
      ("latents-twenty", [.character("6"), .down, .down, .character("x")], .twenty),
      ("diagnosis-collapsed", [.character("d")], .collapsed),
      ("diagnosis-turned", [.character("d")], .steered),
      ("time-earlier", [.character("8"), .left, .left, .left, .left, .left], .steered),
    ]
    return pages.flatMap { name, keys, run in
      sizes.map {
        (Case(name: "\(name)-\($0)x\($1)", columns: $0, rows: $1, keys: keys), run)
      } + [
        (Case(name: "\(name)-mono-80x24", columns: 80, rows: 24, keys: keys, capabilities: monochrome), run),
        (
          Case(name: "\(name)-ascii-80x24", columns: 80, rows: 24, keys: keys, capabilities: Fixtures.plain),
          run
        ),
      ]
    }
  }()

  /// Compares what is between header and footer, or all of a screen that is too small for them.
  private func expectBody(
    of state: ExplorerState, isGolden name: String, at location: SourceLocation = #_sourceLocation
  ) {
    let grid = state.render()
    let area = state.layout.isTooSmall ? grid.bounds : state.layout.body
    if let difference = Golden.difference(of: grid, area, state.capabilities, name: name) {
      Issue.record("\(difference)", sourceLocation: location)
    }
  }

  @Test("screens of runs that are steered are as they are known to be right", arguments: steered)
  func goldenOfSteered(row: Case, run: Run) throws {
    var state = try Fixtures.state(
      of: run.snapshot(), columns: row.columns, rows: row.rows, capabilities: row.capabilities)
    for key in row.keys { state.press(key) }
    expectBody(of: state, isGolden: row.name)
  }

  @Test("screens are as they are known to be right", arguments: pages + others)
  func golden(row: Case) throws {
    var state = try Fixtures.state(
      columns: row.columns, rows: row.rows, latentSize: row.latentSize, beta: row.beta,
      capabilities: row.capabilities)
    for key in row.keys { state.press(key) }
    expectBody(of: state, isGolden: row.name)
  }

  @Test("the question before quitting says what would be lost")
  func quitQuestion() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainingSeconds = 61
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    state.press(.character("q"))
    expectBody(of: state, isGolden: "quit-question-80x24")
  }

  @Test("a storm of sizes from 0x0 to 300x100, keys and the mouse always make a screen of exactly that size")
  func storm() throws {
    var random = SplitMix64(seed: 31)
    var state = try Fixtures.state(latentSize: 3)
    let keys = KeyTable.bindings.flatMap { $0.actions.map(\.key) }.filter { $0 != .character("q") }
    let kinds: [MouseEvent.Kind] = [.press, .drag, .release, .wheelUp, .wheelDown]
    for _ in 0..<500 {
      let size = Size(
        columns: .random(in: 0...(Bool.random(using: &random) ? 300 : 60), using: &random),
        rows: .random(in: 0...(Bool.random(using: &random) ? 100 : 20), using: &random))
      _ = state.update(.resized(size))
      #expect(state.present().size == size)
      for _ in 0..<3 {
        if Bool.random(using: &random), let key = keys.randomElement(using: &random) {
          state.press(key)
        } else {
          let event = MouseEvent(
            kinds.randomElement(using: &random) ?? .press, column: .random(in: -1...300, using: &random),
            row: .random(in: -1...100, using: &random))
          _ = state.update(.mouse(event))
        }
        #expect(state.present().size == size)
      }
    }
  }

  @Test("on a screen of 200x60 every page uses the space", arguments: Page.allCases)
  func large(page: Page) throws {
    var state = try Fixtures.state(columns: 200, rows: 60)
    _ = state.update(.show(page))
    let grid = state.render()
    func isUsed(_ column: Int, _ row: Int) -> Bool { grid[column, row] != .blank }
    let body = 1..<59
    let rows = body.filter { row in (0..<200).contains { isUsed($0, row) } }
    let columns = (0..<200).filter { column in body.contains { isUsed(column, $0) } }
    // A model of two dimensions has two bars and two strips of digits.
    #expect(rows.count >= (page == .latents ? 30 : 48), "\(page) uses \(rows.count) of 58 rows")
    #expect(columns.count >= 170, "\(page) uses \(columns.count) of 200 columns")
  }

  @Test("every status is told in the header")
  func statuses() throws {
    var state = try Fixtures.state()
    let words: [(TrainingStatus, String)] = [
      (.loading(0.42), "UNPACKING DATA 42%"), (.running, "RUNNING"), (.paused, "PAUSED"),
      (.completed, "DONE"),
      (.stopped, "STOPPED"), (.diverged(step: 77), "DIVERGED AT STEP 77"),
    ]
    for (status, word) in words {
      var snapshot = try Fixtures.snapshot()
      snapshot.status = status
      _ = state.update(.snapshot(snapshot))
      let header = state.screenText.prefix { $0 != "\n" }
      #expect(header.contains(word))
    }
  }

  @Test("a model without its images says why there are none")
  func noImages() throws {
    struct Gone: Error, CustomStringConvertible {
      let description = "train-images-idx3-ubyte: gone"
    }
    var snapshot = try Fixtures.snapshot()
    snapshot.dataset = nil
    snapshot.step += 1
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    state.press(.character("r"))
    #expect(state.screenText.contains("The test images are not read yet."))
    snapshot.datasetFailure = TrainingFailure(Gone())
    _ = state.update(.snapshot(snapshot))
    #expect(state.screenText.contains("No test images: train-images-idx3-ubyte: gone"))
  }

  @Test("the objective is called ELBO only where beta is 1")
  func objectiveName() throws {
    #expect(try Fixtures.state(beta: 1).screenText.contains("ELBO"))
    let other = try Fixtures.state(beta: 4).screenText
    #expect(!other.contains("ELBO"))
    #expect(other.contains("recon+4KL"))
  }

  @Test("a model whose parameters are NaN is drawn and walked like any other")
  func notANumber() throws {
    let architecture = Architecture(
      image: ImageShape(width: 28, height: 28), hidden: [4], latentSize: 2)
    let broken = try VAE(
      architecture,
      named: try VAE(architecture, seed: 1).namedParameters.map {
        NamedParameter(name: $0.name, shape: $0.shape, values: $0.values.map { _ in .nan })
      })
    var snapshot = try Fixtures.snapshot()
    snapshot.model = broken
    snapshot.step += 1
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    for page in Page.allCases {
      _ = state.update(.show(page))
      #expect(state.render().size == state.size)
      state.press(.enter, .right, .character("+"), .character("a"))
    }
  }
}
