import TextScreen

/// The key table: every key of the program is in one row here, from which dispatch, footer, help and the
/// README's list are made.
public enum KeyTable {
  /// All rows, in the order of help and footer.
  public static let bindings: [KeyBinding] =
    walking + interpolating + sampling + reconstructing + reading + looking + training + goingBack + general

  /// The pages on which digits are looked at.
  private static let walks: Set<Page> = [.map, .interpolation, .samples, .reconstructions]

  private static let walking: [KeyBinding] = [
    KeyBinding(
      "arrows hjkl", arrows(isLarge: false), on: [.map], topic: .walk,
      footer: .init("arrows", "walk", rank: 2),
      help: "walk the map, a tenth of a standard deviation at a time"),
    KeyBinding(
      "Shift HJKL", arrows(isLarge: true), on: [.map], topic: .walk,
      help: "walk five times as far"),
    KeyBinding(
      "+ -", zooms(), on: [.map], topic: .walk, footer: .init("+ -", "zoom", rank: 9),
      help: "zoom in and out around the cursor"),
    KeyBinding(
      "c", [(.character("c"), .center)], on: [.map], topic: .walk,
      help: "bring the cursor to the middle of the map"),
    KeyBinding(
      "o", [(.character("o"), .reset), (.home, .reset)], on: [.map], topic: .walk,
      help: "back to the origin and the whole plane"),
    KeyBinding(
      "x X",
      [(.character("x"), .turnAxis(.horizontal, by: 1)), (.character("X"), .turnAxis(.horizontal, by: -1))],
      on: [.map], topic: .walk, help: "next, previous dimension from left to right"),
    KeyBinding(
      "y Y",
      [(.character("y"), .turnAxis(.vertical, by: 1)), (.character("Y"), .turnAxis(.vertical, by: -1))],
      on: [.map], topic: .walk, help: "next, previous dimension from bottom to top"),
  ]

  private static let interpolating: [KeyBinding] = [
    KeyBinding(
      "arrows", sideways(), on: [.interpolation], topic: .interpolate,
      footer: .init("arrows", "move", rank: 2),
      help: "move between A and B; with Shift in quarters"),
    KeyBinding(
      "p", [(.character("p"), .togglePlay)], on: [.interpolation], topic: .interpolate,
      footer: .init("p", "hold", rank: 5),
      help: "hold the animation, or let it go on"),
    KeyBinding(
      "m", [(.character("m"), .togglePath)], on: [.interpolation], topic: .interpolate,
      footer: .init("m", "line/arc", rank: 4),
      help: "straight line (lerp) or arc (slerp)"),
    KeyBinding(
      "[ ]", [(.character("["), .stepEnd(.start, by: -1)), (.character("]"), .stepEnd(.start, by: 1))],
      on: [.interpolation], topic: .interpolate, footer: .init("[ ]", "A", rank: 3),
      help: "previous, next test image as A"),
    KeyBinding(
      "{ }", [(.character("{"), .stepEnd(.end, by: -1)), (.character("}"), .stepEnd(.end, by: 1))],
      on: [.interpolation], topic: .interpolate, footer: .init("{ }", "B", rank: 3),
      help: "previous, next test image as B"),
    KeyBinding(
      "i", [(.character("i"), .show(.interpolation))], on: all(but: .interpolation), topic: .interpolate,
      footer: .init("i", "interpolate", rank: 4), footerOn: walks,
      help: "show the strip of digits from A to B"),
    KeyBinding(
      "a b", [(.character("a"), .mark(.start)), (.character("b"), .mark(.end))], topic: .interpolate,
      footer: .init("a b", "mark A B", rank: 8), footerOn: walks,
      help: "mark the point or test image in view as A, as B"),
  ]

  private static let sampling: [KeyBinding] = [
    KeyBinding(
      "arrows", arrows(isLarge: false) + arrows(isLarge: true), on: [.samples], topic: .sample,
      footer: .init("arrows", "choose", rank: 2), help: "choose a digit of the sheet"),
    KeyBinding(
      "Enter", [(.enter, .choose)], on: [.samples, .interpolation, .reconstructions], topic: .sample,
      footer: .init("Enter", "go there", rank: 6), help: "take the cursor there on the map"),
    KeyBinding(
      "s", [(.character("s"), .sample)], topic: .sample, footer: .init("s", "sample", rank: 5),
      footerOn: walks,
      help: "a sheet of fresh draws from the prior; again for more"),
  ]

