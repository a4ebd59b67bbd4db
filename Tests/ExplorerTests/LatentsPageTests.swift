import TestSupport
import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct LatentsPageTests {
  private func lines(_ snapshot: TrainingSnapshot, columns: Int = 80, rows: Int = 24, keys: [Key] = [])
    throws -> [Substring]
  {
    var state = try Fixtures.state(of: snapshot, columns: columns, rows: rows)
    state.press(.character("6"))
    for key in keys { state.press(key) }
    return state.screenText.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// A run with latents of which each has a mean and a log variance that are the same for all images.
  private func flat(mean: Float, logVariance: Float) throws -> TrainingSnapshot {
    var snapshot = try Fixtures.snapshot()
    var means = FloatMatrix(rows: 2_048, columns: 2)
    var logVariances = means
    for row in 0..<2_048 {
      for column in 0..<2 { (means[row, column], logVariances[row, column]) = (mean, logVariance) }
    }
    var latents = LatentStatistics(latentSize: 2)
    latents.add(Posterior(mean: means, logVariance: logVariances))
    snapshot.latents = latents
    return snapshot
  }

  @Test("a dead dimension has the word in place of a bar, though it has a KL")
  func dead() throws {
    let screen = try lines(flat(mean: 1, logVariance: 0))
    let row = try #require(screen.first { $0.contains("z1") && $0.contains("0.500") })
    let words = row.split(separator: " ")
    let place = try #require(words.firstIndex(of: "dead"))
    #expect(words[place - 1] == "0.500")
    #expect(words[place + 1] == "0.000")
  }

  @Test("a dimension whose figures are NaN or infinite is not called dead")
  func notFinite() throws {
    for value in [Float.nan, .infinity] {
      let screen = try lines(flat(mean: value, logVariance: 0)).joined(separator: "\n")
      #expect(screen.contains("nan"))
      #expect(!screen.contains("dead"))
    }
  }

  @Test("latents that are not measured say when they will be, or why not")
  func notMeasured() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.latents = nil
    #expect(try lines(snapshot, columns: 40, rows: 12)[1].contains("measured after 2,048 images"))
    (snapshot.status, snapshot.isSaved, snapshot.dataset) = (.completed, true, nil)
    #expect(try lines(snapshot)[1].contains("not measured yet"))
    struct Gone: Error {}
    snapshot.datasetFailure = TrainingFailure(Gone())
    #expect(try lines(snapshot)[1].contains("no test images to measure on"))
  }

  @Test("the title has whole pieces at every width, and says where the other dimensions are")
  func title() throws {
    let snapshot = try Fixtures.steered(latentSize: 20)
    for columns in 40...160 {
      let title = String(try lines(snapshot, columns: columns, rows: 12)[1])
      #expect(title.contains("12 below"), "\(title)")
      if title.contains("marks") { #expect(title.contains("marks N(0, 1)"), "\(title)") }
      if title.contains("over") { #expect(title.contains("over 2,048 images"), "\(title)") }
    }
    let down = Array(repeating: Key.down, count: 10)
    #expect(try lines(snapshot, rows: 12, keys: down)[1].contains("6 above, 6 below"))
  }

  @Test("Enter on the X-ray is told as what it does there, and on sheets of digits as the way to the map")
  func enter() throws {
    var state = try Fixtures.state(columns: 120, rows: 40)
    state.press(.character("6"))
    #expect(state.lastLine.contains("Enter show on map"))
    state.press(.character("3"))
    #expect(state.lastLine.contains("Enter go there"))
  }
}
