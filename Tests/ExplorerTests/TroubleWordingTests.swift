import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct TroubleWordingTests {
  private static let misfit = PriorMisfit(dimension: 3, mean: 4.5, variance: 2.25)
  static let troubles: [Trouble] = [
    .collapse(kl: 0.01, latentSize: 2), .ignoredCode(kl: 3, variety: 0.001),
    .betaTooLarge(beta: 100, kl: 0.01), .betaTooSmall(beta: 0.01, misfit: misfit),
    .meanReconstruction(beta: 784, pixels: 784, kl: 0.01),
    .meanDivergence(beta: 0.0013, pixels: 784, misfit: misfit),
    .divergence(step: 7, learningRate: 0.1), .explosion(peak: 2.2810468e12, step: 7, learningRate: 0.1),
    .deadened(kl: 0.01, learningRate: 0.1), .risingLoss(best: 100, recent: 200, learningRate: 0.1),
    .overfitting(train: 80, test: 120, bestTest: 100, bestStep: 3), .priorMissed(misfit),
    .clampedLogVariances(count: 3, lastStep: 5),
  ]

  @Test("advice for a run without knobs names options and no keys, that for one with knobs names its keys")
  func advice() throws {
    let keys = Set(KeyTable.bindings.flatMap { $0.actions.map(\.key) })
    for trouble in Self.troubles {
      let saved = trouble.text(canTurn: false).remedy
      #expect(!saved.contains("\""), "\(saved)")
      #expect(saved.contains("train again"), "\(saved)")
      #expect(saved.contains("--"), "\(saved)")
      let live = trouble.text(canTurn: true).remedy
      let quoted = live.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
      for key in quoted {
        #expect(key.count == 1 && key.first.map { keys.contains(.character($0)) } == true, "\(live)")
      }
      if case .ignoredCode = trouble { continue }
      #expect(!quoted.isEmpty, "\(live)")
    }
  }

  @Test("great numbers are told in few letters")
  func greatNumbers() {
    let trouble = Trouble.explosion(peak: 2.2810468e12, step: 7, learningRate: 0.1)
    #expect(trouble.text(canTurn: true).evidence.contains("leapt to 2.281T nats"))
  }

  @Test("a saved run is told to be trained again, with its reason and without keys")
  func savedRun() throws {
    var snapshot = try Fixtures.collapsed()
    snapshot.status = .completed
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("7"))
    #expect(state.screenText.contains("→ train again with a lower --beta, 1 for the ELBO"))
  }
}
