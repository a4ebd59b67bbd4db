import VAECore

/// One point of a loss curve: the loss at a step, in nats per image.
public struct LossPoint: Sendable, Equatable {
  /// The step, or for a point that stands for several steps their mean.
  public var step: Double
  /// The loss there, or the mean of the losses.
  public var loss: Loss
  /// The divergence as the objective counted it there, with the beta and the free bits of the time.
  public var weightedKL: Double

  /// A point of a loss curve.
  public init(step: Double, loss: Loss, weightedKL: Double) {
    self.step = step
    self.loss = loss
    self.weightedKL = weightedKL
  }

  /// What was minimised: the reconstruction loss and the weighted divergence.
  public var objective: Double { loss.reconstruction + weightedKL }
}

/// A loss curve in bounded memory: when it is full, neighbours are merged two by two into their means, and
/// every point from then on stands for twice as many steps.
public struct LossHistory: Sendable, Equatable {
  /// How many points are kept at the most.
  public let capacity: Int
  /// The points so far, oldest first, evenly spaced.
  public private(set) var points: [LossPoint] = []
  /// How many losses a full point is the mean of.
  public private(set) var lossesPerPoint = 1
  private var pending: [LossPoint] = []

  /// An empty curve of at most `capacity` points, an even number.
  public init(capacity: Int = 2048) {
    precondition(
      capacity >= 2 && capacity.isMultiple(of: 2), "capacity must be even and at least 2, not \(capacity)")
    self.capacity = capacity
  }

  /// A curve that was kept; where there are more points than there is room for, they are merged.
  public init(_ points: some Sequence<LossPoint>, capacity: Int = 2048) {
    self.init(capacity: capacity)
    for point in points { append(point) }
  }

  /// The points with a last one for the losses that do not fill a point yet, so that the curve always
  /// reaches the newest step.
  public var curve: [LossPoint] {
    pending.isEmpty ? points : points + [Self.mean(pending)]
  }

  /// Adds the loss of one step.
  public mutating func append(step: Int, loss: Loss, weightedKL: Double) {
    append(LossPoint(step: Double(step), loss: loss, weightedKL: weightedKL))
  }

  /// Adds a point for one step.
  public mutating func append(_ point: LossPoint) {
    pending.append(point)
    guard pending.count == lossesPerPoint else { return }
    points.append(Self.mean(pending))
    pending.removeAll(keepingCapacity: true)
    if points.count == capacity { halve() }
  }

  private mutating func halve() {
    points = stride(from: 0, to: points.count, by: 2).map { Self.mean(Array(points[$0..<$0 + 2])) }
    lossesPerPoint *= 2
  }

  private static func mean(_ points: [LossPoint]) -> LossPoint {
    let count = Double(points.count)
    return LossPoint(
      step: points.reduce(0) { $0 + $1.step } / count,
      loss: Loss(
        reconstruction: points.reduce(0) { $0 + $1.loss.reconstruction } / count,
        kl: points.reduce(0) { $0 + $1.loss.kl } / count),
      weightedKL: points.reduce(0) { $0 + $1.weightedKL } / count)
  }
}