  private static let reconstructing: [KeyBinding] = [
    KeyBinding(
      "arrows", arrows(isLarge: false) + arrows(isLarge: true), on: [.reconstructions], topic: .reconstruct,
      footer: .init("arrows", "turn over", rank: 2), help: "other test images, by one or by the page"),
    KeyBinding(
      "n N", [(.character("n"), .stepTestImage(by: 1)), (.character("N"), .stepTestImage(by: -1))],
      on: [.map, .reconstructions], topic: .reconstruct, help: "next, previous test image"),
    KeyBinding(
      "r", [(.character("r"), .show(.reconstructions))], on: all(but: .reconstructions), topic: .reconstruct,
      footer: .init("r", "reconstruct", rank: 7), footerOn: walks,
      help: "test images above what the model makes of them"),
  ]

  private static let reading: [KeyBinding] = [
    KeyBinding(
      "arrows", arrows(isLarge: false) + arrows(isLarge: true), on: [.curves], topic: .read,
      footer: .init("arrows", "read, choose", rank: 2),
      help: "left and right read the curves at a step; up and down choose one of them"),
    KeyBinding(
      "+ -", zooms(), on: [.curves], topic: .read, footer: .init("+ -", "zoom", rank: 2),
      help: "magnify the time around that step, or the newest"),
    KeyBinding(
      "o", [(.character("o"), .reset), (.home, .reset)], on: [.curves], topic: .read,
      help: "the whole time again"),
    KeyBinding(
      "y", [(.character("y"), .toggleLogarithm)], on: [.curves], topic: .read,
      footer: .init("y", "log", rank: 2), help: "logarithmic or linear axis"),
    KeyBinding(
      "[ ]", [(.character("["), .turnSmoothing(by: -1)), (.character("]"), .turnSmoothing(by: 1))],
      on: [.curves], topic: .read, footer: .init("[ ]", "smooth", rank: 2), help: "less, more smoothing"),
  ]

  private static let looking: [KeyBinding] = [
    KeyBinding(
      "arrows", arrows(isLarge: false) + arrows(isLarge: true), on: [.latents], topic: .look,
      footer: .init("arrows", "choose", rank: 2), help: "choose a dimension of the code"),
    KeyBinding(
      "x y", [(.character("x"), .takeAxis(.horizontal)), (.character("y"), .takeAxis(.vertical))],
      on: [.latents], topic: .look, footer: .init("x y", "make it an axis", rank: 4),
      help: "make it the map's axis from left to right, from bottom to top"),
    KeyBinding(
      "Enter", [(.enter, .choose)], on: [.latents], topic: .look,
      footer: .init("Enter", "show on map", rank: 7),
      help: "make it the map's axis from left to right, and show the map"),
  ]

  private static let training: [KeyBinding] = [
    KeyBinding(
      "Space", [(.character(" "), .togglePause)], topic: .train, footer: .init("Space", "pause", rank: 3),
      help: "pause training, or go on"),
    KeyBinding(
      "t", [(.character("t"), .takeStep)], topic: .train, footer: .init("t", "step", rank: 8),
      footerOn: [.diagnosis, .curves, .latents], help: "take a single step, and pause"),
    KeyBinding(
      "< >", turns(.learningRate, "<", ">"), topic: .train,
      footer: .init("< >", "rate", rank: 4), footerOn: [.diagnosis, .curves],
      help: "lower, raise the learning rate"),
    KeyBinding(
      "( )", turns(.beta, "(", ")"), topic: .train, footer: .init("( )", "beta", rank: 4),
      footerOn: [.diagnosis, .curves], help: "lower, raise beta, the weight of the KL"),
    KeyBinding(
      "W w", turns(.warmUp, "W", "w"), topic: .train,
      footer: .init("W w", "warm-up", rank: 7), footerOn: [.diagnosis],
      help: "let beta rise from 0 over fewer, over more epochs from now on"),
    KeyBinding(
      "F f", turns(.freeBits, "F", "f"), topic: .train,
      footer: .init("F f", "free bits", rank: 7), footerOn: [.diagnosis],
      help: "fewer, more free bits: nats of each dimension's KL that cost nothing"),
    KeyBinding(
      "u", [(.character("u"), .undo)], topic: .train, footer: .init("u", "undo", rank: 5),
      footerOn: [.diagnosis, .time, .curves],
      help: "back to before the last knob was turned, or training taken back; again for there"),
    KeyBinding(
      "d", [(.character("d"), .show(.diagnosis))], on: all(but: .diagnosis), topic: .train,
      help: "what goes wrong, and what helps"),
    KeyBinding(
      "up down", upAndDown(), on: [.diagnosis], topic: .train, footer: .init("up down", "scroll", rank: 2),
      help: "scroll the diagnosis where it has more lines than there is room for"),
  ]

