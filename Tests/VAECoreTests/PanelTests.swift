import Testing
import VAECore

@Suite("Panels")
struct PanelTests {
  @Test("cover the columns without gap, none too wide, and cut where cache lines end")
  func cover() {
    for columns in Array(1...300) + [400, 512, 784, 1000, 3072, 16_384] {
      let panels = ColumnPanels(columns: columns)
      #expect(panels.count == 1 || panels.count.isMultiple(of: 4), "\(columns) columns")
      #expect(panels.flatMap { $0 }.elementsEqual(0..<columns), "\(columns) columns")
      #expect(panels.allSatisfy { $0.count <= ColumnPanels.maxColumns && $0.lowerBound.isMultiple(of: 16) })
    }
  }

  @Test(
    "make tasks that are each part once, all parts of a panel being one worker's", arguments: [1, 2, 3, 8])
  func tasks(workers: Int) {
    for (panels, parts) in [(1, 9), (1, 1), (1, 5), (4, 2), (7, 3), (8, 1)] {
      let tasks = PanelTasks(panels: panels, parts: parts, workers: workers)
      var times = [Int](repeating: 0, count: panels * parts)
      for task in 0..<tasks.count {
        guard let (panel, part) = tasks[task] else { continue }
        times[panel * parts + part] += 1
        #expect(task % tasks.workers == panel % tasks.workers)
      }
      #expect(times.allSatisfy { $0 == 1 })
      #expect(tasks.count < 2 * panels * parts, "more empty tasks than others")
      #expect(tasks.workers == min(workers, panels))
    }
  }
}
