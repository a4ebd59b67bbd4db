import Datasets
import Formats
import Training

/// A model that was saved, as the commands that look at one are given it.
struct SavedModel {
  let path: String
  let file: TrainedModel
  /// The past of its run, if it is beside it.
  private let history: RunHistory?

  /// Reads a model file, or the model in the directory of a run.
  init(_ modelOrRun: String) throws {
    guard FileKind(at: modelOrRun) == .directory else {
      path = modelOrRun
      file = try TrainedModel(contentsOf: path)
      history = try Self.history(besideModel: path, isRun: false)
      return
    }
    let run = RunDirectory(path: modelOrRun)
    path = run.modelPath
    guard FileKind(at: path) != nil else {
      throw CommandFailure(
        "\(modelOrRun.printable): there is no model in this directory; give a run that has ended, or a model file",
        status: ExitStatus.noInput)
    }
    file = try TrainedModel(contentsOf: path)
    history = try Self.history(besideModel: path, isRun: true)
  }

  /// The past of a model's run, which runs of older versions do not have; beside a model file that is in no run's
  /// directory, a file of that name may be anybody's.
  private static func history(besideModel path: String, isRun: Bool) throws -> RunHistory? {
    guard let historyPath = RunDirectory.historyPath(besideModel: path) else { return nil }
    do {
      return try RunHistory(contentsOf: historyPath)
    } catch RunHistoryError.notOurs where !isRun {
      return nil
    }
  }

  /// Finds the images that `data` names, or else those that the model was trained on, and checks their size.
  func locate(_ data: DataOptions) throws -> DatasetLocation {
    let location = try data.locate(or: file.configuration.data)
    guard
      try location.imageSize() == (file.model.architecture.image.width, file.model.architecture.image.height)
    else {
      throw CommandFailure(
        "\(location.name.printable): its images are not \(file.model.architecture.image) pixels as the "
          + "model's are; give --data the images that the model was trained on",
        status: ExitStatus.badData)
    }
    return location
  }

  /// The model as a run that is over, with its past and its end where they are known.
  func snapshot() throws -> TrainingSnapshot {
    var snapshot = TrainingSnapshot(status: .completed, configuration: file.configuration, model: file.model)
    snapshot.isSaved = true
    snapshot.step = file.step
    if let history {
      snapshot.take(history)
    } else {
      // A run that diverged may have turned knobs after the weights that were kept.
      snapshot.turns = file.configuration.turns.filter { $0.step < file.step }
      for turn in snapshot.turns { snapshot.knobs.apply(turn) }
      if let test = file.test {
        snapshot.testHistory.append(step: file.step, loss: test, weightedKL: snapshot.knobs.beta * test.kl)
      }
    }
    if snapshot.stepsPerEpoch > 0, file.step > 0 {
      snapshot.epoch = (file.step - 1) / snapshot.stepsPerEpoch + 1
    }
    return snapshot
  }
}
