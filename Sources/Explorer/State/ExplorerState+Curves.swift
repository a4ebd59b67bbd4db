import Training

extension ExplorerState {
  /// How far the curves go.
  var curveSteps: CurveSteps {
    // Those of a run that has diverged go further than its model.
    let newest = max(Double(diagnosis.vitals.step), snapshot.trainHistory.lastStep ?? 0)
    return CurveSteps(newest: newest, last: max(newest, Double(leftBranch?.step ?? 0)))
  }

  /// The branch that this one left behind, as far as it is kept.
  var leftBranch: TrainingRecord? {
    guard snapshot.branch > 1 else { return nil }
    return keyframes.last { $0.record.branch < snapshot.branch && $0.record.step > snapshot.branchStart }?
      .record
  }
}
