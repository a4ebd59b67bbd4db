import Charts
import Testing
import TextScreen

@Suite struct BarMeterTests {
  private let style = Style(foreground: .palette(4))
  private let trackStyle = Style(attributes: .dim)

  /// A bar of 8 cells for numbers from 0 to 2.
  private func grid(
    _ value: Double, _ reference: Double? = nil, _ symbols: Capabilities.Symbols = .block, columns: Int = 8
  ) -> CellGrid {
    var grid = CellGrid(size: Size(columns: columns, rows: 1))
    let meter = BarMeter(
      value: value, range: AxisRange(0, 2), reference: reference, style: style, trackStyle: trackStyle)
    grid.draw(meter, in: grid.bounds, capabilities: Capabilities(depth: .eight, symbols: symbols))
    return grid
  }

  @Test(
    "a bar is as long as its value, and ends in an arrow beyond the range",
    arguments: [
      (0, "········", "........"), (1, "████····", "####...."), (1.1, "████▍···", "####...."),
      (2, "████████", "########"), (2.1, "███████▶", "#######>"), (.infinity, "███████▶", "#######>"),
      (-1, "········", "........"), (-.infinity, "········", "........"), (.nan, "········", "........"),
      (.greatestFiniteMagnitude, "███████▶", "#######>"),
    ] as [(Double, String, String)])
  func length(value: Double, text: String, ascii: String) {
    #expect(grid(value).text == text)
    #expect(grid(value, nil, .ascii).text == ascii)
  }

  @Test(
    "the reference is marked on the empty part and on the full one",
    arguments: [
      (0.5, 1, "██··│···", "##..|..."), (1, 1, "████│···", "####|..."), (1.5, 1, "████│█··", "####|#.."),
      (.nan, 1, "····│···", "....|..."), (1, 0, "│███····", "|###...."), (1, 2, "████···│", "####...|"),
      (9, 2, "███████▶", "#######>"), (9, 1, "████│██▶", "####|##>"), (1, 2.1, "████····", "####...."),
      (1, -0.1, "████····", "####...."), (1, .nan, "████····", "####...."),
    ] as [(Double, Double, String, String)])
  func reference(value: Double, reference: Double, text: String, ascii: String) {
    #expect(grid(value, reference).text == text)
    #expect(grid(value, reference, .ascii).text == ascii)
  }

  @Test("the mark is reversed where the bar is behind it, from the middle of its cell on")
  func styles() {
    var reversed = style
    reversed.attributes = .reverse
    #expect(grid(1.5, 1)[4, 0] == Cell("│", style: reversed))
    #expect(grid(1.13, 1)[4, 0] == Cell("│", style: reversed))
    #expect(grid(1.12, 1)[4, 0] == Cell("│", style: trackStyle))
    #expect(grid(0.5, 1)[1, 0] == Cell("█", style: style))
    #expect(grid(0.5, 1)[2, 0] == Cell("·", style: trackStyle))
    #expect(grid(9, 1)[7, 0] == Cell("▶", style: style))
  }

  @Test("a bar covers all rows of its rectangle and no other, wherever that is")
  func clipping() {
    var grid = CellGrid(size: Size(columns: 6, rows: 4), filledWith: Cell("-"))
    let meter = BarMeter(value: 3, range: AxisRange(0, 4), reference: 1)
    let capabilities = Capabilities(depth: .mono, symbols: .block)
    grid.draw(meter, in: Rectangle(column: 1, row: 1, columns: 4, rows: 2), capabilities: capabilities)
    #expect(grid.text == "------\n-█│█·-\n-█│█·-\n------")
    for columns in [0, 1, Int.max] {
      for value in [0.5, 4, 9] {
        let meter = BarMeter(value: value, range: AxisRange(0, 4), reference: 4)
        grid.draw(
          meter, in: Rectangle(column: -9, row: 3, columns: columns, rows: 1), capabilities: capabilities)
      }
    }
    #expect(grid.text == "------\n-█│█·-\n-█│█·-\n██████")
    #expect(self.grid(1, 1, columns: 0).text == "")
    #expect(self.grid(1, 1, columns: 1).text == "│")
  }
}
