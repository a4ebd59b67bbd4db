import Datasets
import Formats
import Training

/// A model that was saved, as the commands that look at one are given it.
struct SavedModel {
  let path: String
  let file: ModelFile

  /// Reads a model file, or the model in the directory of a run.
  init(_ modelOrRun: String) throws {
    guard FileKind(at: modelOrRun) == .directory else {
      path = modelOrRun
      file = try ModelFile(contentsOf: path)
      return
    }
    path = RunDirectory(path: modelOrRun).modelPath
    guard FileKind(at: path) != nil else {
      throw CommandFailure(
        "\(modelOrRun.printable): there is no model in this directory; give a run that has ended, or a model file",
        status: ExitStatus.noInput)
    }
    file = try ModelFile(contentsOf: path)
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
    if let test = file.test { snapshot.testHistory.append(step: file.step, loss: test) }
    return snapshot
  }
}
