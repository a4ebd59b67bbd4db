import Datasets
import Explorer
import Raster
import TestSupport
import TextScreen
import VAECore

@testable import Training

/// Models, images and states that are exactly the same on every machine.
enum Fixtures {
  static let side = 28

  /// A model whose digit is a ring for every code, with its posterior means all 0: its weights are 0, and the
  /// last bias draws the ring in logits that round to black and white.
  static func ringModel(latentSize: Int) throws -> VAE {
    let architecture = Architecture(
      image: ImageShape(width: side, height: side), hidden: [4], latentSize: latentSize)
    let blank = try VAE(architecture, seed: 1).namedParameters.map { parameter in
      NamedParameter(
        name: parameter.name, shape: parameter.shape,
        values: parameter.name == "decoder.fc2.bias"
          ? ring : Array(repeating: 0, count: parameter.values.count))
    }
    return try VAE(architecture, named: blank)
  }

  private static let ring: [Float] = (0..<side * side).map { index in
    let (row, column) = index.quotientAndRemainder(dividingBy: side)
    let (x, y) = (Double(column) - 13.5, Double(row) - 13.5)
    let radius = (x * x + y * y).squareRoot()
    return radius > 6 && radius < 10 ? 50 : -200
  }

  /// Test images with an upright bar each, the labels counting from 0 to 9.
  static let dataset: ImageDataset = {
    let images = ImageSet(
      width: side, height: side,
      pixels: (0..<20).flatMap { number in
        (0..<side * side).map { UInt8($0 % side == number ? 255 : 0) }
      },
      labels: (0..<20).map { UInt8($0 % 10) })
    return ImageDataset(name: "bars", train: images, test: images)
  }()

  /// A run in the middle of its third epoch.
  static func snapshot(latentSize: Int = 2, beta: Double = 1) throws -> TrainingSnapshot {
    var snapshot = TrainingSnapshot(
      status: .running,
      configuration: TrainingConfiguration(
        hidden: [4], latentSize: latentSize, epochs: 20, batchSize: 128, beta: beta),
      model: try ringModel(latentSize: latentSize))
    snapshot.dataset = dataset
    snapshot.step = 1170
    snapshot.epoch = 3
    snapshot.stepsPerEpoch = 468
    snapshot.batchSize = 128
    snapshot.imagesPerSecond = 45_230
    snapshot.trainingSeconds = 3.3
    for step in stride(from: 1, through: 1170, by: 9) {
      let loss = VAE.Loss(
        reconstruction: 140 + 4000 / Double(step + 10) + 3 * noise(step),
        kl: 6 - 50 / Double(step + 10) + 0.2 * noise(step + 500))
      snapshot.trainHistory.append(step: step, loss: loss, weightedKL: beta * loss.kl)
    }
    for epoch in 1...2 {
      let loss = VAE.Loss(reconstruction: 155 - 4 * Double(epoch), kl: 5 + 0.5 * Double(epoch))
      snapshot.testHistory.append(step: 468 * epoch, loss: loss, weightedKL: beta * loss.kl)
    }
    snapshot.latents = latents(latentSize)
    return snapshot
  }

  /// What batches differ by: as good as random, in -1...1.
  private static func noise(_ step: Int) -> Double {
    var stream = RandomStream(seed: 1, purpose: .prior, step: step)
    return Double(stream.uniform()) * 2 - 1
  }

  /// Posteriors of which every third is dead and the others tell the less the higher their number is.
  private static func latents(_ latentSize: Int) -> LatentStatistics {
    let images = 2_048
    var mean = FloatMatrix(rows: images, columns: latentSize)
    var logVariance = mean
    for image in 0..<images {
      for dimension in 0..<latentSize where !(dimension + 1).isMultiple(of: 3) {
        let share = 1 / Float(dimension + 1)
        // Even steps from -1 to 1 in an order of each dimension's own.
        let place = Float(image * (2 * dimension + 1) % images) / Float(images) * 2 - 1
        mean[image, dimension] = 1.7 * place * share
        logVariance[image, dimension] = -4 * share
      }
    }
    var statistics = LatentStatistics(latentSize: latentSize)
    statistics.add(Posterior(mean: mean, logVariance: logVariance))
    return statistics
  }

