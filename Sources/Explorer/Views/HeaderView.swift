import Charts
import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// What is trained, how far it is and how fast: as many of the pieces as fit, those of the highest rank left out first.
  mutating func drawHeader(_ state: ExplorerState, in area: Rectangle) {
    fill(area, with: Cell(" ", style: state.theme.bar))
    var column = area.column + 1
    // The bar begins with a blank column.
    let pieces = HeaderPiece.pieces(of: state).fitting(
      columns: area.columns - 1, gap: HeaderPiece.gap, rank: \.rank, width: \.columns)
    for piece in pieces {
      switch piece.content {
      case .text(let text):
        write(text, column: column, row: area.row, style: state.theme.bar, in: area)
      case .progress(let fraction):
        let bar = GaugeBar(fraction: fraction, style: state.theme.bar, trackStyle: state.theme.bar)
        let place = Rectangle(column: column, row: area.row, columns: piece.columns, rows: 1)
        draw(bar, in: place.clipped(to: area), capabilities: state.capabilities)
      }
      column += piece.columns + HeaderPiece.gap
    }
  }
}

/// A piece of the header.
private struct HeaderPiece {
  enum Content {
    case text(String)
    case progress(Double)
  }

  /// Empty columns between pieces.
  static let gap = 2

  var content: Content
  /// A lower rank is kept longer.
  var rank: Int

  init(_ text: String, rank: Int) {
    content = .text(text)
    self.rank = rank
  }

  init(progress: Double, rank: Int) {
    content = .progress(progress)
    self.rank = rank
  }

  var columns: Int {
    switch content {
    case .text(let text): text.count
    case .progress: 8
    }
  }

  static func pieces(of state: ExplorerState) -> [HeaderPiece] {
    let (snapshot, live) = (state.snapshot, state.live)
    let configuration = snapshot.configuration
    let (knobs, now) = (snapshot.knobs, snapshot.effectiveBeta)
    let beta = Numbers.setting(knobs.beta) + (now == knobs.beta ? "" : " (now \(Numbers.loss(now)))")
    var pieces = [
      HeaderPiece("Latentwalk", rank: 7),
      HeaderPiece(shortName(ofData: configuration.data), rank: 6),
      HeaderPiece(networkName(snapshot), rank: 8),
      HeaderPiece("\(state.theme.beta) \(beta)", rank: 3),
      HeaderPiece("lr \(Numbers.setting(knobs.learningRate))", rank: 4),
    ]
    if snapshot.stepsPerEpoch > 0 {
      pieces.append(HeaderPiece("epoch \(snapshot.epoch)/\(configuration.epochs)", rank: 1))
      pieces.append(HeaderPiece(progress: snapshot.progress, rank: 9))
    }
    // Beside the figures of a keyframe they would look like its own.
    if state.keyframe == nil, live.imagesPerSecond > 0, !live.status.isFinal {
      pieces.append(HeaderPiece("\(Numbers.rate(live.imagesPerSecond)) img/s", rank: 5))
      if let left = live.secondsLeft { pieces.append(HeaderPiece("\(Numbers.duration(left)) left", rank: 2)) }
    }
    if let trouble = state.diagnosis.troubles.first {
      pieces.append(HeaderPiece("! \(trouble.text(canTurn: state.canTurn).name) (d)", rank: 2))
    }
    if state.keyframe != nil {
      pieces.append(HeaderPiece("AT STEP \(Numbers.count(snapshot.step))", rank: 0))
    }
    pieces.append(HeaderPiece(word(for: live.status), rank: 0))
    return pieces
  }

  private static func networkName(_ snapshot: TrainingSnapshot) -> String {
    snapshot.model.architecture.encoderWidths
  }

  /// A name as it is, of a path the last part.
  private static func shortName(ofData nameOrPath: String) -> String {
    let name = PathText.lastComponent(of: nameOrPath)
    return name.isEmpty ? "data" : name
  }

  private static func word(for status: TrainingStatus) -> String {
    switch status {
    case .loading(let fraction): "UNPACKING DATA \(Int(min(1, max(0, fraction)) * 100))%"
    case .running: "RUNNING"
    case .paused: "PAUSED"
    case .returning(let fraction): "GOING BACK \(Int(min(1, max(0, fraction)) * 100))%"
    case .completed: "DONE"
    case .stopped: "STOPPED"
    case .diverged(let step): "DIVERGED AT STEP \(step)"
    case .failed: "FAILED"
    }
  }
}
