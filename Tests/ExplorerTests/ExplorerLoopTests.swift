import Testing
import TextScreen
import Training

@testable import Explorer

/// A screen that returns events from a list and keeps what it is given to show.
private final class ScriptedScreen: Screen {
  var size = Size(columns: 80, rows: 24)
  let capabilities = Fixtures.colourful
  private(set) var shown: [CellGrid] = []
  private var events: [ScreenEvent]
  /// Called when the events have run out, to return a last one.
  private let atEnd: () -> ScreenEvent?

  init(_ events: [ScreenEvent], atEnd: @escaping () -> ScreenEvent? = { .key(.character("q")) }) {
    self.events = events
    self.atEnd = atEnd
  }

  var reportsMouse = false
  /// What presenting a grid is said to take.
  var bytesPerFrame = 0

  func present(_ grid: CellGrid) -> Int {
    shown.append(grid)
    return bytesPerFrame
  }

  func nextEvent(timeoutMilliseconds: Int) -> ScreenEvent? {
    if !events.isEmpty { return events.removeFirst() }
    // A look without waiting ends a frame; the next wait brings the last event.
    return timeoutMilliseconds == 0 ? nil : atEnd()
  }
}

@Suite struct ExplorerLoopTests {
  private func run(_ screen: ScriptedScreen, _ mailbox: Mailbox) throws -> (
    ExplorerLoop.Outcome, ExplorerState
  ) {
    var state = try Fixtures.state()
    let outcome = ExplorerLoop(screen: screen, mailbox: mailbox, clock: { 0 }).run(&state)
    return (outcome, state)
  }

  @Test("keys go in and the changed screen comes out")
  func keys() throws {
    let screen = ScriptedScreen([.key(.right), .key(.character("?"))])
    let (outcome, state) = try run(screen, Mailbox())
    guard case .quit = outcome else {
      Issue.record("the outcome is \(outcome)")
      return
    }
    #expect(screen.shown.count == 2)
    #expect(screen.shown[0].text.contains("z = +0.00"))
    #expect(screen.shown[1].text.contains("walk the map"))
    #expect(abs(state.walk.cursor[0] - 0.1) < 1e-6)
  }

  @Test("a pause is posted to training, and its answer is shown")
  func commands() throws {
    let mailbox = try Mailbox()
    var waits = 0
    let screen = ScriptedScreen([.key(.character(" "))]) {
      waits += 1
      guard waits == 1 else { return .key(.character("q")) }
      #expect(mailbox.takeCommands() == [.pause])
      if var snapshot = try? Fixtures.snapshot() {
        snapshot.status = .paused
        mailbox.publish(snapshot)
      }
      return nil
    }
    _ = try run(screen, mailbox)
    #expect(screen.shown.last?.text.contains("PAUSED") == true)
  }

  @Test("a key that comes between news and their map is answered first, with the map as it was")
  func keysBeforeMaps() throws {
    let mailbox = try Mailbox()
    var state = try Fixtures.state()
    var snapshot = try Fixtures.snapshot()
    snapshot.step += 1
    _ = state.update(.snapshot(snapshot))
    #expect(state.mapLags)
    let old = state.scene.drawnMap.source
    let screen = ScriptedScreen([.key(.right)])
    _ = ExplorerLoop(screen: screen, mailbox: mailbox, clock: { 0 }).run(&state)
    #expect(screen.shown[0].text.contains("z = +0.10"))
    #expect(screen.shown.count == 2)
    // Afterwards the map has caught up, without another key.
    #expect(!state.mapLags)
    #expect(state.scene.drawnMap.source != old)
    #expect(state.scene.drawnMap.source?.map.generation == state.generation)
  }

  @Test("keys that come without a pause let news through")
  func newsBetweenKeys() throws {
    let mailbox = try Mailbox()
    var snapshot = try Fixtures.snapshot()
    (snapshot.epoch, snapshot.step) = (17, snapshot.step + 1)
    mailbox.publish(snapshot)
    let clock = Clock()
    var keys = 0
    // Each wait brings a key, twenty milliseconds after the last.
    let screen = ScriptedScreen([]) {
      keys += 1
      clock.now += 0.02
      return .key(keys < 60 ? .right : .character("q"))
    }
    var state = try Fixtures.state()
    _ = ExplorerLoop(screen: screen, mailbox: mailbox, clock: { clock.now }).run(&state)
    let first = screen.shown.firstIndex { $0.text.contains("epoch 17/20") }
    #expect(try #require(first) < 30)
    #expect(state.scene.drawnMap.source?.map.generation == 1)
  }

