import TextScreen
import Training

extension ExplorerState {
  /// How far an arrow walks, in standard deviations of the prior.
  static let smallStep = 0.1
  static let largeStep = 0.5

  mutating func arrow(_ direction: Action.Direction, isLarge: Bool) {
    if case .help(let scroll) = overlay {
      let wanted = scroll + direction.offset.down * (isLarge ? 5 : 1)
      overlay = .help(
        scroll: min(HelpLayout(layout.body, keyframes: live.keyframes).maxScroll, max(0, wanted)))
      return
    }
    let (right, down) = direction.offset
    switch page {
    case .map:
      let step = isLarge ? Self.largeStep : Self.smallStep
      walk.move(right: Double(right) * step, up: Double(-down) * step)
    case .interpolation:
      interpolation.step(by: Double(right) * (isLarge ? 0.25 : 0.05))
    case .samples:
      chooseSample(right: right, down: down)
    case .reconstructions:
      stepTestImage(by: right + down * layout.reconstructions.tiles.count)
    case .curves:
      moveCurveCursor(right: right, isLarge: isLarge)
      if down != 0 { curves.turnFigure(by: down) }
    case .latents:
      chooseDimension(down: down * (isLarge ? 5 : 1))
    case .diagnosis:
      let scroll = min(diagnosisScroll, maxDiagnosisScroll) + down * (isLarge ? 5 : 1)
      diagnosisScroll = min(maxDiagnosisScroll, max(0, scroll))
    case .time:
      stepKeyframe(by: (right + down) * (isLarge ? 5 : 1))
    }
  }

  mutating func zoom(by factor: Double) {
    if page == .curves { curves.zoom(by: factor) } else { walk.zoom(by: factor) }
  }

  mutating func reset() {
    switch page {
    case .curves: curves.reset()
    case .time: look(at: nil)
    case .map, .interpolation, .samples, .reconstructions, .latents, .diagnosis: walk.reset()
    }
  }

  mutating func turnSmoothing(by offset: Int) {
    let before = curves.smoothingWindow
    curves.turnSmoothing(by: offset)
    if curves.smoothingWindow == before { notice = .endOfSmoothing }
  }

  mutating func togglePlay() {
    if page == .time { toggleFilm() } else { interpolation.isPlaying.toggle() }
  }

  /// Makes the chosen dimension an axis of the map, which it keeps showing where it is one already.
  mutating func takeAxis(_ axis: Action.Axis) {
    guard walk.cursor.indices.contains(chosenDimension) else { return }
    switch axis {
    case .horizontal: walk.makeHorizontal(chosenDimension)
    case .vertical: if walk.isPlane { walk.makeVertical(chosenDimension) }
    }
  }

  private mutating func moveCurveCursor(right: Int, isLarge: Bool) {
    guard right != 0 else { return }
    let columns = Double(max(1, layout.curves.charts(curves.figure).first?.area.columns ?? 1))
    curves.moveCursor(by: Double(right) * (isLarge ? 10 : 1) / columns, in: curveSteps)
  }

  private mutating func chooseDimension(down: Int) {
    let order = latentOrder
    guard let place = order.firstIndex(of: chosenDimension) else { return }
    choice = order[min(order.count - 1, max(0, place + down))]
  }

  mutating func mark(_ end: Action.End) {
    set(end, markedEndpoint)
  }

  mutating func step(_ end: Action.End, by offset: Int) {
    guard testImageCount > 0 else { return }
    let current = end == .start ? interpolation.start : interpolation.end
    let number = if case .testImage(let number) = current { number + offset } else { firstTestImage }
    set(end, .testImage(wrapped(number)))
  }

  mutating func sample() {
    sampleSheet += 1
    overlay = nil
    page = .samples
  }

  /// Takes the cursor to what is chosen and shows it on the map.
  mutating func choose() {
    switch page {
    case .samples:
      guard let point = chosenSamplePoint else { return }
      walk.jump(to: point)
    case .interpolation:
      guard let point = scene.between.source?.point else { return }
      walk.jump(to: point)
    case .reconstructions:
      walk.jump(to: latentPoint(of: .testImage(firstTestImage)))
    case .latents:
      takeAxis(.horizontal)
    case .map, .curves, .diagnosis, .time:
      return
    }
    page = .map
  }

  mutating func stepTestImage(by offset: Int) {
    guard testImageCount > 0 else { return }
    firstTestImage = wrapped(firstTestImage + offset)
  }

  /// What `a` and `b` mark on this page.
  private var markedEndpoint: Endpoint {
    switch page {
    case .samples: .point(chosenSamplePoint ?? walk.cursor)
    case .reconstructions: .testImage(firstTestImage)
    case .interpolation: .point(scene.between.source?.point ?? walk.cursor)
    case .map, .curves, .latents, .diagnosis, .time: .point(walk.cursor)
    }
  }

  private var chosenSamplePoint: [Float]? {
    guard let points = scene.samples.value?.points, points.indices.contains(chosenSample) else { return nil }
    return points[chosenSample]
  }

  private mutating func chooseSample(right: Int, down: Int) {
    let tiles = layout.samples.tiles
    let next = chosenSample + right + down * tiles.columns
    if (0..<tiles.count).contains(next) { chosenSample = next }
  }

  private mutating func set(_ end: Action.End, _ endpoint: Endpoint) {
    switch end {
    case .start: interpolation.start = endpoint
    case .end: interpolation.end = endpoint
    }
  }

  private func wrapped(_ number: Int) -> Int {
    number.wrapped(to: max(1, testImageCount))
  }
}

extension Action.Direction {
  /// The way in cells.
  fileprivate var offset: (right: Int, down: Int) {
    switch self {
    case .left: (-1, 0)
    case .right: (1, 0)
    case .up: (0, -1)
    case .down: (0, 1)
    }
  }
}
