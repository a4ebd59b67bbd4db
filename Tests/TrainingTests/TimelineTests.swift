import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct TimelineTests {
  private static let architecture = Architecture(pixels: 36, hidden: [16], latentSize: 2)
  private static let moment = Moment.byteCount(architecture)
  private static let state = LearnerState.byteCount(architecture)

  /// Budgets about those with which one thing more has room.
  static let budgets = [
    0, 1, moment - 1, moment, moment + 1, moment + state - 1, moment + state, 2 * moment,
    2 * (moment + state),
    3 * moment, 7 * (moment + state),
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
      #expect(kept.bytes >= kept.moments.count * Self.moment)
      // Undoing has no moment of its own that would not be counted.
      if let moment = kept.beforeLastTurn { #expect(kept.moments.contains(moment)) }
      if bytes < Self.moment { #expect(kept.moments.isEmpty) }
      #expect((kept.beforeLastTurn == nil) == (bytes < Self.moment || step < 5))
      _ = course.takeStep()
      timeline.countStep()
    }
  }

  @Test("of one step the moments before and after a turn are both kept")
  func aroundTurn() throws {
    var course = Course(try .bars(barsConfiguration(epochs: 50)), dataset: Bars.dataset)
    var timeline = Timeline(model: .fresh(Self.architecture), budget: 64 << 20)
    timeline.keepIfDue(course.record, course.learner)
    timeline.keepUndoPoint(before: .asked, course.record, course.learner)
    let before = try #require(timeline.undoPoint?.moment)
    course.turn(.beta(2))
    timeline.keepUndoPoint(before: .asked, course.record, course.learner)
    let after = try #require(timeline.undoPoint?.moment)
    #expect(before.record.turns.isEmpty && after.record.turns.count == 1)
    #expect(timeline.kept.moments == [before, after])
  }
}