  /// The same run with keyframes, two knobs turned, and a branch that was begun at step 468.
  static func steered(latentSize: Int = 2) throws -> TrainingSnapshot {
    var snapshot = try snapshot(latentSize: latentSize)
    snapshot.turns = [
      KnobTurn(step: 200, setting: .beta(1)), KnobTurn(step: 700, setting: .learningRate(0.0005)),
    ]
    snapshot.knobs.learningRate = 0.0005
    snapshot.branch = 2
    snapshot.branchStart = 468
    var record = snapshot.record
    record.turns = []
    record.knobs.learningRate = 0.001
    func keyframe(_ number: Int, branch: Int, step: Int) -> Keyframe {
      var past = record
      (past.branch, past.step, past.epoch) = (branch, step, (step + 467) / 468)
      let curve = record.trainHistory.curve.filter { $0.step <= Double(step) }
      past.trainHistory = LossHistory(curve.map { branch == 1 ? left($0) : $0 })
      past.testHistory = LossHistory(record.testHistory.curve.filter { $0.step <= Double(step) })
      return Keyframe(number: number, record: past, model: snapshot.model)
    }
    /// What was left was on its way to a collapse from step 468 on.
    func left(_ point: LossPoint) -> LossPoint {
      let share = max(0, 1 - 468 / point.step)
      var point = point
      point.loss.reconstruction += 16 * share
      point.loss.kl *= 1 - share
      point.weightedKL *= 1 - share
      return point
    }
    let first = (0...6).map { keyframe($0, branch: 1, step: $0 * 156) }
    let second = (7...9).map { keyframe($0, branch: 2, step: 468 + ($0 - 6) * 156) }
    snapshot.keyframes.all = first + second
    snapshot.keyframes.bytes = 42 << 20
    snapshot.keyframes.budget = 64 << 20
    snapshot.keyframes.beforeLastTurn = second[0]
    return snapshot
  }

  /// A run whose code has collapsed under a beta of 100.
  static func collapsed() throws -> TrainingSnapshot {
    var snapshot = try snapshot(beta: 100)
    snapshot.trainHistory = LossHistory()
    for step in stride(from: 1, through: 1170, by: 9) {
      let kl = 0.002 + 3 / Double(step * step)
      snapshot.trainHistory.append(
        step: step, loss: VAE.Loss(reconstruction: 206 + 3000 / Double(step + 10), kl: kl),
        weightedKL: 100 * kl)
    }
    var latents = LatentStatistics(latentSize: 2)
    latents.add(
      Posterior(mean: FloatMatrix(rows: 2_048, columns: 2), logVariance: FloatMatrix(rows: 2_048, columns: 2))
    )
    snapshot.latents = latents
    return snapshot
  }

  static let colourful = Capabilities(depth: .palette256, symbols: .braille)
  static let plain = Capabilities(depth: .mono, symbols: .ascii)

  static func state(
    columns: Int = 80, rows: Int = 24, latentSize: Int = 2, beta: Double = 1,
    capabilities: Capabilities = colourful
  ) throws -> ExplorerState {
    try state(
      of: snapshot(latentSize: latentSize, beta: beta), columns: columns, rows: rows,
      capabilities: capabilities)
  }

  static func state(
    of snapshot: TrainingSnapshot, columns: Int = 80, rows: Int = 24,
    capabilities: Capabilities = colourful
  ) throws -> ExplorerState {
    ExplorerState(
      snapshot: snapshot,
      size: Size(columns: columns, rows: rows), pencil: Pencil(capabilities),
      kernels: Kernels.best)
  }
}

extension ExplorerState {
  /// Presses keys one after the other; returns what was asked of training.
  @discardableResult
  mutating func press(_ keys: Key...) -> [TrainingCommand] {
    keys.flatMap { key in action(for: key).map { update($0) } ?? [] }
  }

  /// The text on the screen.
  var screenText: String { render().text }
}
