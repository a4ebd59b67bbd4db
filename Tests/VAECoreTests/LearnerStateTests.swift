import Testing
import VAECore

@Suite("The state of a learner")
struct LearnerStateTests {
  // Odd sizes, wide enough for bfloat16.
  private let architecture = Architecture(pixels: 151, hidden: [131, 97], latentSize: 3)
  private let pixels: [UInt8] = {
    var random = RandomStream(testSeed: 1)
    return random.bytes(151 * 40).map { $0 < 180 ? 0 : $0 }
  }()

  private func learner(
    modelSeed: UInt64 = 1, _ precision: Learner.Precision, threads: Int, _ kernels: Kernels
  ) throws -> Learner {
    Learner(
      model: try VAE(architecture, seed: modelSeed), batchSize: 40,
      optimizer: .adam(Adam(learningRate: 0.01)), seed: 2,
      precision: precision, workers: WorkerPool(threads: threads), kernels: kernels)
  }

  private func takeSteps(_ count: Int, _ learner: Learner) {
    for _ in 0..<count {
      #expect(!learner.step(pixels: pixels, rows: 0..<(learner.step.isMultiple(of: 2) ? 40 : 23)).diverged)
    }
  }

  private func bits(_ state: LearnerState) -> [[UInt32]] {
    [state.model.parameters, state.slots[0], state.slots[1]].map { $0.map(\.bitPattern) }
  }

  @Test(
    "takes learners back bit for bit: one that went on, one that broke and a fresh one",
    arguments: Learner.Precision.allCases, [1, 2])
  func restores(precision: Learner.Precision, threads: Int) throws {
    for kernels in Kernels.available where precision == .fp32 || kernels.hasBfloat16 {
      let steady = try learner(precision, threads: threads, kernels)
      takeSteps(3, steady)
      let state = steady.state
      #expect(state.step == 3 && state.model == steady.snapshot())
      takeSteps(4, steady)
      let expected = steady.state
      #expect(bits(expected) != bits(state))

      let broken = try learner(precision, threads: threads, kernels)
      broken.learningRate = .nan
      _ = broken.step(pixels: pixels, rows: 0..<40)
      #expect(broken.step(pixels: pixels, rows: 0..<40).diverged && !broken.snapshot().isFinite)
      broken.learningRate = 0.01

      for learner in [steady, broken, try learner(modelSeed: 9, precision, threads: 3 - threads, kernels)] {
        learner.restore(state)
        #expect(learner.step == 3 && learner.state == state)
        takeSteps(4, learner)
        #expect(learner.step == 7)
        #expect(bits(learner.state) == bits(expected), "\(kernels.name)")
      }
    }
  }

  @Test("at the start is that of a learner that took no step")
  func start() throws {
    let learner = try learner(.fp32, threads: 1, try bestKernels())
    #expect(learner.state == LearnerState(start: try VAE(architecture, seed: 1)))
  }

  @Test("leaves nothing of the latents of steps that it takes back")
  func latents() throws {
    let learner = try learner(.fp32, threads: 1, try bestKernels())
    let state = learner.state
    takeSteps(2, learner)
    learner.restore(state)
    #expect(learner.takeLatents().count == 0)
  }

  @Test("takes three floats a parameter")
  func byteCount() throws {
    let state = LearnerState(start: try VAE(architecture, seed: 1))
    let floats = state.model.parameters.count + state.slots[0].count + state.slots[1].count
    #expect(LearnerState.byteCount(architecture) == 4 * floats)
  }
}
