/// Tasks that each work on a part of a panel, numbered so that all parts of a panel fall to the same worker: what
/// it wrote there is still in its cache, and in no other.
///
/// Writing to a line that another core has read costs several times as much as writing to one's own, and each
/// weight is written once a step.
package struct PanelTasks {
  /// The number of panels.
  package let panels: Int
  /// The number of parts of each.
  package let parts: Int
  /// The number of workers that prefer some of them: no more than there are panels.
  package let workers: Int

  /// The tasks of `panels` panels with `parts` parts each for some workers, all at least 1.
  package init(panels: Int, parts: Int, workers: Int) {
    self.panels = panels
    self.parts = parts
    self.workers = min(workers, panels)
  }

  /// The number of tasks; some of them are empty.
  package var count: Int { (panels + workers - 1) / workers * workers * parts }

  /// The panel and the part that a task works on; nil for a task that is empty.
  package subscript(task: Int) -> (panel: Int, part: Int)? {
    let (round, worker) = task.quotientAndRemainder(dividingBy: workers)
    let (group, part) = round.quotientAndRemainder(dividingBy: parts)
    let panel = group * workers + worker
    return panel < panels ? (panel, part) : nil
  }
}
