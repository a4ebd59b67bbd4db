import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct TimelineTests {
  private static let architecture = Architecture(pixels: 36, hidden: [16], latentSize: 2)
  private static let keyframe = Keyframe.byteCount(architecture)
  private static let state = LearnerState.byteCount(architecture)

  /// Budgets about those with which one thing more has room.
  static let budgets = [
    0, 1, keyframe - 1, keyframe, keyframe + 1, keyframe + state - 1, keyframe + state, 2 * keyframe,
    2 * (keyframe + state),
    3 * keyframe, 7 * (keyframe + state),
  ]

  @Test(
    "what is kept is never more than there is room for, undoing included, and is all counted",
    arguments: budgets)
  func budget(bytes: Int) throws {
    var course = Course(try .bars(barsConfiguration(epochs: 50)), dataset: Bars.dataset)
    var timeline = Timeline(model: .fresh(Self.architecture), budget: bytes)
    for step in 0..<200 {
      timeline.keepIfDue(course.record, course.learner)
      if step % 37 == 5 { timeline.keepUndoPoint(before: .asked, course.record, course.learner) }
      if step % 37 == 6 { course.turn(.beta(Double(step))) }
      let kept = timeline.kept
      #expect(kept.bytes <= bytes)
      #expect(kept.bytes >= kept.all.count * Self.keyframe)
      // Undoing has no keyframe of its own that would not be counted.
      if let keyframe = kept.beforeLastTurn { #expect(kept.all.contains(keyframe)) }
      if bytes < Self.keyframe { #expect(kept.all.isEmpty) }
      #expect((kept.beforeLastTurn == nil) == (bytes < Self.keyframe || step < 5))
      _ = course.takeStep()
      timeline.countStep()
    }
  }

  @Test("of one step the keyframes before and after a turn are both kept")
  func aroundTurn() throws {
    var course = Course(try .bars(barsConfiguration(epochs: 50)), dataset: Bars.dataset)
    var timeline = Timeline(model: .fresh(Self.architecture), budget: 64 << 20)
    timeline.keepIfDue(course.record, course.learner)
    timeline.keepUndoPoint(before: .asked, course.record, course.learner)
    let before = try #require(timeline.undoPoint?.keyframe)
    course.turn(.beta(2))
    timeline.keepUndoPoint(before: .asked, course.record, course.learner)
    let after = try #require(timeline.undoPoint?.keyframe)
    #expect(before.record.turns.isEmpty && after.record.turns.count == 1)
    #expect(timeline.kept.all == [before, after])
  }
}