  @Test("what a key changes of the map itself is there at once")
  func mapOfKey() throws {
    var state = try Fixtures.state()
    for key in [Key.character("+"), .character("v"), .character("o")] {
      state.press(key)
      #expect(!state.mapLags)
    }
    _ = state.update(.resized(Size(columns: 120, rows: 40)))
    #expect(!state.mapLags)
  }

  @Test("an animation starts from where it is, however long the screen stood still before")
  func animationStart() throws {
    let screen = ScriptedScreen([.key(.character("i"))])
    var state = try Fixtures.state()
    var now = 0.0
    let clock = { () -> Double in
      now += 100
      return now
    }
    _ = ExplorerLoop(screen: screen, mailbox: try Mailbox(), clock: clock).run(&state)
    #expect(screen.shown.count == 2)
    #expect(screen.shown[1].text.contains("t = 0.00"))
  }

  @Test("a terminal of another size gets a screen of that size")
  func resizes() throws {
    let size = Size(columns: 40, rows: 12)
    let screen = ScriptedScreen([.resized(size)])
    _ = try run(screen, Mailbox())
    #expect(screen.shown.last?.size == size)
  }

  /// A clock that a test turns.
  private final class Clock {
    var now = 0.0
  }

  @Test(
    "snapshots that would take more than the rate are left for newer ones, and keys are answered meanwhile")
  func bandwidth() throws {
    let mailbox = try Mailbox()
    let clock = Clock()
    var waits = 0
    let screen = ScriptedScreen([]) {
      waits += 1
      clock.now += 0.1
      if var snapshot = try? Fixtures.snapshot() {
        snapshot.step += waits
        mailbox.publish(snapshot)
      }
      return waits % 10 == 0 ? waits == 100 ? .key(.character("q")) : .key(.right) : nil
    }
    screen.bytesPerFrame = 10_000
    var state = try Fixtures.state()
    _ = ExplorerLoop(screen: screen, mailbox: mailbox, bytesPerSecond: 20_000, clock: { clock.now })
      .run(&state)
    // A hundred snapshots in ten seconds, of which the rate has room for some twenty frames; nine answer keys.
    #expect((15...22).contains(screen.shown.count))
    #expect(abs(state.walk.cursor[0] - 0.9) < 1e-5)
    #expect(screen.shown.last?.text.contains("z = +0.90") == true)
  }

  @Test("while the window has not the keyboard, frames that nobody waits for come once a second")
  func unfocused() throws {
    let mailbox = try Mailbox()
    let clock = Clock()
    var waits = 0
    let screen = ScriptedScreen([.focus(false)]) {
      waits += 1
      clock.now += 0.05
      if var snapshot = try? Fixtures.snapshot() {
        snapshot.step += waits
        mailbox.publish(snapshot)
      }
      return waits == 100 ? .key(.character("q")) : nil
    }
    var state = try Fixtures.state()
    _ = ExplorerLoop(screen: screen, mailbox: mailbox, clock: { clock.now }).run(&state)
    #expect((4...7).contains(screen.shown.count))
  }

  @Test("a terminal that reports a light background is drawn on anew, in its colours")
  func lightBackground() throws {
    let screen = ScriptedScreen([.background(.light)])
    let (_, state) = try run(screen, Mailbox())
    #expect(state.capabilities.background == .light)
    #expect(screen.shown.count == 2)
  }

  @Test("the mouse is reported as long as the state says so")
  func mouseSwitch() throws {
    let screen = ScriptedScreen([.key(.character("M"))])
    _ = try run(screen, Mailbox())
    #expect(!screen.reportsMouse)
    let other = ScriptedScreen([.key(.character("M")), .key(.character("M"))])
    _ = try run(other, Mailbox())
    #expect(other.reportsMouse)
  }

  @Test("signals, a terminal that went away and failed training end the loop")
  func ends() throws {
    guard case .interrupted(signal: 15) = try run(ScriptedScreen([.interrupted(signal: 15)]), Mailbox()).0
    else {
      Issue.record("a signal does not end the loop")
      return
    }
    guard case .closed = try run(ScriptedScreen([.closed]), Mailbox()).0 else {
      Issue.record("a closed terminal does not end the loop")
      return
    }
    struct Broken: Error {}
    let mailbox = try Mailbox()
    var snapshot = try Fixtures.snapshot()
    snapshot.status = .failed(TrainingFailure(Broken()))
    mailbox.publish(snapshot)
    guard case .failed = try run(ScriptedScreen([], atEnd: { nil }), mailbox).0 else {
      Issue.record("failed training does not end the loop")
      return
    }
  }
}
