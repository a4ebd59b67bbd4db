import Charts
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The objective, the reconstruction loss and the KL divergence apart, train and test in each: side by side
  /// where the area is low, else one above the other.
  mutating func drawCurves(_ state: ExplorerState, in area: Rectangle) {
    let curves = LossCurve.allCases
    var rest = area
    for (index, curve) in curves.enumerated() {
      let left = curves.count - index
      let part: Rectangle
      if area.rows < 24 {
        (part, rest) = rest.split(left: rest.columns / left)
        drawChart(curve, state, in: left == 1 ? part : part.split(right: 1).rest)
      } else {
        (part, rest) = rest.split(top: rest.rows / left)
        drawChart(curve, state, in: part)
      }
    }
  }

  /// The newest losses in one line, where there is no room for curves.
  mutating func drawLossLine(_ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    guard let newest = (snapshot.trainHistory.curve.last ?? snapshot.testHistory.curve.last)?.loss else {
      write([("No step taken yet.", theme.faint)], in: area)
      return
    }
    let figures = LossCurve.allCases.map { curve in
      "\(curve.name(theme, beta: snapshot.configuration.beta)) "
        + Numbers.loss(curve.value(newest, beta: snapshot.configuration.beta))
    }
    write([(figures.joined(separator: " "), theme.train)], in: area)
  }

  private mutating func drawChart(_ curve: LossCurve, _ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    let beta = snapshot.configuration.beta
    let points = { (history: LossHistory) in
      history.curve.map { Series.Point(x: $0.step, y: curve.value($0.loss, beta: beta)) }
    }
    // A point a column: the mean of the steps there, since the noise of single batches would blacken the area.
    let train = points(snapshot.trainHistory).means(groups: area.columns)
    let chart = LineChart(
      title: curve.name(theme, beta: beta),
      series: [
        Series(name: "train", style: theme.train, kind: .line, points: train),
        Series(name: "test", style: theme.test, kind: .markers, points: points(snapshot.testHistory)),
      ],
      axisStyle: theme.faint)
    draw(chart, in: area, capabilities: state.capabilities)
  }
}

/// A figure that has a chart of its own, in nats per image.
private enum LossCurve: CaseIterable {
  case objective, reconstruction, kl

  func value(_ loss: Loss, beta: Double) -> Double {
    switch self {
    case .objective: loss.objective(beta: beta)
    case .reconstruction: loss.reconstruction
    case .kl: loss.kl
    }
  }

  /// The figure's name; "ELBO" is the objective's only where beta is 1.
  func name(_ theme: Theme, beta: Double) -> String {
    switch self {
    case .objective: beta == 1 ? "-ELBO" : "recon+\(Numbers.setting(beta))KL"
    case .reconstruction: "recon"
    case .kl: "KL"
    }
  }
}

extension [Series.Point] {
  /// At most so many points, each the mean of neighbours.
  fileprivate func means(groups: Int) -> [Series.Point] {
    guard groups > 0, count > groups else { return self }
    return (0..<groups).map { group in
      let members = self[count * group / groups..<count * (group + 1) / groups]
      let size = Double(members.count)
      return Series.Point(
        x: members.reduce(0) { $0 + $1.x } / size, y: members.reduce(0) { $0 + $1.y } / size)
    }
  }
}
