import Analysis
import Raster
import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

/// Which picture is where, in the scene and on the screen, told by pictures that show their codes.
@Suite struct PicturePlaceTests {
  static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12)]
  private static let large = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]
  private static let codes: [[Float]] = [[-1.5, 0.5, 1, -0.2], [1.2, -1, -0.4, 0.9]]

  /// A part of the latent space as the map shows it.
  struct View: Sendable, CustomTestStringConvertible {
    var horizontal = 0
    var vertical = 1
    var cursor: [Float]
    var zoom = 1.0

    var testDescription: String { "z\(horizontal + 1) x z\(vertical + 1) at \(cursor), \(zoom) times" }
    var fields: CodeFields { CodeFields(latentSize: cursor.count) }

    func state(_ size: Size) throws -> ExplorerState {
      // On no screen nothing is drawn before everything is set.
      var state = try fields.state(of: fields.snapshot(), Size(columns: 0, rows: 0))
      state.walk.jump(to: cursor)
      if cursor.count > 2 {
        state.walk.makeHorizontal(horizontal)
        state.walk.makeVertical(vertical)
      }
      state.walk.zoom(by: zoom)
      _ = state.update(.resized(size))
      return state
    }

    /// The code of a place on the map, in shares from its left and bottom edges.
    func code(x: Double, y: Double) -> [Float] {
      func value(_ share: Double, around center: Float) -> Float {
        let quantile = StandardNormal.cumulative(Double(center))
        let middle = min(1 - 0.5 / zoom, max(0.5 / zoom, quantile))
        return Float(StandardNormal.quantile(middle + (share - 0.5) / zoom))
      }
      var code = cursor
      code[horizontal] = value(x, around: cursor[horizontal])
      if cursor.count > 1 { code[vertical] = value(y, around: cursor[vertical]) }
      return code
    }
  }

  static let views = [
    View(cursor: [0, 0]),
    View(cursor: [0.8, -1.1], zoom: 2.25),
    View(horizontal: 2, vertical: 1, cursor: [0.4, -0.7, 1.1, -1.3]),
    View(horizontal: 3, vertical: 0, cursor: [1.2, -0.5, 0.3, -0.9], zoom: 3.4),
    View(cursor: [-0.6]),
  ]

  @Test("the tile in each place of the map shows the code of that place", arguments: sizes, views)
  func map(size: Size, view: View) throws {
    let state = try view.state(size)
    let (tiles, grid) = (state.layout.map.map, state.render())
    let pictures = try #require(state.scene.map.value)
    try #require(pictures.count == tiles.columns * tiles.rows && tiles.columns >= 3 && tiles.rows >= 2)
    let cross = try #require(grid.place(of: "+", in: tiles.area))
    for row in 0..<tiles.rows {
      for column in 0..<tiles.columns {
        let code = view.code(
          x: (Double(column) + 0.5) / Double(tiles.columns),
          y: 1 - (Double(row) + 0.5) / Double(tiles.rows))
        let wanted = view.fields.brightness(of: code)
        let shown = CodeFields.brightness(of: pictures[row * tiles.columns + column])
        #expect(isClose(shown, wanted), "\(column), \(row) in the scene")
        let place = tiles.place(column: column, row: row)
        let isMarked = (-1...1).contains { place.contains(column: cross.column + $0, row: cross.row) }
        if !isMarked {
          #expect(
            isClose(onScreen: CodeFields.brightness(on: grid, in: place), wanted),
            "\(column), \(row) on the screen")
        }
      }
    }
  }

  @Test("the cross is in the tile whose code is nearest to the cursor's", arguments: sizes, views)
  func cross(size: Size, view: View) throws {
    let state = try view.state(size)
    let tiles = state.layout.map.map
    let cross = try #require(state.render().place(of: "+", in: tiles.area))
    let (column, row) = (
      (cross.column - tiles.area.column) / tiles.tile.columns, (cross.row - tiles.area.row) / tiles.tile.rows
    )
    let code = view.code(
      x: (Double(column) + 0.5) / Double(tiles.columns), y: 1 - (Double(row) + 0.5) / Double(tiles.rows))
    for (axis, count) in [(view.horizontal, tiles.columns), (view.vertical, tiles.rows)]
    where axis < view.cursor.count {
      let distance =
        StandardNormal.cumulative(Double(code[axis]))
        - StandardNormal.cumulative(Double(view.cursor[axis]))
      #expect(abs(distance) * view.zoom <= 0.5 / Double(count) + 1e-6)
    }
  }

  @Test("the map's title names the axes and their ends", arguments: sizes, views)
  func title(size: Size, view: View) throws {
    let state = try view.state(size)
    let (tiles, grid) = (state.layout.map.map, state.render())
    let title = grid.text(in: state.layout.map.mapTitle)
    let pictures = try #require(state.scene.map.value).map { CodeFields.brightness(of: $0) }
    let across = try #require(title.number(between: "z", and: "→")) - 1
    let changing = (0..<view.cursor.count).filter { pictures[0][$0] != pictures[1][$0] }
    #expect(changing == [Int(across)])
    #expect(pictures[0][Int(across)] < pictures[1][Int(across)])
    if view.cursor.count > 1 {
      let upwards = try #require(title.number(between: " z", and: "↑")) - 1
      let (upper, lower) = (pictures[0], pictures[tiles.columns])
      #expect((0..<view.cursor.count).filter { upper[$0] != lower[$0] } == [Int(upwards)])
      #expect(upper[Int(upwards)] > lower[Int(upwards)])
    }
    guard title.contains(" to ") else { return }
    let ends = title.signedNumbers
    let last = pictures[tiles.columns - 1]
    for (end, picture) in [(ends[0], pictures[0]), (ends[1], last)] {
      let code = Array(repeating: Float(end), count: view.cursor.count)
      #expect(abs(view.fields.brightness(of: code)[0] - picture[Int(across)]) < 0.003)
    }
  }

  @Test("the digit under the cursor is of the cursor's code, which its title tells", arguments: sizes, views)
  func cursor(size: Size, view: View) throws {
    let state = try view.state(size)
    let (layout, grid) = (state.layout.map, state.render())
    let shown = CodeFields.brightness(on: grid, in: layout.digit)
    #expect(isClose(onScreen: shown, view.fields.brightness(of: view.cursor)))
    let axes = view.cursor.count > 1 ? [view.horizontal, view.vertical] : [view.horizontal]
    let numbers = grid.text(in: layout.digitTitle).signedNumbers
    #expect(numbers.count == axes.count)
    for (number, axis) in zip(numbers, axes) { #expect(abs(number - Double(view.cursor[axis])) < 0.006) }
  }

  @Test("walking to the right raises the code of the horizontal axis, walking up that of the vertical one")
  func walking() throws {
    for view in Self.views where view.cursor.count > 1 {
      for (key, axis) in [(Key.shiftRight, view.horizontal), (.shiftUp, view.vertical)] {
        var state = try view.state(Self.sizes[0])
        state.press(key)
        var code = view.cursor
        code[axis] += Float(0.5 / view.zoom)
        let shown = CodeFields.brightness(on: state.render(), in: state.layout.map.digit)
        #expect(isClose(onScreen: shown, view.fields.brightness(of: code)))
      }
    }
  }

  @Test("the map follows a walk along a dimension that is no axis")
  func otherDimensions() throws {
    let view = Self.views[2]
    var state = try view.state(Self.sizes[0])
    state.walk.jump(to: [-1, -0.7, 1.1, 0.5])
    state.refreshScene()
    let picture = try #require(state.scene.map.value?.first)
    let shown = CodeFields.brightness(of: picture)
    let wanted = view.fields.brightness(of: [-1, 0, 0, 0.5])
    #expect(isClose([shown[0], shown[3]], [wanted[0], wanted[3]]))
  }

  @Test("pictures of images that are wider than high have their width and height")
  func oblong() throws {
    let fields = CodeFields(latentSize: 4, width: 36, height: 16)
    let code: [Float] = [0.4, -0.7, 1.1, -1.3]
    var state = try fields.state(of: fields.snapshot(), Self.sizes[0])
    state.walk.jump(to: code)
    state.refreshScene()
    let picture = try #require(state.scene.cursor.value ?? nil)
    #expect((picture.width, picture.height) == (36, 16))
    #expect(isClose(CodeFields.brightness(of: picture), fields.brightness(of: code)))
  }

  @Test("after news the map is soon that of the newest model")
  func news() throws {
    let fields = CodeFields(latentSize: 2)
    var state = try fields.state(of: fields.snapshot(), Self.sizes[0])
    var snapshot = try fields.snapshot(gain: 2)
    snapshot.step += 1
    _ = state.update(.snapshot(snapshot))
    for _ in 0..<2 where state.mapLags { state.catchUp() }
    #expect(!state.mapLags)
    let tiles = state.layout.map.map
    let code = View(cursor: [0, 0]).code(x: 0.5 / Double(tiles.columns), y: 1 - 0.5 / Double(tiles.rows))
    let shown = CodeFields.brightness(on: state.render(), in: tiles.place(column: 0, row: 0))
    #expect(isClose(onScreen: shown, fields.brightness(of: code, gain: 2)))
  }

  @Test(
    "the strip goes from A on the left to B on the right, and between them is the place that is looked at",
    arguments: sizes, LatentPath.allCases)
  func strip(size: Size, path: LatentPath) throws {
    let fields = CodeFields(latentSize: 4)
    let (start, end) = (Self.codes[0], Self.codes[1])
    var state = try fields.state(of: fields.snapshot(), size)
    (state.interpolation.start, state.interpolation.end) = (.point(start), .point(end))
    state.interpolation.path = path
    _ = state.update(.show(.interpolation))
    let layout = state.layout.interpolation
    let count = layout.strip.columns
    try #require(count >= 3)
    for place in 0..<count {
      let share = Double(place) / Double(count - 1)
      state.interpolation.hold(at: share)
      state.refreshScene()
      let wanted = fields.brightness(of: path.point(from: start, to: end, at: share))
      let between = try #require(state.scene.between.value ?? nil)
      #expect(isClose(CodeFields.brightness(of: between), wanted))
      guard [0, 1, count - 1].contains(place) else { continue }
      let grid = state.render()
      let tile = layout.strip.place(column: place, row: 0)
      #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: tile), wanted), "tile \(place)")
      #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: layout.between), wanted), "\(share)")
      #expect(
        isClose(onScreen: CodeFields.brightness(on: grid, in: layout.start), fields.brightness(of: start)))
      #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: layout.end), fields.brightness(of: end)))
      let slider = try #require(grid.place(of: "▲", in: layout.marker))
      #expect((tile.column..<tile.endColumn).contains(slider.column))
    }
  }

  @Test("test images as ends have their names above the pictures of their codes", arguments: sizes)
  func ends(size: Size) throws {
    let fields = CodeFields(latentSize: 4)
    var state = try fields.state(of: fields.snapshot(), size)
    (state.interpolation.start, state.interpolation.end) = (.testImage(3), .testImage(8))
    _ = state.update(.show(.interpolation))
    let (layout, grid) = (state.layout.interpolation, state.render())
    for (area, name, number) in [(layout.start, "A", 3), (layout.end, "B", 8)] {
      let wanted = fields.brightness(of: fields.code(ofImage: number))
      #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: area), wanted))
      let caption = Rectangle(
        column: area.column - 2, row: layout.captions.row, columns: area.columns + 4, rows: 1)
      #expect(grid.text(in: caption).contains("\(name) test #\(number)".prefix(caption.columns - 2)))
    }
    #expect(layout.start.endColumn <= layout.between.column && layout.between.endColumn <= layout.end.column)
  }

  @Test("pressing a tile of the strip looks at that tile's place", arguments: sizes)
  func pressingTheStrip(size: Size) throws {
    let fields = CodeFields(latentSize: 4)
    var state = try fields.state(of: fields.snapshot(), size)
    (state.interpolation.start, state.interpolation.end) = (.point(Self.codes[0]), .point(Self.codes[1]))
    _ = state.update(.show(.interpolation))
    let strip = state.layout.interpolation.strip
    for column in [0, 1, strip.columns - 1] {
      let tile = strip.place(column: column, row: 0)
      let middle = MouseEvent(.press, column: tile.column + tile.columns / 2, row: tile.row)
      _ = state.update(.mouse(middle))
      let between = try #require(state.scene.between.value ?? nil)
      let wanted = try #require(state.scene.strip.value?.pictures[column])
      let differences = zip(CodeFields.brightness(of: between), CodeFields.brightness(of: wanted)).map(-)
      #expect(differences.allSatisfy { abs($0) < 0.05 })
    }
  }

  @Test("each sample on the sheet is the picture of the point that choosing it leads to", arguments: sizes)
  func samples(size: Size) throws {
    let fields = CodeFields(latentSize: 4)
    var state = try fields.state(of: fields.snapshot(), size)
    state.press(.character("s"))
    let (tiles, grid) = (state.layout.samples.tiles, state.render())
    for number in 0..<tiles.count {
      let (row, column) = number.quotientAndRemainder(dividingBy: tiles.columns)
      let tile = tiles.place(column: column, row: row)
      _ = state.update(.mouse(MouseEvent(.press, column: tile.column, row: tile.row)))
      var there = state
      there.choose()
      let wanted = fields.brightness(of: there.walk.cursor)
      #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: tile), wanted), "sample \(number)")
      let title = state.render().text(in: state.layout.samples.title).signedNumbers
      // The last may be cut off.
      for (shown, value) in zip(title.dropLast(), there.walk.cursor) {
        #expect(abs(shown - Double(value)) < 0.006)
      }
    }
  }

  @Test("the marks are beside the sample that arrows choose", arguments: sizes)
  func chosenSample(size: Size) throws {
    let fields = CodeFields(latentSize: 2)
    var state = try fields.state(of: fields.snapshot(), size)
    state.press(.character("s"))
    let tiles = state.layout.samples.tiles
    func expectMarks(column: Int, row: Int) {
      let (grid, tile) = (state.render(), tiles.place(column: column, row: row))
      #expect(grid[tile.column - 1, tile.row].glyph == "▐")
      #expect(grid[tile.endColumn, tile.row].glyph == "▌")
    }
    expectMarks(column: 0, row: 0)
    state.press(.right)
    expectMarks(column: 1, row: 0)
    guard tiles.rows > 1 else { return }
    state.press(.down)
    expectMarks(column: 1, row: 1)
  }

  @Test("each dimension's strip is its own, from the low end of the prior to its high end", arguments: large)
  func traversals(size: Size) throws {
    let view = Self.views[2]
    var state = try view.state(size)
    _ = state.update(.show(.latents))
    for _ in 0..<view.cursor.count {
      let (layout, grid) = (state.layout.latents(view.cursor.count), state.render())
      let strips = layout.strips
      try #require(strips.columns > 2 && strips.rows > 0)
      let ends = grid.text(in: layout.stripTitle).signedNumbers
      for row in 0..<min(strips.rows, view.cursor.count) {
        let first = strips.place(column: 0, row: row)
        let name = Rectangle(column: 0, row: first.row, columns: first.column, rows: first.rows)
        let dimension = Int(try #require(grid.text(in: name).number(between: "z", and: " "))) - 1
        for column in 0..<strips.columns {
          var code = view.cursor
          let share = Double(column) / Double(strips.columns - 1)
          code[dimension] = Float(StandardNormal.quantile(0.02 + 0.96 * share))
          if [0, 1].contains(share) {
            #expect(abs(ends[Int(share)] - Double(code[dimension])) < 0.006)
          }
          let shown = CodeFields.brightness(on: grid, in: strips.place(column: column, row: row))
          #expect(isClose(onScreen: shown, view.fields.brightness(of: code)), "z\(dimension + 1), \(column)")
        }
        if row == 0 { #expect(dimension == state.chosenDimension || strips.rows > 1) }
      }
      state.press(.down)
    }
  }

  @Test("each dimension's row of the table has its own figures and its axis", arguments: sizes)
  func table(size: Size) throws {
    let view = Self.views[2]
    var state = try view.state(size)
    _ = state.update(.show(.latents))
    let (layout, grid) = (state.layout.latents(view.cursor.count), state.render())
    let latents = try #require(state.snapshot.latents)
    for row in 0..<layout.table.rows {
      let line = layout.table.split(top: row).rest.split(top: 1).top
      let words = grid.text(in: line).split(separator: " ").filter { $0 != "▶" }
      guard let name = words.first else { continue }
      let dimension = try #require(Int(name.filter(\.isNumber))) - 1
      let kl = try #require(words.dropFirst().first { $0.contains(".") }.flatMap { Double($0) })
      #expect(abs(kl - latents.kls[dimension]) < 0.001)
      #expect(name.hasSuffix("→") == (dimension == view.horizontal))
      #expect(name.hasSuffix("↑") == (dimension == view.vertical))
    }
  }

  @Test("every test image stands above its own reconstruction and error, with its number", arguments: sizes)
  func reconstructions(size: Size) throws {
    let fields = CodeFields(latentSize: 4)
    var state = try fields.state(of: fields.snapshot(), size)
    state.press(.character("r"))
    for _ in 0..<3 { state.press(.character("N")) }
    let (layout, grid) = (state.layout.reconstructions, state.render())
    for index in 0..<min(layout.tiles.count, CodeFields.imageCount) {
      let (row, column) = index.quotientAndRemainder(dividingBy: layout.tiles.columns)
      let tile = layout.tiles.place(column: column, row: row)
      let number = (CodeFields.imageCount - 3 + index) % CodeFields.imageCount
      let caption = grid.text(in: tile.split(bottom: 1).bottom)
      #expect(caption.contains("#\(number) (\((number * 7 + 3) % 10))"))
      let parts = (0..<3).map {
        Rectangle(
          column: tile.column, row: tile.row + $0 * layout.pictureRows, columns: tile.columns,
          rows: layout.pictureRows)
      }
      expectPair(number, fields, grid, parts[0], parts[1], layout.showsErrors ? parts[2] : nil)
    }
    let pressed = layout.tiles.place(column: 2, row: 0)
    _ = state.update(.mouse(MouseEvent(.press, column: pressed.column, row: pressed.row)))
    #expect(state.firstTestImage == CodeFields.imageCount - 1)
    state.choose()
    let there = zip(state.walk.cursor, fields.code(ofImage: CodeFields.imageCount - 1)).map(-)
    #expect(there.allSatisfy { abs($0) < 1e-4 })
  }

  @Test("the probes beside the map are an image, its reconstruction and the error, in that order")
  func probes() throws {
    let fields = CodeFields(latentSize: 4)
    var state = try fields.state(of: fields.snapshot(), Size(columns: 120, rows: 40))
    state.press(.character("n"), .character("n"))
    let (probes, grid) = (state.layout.map.probes, state.render())
    try #require(probes.count > 1)
    let heading = Rectangle(
      column: probes.area.column, row: probes.area.row - 1, columns: probes.area.columns, rows: 1)
    #expect(grid.text(in: heading).hasPrefix("input    model    error"))
    for index in 0..<probes.count {
      let tile = probes.place(column: 0, row: index)
      let parts = (0..<3).map {
        Rectangle(column: tile.column + $0 * 9, row: tile.row, columns: 8, rows: tile.rows)
      }
      expectPair(2 + index, fields, grid, parts[0], parts[1], parts[2])
    }
  }

  private func expectPair(
    _ number: Int, _ fields: CodeFields, _ grid: CellGrid, _ input: Rectangle, _ reconstruction: Rectangle,
    _ error: Rectangle?
  ) {
    let image = CodeFields.brightness(ofImage: number)
    let wanted = fields.brightness(of: fields.code(ofImage: number))
    #expect(isClose(onScreen: CodeFields.brightness(on: grid, in: input), image), "image \(number)")
    #expect(
      isClose(onScreen: CodeFields.brightness(on: grid, in: reconstruction), wanted), "of image \(number)")
    guard let error else { return }
    let warmth = CodeFields.warmth(on: grid, in: error) ?? []
    #expect(warmth.count == CodeFields.fieldCount)
    for (shown, difference) in zip(warmth, zip(wanted, image).map(-)) where abs(difference) > 0.1 {
      #expect((shown > 0) == (difference > 0), "error of image \(number)")
    }
  }

  @Test(
    "the page of time shows the map and the digit of the model of the keyframe that is shown",
    arguments: sizes)
  func time(size: Size) throws {
    let fields = CodeFields(latentSize: 2)
    var snapshot = try fields.snapshot(gain: 2)
    snapshot.keyframes.all = try (0..<6).map { number in
      var record = snapshot.record
      record.step = 100 * (number + 1)
      return Keyframe(number: number, record: record, model: try fields.model(gain: 0.25 * Float(number + 1)))
    }
    var state = try fields.state(of: snapshot, size)
    state.walk.jump(to: [0.9, -1.4])
    _ = state.update(.show(.time))
    func expectGain(_ gain: Float) throws {
      let (layout, grid) = (state.layout.time.map, state.render())
      let tiles = layout.map
      let code = View(cursor: [0, 0]).code(x: 0.5 / Double(tiles.columns), y: 1 - 0.5 / Double(tiles.rows))
      let corner = CodeFields.brightness(on: grid, in: tiles.place(column: 0, row: 0))
      #expect(isClose(onScreen: corner, fields.brightness(of: code, gain: gain)), "map of \(gain)")
      let digit = CodeFields.brightness(on: grid, in: layout.digit)
      #expect(isClose(onScreen: digit, fields.brightness(of: [0.9, -1.4], gain: gain)), "digit of \(gain)")
    }
    try expectGain(2)
    var pointers: [Int] = []
    for number in [5, 4, 3, 2, 1, 0] {
      state.press(.left)
      #expect(state.screenText.contains("step \(100 * (number + 1))"))
      pointers.append(try #require(state.render().place(of: "▲", in: state.layout.time.track)).column)
      if [5, 0].contains(number) { try expectGain(0.25 * Float(number + 1)) }
    }
    #expect(zip(pointers, pointers.dropFirst()).allSatisfy(>))
    state.press(.escape)
    try expectGain(2)
  }
}

extension CellGrid {
  /// The first place of a glyph in an area, row by row.
  fileprivate func place(of glyph: Unicode.Scalar, in area: Rectangle) -> (column: Int, row: Int)? {
    for row in area.row..<area.endRow {
      for column in area.column..<area.endColumn where self[column, row].glyph == glyph {
        return (column, row)
      }
    }
    return nil
  }

  /// The glyphs of an area, its rows one after the other.
  fileprivate func text(in area: Rectangle) -> String {
    var text = String.UnicodeScalarView()
    for row in area.row..<area.endRow {
      for column in area.column..<area.endColumn { text.append(self[column, row].glyph) }
    }
    return String(text)
  }
}

extension String {
  /// The first number that stands between two texts.
  fileprivate func number(between start: String, and end: String) -> Double? {
    let parts = split(separator: start, omittingEmptySubsequences: false).dropFirst()
    return parts.lazy.compactMap { part in
      part.split(separator: end, omittingEmptySubsequences: false).first.flatMap { Double($0) }
    }.first
  }

  /// The numbers with a sign, as coordinates are written.
  fileprivate var signedNumbers: [Double] {
    split { " ,".contains($0) }.filter { $0.hasPrefix("+") || $0.hasPrefix("-") }.compactMap { Double($0) }
  }
}
