import Datasets
import VAECore

/// Everything that a training run needs to run on a thread of its own.
public struct TrainingJob: Sendable {
  /// How many threads can share a step's work.
  public static let threadCounts = 1...256

  /// What to train.
  public package(set) var configuration: TrainingConfiguration
  /// The model before its first step.
  public package(set) var model: VAE
  /// How many threads share the work of a step.
  public package(set) var threads: Int
  /// The loops to compute with.
  public package(set) var kernels: Kernels
  /// Seconds between snapshots while steps are taken; a change of status is published at once.
  public package(set) var secondsBetweenSnapshots: Double
  /// Reads the images, reporting the share that has been read, in 0...1.
  public package(set) var loadData: @Sendable (_ progress: (Double) -> Void) throws -> ImageDataset
  /// Saves the model of a snapshot and returns its path; called at the end of each branch.
  public typealias SaveModel = @Sendable (TrainingSnapshot) throws -> String

  /// Makes the place where the run is kept, and returns what saves the model there at the end.
  ///
  /// Called once the data is read, before the first step.
  public package(set) var openRun: @Sendable () throws -> SaveModel
  /// Seconds since some moment, never going back.
  public package(set) var clock: @Sendable () -> Double
  /// How many bytes the keyframes may take; 0 keeps none.
  public package(set) var keyframeBytes: Int
  /// Whether somebody watches it on the screen: then it waits at its end for commands until it is told to stop, and its
  /// threads yield to those that answer keys.
  public package(set) var isAttended: Bool

  /// A job with all that it needs.
  public init(
    configuration: TrainingConfiguration, model: VAE, threads: Int, kernels: Kernels,
    secondsBetweenSnapshots: Double,
    loadData: @escaping @Sendable (_ progress: (Double) -> Void) throws -> ImageDataset,
    openRun: @escaping @Sendable () throws -> SaveModel,
    clock: @escaping @Sendable () -> Double, keyframeBytes: Int = 0, isAttended: Bool = false
  ) {
    self.configuration = configuration
    self.model = model
    self.threads = threads
    self.kernels = kernels
    self.secondsBetweenSnapshots = secondsBetweenSnapshots
    self.loadData = loadData
    self.openRun = openRun
    self.clock = clock
    self.keyframeBytes = keyframeBytes
    self.isAttended = isAttended
  }

  /// Trains on the calling thread until all epochs are done, a command says stop, or it cannot go on; a job that
  /// is attended ends with the command alone.
  ///
  /// The last snapshot in `mailbox` has a final status.
  public func run(mailbox: Mailbox) {
    var trainer = Trainer(job: self, mailbox: mailbox)
    trainer.run()
  }

  /// Trains on a new thread named "training".
  ///
  /// - Throws: `ThreadError` where the system has no thread left.
  public func start(mailbox: Mailbox) throws -> RunningThread {
    try NamedThread.start(name: "training") {
      if isAttended { NamedThread.letOthersGoFirst() }
      run(mailbox: mailbox)
    }
  }
}
