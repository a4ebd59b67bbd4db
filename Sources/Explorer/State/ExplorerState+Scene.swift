import Analysis
import Datasets
import Raster
import TextScreen
import Training
import VAECore

extension ExplorerState {
  /// Decodes what the page needs and does not have yet.
  ///
  /// - Parameter mayLag: Whether the map may stay that of an older model for now; `catchUp` goes on with it.
  mutating func refreshScene(mayLag: Bool = false) {
    mapLags = false
    guard !layout.isTooSmall else { return }
    if page.showsPictures { keepModelReady() }
    switch page {
    case .map: refreshMapPage(layout.map, mayLag: mayLag)
    case .interpolation: refreshStrip()
    case .samples: refreshSamples()
    case .reconstructions: refreshPairs(first: firstTestImage, count: layout.reconstructions.tiles.count)
    case .latents: refreshTraversals()
    case .time: refreshMapPage(layout.time.map, mayLag: mayLag)
    case .curves, .diagnosis: break
    }
  }

  /// Takes one of two steps to bring an older map up to date: decodes its digits, or draws them.
  ///
  /// Both take as long as a key may, so that a key that comes between them need not wait for them.
  mutating func catchUp() {
    keepModelReady()
    let layout = page == .time ? layout.time.map : layout.map
    let source = mapSource(layout.map)
    if scene.map.source != source {
      refreshMap(source, layout)
    } else {
      refreshDrawnMap(layout)
      mapLags = false
    }
  }

  /// Where an end of the interpolation lies in the latent space: `[latent]`.
  func latentPoint(of endpoint: Endpoint) -> [Float] {
    switch endpoint {
    case .point(let point):
      return point
    case .testImage(let number):
      guard let image = testImages([number]) else { return walk.cursor.map { _ in 0 } }
      return Array(model.encode(image).mean.row(0))
    }
  }

  /// Copies the weights of the model that is shown to where they are computed with, once for each model.
  private mutating func keepModelReady() {
    scene.model = scene.model.refreshed(for: generation) { Inference(snapshot.model, kernels: kernels) }
  }

  /// The model that is shown, ready to encode and decode.
  private var model: Inference {
    if scene.model.source == generation, let model = scene.model.value { return model }
    return Inference(snapshot.model, kernels: kernels)
  }

  private mutating func refreshMapPage(_ layout: MapLayout, mayLag: Bool) {
    let point = walk.cursor
    scene.cursor = scene.cursor.refreshed(for: CursorSource(generation: generation, point: point)) {
      decode([point]).first
    }
    let source = mapSource(layout.map)
    mapLags =
      mayLag && scene.drawnMap.source?.differsOnlyInModel(from: drawnMapSource(source, layout)) == true
    if !mapLags {
      refreshMap(source, layout)
      refreshDrawnMap(layout)
    }
    refreshPairs(first: firstTestImage, count: layout.probes.count)
  }

  private func mapSource(_ grid: TileGrid) -> MapSource {
    var others = walk.cursor
    others[walk.horizontal] = 0
    others[walk.vertical] = 0
    return MapSource(
      generation: generation, columns: grid.columns, rows: grid.rows, horizontal: walk.horizontal,
      vertical: walk.vertical, window: walk.window, otherValues: others)
  }

  private func drawnMapSource(_ map: MapSource, _ layout: MapLayout) -> DrawnMapSource {
    DrawnMapSource(map: map, tiles: layout.map, size: size, capabilities: capabilities, colors: pencil.map)
  }

  private mutating func refreshMap(_ source: MapSource, _ layout: MapLayout) {
    scene.map = scene.map.refreshed(for: source) {
      decode(mapPoints(layout.map)).map { $0.cropped(by: image.width / 14) }
    }
  }

  private mutating func refreshDrawnMap(_ layout: MapLayout) {
    guard let map = scene.map.source else { return }
    scene.drawnMap = scene.drawnMap.refreshed(for: drawnMapSource(map, layout)) {
      var cells = CellGrid(size: size)
      cells.draw(scene.map.value ?? [], in: layout.map, with: pencil)
      return cells
    }
  }

