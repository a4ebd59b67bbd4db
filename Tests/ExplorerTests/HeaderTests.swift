import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct HeaderTests {
  private func header(_ state: ExplorerState) -> Substring { state.screenText.prefix { $0 != "\n" } }

  @Test("beside a keyframe that is looked at there is neither the rate nor the time left of the run as it is")
  func keyframe() throws {
    for columns in [80, 120, 200] {
      var state = try Fixtures.state(of: Fixtures.steered(), columns: columns, rows: 24)
      #expect(header(state).contains("left") && header(state).contains("img/s"))
      state.press(.character(","))
      #expect(header(state).contains("AT STEP 936"))
      #expect(!header(state).contains("left") && !header(state).contains("img/s"))
    }
  }

  @Test("the smallest screen tells that an earlier keyframe is shown, also of a run that has diverged")
  func smallest() throws {
    var snapshot = try Fixtures.steered()
    snapshot.status = .diverged(step: 123_456)
    var state = try Fixtures.state(of: snapshot, columns: 40, rows: 12)
    state.press(.character(","))
    #expect(header(state).contains("AT STEP 936"))
  }

  @Test("the learning rate is in the header of a run on 80 columns")
  func learningRate() throws {
    #expect(try header(Fixtures.state()).contains("lr 0.001"))
    #expect(try header(Fixtures.state(of: Fixtures.steered())).contains("lr 0.0005"))
  }

  @Test("beta that is warmed up is the same number in the header and beside its knob")
  func warmUp() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.knobs.warmUp = WarmUp(start: 1168, epochs: 2)
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("7"))
    #expect(header(state).contains("β 1 (now 0.003)"))
    #expect(state.screenText.contains("1, now 0.003"))
  }

  @Test("the last line of losses has terms that make the sum, with beta and with free bits")
  func sum() throws {
    for freeBits in [0.0, 0.5] {
      for beta in [1.0, 4] {
        var snapshot = try Fixtures.snapshot(beta: beta)
        snapshot.knobs.freeBits = freeBits
        snapshot.trainHistory = LossHistory()
        snapshot.trainHistory.append(
          step: 1170, loss: VAE.Loss(reconstruction: 140, kl: 6), weightedKL: beta * (6 + freeBits))
        let state = try Fixtures.state(of: snapshot, columns: 40, rows: 12)
        let line = state.screenText.split(separator: "\n")[1]
        let numbers = line.split(separator: " ").compactMap { Double($0) }
        #expect(numbers.count == 3, "\(line)")
        #expect(abs(numbers[0] - numbers[1] - numbers[2]) < 0.06, "\(line)")
      }
    }
  }
}
