import Datasets
import Formats
import VAECore

/// A model that was saved, with the past of its run if that is beside it.
public struct SavedModel: Sendable {
  /// Where the model file is.
  public let path: String
  /// The model and how it was trained.
  public let trained: TrainedModel
  /// The past of its run; nil where it is not known.
  private let history: RunHistory?

  /// Reads a model file, or the model in the directory of a run.
  ///
  /// - Throws: `SavedModelError` where a directory has no model; `FormatError`, `ModelFileError` and `RunHistoryError`
  ///   where a file cannot be read.
  public init(_ modelOrRun: String) throws {
    let isRun = FileKind(at: modelOrRun) == .directory
    path = isRun ? RunDirectory(path: modelOrRun).modelPath : modelOrRun
    if isRun, FileKind(at: path) == nil { throw SavedModelError.noModel(path: modelOrRun) }
    trained = try TrainedModel(contentsOf: path)
    history = try Self.history(besideModel: path, isRun: isRun)
  }

  /// The past of a model's run; nil for runs of older versions.
  ///
  /// Beside a model file that is given by itself, a file of that name may be anything else.
  private static func history(besideModel path: String, isRun: Bool) throws -> RunHistory? {
    guard let historyPath = RunDirectory.historyPath(besideModel: path) else { return nil }
    do {
      return try RunHistory(contentsOf: historyPath)
    } catch RunHistoryError.notOurs where !isRun {
      return nil
    }
  }

  /// Finds images for the model, and checks their size.
  ///
  /// - Parameters:
  ///   - nameOrPath: Which images; those that the model was trained on where nil.
  ///   - locator: Where to look for them.
  /// - Throws: `DatasetError` where they cannot be found, `SavedModelError` where they are of another size.
  public func locate(_ nameOrPath: String?, by locator: DatasetLocator) throws -> DatasetLocation {
    let location = try locator.locate(nameOrPath ?? trained.configuration.data)
    let image = trained.model.architecture.image
    guard try location.imageSize() == (image.width, image.height) else {
      throw SavedModelError.otherSize(data: location.name, expected: image)
    }
    return location
  }

  /// The model as a run that is over, with its past and its end where they are known.
  public var snapshot: TrainingSnapshot {
    var snapshot = TrainingSnapshot(
      status: .completed, configuration: trained.configuration, model: trained.model)
    snapshot.isSaved = true
    snapshot.step = trained.step
    if let history {
      snapshot.take(history)
    } else {
      // A run that diverged may have turned knobs after the weights that were kept.
      snapshot.turns = trained.configuration.turns.filter { $0.step < trained.step }
      for turn in snapshot.turns { snapshot.knobs.apply(turn) }
      if let test = trained.test {
        snapshot.testHistory.append(
          LossPoint(step: Double(trained.step), loss: test, weightedKL: minWeightedKL(test, snapshot.knobs))
        )
      }
    }
    if snapshot.stepsPerEpoch > 0, trained.step > 0 {
      snapshot.epoch = (trained.step - 1) / snapshot.stepsPerEpoch + 1
    }
    return snapshot
  }

  /// The minimum of the KL as the objective counted it.
  ///
  /// The file does not say what each dimension's KL is, and free bits cost the minimum if all are equal; nor does it say
  /// how many steps an epoch has, so that beta is taken to be warmed up.
  private func minWeightedKL(_ test: VAE.Loss, _ knobs: Knobs) -> Double {
    let size = trained.model.architecture.latentSize
    return trained.configuration.objective.weightedKL(
      test.kl, dimensions: Array(repeating: test.kl / Double(size), count: size), beta: knobs.beta,
      freeBits: knobs.freeBits)
  }
}

extension TrainingSnapshot {
  /// The same run, tested on all test images just now.
  public func tested(_ result: EvaluationResult) -> TrainingSnapshot {
    var snapshot = self
    snapshot.test = TestRecord(
      result, configuration.objective, epoch: record.epoch, step: record.step, knobs: record.knobs,
      stepsPerEpoch: stepsPerEpoch > 0 ? stepsPerEpoch : stepsPerEpochOfDataset)
    snapshot.latents = result.latents
    return snapshot
  }

  /// How many steps an epoch has with the images of the snapshot; 0 without images.
  private var stepsPerEpochOfDataset: Int {
    guard let images = dataset?.train.count, images > 0 else { return 0 }
    return BatchSampler(imageCount: images, batchSize: configuration.batchSize, seed: 0).batchesPerEpoch
  }
}

/// Why a model that was saved cannot be used.
public enum SavedModelError: Error, Sendable, Equatable {
  /// A directory has no model in it.
  case noModel(path: String)
  /// Images are not of the size that the model takes.
  case otherSize(data: String, expected: ImageShape)
}

extension SavedModelError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .noModel(let path):
      "\(path.printable): there is no model in this directory; give a run that has ended, or a model file"
    case .otherSize(let data, let expected):
      "\(data.printable): its images are not \(expected) pixels as the model's are; give --data the images that the "
        + "model was trained on"
    }
  }
}
