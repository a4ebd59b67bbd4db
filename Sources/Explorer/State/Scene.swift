import Analysis
import Raster
import TextScreen
import VAECore

/// The decoded digits that the screen shows, each kept until what it was made from changes.
///
/// Views stay pure: decoding happens here, between an action and the drawing.
public struct Scene: Sendable {
  /// A test image and its reconstruction.
  struct Pair: Sendable {
    var number: Int
    var label: Int
    var input: Picture
    /// Decoded from the posterior mean.
    var reconstruction: Picture
  }

  /// The model of a generation, with its weights where they are computed with.
  var model = Kept<Int, Inference>()
  /// The digit under the cursor.
  var cursor = Kept<CursorSource, Picture?>()
  /// The digits of the map, row by row from its top left.
  var map = Kept<MapSource, [Picture]>()
  /// The map as it is drawn on a screen, which takes far longer than anything else there; the rest is blank.
  var drawnMap = Kept<DrawnMapSource, CellGrid>()
  /// The digits from A to B.
  var strip = Kept<StripSource, Strip>()
  /// The digit at the place between A and B that is looked at.
  var between = Kept<CursorSource, Picture?>()
  /// The digits of the sheet of samples.
  var samples = Kept<SampleSource, SampleSheet>()
  /// The digits along latent dimensions, from the prior's low end to its high end, one dimension after the other.
  var traversals = Kept<TraversalSource, [Picture]>()
  /// Test images with their reconstructions.
  var pairs = Kept<PairSource, [Pair]>()
}

/// A value with what it was made from.
struct Kept<Source: Equatable & Sendable, Value: Sendable>: Sendable {
  private(set) var source: Source?
  private(set) var value: Value?

  /// The same where it was made from `source`, else made anew.
  func refreshed(for source: Source, make: () -> Value) -> Self {
    self.source == source ? self : Self(source: source, value: make())
  }
}

struct CursorSource: Sendable, Equatable {
  var generation: Int
  var point: [Float]
}

struct MapSource: Sendable, Equatable {
  var generation: Int
  var columns: Int
  var rows: Int
  var horizontal: Int
  var vertical: Int
  var window: LatentWindow
  /// The cursor's values on the dimensions that are not axes.
  var otherValues: [Float]
}

struct DrawnMapSource: Sendable, Equatable {
  var map: MapSource
  var tiles: TileGrid
  var size: Size
  var capabilities: Capabilities
  var colors: ColorMap

  /// Whether it is the same but for the model.
  func differsOnlyInModel(from other: DrawnMapSource) -> Bool {
    var same = self
    same.map.generation = other.map.generation
    return same == other && self != other
  }
}

struct StripSource: Sendable, Equatable {
  var generation: Int
  var count: Int
  var start: Endpoint
  var end: Endpoint
  var path: LatentPath
  var hasImages: Bool
}

struct Strip: Sendable {
  /// The latent point A: `[latent]`.
  var start: [Float]
  /// The latent point B: `[latent]`.
  var end: [Float]
  /// The digits along the path, A's first and B's last.
  var pictures: [Picture]
}

struct SampleSource: Sendable, Equatable {
  var generation: Int
  var sheet: Int
  var count: Int
}

struct SampleSheet: Sendable {
  /// The draws from the prior, each `[latent]`.
  var points: [[Float]]
  /// What they decode to.
  var pictures: [Picture]
}

struct PairSource: Sendable, Equatable {
  var generation: Int
  var first: Int
  var count: Int
}

struct TraversalSource: Sendable, Equatable {
  var generation: Int
  var dimensions: [Int]
  /// The point that is walked from: `[latent]`.
  var point: [Float]
  /// How many digits a dimension has.
  var count: Int

  /// The quantile of the prior that a digit stands for: from a fiftieth to all but one.
  static func quantile(of digit: Int, among count: Int) -> Double {
    count > 1 ? 0.02 + 0.96 * Double(digit) / Double(count - 1) : 0.5
  }
}
