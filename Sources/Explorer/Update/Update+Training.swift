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

  /// Turns a knob of the run as it is now, whatever moment is looked at.
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

  /// Whether there is something to take back, be it that a run has diverged by itself.
  var canUndo: Bool {
    if case .diverged = live.status { return !moments.isEmpty }
    return live.moments.beforeLastTurn != nil || !commandsUnderWay.settings.isEmpty
  }

  mutating func goOn() -> [TrainingCommand] {
    guard !commandsUnderWay.isGoingBack else { return refuse(.goingBack) }
    guard let moment else {
      return refuse(live.isSaved ? .saved : moments.isEmpty ? .noMoments : .noMomentShown)
    }
    look(at: nil)
    return [.goBack(to: moment)]
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

  /// Why there are no steps to come, where there are none.
  private var endOfTraining: Notice {
    switch live.status {
    case .loading, .running, .paused, .returning: return .notBegun
    case _ where live.isSaved: return .saved
    case .diverged: return .diverged(moment != nil ? .here : canUndo ? .undo : .none)
    case .completed, .stopped, .failed:
      return .over(moment != nil ? .here : moments.isEmpty ? .none : .moment)
    }
  }

  /// Whether knobs that are turned have an effect, now or after going back.
  var canTurn: Bool { !live.isSaved && (canUndo || !moments.isEmpty || !live.status.isFinal) }

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
    case .goOn: moment != nil
    case .stepMoment: !moments.isEmpty
    case .cancel: moment != nil
    case .arrow where page == .time: !moments.isEmpty
    case .arrow where page == .diagnosis: mostDiagnosisScroll > 0
    case .togglePlay: page != .time || !moments.isEmpty
    default: true
    }
  }
}

// Which moment is looked at.
extension ExplorerState {
  mutating func take(_ snapshot: TrainingSnapshot) {
    let isNew =
      snapshot.step != live.step || snapshot.branch != live.branch
      || snapshot.status.hasDiverged != live.status.hasDiverged
    makeLive(snapshot)
    if moment == nil {
      show(live, isNewModel: isNew)
    } else {
      // The moment's own model and record stay; what is known beside them is the newest.
      var shown = snapshot
      (shown.model, shown.record, shown.status) = (self.snapshot.model, self.snapshot.record, .paused)
      show(shown, isNewModel: false)
    }
  }

  /// Looks at a moment that is kept, or at the newest of all.
  mutating func look(at moment: Moment?) {
    guard moment != self.moment else { return }
    self.moment = moment
    guard let moment else { return show(live, isNewModel: true) }
    show(live.looking(at: moment), isNewModel: true)
  }

  mutating func stepMoment(by offset: Int) {
    guard !moments.isEmpty else { return notice = .noMoments }
    let before = moment
    film.isPlaying = false
    step(by: offset)
    if moment == before { notice = offset < 0 ? .firstMoment : .newestMoment }
  }

  mutating func toggleFilm() {
    guard !moments.isEmpty else { return notice = .noMoments }
    film.isPlaying.toggle()
    if film.isPlaying, momentIndex ?? moments.count >= moments.count - 1 { look(at: moments.first) }
  }

  mutating func advanceFilm(by seconds: Double) {
    let count = film.advance(by: seconds)
    guard count > 0 else { return }
    step(by: count)
    if moment == nil { film.isPlaying = false }
  }

  /// Goes through the moments, after the last of which comes the newest.
  private mutating func step(by offset: Int) {
    let place = min(moments.count, max(0, (momentIndex ?? moments.count) + offset))
    look(at: place < moments.count ? moments[place] : nil)
  }

  private mutating func show(_ snapshot: TrainingSnapshot, isNewModel: Bool) {
    self.snapshot = snapshot
    diagnosis = Diagnosis(Vitals(snapshot))
    if isNewModel { generation += 1 }
  }
}

extension TrainingStatus {
  /// Whether the run has ended in a loss that is no finite number, with the last good weights.
  fileprivate var hasDiverged: Bool {
    if case .diverged = self { true } else { false }
  }
}
