import Raster
import Testing
import TextScreen

@testable import Explorer

@Suite struct MouseTests {
  private func press(_ rectangle: Rectangle, right: Double, down: Double) -> MouseEvent {
    MouseEvent(
      .press, column: rectangle.column + Int(Double(rectangle.columns) * right),
      row: rectangle.row + Int(Double(rectangle.rows) * down))
  }

  @Test("pressing on the map takes the cursor there, and dragging takes it along")
  func map() throws {
    var state = try Fixtures.state()
    let area = state.layout.map.map.area
    _ = state.update(.mouse(press(area, right: 0.8, down: 0.1)))
    #expect(state.walk.x > 0.5 && state.walk.y > 0.5)
    let drag = MouseEvent(.drag, column: area.column, row: area.endRow - 1)
    _ = state.update(.mouse(drag))
    #expect(state.walk.x < -1 && state.walk.y < -1)
  }

  @Test("the cross is drawn in the cell that was pressed")
  func cross() throws {
    var state = try Fixtures.state()
    let area = state.layout.map.map.area
    for (right, down) in [(0.1, 0.1), (0.5, 0.3), (0.9, 0.9)] {
      let event = press(area, right: right, down: down)
      _ = state.update(.mouse(event))
      #expect(state.render()[event.column, event.row].glyph == "+")
    }
  }

  @Test(
    "the curves' cursor is drawn in the column that was pressed", arguments: [(80, 24), (120, 40), (200, 60)])
  func curves(columns: Int, rows: Int) throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: columns, rows: rows)
    state.press(.character("5"))
    let line = Cell(state.theme.verticalLine == "|" ? "|" : "│", style: state.theme.title)
    for (_, area) in state.layout.curves.charts(nil) {
      for right in stride(from: 0.2, to: 1, by: 0.05) {
        let event = press(area, right: right, down: 0.5)
        _ = state.update(.mouse(event))
        let grid = state.render()
        let found = (area.column..<area.endColumn).filter { column in
          (area.row + 1..<area.endRow).contains { grid[column, $0] == line }
        }
        #expect(found == [event.column])
      }
    }
  }

  @Test("the wheel zooms the map, where it is over it")
  func wheel() throws {
    var state = try Fixtures.state()
    let area = state.layout.map.map.area
    _ = state.update(.mouse(MouseEvent(.wheelUp, column: area.column, row: area.row)))
    #expect(state.walk.window.zoom == 1.5)
    _ = state.update(.mouse(MouseEvent(.wheelDown, column: area.column, row: area.row)))
    #expect(state.walk.window.zoom == 1)
    _ = state.update(.mouse(MouseEvent(.wheelUp, column: 0, row: 0)))
    #expect(state.walk.window.zoom == 1)
  }

  @Test("pressing on the strip holds the interpolation at that place")
  func strip() throws {
    var state = try Fixtures.state()
    state.press(.character("i"))
    let strip = state.layout.interpolation.strip.area
    _ = state.update(.mouse(press(strip, right: 0.5, down: 0.5)))
    #expect(!state.interpolation.isPlaying)
    #expect(abs(state.interpolation.position - 0.5) < 0.03)
    _ = state.update(.mouse(MouseEvent(.drag, column: strip.endColumn - 1, row: strip.row)))
    #expect(state.interpolation.position == 1)
  }

  @Test("pressing on a sample chooses it, and on a test image goes to it")
  func tiles() throws {
    var state = try Fixtures.state()
    state.press(.character("s"))
    _ = state.update(.mouse(press(state.layout.samples.tiles.rectangle(of: 3), right: 0.5, down: 0.5)))
    #expect(state.chosenSample == 3)
    state.press(.character("r"))
    _ = state.update(
      .mouse(press(state.layout.reconstructions.tiles.rectangle(of: 2), right: 0.5, down: 0.5)))
    #expect(state.firstTestImage == 2)
  }

  @Test("with help open the wheel scrolls it, and nothing under it is pressed")
  func help() throws {
    var state = try Fixtures.state(columns: 40, rows: 12)
    state.press(.character("?"))
    _ = state.update(.mouse(MouseEvent(.wheelDown, column: 5, row: 5)))
    #expect(state.overlay == .help(scroll: 1))
    let before = state.walk
    _ = state.update(.mouse(press(state.layout.map.map.area, right: 0.9, down: 0.9)))
    #expect(state.walk == before)
  }

  @Test("presses anywhere on screens of any size trap nothing")
  func anywhere() throws {
    var state = try Fixtures.state()
    for (columns, rows) in [(0, 0), (1, 1), (40, 12), (41, 13), (80, 24), (200, 60)] {
      _ = state.update(.resized(Size(columns: columns, rows: rows)))
      for page in Page.allCases {
        _ = state.update(.show(page))
        for kind in [MouseEvent.Kind.press, .drag, .release, .wheelUp, .wheelDown] {
          for (column, row) in [(0, 0), (columns / 2, rows / 2), (columns, rows), (9999, 9999), (-1, -1)] {
            _ = state.update(.mouse(MouseEvent(kind, column: column, row: row)))
          }
        }
      }
    }
  }

  @Test("M leaves the mouse to the terminal and takes it back, and v changes the colours of digits")
  func switches() throws {
    var state = try Fixtures.state()
    #expect(state.reportsMouse)
    state.press(.character("M"))
    #expect(!state.reportsMouse)
    state.press(.character("v"))
    #expect(state.pencil.map == .viridis)
    state.press(.character("v"), .character("M"))
    #expect(state.pencil.map == .grey && state.reportsMouse)
  }
}
