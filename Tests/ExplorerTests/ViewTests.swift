import Explorer
import Testing
import TextScreen
import Training
import VAECore

@Suite struct ViewTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var columns: Int
    var rows: Int
    var keys: [Key] = []
    var latentSize = 2
    var beta = 1.0
    var isPlain = false

    var testDescription: String { name }
  }

  /// Every page at every size that the screen is laid out for, and the smallest.
  static let pages: [Case] = Page.allCases.flatMap { page in
    [(120, 40), (80, 24), (40, 12), (1, 1)].map { columns, rows in
      Case(
        name: "\(page)-\(columns)x\(rows)", columns: columns, rows: rows,
        keys: [.character(Character("\(page.rawValue + 1)"))])
    }
  }

  static let others: [Case] = [
    Case(name: "help-80x24", columns: 80, rows: 24, keys: [.character("?")]),
    Case(name: "help-40x12-scrolled", columns: 40, rows: 12, keys: [.character("?"), .down, .down, .down]),
    Case(name: "map-ascii-mono-80x24", columns: 80, rows: 24, isPlain: true),
    Case(
      name: "reconstructions-ascii-mono-80x24", columns: 80, rows: 24, keys: [.character("r")], isPlain: true),
    Case(
      name: "interpolation-ascii-mono-40x12", columns: 40, rows: 12, keys: [.character("i")], isPlain: true),
    Case(
      name: "map-twenty-latents-80x24", columns: 80, rows: 24, keys: [.character("x")], latentSize: 20,
      beta: 4),
    Case(name: "map-one-latent-80x24", columns: 80, rows: 24, keys: [.right], latentSize: 1),
    Case(
      name: "map-walked-and-zoomed-80x24", columns: 80, rows: 24,
      keys: [.shiftRight, .up, .character("+"), .character("+")]),
    Case(name: "too-small-39x12", columns: 39, rows: 12),
    Case(name: "too-small-20x4", columns: 20, rows: 4),
  ]

  @Test("screens are as they are known to be right", arguments: pages + others)
  func golden(row: Case) throws {
    var state = try Fixtures.state(
      columns: row.columns, rows: row.rows, latentSize: row.latentSize, beta: row.beta,
      capabilities: row.isPlain ? Fixtures.plain : Fixtures.colourful)
    for key in row.keys { state.press(key) }
    if let difference = Golden.difference(of: state.render(), name: row.name) {
      Issue.record("\(difference)")
    }
  }

  @Test("the question before quitting says what would be lost")
  func quitQuestion() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainingSeconds = 61
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    state.press(.character("q"))
    if let difference = Golden.difference(of: state.render(), name: "quit-question-80x24") {
      Issue.record("\(difference)")
    }
  }

  @Test("every page draws at sizes from 0x0 to 130x45, of just that size")
  func everySize() throws {
    var state = try Fixtures.state(latentSize: 3)
    for page in Page.allCases {
      _ = state.update(.show(page))
      let corners = [(0, 0), (1, 1), (2, 2), (1, 40), (130, 1), (40, 12), (130, 12), (40, 45), (130, 45)]
      let between = (0..<40).map { (7 + 31 * $0 % 124, 3 + 17 * $0 % 43) }
      for (columns, rows) in corners + between {
        let size = Size(columns: columns, rows: rows)
        _ = state.update(.resized(size))
        #expect(state.render().size == size)
        _ = state.update(.help)
        #expect(state.render().size == size)
        _ = state.update(.cancel)
      }
    }
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

  @Test("a model that is no number is drawn and walked like any other")
  func notANumber() throws {
    let architecture = Architecture(pixels: 28 * 28, hidden: [4], latentSize: 2)
    let broken = try VAE(
      architecture,
      named: VAE(architecture, seed: 1).namedParameters.map {
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
