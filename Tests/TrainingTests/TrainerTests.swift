import Testing
import Training
import VAECore

@Suite struct TrainerTests {
  /// The last snapshot of a run on the calling thread.
  private func finish(_ job: TrainingJob, after commands: [TrainingCommand] = []) throws -> TrainingSnapshot {
    let mailbox = try Mailbox()
    commands.forEach(mailbox.post)
    job.run(mailbox: mailbox)
    return try #require(mailbox.takeSnapshot())
  }

  @Test("a run takes all steps of all epochs and lowers the loss")
  func completes() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 40)))
    #expect(last.status == .completed)
    #expect(last.step == 40 * 6)
    #expect(last.epochs.map(\.epoch) == Array(1...40))
    #expect(last.epochs.map(\.step) == (1...40).map { $0 * 6 })
    let losses = last.epochs.map { $0.test.objective }
    #expect(losses[39] < 0.75 * losses[0])
    #expect(last.savedModel == "kept")
  }

  @Test("the history has every step and every epoch's test loss")
  func history() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 3)))
    #expect(last.trainHistory.curve.map(\.step) == (1...18).map(Double.init))
    #expect(last.testHistory.curve.map(\.step) == [6, 12, 18])
    let firstEpoch = last.trainHistory.curve.prefix(6).reduce(0) { $0 + $1.loss.reconstruction } / 6
    #expect(abs(firstEpoch - last.epochs[0].train.loss.reconstruction) < 1e-9)
  }

  @Test("one seed leads to bit-identical weights with 1, 2 and 3 threads")
  func threads() throws {
    let models = try [1, 2, 3].map { try finish(.bars(barsConfiguration(epochs: 4), threads: $0)).model }
    #expect(models[1] == models[0])
    #expect(models[2] == models[0])
    let other = try finish(.bars(barsConfiguration(epochs: 4, seed: 4))).model
    #expect(other != models[0])
  }

  @Test("stop ends a run after the step under way, and the model is kept")
  func stops() throws {
    let mailbox = try Mailbox()
    let thread = try TrainingJob.bars(barsConfiguration(epochs: 1_000_000)).start(mailbox: mailbox)
    while try #require(mailbox.waitForSnapshot(milliseconds: 10_000)).step == 0 {}
    mailbox.post(.stop)
    thread.join()
    let last = try #require(mailbox.takeSnapshot())
    #expect(last.status == .stopped)
    #expect(last.savedModel == "kept")
    #expect(last.step > 0)
  }

  @Test("stop while the data is read ends the run before it is begun, and nothing is kept")
  func stopsWhileLoading() throws {
    let last = try finish(
      .bars(barsConfiguration(epochs: 1), openRun: { Issue.record("a run was begun") }), after: [.stop])
    #expect(last.status == .stopped)
    #expect(last.savedModel == nil)
  }

  @Test("stop ends a paused run")
  func stopsWhilePaused() throws {
    let mailbox = try Mailbox()
    mailbox.post(.pause)
    let thread = try TrainingJob.bars(barsConfiguration(epochs: 2)).start(mailbox: mailbox)
    while try #require(mailbox.waitForSnapshot(milliseconds: 10_000)).status != .paused {}
    mailbox.post(.stop)
    thread.join()
    #expect(mailbox.takeSnapshot()?.status == .stopped)
  }

  @Test("the clock stands still for rate and seconds while a run is paused and tested")
  func timesTrainingAlone() throws {
    // The clock ticks a thousandth of a second each time it is read, and only training reads it.
    let last = try finish(.bars(barsConfiguration(epochs: 2)))
    let seconds = last.epochs.reduce(0) { $0 + $1.seconds }
    #expect(abs(last.trainingSeconds - seconds) < 0.01)
    for report in last.epochs {
      #expect(abs(report.imagesPerSecond * report.seconds - 96) < 96 * 0.2)
    }
  }

  @Test("a set smaller than a batch is one batch, and the time left goes by its size")
  func smallSet() throws {
    var configuration = barsConfiguration(epochs: 3)
    configuration.batchSize = 500
    let last = try finish(.bars(configuration))
    #expect(last.step == 3)
    #expect(last.batchSize == 96)
    #expect(last.secondsLeft == 0)
  }

  @Test("a paused run waits, resumes where it was, and ends with the weights of one that never paused")
  func pauses() throws {
    let mailbox = try Mailbox()
    mailbox.post(.pause)
    let job = try TrainingJob.bars(barsConfiguration(epochs: 2))
    let thread = try job.start(mailbox: mailbox)
    var snapshot = try #require(mailbox.waitForSnapshot(milliseconds: 10_000))
    while snapshot.status != .paused {
      snapshot = try #require(mailbox.waitForSnapshot(milliseconds: 10_000))
    }
    #expect(snapshot.step == 0)
    #expect(mailbox.waitForSnapshot(milliseconds: 50) == nil)
    mailbox.post(.resume)
    thread.join()
    let last = try #require(mailbox.takeSnapshot())
    #expect(last.status == .completed)
    #expect(try last.model == finish(.bars(barsConfiguration(epochs: 2))).model)
  }

  @Test("a run that diverges says at which step, and keeps weights with a finite loss")
  func diverges() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 200, learningRate: 1e30)))
    guard case .diverged(let step) = last.status else {
      Issue.record("the status is \(last.status)")
      return
    }
    #expect(step > last.step)
    #expect(last.savedModel == "kept")
    let test = Bars.dataset.test
    let result = last.model.evaluate(
      pixels: test.pixels, count: test.count, seed: 1, workers: WorkerPool(threads: 1),
      kernels: Kernels.best)
    #expect(result.loss.isFinite)
    #expect(last.epochs.allSatisfy { $0.test.loss.isFinite && $0.train.loss.isFinite })
  }

  private struct NoData: Error {}

  @Test("data that cannot be read is a failure, and nothing is kept")
  func failsToLoad() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 1), load: { _ in throw NoData() }))
    #expect(last.status == .failed(TrainingFailure(NoData())))
    #expect(last.savedModel == nil)
  }

  @Test("a run that has no place to be kept is a failure before its first step")
  func failsToOpenRun() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 1), openRun: { throw NoData() }))
    #expect(last.status == .failed(TrainingFailure(NoData())))
    #expect(last.step == 0)
    #expect(last.savedModel == nil)
  }

  @Test("a model that cannot be saved is reported, and is still there to explore")
  func failsToSave() throws {
    let last = try finish(.bars(barsConfiguration(epochs: 1), save: { _ in throw NoData() }))
    #expect(last.status == .completed)
    #expect(last.saveFailure == TrainingFailure(NoData()))
    #expect(last.model.isFinite)
  }

  @Test("progress of reading the data is published")
  func loading() throws {
    let mailbox = try Mailbox()
    let job = try TrainingJob.bars(
      barsConfiguration(epochs: 1),
      load: { progress in
        progress(0.5)
        #expect(mailbox.takeSnapshot()?.status == .loading(0.5))
        return Bars.dataset
      })
    job.run(mailbox: mailbox)
  }
}
