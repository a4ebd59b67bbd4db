/// Tells of a run: has the snapshot in the making, and publishes it.
struct Publisher {
  /// What is to be told; its status, rates and moments are filled in when it is published.
  var snapshot: TrainingSnapshot
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Double
  private let secondsBetweenSnapshots: Double
  private var lastPublication: Double

  /// The front end is not to be woken more often than thirty times a second, however short an epoch is.
  private static let leastSecondsBetweenSnapshots = 1.0 / 30

  init(job: TrainingJob, mailbox: Mailbox) {
    self.mailbox = mailbox
    clock = job.clock
    secondsBetweenSnapshots = job.secondsBetweenSnapshots
    lastPublication = job.clock()
    snapshot = TrainingSnapshot(status: .loading(0), configuration: job.configuration, model: job.model)
  }

  /// Whether it is time for another snapshot; an epoch's end is told of sooner.
  func isDue(endsEpoch: Bool) -> Bool {
    let rest = secondsBetweenSnapshots
    return clock() - lastPublication >= (endsEpoch ? min(rest, Self.leastSecondsBetweenSnapshots) : rest)
  }

  mutating func publish(_ status: TrainingStatus, _ moments: KeptMoments, _ meter: RateMeter) {
    snapshot.status = status
    snapshot.moments = moments
    snapshot.imagesPerSecond = meter.recentRate
    snapshot.trainingSeconds = meter.totalSeconds
    snapshot.imagesTrained = meter.totalImages
    mailbox.publish(snapshot)
    // Moments that are dropped later are not to be held on to here.
    snapshot.moments = KeptMoments()
    lastPublication = clock()
  }
}