  /// The latent points in the middles of the map's tiles, row by row from the top left.
  private func mapPoints(_ grid: TileGrid) -> [[Float]] {
    (0..<grid.count).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: grid.columns)
      return walk.point(
        atX: (Double(column) + 0.5) / Double(grid.columns), y: 1 - (Double(row) + 0.5) / Double(grid.rows))
    }
  }

  private mutating func refreshTraversals() {
    let order = latentOrder
    let layout = layout.latents(order.count)
    let chosen = order.firstIndex(of: chosenDimension) ?? 0
    let dimensions = layout.stripPlaces(chosen: chosen, count: order.count).map { order[$0] }
    let source = TraversalSource(
      generation: generation, dimensions: dimensions, point: walk.cursor, count: layout.strips.columns)
    scene.traversals = scene.traversals.refreshed(for: source) {
      decode(
        dimensions.flatMap { dimension in
          (0..<source.count).map {
            walk.point(along: dimension, at: TraversalSource.quantile(of: $0, among: source.count))
          }
        })
    }
  }

  private mutating func refreshStrip() {
    let source = StripSource(
      generation: generation, count: layout.interpolation.strip.columns, start: interpolation.start,
      end: interpolation.end, path: interpolation.path, hasImages: testImageCount > 0)
    scene.strip = scene.strip.refreshed(for: source) {
      let (start, end) = (latentPoint(of: source.start), latentPoint(of: source.end))
      let points = source.path.points(from: start, to: end, count: source.count)
      return Strip(start: start, end: end, pictures: decode(points))
    }
    guard let strip = scene.strip.value else { return }
    let point = interpolation.path.point(from: strip.start, to: strip.end, at: interpolation.position)
    scene.between = scene.between.refreshed(for: CursorSource(generation: generation, point: point)) {
      decode([point]).first
    }
  }

  private mutating func refreshSamples() {
    let source = SampleSource(
      generation: generation, sheet: sampleSheet, count: layout.samples.tiles.count)
    scene.samples = scene.samples.refreshed(for: source) {
      let points = (0..<source.count).map { priorDraw(sheet: source.sheet, number: $0) }
      return SampleSheet(points: points, pictures: decode(points))
    }
    chosenSample = min(chosenSample, max(0, source.count - 1))
  }

  /// A draw from the prior: `[latent]`, the same for one seed, sheet and number.
  private func priorDraw(sheet: Int, number: Int) -> [Float] {
    var stream = RandomStream(
      seed: snapshot.configuration.seed, purpose: .prior, step: sheet, row: number)
    return walk.cursor.map { _ in stream.normal() }
  }

  private mutating func refreshPairs(first: Int, count: Int) {
    let source = PairSource(generation: generation, first: first, count: min(count, testImageCount))
    scene.pairs = scene.pairs.refreshed(for: source) {
      pairs((0..<source.count).map { (first + $0).wrapped(to: max(1, testImageCount)) })
    }
  }

  /// Test images with their reconstructions from the posterior mean.
  private func pairs(_ numbers: [Int]) -> [Scene.Pair] {
    guard let images = testImages(numbers), let labels = snapshot.dataset?.test.labels else { return [] }
    let means = model.encode(images).mean
    let reconstructions = model.decode(means)
    return numbers.enumerated().map { row, number in
      Scene.Pair(
        number: number, label: Int(labels[number]), input: picture(images.row(row)),
        reconstruction: picture(reconstructions.row(row)))
    }
  }

  /// Test images as rows of pixels in 0...1, `[count x pixels]`, where all of them are there.
  private func testImages(_ numbers: [Int]) -> FloatMatrix? {
    guard let test = snapshot.dataset?.test, !numbers.isEmpty,
      test.pixelsPerImage == image.pixels,
      numbers.allSatisfy({ $0 >= 0 && $0 < test.count })
    else { return nil }
    let pixels = numbers.flatMap { test.image($0).map { Float($0) / 255 } }
    return FloatMatrix(rows: numbers.count, columns: test.pixelsPerImage, elements: pixels)
  }

  /// The pictures that the model decodes from latent points, each `[latent]`.
  private func decode(_ points: [[Float]]) -> [Picture] {
    guard !points.isEmpty else { return [] }
    let codes = FloatMatrix(rows: points.count, columns: walk.cursor.count, elements: points.flatMap { $0 })
    let images = model.decode(codes)
    return (0..<images.rows).map { picture(images.row($0)) }
  }

  private func picture(_ pixels: ArraySlice<Float>) -> Picture {
    Picture(width: image.width, height: image.height, values: pixels)
  }
}
