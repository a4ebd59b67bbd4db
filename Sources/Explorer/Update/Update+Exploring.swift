extension ExplorerState {
  /// How far an arrow walks, in standard deviations of the prior.
  static let smallStep = 0.1
  static let largeStep = 0.5

  mutating func arrow(_ direction: Action.Direction, isLarge: Bool) {
    if case .help(let scroll) = overlay {
      let wanted = scroll + direction.offset.down * (isLarge ? 5 : 1)
      overlay = .help(scroll: min(HelpLayout(layout.body).mostScroll, max(0, wanted)))
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
      break
    }
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
    case .map, .curves:
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
    case .map, .curves: .point(walk.cursor)
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
    let count = max(1, testImageCount)
    return (number % count + count) % count
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
