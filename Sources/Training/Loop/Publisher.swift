/// The snapshot in the making, and its publication.
struct Publisher {
  /// The next snapshot; its status, rates and keyframes are filled in when it is published.
  var snapshot: TrainingSnapshot
  private let mailbox: Mailbox
  private let clock: @Sendable () -> Double
  private let secondsBetweenSnapshots: Double
  private var lastPublication: Double

  /// The minimum, so that short epochs do not wake the screen more than thirty times a second.
  private static let minSecondsBetweenSnapshots = 1.0 / 30

  init(job: TrainingJob, mailbox: Mailbox) {
    self.mailbox = mailbox
    clock = job.clock
    secondsBetweenSnapshots = job.secondsBetweenSnapshots
    lastPublication = job.clock()
    snapshot = TrainingSnapshot(status: .loading(0), configuration: job.configuration, model: job.model)
  }

  /// Whether it is time for another snapshot; the end of an epoch is published sooner.
  func isDue(endsEpoch: Bool) -> Bool {
    let rest = secondsBetweenSnapshots
    return clock() - lastPublication >= (endsEpoch ? min(rest, Self.minSecondsBetweenSnapshots) : rest)
  }

  mutating func publish(_ status: TrainingStatus, _ keyframes: Keyframes, _ meter: RateMeter) {
    snapshot.status = status
    snapshot.keyframes = keyframes
    snapshot.imagesPerSecond = meter.recentRate
    snapshot.trainingSeconds = meter.totalSeconds
    snapshot.imagesTrained = meter.totalImages
    mailbox.publish(snapshot)
    // Not to hold on to keyframes that are dropped later.
    snapshot.keyframes = Keyframes()
    lastPublication = clock()
  }
}
