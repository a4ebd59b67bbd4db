import TextScreen
import Training

/// Everything that can change the state.
public enum Action: Sendable {
  /// A way on the screen.
  public enum Direction: Sendable, Equatable, CaseIterable {
    case left, right, up, down
  }

  /// An end of the interpolation.
  public enum End: Sendable, Equatable {
    case start, end
  }

  /// An axis of the map.
  public enum Axis: Sendable, Equatable {
    case horizontal, vertical
  }

  /// How many times larger one key, or one notch of the wheel, makes what is zoomed.
  static let zoomStep = 1.5

  /// An arrow: walks, chooses, turns over or goes through time, as the page has it.
  case arrow(Direction, isLarge: Bool)
  /// Makes the map, or the curves' time, larger or smaller around the cursor.
  case zoom(Double)
  /// Puts the cursor in the middle of the map.
  case center
  /// Back to the origin and the whole plane, to the whole run, or to the newest model.
  case reset
  /// Makes the next or the previous dimension an axis of the map.
  case turnAxis(Axis, by: Int)
  /// Makes the point in view an end of the interpolation.
  case mark(End)
  /// Makes the next or the previous test image an end of the interpolation.
  case stepEnd(End, by: Int)
  /// Goes from the straight path to the arc, or back.
  case togglePath
  /// Holds the animation or the film, or lets it go on.
  case togglePlay
  /// A new sheet of draws from the prior.
  case sample
  /// Takes what is chosen.
  case choose
  /// The next or previous test images.
  case stepTestImage(by: Int)
  /// Shows a page.
  case show(Page)
  /// Shows the page so many further on.
  case turnPage(by: Int)
  /// Pauses training, or goes on.
  case togglePause
  /// Takes one step of training.
  case takeStep
  /// Turns a knob of training up or down.
  case turn(Knob, up: Bool)
  /// Takes back the last thing that was done to training.
  case undo

  /// Makes the curves' axis logarithmic, or linear again.
  case toggleLogarithm
  /// Smooths the curves more or less.
  case turnSmoothing(by: Int)
  /// Makes the chosen dimension an axis of the map.
  case takeAxis(Axis)
  /// Shows an earlier or a later keyframe of training.
  case stepKeyframe(by: Int)
  /// Goes on with training from the keyframe that is shown.
  case goOn

  /// Shows the keys.
  case help
  /// Closes what is open.
  case cancel
  /// Ends the program, with a question first where something would be lost.
  case quit
  /// Answers a question.
  case answer(Bool)

  /// The next colours for brightness.
  case turnColorMap
  /// Leaves the mouse to the terminal, or takes it back.
  case toggleMouse

  /// Something was done with the mouse.
  case mouse(MouseEvent)
  /// The terminal reported its background.
  case background(Capabilities.Background)
  /// Training as it is now.
  case snapshot(TrainingSnapshot)
  /// The terminal has another size.
  case resized(Size)
  /// Seconds have gone by.
  case tick(Double)
}
