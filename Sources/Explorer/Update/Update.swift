import Raster
import TextScreen
import Training

extension ExplorerState {
  /// Seconds of training that are thrown away only after a question.
  static let secondsWorthAQuestion = 60.0

  /// Updates the state; returns what to ask of training.
  public mutating func update(_ action: Action) -> [TrainingCommand] {
    let before = generation
    switch action {
    case .snapshot, .tick, .resized, .background: break
    default: notice = nil
    }
    let commands = apply(action)
    note(commands)
    // Nobody waits for news of training; whoever asked for another keyframe does.
    let isNews =
      switch action {
      case .snapshot, .tick: true
      default: false
      }
    refreshScene(mayLag: isNews || generation == before)
    return commands
  }

  private mutating func apply(_ action: Action) -> [TrainingCommand] {
    switch action {
    case .arrow(let direction, let isLarge): arrow(direction, isLarge: isLarge)
    case .zoom(let factor): zoom(by: factor)
    case .center: walk.centerOnCursor()
    case .reset: reset()
    case .turnAxis(.horizontal, let offset): walk.turnHorizontal(by: offset)
    case .turnAxis(.vertical, let offset): walk.turnVertical(by: offset)
    case .mark(let end): mark(end)
    case .stepEnd(let end, let offset): step(end, by: offset)
    case .togglePath: interpolation.togglePath()
    case .togglePlay: togglePlay()
    case .sample: sample()
    case .choose: choose()
    case .stepTestImage(let offset): stepTestImage(by: offset)
    case .show(let page): show(page)
    case .turnPage(let offset): show(page.advanced(by: offset))
    case .togglePause: return togglePause()
    case .takeStep: return takeStep()
    case .turn(let knob, let up): return turn(knob, up: up)
    case .undo: return undo()
    case .toggleLogarithm: curves.isLogarithmic.toggle()
    case .turnSmoothing(let offset): turnSmoothing(by: offset)
    case .takeAxis(let axis): takeAxis(axis)
    case .stepKeyframe(let offset): stepKeyframe(by: offset)
    case .goOn: return goOn()
    case .help: toggleHelp()
    case .cancel: cancel()
    case .quit: quit()
    case .answer(let yes): answer(yes)
    case .turnColorMap: turnColorMap()
    case .toggleMouse: reportsMouse.toggle()
    case .mouse(let event): take(event)
    case .background(let background): pencil.capabilities.background = background
    case .snapshot(let snapshot): take(snapshot)
    case .resized(let size): resize(size)
    case .tick(let seconds): if isAnimated { advance(by: seconds) }
    }
    return []
  }

  private mutating func show(_ page: Page) {
    overlay = nil
    self.page = page
    diagnosisScroll = 0
  }

  /// Opens help at the keys that are this page's own, or closes it.
  private mutating func toggleHelp() {
    overlay =
      overlay == nil
      ? .help(scroll: HelpLayout(layout.body, keyframes: live.keyframes).scroll(to: page)) : nil
  }

  private mutating func turnColorMap() {
    pencil.map = ColorMap.allCases.element(1, after: pencil.map)
  }

  private mutating func resize(_ size: Size) {
    self.size = size
    pencil.shown = nil
  }

  private mutating func cancel() {
    if overlay != nil {
      overlay = nil
    } else if keyframe != nil {
      look(at: nil)
    } else {
      page = .map
    }
  }

  private mutating func quit() {
    let losesTraining = !live.status.isFinal && live.trainingSeconds > Self.secondsWorthAQuestion
    // A screen that is too small to ask on takes the first word for it.
    if losesTraining && overlay != .quitQuestion && !layout.isTooSmall {
      overlay = .quitQuestion
    } else {
      isQuitting = true
    }
  }

  private mutating func answer(_ yes: Bool) {
    overlay = nil
    isQuitting = yes
  }

  /// Moves what moves by itself.
  private mutating func advance(by seconds: Double) {
    switch page {
    case .interpolation: interpolation.advance(by: seconds)
    case .time: advanceFilm(by: seconds)
    case .map, .samples, .reconstructions, .curves, .latents, .diagnosis: break
    }
  }
}
