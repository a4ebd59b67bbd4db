import Training

// What is asked of training.
extension ExplorerState {
  mutating func togglePause() -> [TrainingCommand] {
    guard isTraining else { return refuse(endOfTraining) }
    return willBePaused ? [.resume] : [.pause]
  }

  mutating func takeStep() -> [TrainingCommand] {
    guard isTraining else { return refuse(endOfTraining) }
    look(at: nil)
    return [.takeStep]
  }

  /// Turns a knob of the run as it is now, also while a keyframe is in view.
  mutating func turn(_ knob: Knob, up: Bool) -> [TrainingCommand] {
    guard isTraining else { return refuse(endOfTraining) }
    // Knobs stand otherwise when it is there.
    guard !commandsUnderWay.isGoingBack else { return refuse(.goingBack) }
    guard let setting = knob.setting(turned: up, from: live.knobs) else {
      return refuse(.endOfScale(knob, up: up))
    }
    look(at: nil)
    return [.turn(setting)]
  }

  mutating func undo() -> [TrainingCommand] {
    guard !commandsUnderWay.isGoingBack else { return refuse(.goingBack) }
    guard canUndo else { return refuse(live.isSaved ? .saved : .nothingToUndo) }
    look(at: nil)
    return [.undo]
  }

  /// Whether there is something to undo, which may also be that a run has diverged by itself.
  var canUndo: Bool {
    if case .diverged = live.status { return !keyframes.isEmpty }
    return live.keyframes.beforeLastTurn != nil || !commandsUnderWay.settings.isEmpty
  }

  mutating func goOn() -> [TrainingCommand] {
    guard !commandsUnderWay.isGoingBack else { return refuse(.goingBack) }
    guard let keyframe else {
      return refuse(live.isSaved ? .saved : keyframes.isEmpty ? .noKeyframes : .noKeyframeShown)
    }
    look(at: nil)
    return [.goBack(to: keyframe)]
  }

  /// Whether training waits once it has done all that it was asked.
  private var willBePaused: Bool {
    commandsUnderWay.endsPaused ?? (live.status == .paused)
  }

  /// Asks nothing, and says why.
  private mutating func refuse(_ notice: Notice) -> [TrainingCommand] {
    self.notice = notice
    return []
  }

  /// Why no more steps will come.
  private var endOfTraining: Notice {
    switch live.status {
    case .loading, .running, .paused, .returning: return .notBegun
    case _ where live.isSaved: return .saved
    case .diverged: return .diverged(keyframe != nil ? .here : canUndo ? .undo : .none)
    case .completed, .stopped, .failed:
      return .over(keyframe != nil ? .here : keyframes.isEmpty ? .none : .keyframe)
    }
  }

  /// Whether knobs that are turned have an effect, now or after going back.
  var canTurn: Bool { !live.isSaved && (canUndo || !keyframes.isEmpty || !live.status.isFinal) }

  /// Whether there are steps to come.
  private var isTraining: Bool {
    switch live.status {
    case .running, .paused, .returning: true
    case .loading, .completed, .stopped, .diverged, .failed: false
    }
  }
}

extension ExplorerState {
  /// Whether the footer offers a row's keys as things are.
  func offers(_ binding: KeyBinding) -> Bool {
    switch binding.actions[0].action {
    case .togglePause, .takeStep, .turn: isTraining
    case .undo: canUndo
    case .goOn: keyframe != nil
    case .stepKeyframe: !keyframes.isEmpty
    case .cancel: keyframe != nil
    case .arrow where page == .time: !keyframes.isEmpty
    case .arrow where page == .diagnosis: maxDiagnosisScroll > 0
    case .togglePlay: page != .time || !keyframes.isEmpty
    default: true
    }
  }
}

// Which keyframe is in view.
extension ExplorerState {
  mutating func take(_ snapshot: TrainingSnapshot) {
    let isNew =
      snapshot.step != live.step || snapshot.branch != live.branch
      || snapshot.status.hasDiverged != live.status.hasDiverged
    makeLive(snapshot)
    if keyframe == nil {
      show(live, isNewModel: isNew)
    } else {
      // The keyframe keeps its own model and record; the rest of the snapshot is the newest.
      var shown = snapshot
      (shown.model, shown.record, shown.status) = (self.snapshot.model, self.snapshot.record, .paused)
      show(shown, isNewModel: false)
    }
  }

  /// Shows a keyframe, or the newest model.
  mutating func look(at keyframe: Keyframe?) {
    guard keyframe != self.keyframe else { return }
    self.keyframe = keyframe
    guard let keyframe else { return show(live, isNewModel: true) }
    show(live.looking(at: keyframe), isNewModel: true)
  }

  mutating func stepKeyframe(by offset: Int) {
    guard !keyframes.isEmpty else { return notice = .noKeyframes }
    let before = keyframe
    film.isPlaying = false
    step(by: offset)
    if keyframe == before { notice = offset < 0 ? .firstKeyframe : .newestKeyframe }
  }

  mutating func toggleFilm() {
    guard !keyframes.isEmpty else { return notice = .noKeyframes }
    film.isPlaying.toggle()
    if film.isPlaying, keyframeIndex ?? keyframes.count >= keyframes.count - 1 { look(at: keyframes.first) }
  }

  mutating func advanceFilm(by seconds: Double) {
    let count = film.advance(by: seconds)
    guard count > 0 else { return }
    step(by: count)
    if keyframe == nil { film.isPlaying = false }
  }

  /// Goes through the keyframes; after the last comes the newest model.
  private mutating func step(by offset: Int) {
    let place = min(keyframes.count, max(0, (keyframeIndex ?? keyframes.count) + offset))
    look(at: place < keyframes.count ? keyframes[place] : nil)
  }

  private mutating func show(_ snapshot: TrainingSnapshot, isNewModel: Bool) {
    self.snapshot = snapshot
    diagnosis = Diagnosis(Vitals(snapshot))
    if isNewModel { generation += 1 }
  }
}

extension TrainingStatus {
  /// Whether the run has ended in a loss that is not finite, with the last good weights.
  fileprivate var hasDiverged: Bool {
    if case .diverged = self { true } else { false }
  }
}
