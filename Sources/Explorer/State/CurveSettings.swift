import Training
import VAECore

/// A figure that has a curve, in nats per image.
public enum LossFigure: Sendable, Equatable, CaseIterable {
  /// What is minimised.
  case objective
  case reconstruction
  case kl
  /// The KL as the objective counts it.
  case weightedKL

  func value(_ point: LossPoint) -> Double {
    switch self {
    case .objective: point.objective
    case .reconstruction: point.loss.reconstruction
    case .kl: point.loss.kl
    case .weightedKL: point.weightedKL
    }
  }
}

/// How far the curves go that are shown, in steps.
struct CurveSteps: Equatable {
  /// The newest step of the run.
  var newest: Double
  /// The last of all: the newest, or that of the branch that was left if it had got further.
  var last: Double
}

/// How the page of curves looks at them.
public struct CurveSettings: Sendable, Equatable {
  /// The windows of the smoothed line, in points of a history, one for each degree; 1 does not smooth.
  private static let windows = [1, 11, 31, 101, 301]
  /// The maximum magnification.
  private static let maxZoom = 256.0

  /// The figure that fills the page; nil for all of them side by side.
  public private(set) var figure: LossFigure?
  /// Whether the upright axis is logarithmic.
  public var isLogarithmic = false
  /// The step to read off, which may lie beyond the run that is shown; nil for the newest.
  public private(set) var cursor: Double?
  /// How many times the time is magnified, from 1.
  public private(set) var zoom = 1.0
  /// The step in the middle where the time is magnified; nil keeps the newest in view.
  public private(set) var center: Double?
  private var smoothing = 2

  /// All figures, smoothed a little, over the whole run.
  public init() {}

  /// How many neighbouring points of a history the smoothed line is the mean of.
  var smoothingWindow: Int { Self.windows[smoothing] }

  mutating func turnSmoothing(by offset: Int) {
    smoothing = min(Self.windows.count - 1, max(0, smoothing + offset))
  }

  mutating func turnFigure(by offset: Int) {
    figure = ([nil] + LossFigure.allCases).element(offset, after: figure)
  }

  /// The steps that are in view.
  func range(of steps: CurveSteps) -> ClosedRange<Double> {
    let extent = max(1, steps.last / zoom)
    let middle = center ?? steps.newest
    let start = min(max(0, middle - extent / 2), max(0, steps.last - extent))
    return start...start + extent
  }

  /// The magnification of what is in view, at most down to a single step.
  func magnification(of steps: CurveSteps) -> Double { min(zoom, max(1, steps.last)) }

  /// The step that is read off of those there are; nil for the newest.
  func cursor(in steps: CurveSteps) -> Double? { cursor.map { min($0, steps.last) } }

  /// Moves the cursor by a share of what is in view, and what is in view with it where it would leave.
  mutating func moveCursor(by share: Double, in steps: CurveSteps) {
    let range = range(of: steps)
    let from = cursor(in: steps) ?? min(steps.newest, range.upperBound)
    let distance = share * (range.upperBound - range.lowerBound)
    // A column may be less than a step.
    let whole = distance < 0 ? min(-1, distance.rounded()) : max(1, distance.rounded())
    let step = min(steps.last, max(0, from.rounded() + whole))
    cursor = step
    if !range.contains(step) { center = step }
  }

  /// Puts the cursor at the step nearest to a number.
  mutating func placeCursor(at step: Double, in steps: CurveSteps) {
    cursor = min(steps.last, max(0, step.rounded()))
  }

  /// Magnifies the time around the cursor, or the newest step if there is none.
  mutating func zoom(by factor: Double) {
    zoom = min(Self.maxZoom, max(1, zoom * factor))
    center = zoom > 1 ? cursor : nil
  }

  /// The whole run again, without a cursor.
  mutating func reset() {
    (cursor, center, zoom) = (nil, nil, 1)
  }
}
