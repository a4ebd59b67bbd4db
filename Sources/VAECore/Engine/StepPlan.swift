/// What workers do with a batch, as stages between which they wait for one another; made once, run each step.
///
/// A stage is what they share without waiting. Layers append *pieces*, and the plan joins a piece to the stage before it
/// where no worker needs what another is still computing:
///
/// - `rows`: a row of its result needs the same row of what was there before. Pieces of this kind that follow one another
///   are one stage, which takes ranges of rows through all of them.
/// - `panels`: a panel of columns needs whole rows of what was there before, so it begins a stage. Each worker prefers
///   the same panels each time, whose weights are in its cache then.
/// - `elements`: an element of its result needs what was there before at the same place, so it joins whatever precedes.
/// - `tasks`: tasks that are numbered by whoever appends them; a stage of their own.
package final class StepPlan {
  /// Measures the phases, if set.
  var timer: PhaseTimer?
  private var stages: [Stage] = []
  private let workers: WorkerPool

  /// An empty plan for these workers.
  package init(workers: WorkerPool) {
    self.workers = workers
  }

  /// The number of stages, after each of which workers wait for one another.
  package var stageCount: Int { stages.count }

  /// Appends a piece that goes row by row.
  func appendRows(_ phase: StepPhase, _ body: @escaping RowBody) {
    if case .rows? = stages.last?.sharing {
      stages[stages.count - 1].pieces.append(Piece(phase: phase, work: .rows(body)))
    } else {
      append(.rows, Piece(phase: phase, work: .rows(body)))
    }
  }

  /// Appends a piece that goes panel by panel over all rows.
  func appendPanels(_ phase: StepPhase, _ panels: ColumnPanels, _ body: @escaping PanelBody) {
    append(.panels(panels), Piece(phase: phase, work: .panels(panels, body)))
  }

  /// Appends a piece that goes element by element, in the parts that the stage before it has.
  func appendElements(_ phase: StepPhase, _ panels: ColumnPanels, _ body: @escaping PanelBody) {
    let piece = Piece(phase: phase, work: .panels(panels, body))
    switch stages.last?.sharing {
    case .rows?:
      stages[stages.count - 1].pieces.append(piece)
    case .panels(let others)? where others == panels:
      stages[stages.count - 1].pieces.append(piece)
    default:
      append(.panels(panels), piece)
    }
  }

  /// Appends a stage of `count` tasks of its own.
  func appendTasks(_ count: Int, _ body: @escaping TaskBody) {
    append(.tasks(count), Piece(phase: nil, work: .task(body)))
  }

  private func append(_ sharing: Sharing, _ piece: Piece) {
    stages.append(Stage(sharing: sharing, threads: workers.threads, pieces: [piece]))
  }

  /// Runs all stages on a batch of `rows` rows, at least 1.
  package func run(rows: Int) {
    for stage in stages {
      stage.rows = rows
      stage.timer = timer
      workers.run(tasks: stage.taskCount, stage)
    }
  }
}

/// Work on all columns of some rows.
typealias RowBody = (_ range: RowRange, _ worker: Int) -> Void
/// Work on one panel of columns of some rows.
typealias PanelBody = (_ panel: Int, _ rows: Range<Int>, _ worker: Int) -> Void
/// Work on one task of a number.
typealias TaskBody = (_ task: Int, _ timer: PhaseTimer?, _ worker: Int) -> Void

/// How workers share a stage.
private enum Sharing {
  case rows
  case panels(ColumnPanels)
  case tasks(Int)
}

private struct Piece {
  enum Work {
    case rows(RowBody)
    case panels(ColumnPanels, PanelBody)
    case task(TaskBody)
  }

  /// What its time is counted as; nil where it tells the timer itself.
  let phase: StepPhase?
  let work: Work
}

/// Pieces that workers take parts of a batch through without waiting for one another.
private final class Stage: WorkerJob {
  let sharing: Sharing
  var pieces: [Piece]
  /// The rows of the batch.
  var rows = 1
  var timer: PhaseTimer?
  private let threads: Int

  init(sharing: Sharing, threads: Int, pieces: [Piece]) {
    self.sharing = sharing
    self.threads = threads
    self.pieces = pieces
  }

  var taskCount: Int {
    switch sharing {
    case .rows: RowRanges(rows: rows, threads: threads).count
    case .panels(let panels): tasks(of: panels).count
    case .tasks(let count): count
    }
  }

  func perform(_ task: Int, worker: Int) {
    switch sharing {
    case .rows:
      performRows(RowRanges(rows: rows, threads: threads)[task], worker: worker)
    case .panels(let panels):
      guard let (panel, part) = tasks(of: panels)[task] else { return }
      performPanel(panel, rowParts(of: panels)[part].rows, worker: worker)
    case .tasks:
      timer?.begin(worker: worker)
      for case .task(let body) in pieces.lazy.map(\.work) { body(task, timer, worker) }
    }
  }

  private func performRows(_ range: RowRange, worker: Int) {
    timer?.begin(worker: worker)
    for piece in pieces {
      switch piece.work {
      case .rows(let body): body(range, worker)
      case .panels(let panels, let body): for panel in panels.indices { body(panel, range.rows, worker) }
      case .task: break
      }
      if let phase = piece.phase { timer?.lap(phase, worker: worker) }
    }
  }

  private func performPanel(_ panel: Int, _ rows: Range<Int>, worker: Int) {
    timer?.begin(worker: worker)
    for piece in pieces {
      if case .panels(_, let body) = piece.work { body(panel, rows, worker) }
      if let phase = piece.phase { timer?.lap(phase, worker: worker) }
    }
  }

  /// The parts of the rows, where panels are too few for all workers to have several tasks.
  private func rowParts(of panels: ColumnPanels) -> RowRanges {
    let wanted = threads == 1 ? 1 : 8 * threads
    return RowRanges(rows: rows, max: (wanted + panels.count - 1) / panels.count)
  }

  private func tasks(of panels: ColumnPanels) -> PanelTasks {
    PanelTasks(panels: panels.count, parts: rowParts(of: panels).count, workers: threads)
  }
}
