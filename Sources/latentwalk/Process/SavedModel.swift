import Datasets
import Formats
import Training

/// A model that was saved, as the commands that look at one are given it.
struct SavedModel {
  let path: String
  let file: ModelFile
  /// The past of its run, where a directory with it was given.
  let history: RunHistory?

  /// Reads a model file, or the model in the directory of a run.
  init(_ modelOrRun: String) throws {
    guard FileKind(at: modelOrRun) == .directory else {
      path = modelOrRun
      file = try ModelFile(contentsOf: path)
      history = nil
      return
    }
    let run = RunDirectory(path: modelOrRun)
    path = run.modelPath
    guard FileKind(at: path) != nil else {
      throw CommandFailure(
        "\(modelOrRun.printable): there is no model in this directory; give a run that has ended, or a model file",
        status: ExitStatus.noInput)
    }
    file = try ModelFile(contentsOf: path)
    // Runs of older versions have none.
    history = FileKind(at: run.historyPath) == nil ? nil : try RunHistory(contentsOf: run.historyPath)
  }

  /// Finds the images that `data` names, or else those that the model was trained on, and checks their size.
  func locate(_ data: DataOptions) throws -> DatasetLocation {
    let location = try data.locate(or: file.configuration.data)
    guard try location.imageSize() == (file.imageWidth, file.imageHeight) else {
      throw CommandFailure(
        "\(location.name.printable): its images are not \(file.imageWidth)x\(file.imageHeight) pixels as the "
          + "model's are; give --data the images that the model was trained on",
        status: ExitStatus.badData)
    }
    return location
  }

  /// The model as a run that is over.
  var snapshot: TrainingSnapshot {
    var snapshot = TrainingSnapshot(status: .completed, configuration: file.configuration, model: file.model)
    snapshot.step = file.step
    if let history {
      snapshot.record.take(history)
      snapshot.stepsPerEpoch = history.stepsPerEpoch
    } else {
      snapshot.turns = file.configuration.turns
      for turn in snapshot.turns { snapshot.knobs.apply(turn) }
      if let test = file.test {
        snapshot.testHistory.append(step: file.step, loss: test, weightedKL: snapshot.knobs.beta * test.kl)
      }
    }
    if snapshot.stepsPerEpoch > 0 { snapshot.epoch = (file.step - 1) / snapshot.stepsPerEpoch + 1 }
    return snapshot
  }
}
