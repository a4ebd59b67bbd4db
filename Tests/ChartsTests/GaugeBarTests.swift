import Charts
import Testing
import TextScreen

@Suite struct GaugeBarTests {
  private func bar(_ fraction: Double, _ symbols: Capabilities.Symbols, columns: Int = 8) -> String {
    var grid = CellGrid(size: Size(columns: columns, rows: 1))
    grid.draw(
      GaugeBar(fraction: fraction), in: grid.bounds,
      capabilities: Capabilities(depth: .mono, symbols: symbols))
    return grid.text
  }

  @Test(
    "a bar fills by eighths of a cell",
    arguments: [
      (0, "░░░░░░░░"), (1.0 / 64, "▏░░░░░░░"), (0.5, "████░░░░"), (0.55, "████▍░░░"), (63.0 / 64, "███████▉"),
      (1, "████████"), (7, "████████"), (-1, "░░░░░░░░"), (.nan, "░░░░░░░░"), (.infinity, "████████"),
    ] as [(Double, String)])
  func eighths(fraction: Double, text: String) {
    #expect(bar(fraction, .block) == text)
  }

  @Test("without UTF-8 a bar is number signs")
  func ascii() {
    #expect(bar(0.5, .ascii) == "####----")
    #expect(bar(1, .ascii) == "########")
  }

  @Test("a bar stays in its rectangle, wherever that is")
  func clipping() {
    var grid = CellGrid(size: Size(columns: 4, rows: 3), filledWith: Cell("·"))
    let place = Rectangle(column: 2, row: 1, columns: 9, rows: 1)
    grid.draw(
      GaugeBar(fraction: 1), in: place, capabilities: Capabilities(depth: .mono, symbols: .block))
    #expect(grid.text == "····\n··██\n····")
    #expect(bar(0.5, .block, columns: 0) == "")
  }
}
