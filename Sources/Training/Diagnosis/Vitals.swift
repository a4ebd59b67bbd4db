import VAECore

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The figures of a run from which its troubles are told; all losses in nats per image.
public struct Vitals: Sendable {
  /// How many steps the mean of late is taken over, at the least.
  private static let recentSteps = 40.0

  public let status: TrainingStatus
  public let step: Int
  public let pixels: Int
  public let latentSize: Int
  public let knobs: Knobs
  /// The weight of the divergence now.
  public let beta: Double
  /// Whether beta is yet to come to its value, or has just come to it.
  public let isWarmingUp: Bool
  /// The mean of the training losses of late.
  public let recent: LossPoint?
  /// The lowest mean over as many steps, with the knobs as they are.
  public let best: LossPoint?
  /// The highest training loss with the learning rate as it is, but for the first steps of the run.
  public let peak: LossPoint?
  /// The test losses with the knobs as they are.
  public let tests: [LossPoint]
  /// The training loss at the lowest of them.
  public let trainAtBestTest: Double?
  /// What the posteriors were of late.
  public let latents: LatentStatistics?
  /// How much reconstructions differ, as a share of how much images do.
  public let variety: Double?
  public let clampedLogVariances: Int
  public let lastClampStep: Int?

  /// The figures of a run as it is in a snapshot.
  public init(_ snapshot: TrainingSnapshot) {
    let record = snapshot.record
    status = snapshot.status
    step = record.step
    pixels = snapshot.model.architecture.pixels
    latentSize = snapshot.model.architecture.latentSize
    knobs = record.knobs
    beta = snapshot.effectiveBeta
    let warmEnd = knobs.warmUp.start + knobs.warmUp.epochs * snapshot.stepsPerEpoch
    isWarmingUp = knobs.warmUp.epochs > 0 && record.step < warmEnd + snapshot.stepsPerEpoch
    latents = record.latents
    variety = record.test?.variety
    clampedLogVariances = record.clampedLogVariances
    lastClampStep = record.lastClampStep

    // With other knobs the loss was another.
    let sameSince = Double(max(record.turns.last?.step ?? 0, knobs.warmUp.epochs > 0 ? warmEnd : 0))
    let curve = record.trainHistory.curve
    let windows = curve.filter { $0.step > sameSince }.windows(of: Self.recentSteps, from: sameSince)
    recent = windows.last ?? curve.windows(of: Self.recentSteps, from: 0).last
    best = windows.min { $0.objective < $1.objective }
    let rateSince =
      record.turns.last { if case .learningRate = $0.setting { true } else { false } }?.step ?? 0
    peak = curve.filter { $0.step > max(5, Double(rateSince)) }.max { $0.objective < $1.objective }
    tests = record.testHistory.curve.filter { $0.step > sameSince }
    if let bestTest = tests.min(by: { $0.objective < $1.objective }) {
      trainAtBestTest = windows.min { abs($0.step - bestTest.step) < abs($1.step - bestTest.step) }?.objective
    } else {
      trainAtBestTest = nil
    }
  }

  /// The dimension that is least like the prior, of those that tell of the image.
  public var misfit: PriorMisfit? {
    guard let latents else { return nil }
    let misfits = latents.means.indices.filter { latents.meanVariances[$0] > LatentStatistics.activeVariance }
      .map {
        PriorMisfit(dimension: $0, mean: latents.means[$0], variance: latents.aggregateVariances[$0])
      }
    return misfits.max { $0.distance < $1.distance }
  }
}

extension PriorMisfit {
  /// KL(N(mean, variance) || N(0, 1)): how far from the prior a Gaussian like the codes is.
  public var distance: Double {
    guard variance > 0 else { return .infinity }
    return 0.5 * (mean * mean + variance - 1 - log(variance))
  }
}

extension [LossPoint] {
  /// Means over stretches of at least so many steps, one after the other from `start`; what is left at the end goes
  /// into the last.
  fileprivate func windows(of steps: Double, from start: Double) -> [LossPoint] {
    guard let end = last?.step else { return [] }
    let count = Swift.max(1, Int(Swift.min(200, (end - start) / steps)))
    var sums = [(points: Double, sum: LossPoint)](
      repeating: (0, LossPoint(step: 0, loss: Loss(reconstruction: 0, kl: 0), weightedKL: 0)), count: count)
    for point in self {
      let place = Swift.min(
        count - 1, Swift.max(0, Int((point.step - start) / (end - start) * Double(count))))
      sums[place].points += 1
      sums[place].sum.step += point.step
      sums[place].sum.loss.reconstruction += point.loss.reconstruction
      sums[place].sum.loss.kl += point.loss.kl
      sums[place].sum.weightedKL += point.weightedKL
    }
    return sums.filter { $0.points > 0 }.map { points, sum in
      LossPoint(
        step: sum.step / points,
        loss: Loss(reconstruction: sum.loss.reconstruction / points, kl: sum.loss.kl / points),
        weightedKL: sum.weightedKL / points)
    }
  }
}
