/// What a screen reports.
public enum ScreenEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)

  /// Something was done with the mouse.
  case mouse(MouseEvent)

  /// The terminal's window gained or lost the keyboard focus.
  case focus(Bool)

  /// The terminal reported its background.
  case background(Capabilities.Background)

  /// The screen has this size now and shows nothing of what was presented before.
  case resized(Size)

  /// A signal asks the program to end: its number, such as `SIGTERM`.
  case interrupted(signal: Int32)

  /// The terminal went away; nothing can be shown or read any more.
  case closed
}

/// A place where grids are shown and keys are pressed: a terminal, or a test's recording.
public protocol Screen: AnyObject {
  /// The extent now, in cells.
  var size: Size { get }

  /// What the screen can show.
  var capabilities: Capabilities { get }

  /// Whether mouse events are reported.
  var reportsMouse: Bool { get set }

  /// Shows the grid; where it is larger than the screen, its upper left part.
  ///
  /// - Returns: how many bytes that took.
  @discardableResult
  func present(_ grid: CellGrid) -> Int

  /// Waits for the next event; nil if none came in time.
  ///
  /// - Parameter timeoutMilliseconds: 0 looks once without waiting; a negative number waits without limit.
  func nextEvent(timeoutMilliseconds: Int) -> ScreenEvent?
}