  private static let goingBack: [KeyBinding] = [
    KeyBinding(
      ", .", [(.character(","), .stepKeyframe(by: -1)), (.character("."), .stepKeyframe(by: 1))],
      topic: .time,
      footer: .init(", .", "back in time", rank: 9), footerOn: [.map, .curves, .latents],
      help: "show the previous, the next keyframe of training, on any page; Esc shows the newest"),
    KeyBinding(
      "arrows", arrows(isLarge: false) + arrows(isLarge: true), on: [.time], topic: .time,
      footer: .init("arrows", "go through time", rank: 2), help: "the same; with Shift five at a time"),
    KeyBinding(
      "p", [(.character("p"), .togglePlay)], on: [.time], topic: .time, footer: .init("p", "play", rank: 4),
      help: "play the keyframes as a film, and watch the map unfold"),
    KeyBinding(
      "o", [(.character("o"), .reset), (.home, .reset)], on: [.time], topic: .time, help: "the newest"),
    KeyBinding(
      "g", [(.character("g"), .goOn)], topic: .time, footer: .init("g", "go on here", rank: 1),
      help: "go on from the keyframe that is shown, as a branch; later keyframes are kept"),
  ]

  private static let general: [KeyBinding] = [
    KeyBinding(
      "Tab 1-8", [(.tab, .turnPage(by: 1)), (.shiftTab, .turnPage(by: -1))] + pageDigits(), topic: .screen,
      footer: .init("Tab", "view", rank: 6),
      help: "next view; map, interpolate, samples, reconstructions, curves, latents, diagnosis, time"),
    KeyBinding(
      "v", [(.character("v"), .turnColorMap)], topic: .screen, help: "digits in grey or in viridis"),
    KeyBinding(
      "M", [(.character("M"), .toggleMouse)], topic: .screen,
      help: "leave the mouse, which points and zooms here, to the terminal; take it"),
    KeyBinding(
      "Esc", [(.escape, .cancel)], topic: .screen, footer: .init("Esc", "newest", rank: 1),
      help: "close what is open; back to the newest step; back to the map"),
    KeyBinding(
      "?", [(.character("?"), .help)], topic: .screen, footer: .init("?", "help", rank: 1),
      help: "this list of keys"),
    KeyBinding(
      "q", [(.character("q"), .quit)], topic: .screen, footer: .init("q", "quit", rank: 0),
      help: "quit; the model is kept"),
  ]

  private static func arrows(isLarge: Bool) -> [(Key, Action)] {
    let keys: [(Key, Action.Direction)] =
      isLarge
      ? [
        (.shiftLeft, .left), (.shiftRight, .right), (.shiftUp, .up), (.shiftDown, .down),
        (.character("H"), .left), (.character("L"), .right), (.character("K"), .up), (.character("J"), .down),
      ]
      : [
        (.left, .left), (.right, .right), (.up, .up), (.down, .down),
        (.character("h"), .left), (.character("l"), .right), (.character("k"), .up), (.character("j"), .down),
      ]
    return keys.map { ($0.0, .arrow($0.1, isLarge: isLarge)) }
  }

  private static func zooms() -> [(Key, Action)] {
    [("+", Action.zoomStep), ("=", Action.zoomStep), ("-", 1 / Action.zoomStep)].map {
      (.character($0.0), .zoom($0.1))
    }
  }

  private static func turns(_ knob: Knob, _ down: Character, _ up: Character) -> [(Key, Action)] {
    [(.character(down), .turn(knob, up: false)), (.character(up), .turn(knob, up: true))]
  }

  /// The arrows that go to the left and to the right.
  private static func sideways() -> [(Key, Action)] {
    (arrows(isLarge: false) + arrows(isLarge: true)).filter { _, action in
      if case .arrow(.left, _) = action { return true }
      if case .arrow(.right, _) = action { return true }
      return false
    }
  }

  /// The arrows that go up and down.
  private static func upAndDown() -> [(Key, Action)] {
    (arrows(isLarge: false) + arrows(isLarge: true)).filter { _, action in
      if case .arrow(.up, _) = action { return true }
      if case .arrow(.down, _) = action { return true }
      return false
    }
  }

  private static func pageDigits() -> [(Key, Action)] {
    Page.allCases.map { (.character(Character("\($0.rawValue + 1)")), .show($0)) }
  }

  private static func all(but page: Page) -> Set<Page> {
    Set(Page.allCases).subtracting([page])
  }
}
