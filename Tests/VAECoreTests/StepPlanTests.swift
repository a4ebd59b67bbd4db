import Synchronization
import Testing

@testable import VAECore

@Suite("A plan of stages")
struct StepPlanTests {
  private let wide = ColumnPanels(columns: 784)
  private let narrow = ColumnPanels(columns: 20)

  @Test("joins rows to rows, and elements to what precedes them in the same parts")
  func joins() {
    let plan = StepPlan(workers: WorkerPool(threads: 1))
    plan.appendRows(.load) { _, _ in }
    plan.appendRows(.forward) { _, _ in }
    #expect(plan.stageCount == 1)
    plan.appendPanels(.forward, wide) { _, _, _ in }
    #expect(plan.stageCount == 2)
    plan.appendElements(.loss, wide) { _, _, _ in }
    #expect(plan.stageCount == 2)
    // Other panels cut elsewhere, and panels need whole rows of what is there before.
    plan.appendElements(.loss, narrow) { _, _, _ in }
    #expect(plan.stageCount == 3)
    plan.appendPanels(.backward, narrow) { _, _, _ in }
    #expect(plan.stageCount == 4)
    plan.appendRows(.backward) { _, _ in }
    plan.appendElements(.backward, wide) { _, _, _ in }
    plan.appendRows(.backward) { _, _ in }
    #expect(plan.stageCount == 5)
    plan.appendTasks(3) { _, _, _ in }
    plan.appendTasks(3) { _, _, _ in }
    #expect(plan.stageCount == 7)
  }

  @Test("takes every row and every panel through each piece once, in order", arguments: [1, 2, 3])
  func coverage(threads: Int) {
    let plan = StepPlan(workers: WorkerPool(threads: threads))
    // What each piece has seen of a row; a piece must find its predecessor's mark.
    let rowMarks = Marks(count: 200)
    let cellMarks = Marks(count: 200 * wide.count)
    let wide = wide
    plan.appendRows(.load) { range, _ in for row in range.rows { rowMarks.advance(row, from: 0) } }
    plan.appendRows(.forward) { range, _ in for row in range.rows { rowMarks.advance(row, from: 1) } }
    plan.appendPanels(.forward, wide) { panel, rows, _ in
      for row in rows { cellMarks.advance(row * wide.count + panel, from: 0) }
    }
    plan.appendElements(.loss, wide) { panel, rows, _ in
      for row in rows { cellMarks.advance(row * wide.count + panel, from: 1) }
    }
    plan.appendRows(.backward) { range, _ in for row in range.rows { rowMarks.advance(row, from: 2) } }
    plan.appendElements(.backward, wide) { panel, rows, _ in
      for row in rows { cellMarks.advance(row * wide.count + panel, from: 2) }
    }
    for rows in [1, 7, 8, 9, 63, 64, 65, 128, 200] {
      rowMarks.clear()
      cellMarks.clear()
      plan.run(rows: rows)
      #expect(rowMarks.values == Array(repeating: 3, count: rows) + Array(repeating: 0, count: 200 - rows))
      #expect(cellMarks.values.prefix(rows * wide.count).allSatisfy { $0 == 3 })
      #expect(cellMarks.values.dropFirst(rows * wide.count).allSatisfy { $0 == 0 })
    }
  }

  @Test("cuts rows into ranges without gap that begin at multiples of eight")
  func ranges() {
    for rows in Array(1...200) + [1_000, 4_097] {
      for threads in [1, 2, 3, 8] {
        let ranges = RowRanges(rows: rows, threads: threads)
        #expect(ranges.flatMap(\.rows).elementsEqual(0..<rows))
        #expect(ranges.allSatisfy { !$0.rows.isEmpty && $0.rows.lowerBound.isMultiple(of: 8) })
        #expect(ranges.map(\.index) == Array(0..<ranges.count))
        #expect(ranges.count <= RowRanges.maxCount(rows: rows, threads: threads))
        #expect(ranges.count >= min(threads, rows / 8))
      }
    }
  }
}

/// Numbers that threads raise, each from what it should be.
private final class Marks: Sendable {
  private let marks: Mutex<[Int]>

  init(count: Int) { marks = Mutex(Array(repeating: 0, count: count)) }

  var values: [Int] { marks.withLock { $0 } }

  func advance(_ index: Int, from value: Int) {
    marks.withLock { if $0[index] == value { $0[index] += 1 } }
  }

  func clear() { marks.withLock { for index in $0.indices { $0[index] = 0 } } }
}
