import VAECore

/// One point of a loss curve: the loss at a step, in nats per image.
public struct LossPoint: Sendable, Equatable {
  /// The step, or for a point that stands for several steps their mean.
  public var step: Double
  /// The loss there, or the mean of the losses.
  public var loss: VAE.Loss
  /// The KL as the objective counted it there, with the beta and the free bits of that step.
  public var weightedKL: Double

  /// A point of a loss curve.
  public init(step: Double, loss: VAE.Loss, weightedKL: Double) {
    self.step = step
    self.loss = loss
    self.weightedKL = weightedKL
  }

  /// The objective: the reconstruction loss and the weighted KL.
  public var objective: Double { loss.reconstruction + weightedKL }
}

/// A loss curve in bounded memory: when it is full, neighbours are merged into their means, and every point from then
/// on stands for up to twice as many steps.
///
/// It has stretches, between which what is measured changes, as when a knob is turned: no point stands for steps of
/// two of them. Where there are more than a quarter as many as points, the oldest are made one.
public struct LossHistory: Sendable, Equatable {
  /// Neighbouring steps whose mean is a point.
  struct Group: Equatable {
    fileprivate(set) var sum: LossSum
    /// Whether it is the first of a stretch, though not of all.
    fileprivate(set) var startsStretch: Bool
  }

  /// The maximum number of points.
  public let capacity: Int
  /// What the points stand for, oldest first.
  private(set) var groups: [Group] = []
  /// The maximum number of steps that a point stands for.
  private(set) var stepsPerPoint = 1
  /// Whether the next step is the first of a stretch.
  private(set) var isBetweenStretches = false

  /// An empty curve of at most `capacity` points, 4 or more.
  public init(capacity: Int = 2048) {
    precondition(capacity >= 4, "capacity must be at least 4, not \(capacity)")
    self.capacity = capacity
  }

  /// A curve of points that were saved, with a new stretch after each turn; points beyond the capacity are merged.
  ///
  /// - Parameter turns: The steps after which a knob was turned, in their order.
  public init(_ points: some Sequence<LossPoint>, turns: [Int] = [], capacity: Int = 2048) {
    self.init(capacity: capacity)
    var turns = turns[...]
    for point in points {
      while let turn = turns.first, Double(turn) < point.step {
        turns.removeFirst()
        startStretch()
      }
      append(point)
    }
  }

  /// A curve as it was; nil where none can have been so.
  init?(capacity: Int, groups: [Group], stepsPerPoint: Int, isBetweenStretches: Bool) {
    let starts = groups.count(where: \.startsStretch) + (isBetweenStretches ? 1 : 0)
    // More stretches than that could not be merged into the room that there is.
    guard 4...1 << 20 ~= capacity, groups.count <= capacity, starts <= capacity / 4,
      KnobTurn.steps.contains(stepsPerPoint), stepsPerPoint > 0, !groups.isEmpty || !isBetweenStretches,
      groups.allSatisfy({ 1...KnobTurn.steps.upperBound ~= $0.sum.count })
    else { return nil }
    let steps = groups.compactMap(\.sum.mean?.step)
    guard steps.allSatisfy({ $0 >= 0 && $0 <= Double(KnobTurn.steps.upperBound) }),
      zip(steps, steps.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.capacity = capacity
    self.groups = groups
    self.stepsPerPoint = stepsPerPoint
    self.isBetweenStretches = isBetweenStretches
  }

  /// Whether it has no points.
  public var isEmpty: Bool { groups.isEmpty }
  /// The step of the last point; nil without points.
  public var lastStep: Double? { groups.last?.sum.mean?.step }
  /// The points so far, oldest first; the last is that of the newest steps, however few they are.
  public var curve: [LossPoint] { groups.compactMap(\.sum.mean) }

  /// Adds the loss of one step.
  public mutating func append(step: Int, loss: VAE.Loss, weightedKL: Double) {
    append(LossPoint(step: Double(step), loss: loss, weightedKL: weightedKL))
  }

  /// Adds a point for one step.
  public mutating func append(_ point: LossPoint) {
    if !hasRoomInLast {
      if groups.count == capacity { thin() }
      // Merging may have made room in the last.
      if !hasRoomInLast { groups.append(Group(sum: LossSum(), startsStretch: isBetweenStretches)) }
    }
    groups[groups.count - 1].sum.add(point)
    isBetweenStretches = false
  }

  /// Ends the stretch under way, where it has begun: the next step is the first of another.
  public mutating func startStretch() {
    guard !groups.isEmpty, !isBetweenStretches else { return }
    isBetweenStretches = true
    let starts = groups.indices.filter { groups[$0].startsStretch }
    if starts.count >= capacity / 4 { groups[starts[0]].startsStretch = false }
  }

  /// Whether the next step belongs to the last point.
  private var hasRoomInLast: Bool {
    guard !isBetweenStretches, let last = groups.last else { return false }
    return last.sum.count < stepsPerPoint
  }

  /// Makes room for at least a quarter of the points; they stand for no more steps than that needs.
  private mutating func thin() {
    merge()
    while groups.count > capacity * 3 / 4 {
      stepsPerPoint *= 2
      merge()
    }
  }

  /// Merges neighbours within each stretch, where they are of no more steps together than a point stands for.
  private mutating func merge() {
    var merged: [Group] = []
    merged.reserveCapacity(capacity)
    for group in groups {
      if let last = merged.last, !group.startsStretch, last.sum.count + group.sum.count <= stepsPerPoint {
        merged[merged.count - 1].sum.add(group.sum)
      } else {
        merged.append(group)
      }
    }
    groups = merged
  }
}
