import Foundation
import TestSupport
import Testing
import Training
import VAECore

@Suite struct MailboxTests {
  private func snapshot(step: Int) -> TrainingSnapshot {
    var snapshot = TrainingSnapshot(
      status: .running, configuration: TrainingConfiguration(),
      model: VAE.fresh(Architecture(pixels: 4, hidden: [3], latentSize: 1), seed: 1))
    snapshot.step = step
    return snapshot
  }

  @Test("commands come in the order they were posted, once")
  func commandOrder() throws {
    let mailbox = try Mailbox()
    mailbox.post(.pause)
    mailbox.post(.resume)
    mailbox.post(.stop)
    #expect(mailbox.takeCommands() == [.pause, .resume, .stop])
    #expect(mailbox.takeCommands().isEmpty)
  }

  @Test("only the newest snapshot is there, once")
  func newestSnapshot() throws {
    let mailbox = try Mailbox()
    mailbox.publish(snapshot(step: 1))
    mailbox.publish(snapshot(step: 2))
    #expect(mailbox.takeSnapshot()?.step == 2)
    #expect(mailbox.takeSnapshot() == nil)
  }

  @Test("waiting for a command ends when another thread posts one")
  func wakesTrainer() throws {
    let mailbox = try Mailbox()
    let thread = try NamedThread.start(name: "poster") { mailbox.post(.resume) }
    mailbox.waitForCommand()
    #expect(mailbox.takeCommands() == [.resume])
    thread.join()
  }

  @Test("waiting for a snapshot ends with the one that another thread publishes")
  func wakesReader() throws {
    let mailbox = try Mailbox()
    let published = snapshot(step: 7)
    let thread = try NamedThread.start(name: "publisher") { mailbox.publish(published) }
    #expect(mailbox.waitForSnapshot(milliseconds: 10_000)?.step == 7)
    thread.join()
  }

  @Test("waiting for a snapshot is not ended by the ring of one that was taken already")
  func staleRing() throws {
    let mailbox = try Mailbox()
    let later = snapshot(step: 2)
    mailbox.publish(snapshot(step: 1))
    #expect(mailbox.takeSnapshot()?.step == 1)
    let thread = try NamedThread.start(name: "publisher") {
      usleep(50_000)
      mailbox.publish(later)
    }
    #expect(mailbox.waitForSnapshot(milliseconds: 10_000)?.step == 2)
    thread.join()
  }

  @Test("waiting for a snapshot that does not come takes no longer than was said")
  func givesUpInTime() throws {
    let mailbox = try Mailbox()
    let waited = ContinuousClock().measure { #expect(mailbox.waitForSnapshot(milliseconds: 1_000) == nil) }
    #expect(waited >= .milliseconds(990) && waited < .milliseconds(1_900), "\(waited)")
  }

  @Test("waiting for a snapshot that does not come ends with none")
  func givesUp() throws {
    #expect(try Mailbox().waitForSnapshot(milliseconds: 1) == nil)
  }
}
