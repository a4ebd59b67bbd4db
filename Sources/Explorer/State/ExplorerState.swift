import Datasets
import Raster
import TextScreen
import Training
import VAECore

/// Everything that the screen is drawn from.
public struct ExplorerState: Sendable {
  /// What is drawn over the page.
  public enum Overlay: Sendable, Equatable {
    /// The table of keys; the number of lines scrolled past.
    case help(scroll: Int)
    /// Whether to quit though training is not done.
    case quitQuestion
  }

  /// The terminal's size in cells.
  public internal(set) var size: Size
  /// What pictures are drawn with, and what is on the screen now.
  public internal(set) var pencil: Pencil
  /// The loops to decode with.
  public let kernels: Kernels
  /// The shape of the model's images.
  var image: ImageShape { snapshot.model.architecture.image }

  /// Training as it was last seen.
  public private(set) var live: TrainingSnapshot
  /// What is shown of it: `live`, or the run as it was at the keyframe in view.
  public internal(set) var snapshot: TrainingSnapshot
  /// The keyframe in view; nil for the newest model.
  public internal(set) var keyframe: Keyframe?
  /// The diagnosis of the run that is shown.
  public internal(set) var diagnosis: Diagnosis
  /// How many different models have been shown.
  public internal(set) var generation = 0

  /// The page that is shown.
  public internal(set) var page = Page.map
  /// What is drawn over it.
  public internal(set) var overlay: Overlay?
  /// The cursor and the map.
  public internal(set) var walk: LatentWalk
  /// The path from A to B.
  public internal(set) var interpolation = Interpolation()
  /// How many sheets have been drawn from the prior; the sheet in view is the last.
  public internal(set) var sampleSheet = 0
  /// The sample that is chosen on the sheet.
  public internal(set) var chosenSample = 0
  /// The first test image on the page of reconstructions; the first of the probes.
  public internal(set) var firstTestImage = 0
  /// Commands that training has not carried out yet.
  private(set) var commandsUnderWay = CommandsUnderWay()
  /// How the curves are looked at.
  public internal(set) var curves = CurveSettings()
  /// The latent dimension that was chosen of the bars; nil for the one with the highest KL.
  var choice: Int?
  /// The keyframes played as a film.
  public internal(set) var film = Film()
  /// How many lines of the diagnosis are scrolled past.
  var diagnosisScroll = 0
  /// Why the key that was pressed last did nothing.
  var notice: Notice?
  /// Whether the map that is shown is of an older model than the rest.
  var mapLags = false
  /// The digits that the page needs, decoded.
  public internal(set) var scene = Scene()
  /// Whether the mouse is the program's; where it is not, the terminal selects text with it.
  public internal(set) var reportsMouse: Bool
  /// Whether the program is to end.
  public internal(set) var isQuitting = false

  /// The first state.
  public init(
    snapshot: TrainingSnapshot, size: Size, pencil: Pencil, kernels: Kernels, reportsMouse: Bool = true
  ) {
    live = snapshot
    self.snapshot = snapshot
    diagnosis = Diagnosis(Vitals(snapshot))
    self.size = size
    self.pencil = pencil
    self.reportsMouse = reportsMouse
    self.kernels = kernels
    walk = LatentWalk(latentSize: snapshot.model.architecture.latentSize)
    refreshScene()
  }

  /// What the terminal can show.
  public var capabilities: Capabilities { pencil.capabilities }

  /// The areas of the screen at its size.
  var layout: ScreenLayout { ScreenLayout(size: size) }

  /// The screen to show, which is kept: pictures are drawn close to what is shown.
  mutating func present() -> CellGrid {
    let grid = render()
    pencil.shown = grid
    return grid
  }

  /// How many test images there are to look at.
  var testImageCount: Int { snapshot.dataset?.test.count ?? 0 }

  /// Whether something on the screen moves by itself.
  public var isAnimated: Bool {
    guard overlay == nil else { return false }
    switch page {
    case .interpolation: return interpolation.isPlaying
    case .time: return film.isPlaying
    case .map, .samples, .reconstructions, .curves, .latents, .diagnosis: return false
    }
  }

  /// Whether training is yet to answer to what it was asked.
  public var awaitsAnswer: Bool { !commandsUnderWay.isEmpty }

  /// Notes commands that are sent to training.
  mutating func note(_ commands: [TrainingCommand]) {
    commandsUnderWay.add(commands)
    turnKnobsUnderWay()
  }

  /// Makes a snapshot of training the newest.
  mutating func makeLive(_ snapshot: TrainingSnapshot) {
    commandsUnderWay.obey(snapshot.commandsObeyed - live.commandsObeyed)
    live = snapshot
    turnKnobsUnderWay()
  }

  /// Applies the turns under way to the knobs of the last snapshot, which is older: they are shown so, and the next
  /// turn starts from there.
  private mutating func turnKnobsUnderWay() {
    for setting in commandsUnderWay.settings {
      live.knobs.apply(KnobTurn(step: live.step, setting: setting))
    }
    if keyframe == nil { snapshot.knobs = live.knobs }
  }

  /// The latent dimensions by falling KL, the dead last; in their own order if they have not been measured.
  var latentOrder: [Int] {
    let dimensions = Array(walk.cursor.indices)
    guard let latents = snapshot.latents, latents.latentSize == dimensions.count else { return dimensions }
    let (kls, variances) = (latents.kls, latents.meanVariances)
    // What is dead differs by chance alone.
    let isActive = variances.map { $0 > LatentStatistics.activeVariance }
    let alive = dimensions.filter { isActive[$0] }
      .sorted { (-kls[$0], $0) < (-kls[$1], $1) }
    return alive + dimensions.filter { !isActive[$0] }
  }

  /// The latent dimension that is chosen of the bars.
  var chosenDimension: Int { choice ?? latentOrder.first ?? 0 }

  /// The keyframes of the run.
  var keyframes: [Keyframe] { live.keyframes.all }

  /// The place among them of the one that is looked at, or where it is kept no longer, of the next; nil for the
  /// newest of all.
  var keyframeIndex: Int? {
    keyframe.flatMap { keyframe in keyframes.firstIndex { $0.number >= keyframe.number } }
  }
}
