import SystemLibrary
import TestSupport
import Testing

/// Training that is steered at the keyboard: the built program on a pseudo-terminal.
@Suite(.serialized) struct SteeringTests {
  /// A run without an end, for those that are paused or left.
  private static let endless = 1_000_000
  /// A run that is over at once: 320 steps.
  private static let short = 40

  /// A terminal with training under way on small images.
  private func start(
    _ name: String, in directory: borrowing TemporaryDirectory, epochs: Int, _ more: String = ""
  ) throws -> Terminal {
    try SmallDataset.write(to: directory)
    let terminal = try Terminal(name: "steer-\(name)", columns: 100, rows: 40)
    let settings = "--hidden 16 --batch-size 32 --epochs \(epochs) --threads 1 \(more)"
    try terminal.type(
      "cd \(directory.path); stty -g > before; sh -c 'echo $$ > process; exec \(Program.latentwalk) --data . "
        + "\(settings) --run run'; status=$?; stty -g > after; echo status=$status; echo shell is back")
    try terminal.press("Enter")
    return terminal
  }

  /// A terminal with a run that is paused somewhere, on the page of time, and the step where it is.
  private func startPaused(
    _ name: String, in directory: borrowing TemporaryDirectory, _ more: String = ""
  ) throws -> (terminal: Terminal, step: Int) {
    let terminal = try start(name, in: directory, epochs: Self.endless, more)
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    try terminal.press("Space")
    try terminal.press("8")
    let screen = try terminal.waitUntilStill("the pause") { $0.contains("PAUSED") && step(on: $0) != nil }
    return (terminal, try #require(step(on: screen)))
  }

  /// The step that the page of time shows.
  private func step(on screen: String) -> Int? {
    guard let line = screen.split(separator: "\n").first(where: { $0.hasPrefix("Time ") }) else { return nil }
    return number(after: "step", in: line)
  }

  /// The number after a word, where there is one.
  private func number(after word: String, in text: some StringProtocol) -> Int? {
    let words = text.split(separator: " ")
    guard let place = words.firstIndex(where: { $0 == word }), place + 1 < words.count else { return nil }
    return Int(words[place + 1].split(separator: ",").joined())
  }

  private func grouped(_ count: Int) -> String {
    var (digits, groups) = (String(count), [String]())
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// Takes single steps on the page of time until one is a multiple of `unit`, and returns it.
  private func takeSteps(_ terminal: Terminal, from first: Int, atLeast least: Int, multipleOf unit: Int)
    throws -> Int
  {
    var last = first
    repeat {
      try terminal.press("t")
      last += 1
      try terminal.waitFor("step \(last)") { step(on: $0) == last && $0.contains("PAUSED") }
    } while last < first + least || !last.isMultiple(of: unit)
    return last
  }

  /// Waits for the end, and checks what is left of the program: its exit code, its last line and the terminal as it
  /// was before.
  private func expectEnd(
    _ terminal: Terminal, _ directory: borrowing TemporaryDirectory, status: Int, line: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let screen = try terminal.waitFor("the end", location: location) {
      $0.contains("\nshell is back")
    }
    let text = screen.filter { !$0.isNewline }
    #expect(text.contains("status=\(status)"), "\(screen)", sourceLocation: location)
    #expect(text.contains(line), "\(screen)", sourceLocation: location)
    #expect(text.contains("model in run/model.safetensors"), "\(screen)", sourceLocation: location)
    #expect(try terminal.fact("alternate_on") == "0", sourceLocation: location)
    #expect(try terminal.fact("cursor_flag") == "1", sourceLocation: location)
    let (before, after) = (try Program.text(directory["before"]), try Program.text(directory["after"]))
    #expect(!before.isEmpty && before == after, sourceLocation: location)
  }

  /// The tensors of a model file, without what is written before them.
  private func tensors(_ path: String) throws -> [UInt8] {
    let bytes = try Program.bytes(path)
    try #require(bytes.count > 8)
    let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    try #require(bytes.count > 8 + header)
    return Array(bytes[(8 + header)...])
  }

  /// Whether two model files have the same tensors, bit for bit.
  private func hasSameTensors(_ first: String, _ second: String) throws -> Bool {
    try tensors(first) == tensors(second)
  }

  @Test("knobs turned at the keyboard are shown, marked and kept, and a scripted run turns them alike")
  func knobs() throws {
    let directory = try TemporaryDirectory()
    let (terminal, first) = try startPaused("knobs", in: directory)
    defer { terminal.close() }
    try terminal.press("7")
    try terminal.waitFor("the knobs") { $0.contains("Hyperparameters") && $0.contains("None turned yet") }
    try terminal.press(">")
    try terminal.waitFor("the turned knob") {
      $0.contains("learning rate   0.002") && $0.contains("step \(grouped(first))  lr 0.002")
    }
    try terminal.press("8")
    let second = try takeSteps(terminal, from: first, atLeast: 12, multipleOf: 1)
    try terminal.press("7")
    try terminal.press("f")
    try terminal.waitFor("the second knob") {
      // Steps stand under one another at their ends.
      $0.contains("0.01 nats") && $0.contains(" \(grouped(second))  free 0.01")
        && $0.contains(" \(grouped(first))  lr 0.002")
    }
    try terminal.press("5")
    try terminal.waitFor("the curves") { $0.contains("steps 0 to \(grouped(second))") }
    // After many steps the marks of two turns are too near each other for both labels, the more so the later training
    // was paused, so that the time is magnified until there is room.
    func isMarked(_ screen: String) -> Bool {
      screen.split(separator: "\n").dropFirst().contains { $0.contains("free 0.01") }
    }
    for _ in 0..<24 where !isMarked(try terminal.screen()) {
      try terminal.press("+")
      usleep(100_000)
    }
    try terminal.waitFor("the mark on the curves", isMarked)
    try terminal.press("8")
    let last = try takeSteps(terminal, from: second, atLeast: 8, multipleOf: 8)
    try terminal.press("q")
    try expectEnd(
      terminal, directory, status: 0,
      line: "stopped after \(last / 8) of \(Self.endless) epochs (\(last) steps)")

    let info = try Program.run(["info", directory["run"]])
    #expect(info.status == 0, "\(info.errors)")
    #expect(
      info.output.contains("knobs turned    \(first):learning-rate=0.002 \(second):free-bits=0.01\n"),
      "\(info.output)")
    let history = try Program.text(directory["run/history.json"])
    #expect(
      history.contains(#""turns":["\#(first):learning-rate=0.002","\#(second):free-bits=0.01"]"#))

    let scripted = try Program.run([
      "train", "--headless", "--data", directory.path, "--hidden", "16", "--batch-size", "32", "--threads",
      "1",
      "--epochs", "\(last / 8)", "--run", directory["scripted"],
      "--turn", "\(first):learning-rate=0.002", "--turn", "\(second):free-bits=0.01",
    ])
    #expect(scripted.status == 0, "\(scripted.errors)")
    #expect(
      try hasSameTensors(directory["run/model.safetensors"], directory["scripted/model.safetensors"]))
  }

  @Test("t takes a step at a time")
  func singleSteps() throws {
    let directory = try TemporaryDirectory()
    let (terminal, first) = try startPaused("steps", in: directory)
    defer { terminal.close() }
    _ = try takeSteps(terminal, from: first, atLeast: 5, multipleOf: 1)
    // While training goes on, it is the last step before a pause.
    try terminal.press("Space")
    try terminal.waitFor("going on") { $0.contains("RUNNING") }
    try terminal.press("t")
    let screen = try terminal.waitUntilStill("the pause") { $0.contains("PAUSED") }
    #expect(step(on: screen) ?? 0 > first + 5)
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "stopped after")
  }

  @Test("u goes back to before a knob was turned, and again to where that was left")
  func undo() throws {
    let directory = try TemporaryDirectory()
    let (terminal, first) = try startPaused("undo", in: directory)
    defer { terminal.close() }
    try terminal.press(")")
    let last = try takeSteps(terminal, from: first, atLeast: 4, multipleOf: 1)
    try terminal.press("u")
    try terminal.waitFor("the undoing") {
      step(on: $0) == first && $0.contains("branch 2") && $0.contains("PAUSED")
    }
    try terminal.press("7")
    try terminal.waitFor("the knobs as they were") { $0.contains("None turned yet") }
    try terminal.press("u")
    try terminal.waitFor("the turned knob again") {
      $0.contains("step \(grouped(first))  β 2") && $0.contains("PAUSED")
    }
    try terminal.press("8")
    try terminal.waitFor("where it was left") { step(on: $0) == last && !$0.contains("branch 2") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "(\(last) steps)")
    let info = try Program.run(["info", directory["run"]])
    #expect(info.output.contains("knobs turned    \(first):beta=2.0\n"), "\(info.output)")
  }

  @Test("a run that is over goes on from an earlier keyframe, and both of its ends are kept")
  func goesOn() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("go-on", in: directory, epochs: Self.short)
    defer { terminal.close() }
    let from = try goBackFromTheEnd(terminal)
    try terminal.press("Space")
    try terminal.waitFor("the end of the branch") {
      $0.contains("DONE") && step(on: $0) == 320 && $0.contains("branch 2")
    }
    #expect(from < 320)
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "completed after 40 of 40 epochs (320 steps)")
    for name in ["model", "branch-1-model"] {
      let info = try Program.run(["info", directory["run/\(name).safetensors"]])
      #expect(info.status == 0, "\(info.errors)")
      #expect(info.output.contains("320 steps"))
    }
    // Nothing was turned: the way is the same.
    #expect(
      try hasSameTensors(directory["run/model.safetensors"], directory["run/branch-1-model.safetensors"]))
    #expect(try Program.text(directory["run/history.json"]).contains(#""branch":2"#))
    #expect(try Program.text(directory["run/branch-1-history.json"]).contains(#""branch":1"#))
  }

  /// Waits for a run of 320 steps to be over, goes some keyframes back on the page of time and on from there, and returns
  /// the step where it is paused then.
  private func goBackFromTheEnd(_ terminal: Terminal) throws -> Int {
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("8")
    try terminal.waitFor("the page of time") { step(on: $0) == 320 }
    var shown = 320
    // The newest keyframe may be that of the end.
    while shown > 300 {
      let before = shown
      try terminal.press(",", ",", ",")
      let screen = try terminal.waitUntilStill("an earlier keyframe") {
        $0.contains("AT STEP \(grouped(step(on: $0) ?? -1))") && step(on: $0) ?? before < before
      }
      shown = try #require(step(on: screen))
    }
    try terminal.press("g")
    try terminal.waitFor("going on") {
      $0.contains("PAUSED") && $0.contains("branch 2") && step(on: $0) == shown && !$0.contains("AT STEP")
    }
    return shown
  }

  @Test("q ends a run that was taken back and is paused, and both models are kept")
  func quitsAfterGoingBack() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("quit-back", in: directory, epochs: Self.short)
    defer { terminal.close() }
    let from = try goBackFromTheEnd(terminal)
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "(\(from) steps)")
    let kept = try Program.run(["info", directory["run"]])
    #expect(kept.output.contains("trained for     \(from) steps"), "\(kept.output)")
    let left = try Program.run(["info", directory["run/branch-1-model.safetensors"]])
    #expect(left.output.contains("trained for     320 steps"), "\(left.output)")
  }

  @Test("q ends a run that is over, and one at whose past one looks")
  func quitsAtTheEnd() throws {
    for looksBack in [false, true] {
      let directory = try TemporaryDirectory()
      let terminal = try start("quit-end-\(looksBack)", in: directory, epochs: Self.short)
      defer { terminal.close() }
      try terminal.waitFor("the end of training") { $0.contains("DONE") }
      if looksBack {
        try terminal.press(",", ",")
        try terminal.waitFor("an earlier keyframe") { $0.contains("AT STEP") }
      }
      try terminal.press("q")
      try expectEnd(terminal, directory, status: 0, line: "completed after 40 of 40 epochs (320 steps)")
      #expect(try Program.run(["info", directory["run"]]).output.contains("320 steps"))
    }
  }

  @Test("a run that diverges says so and why, is taken back and goes on")
  func diverges() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start(
      "diverge", in: directory, epochs: Self.short, "--turn 200:learning-rate=1e30")
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DIVERGED AT STEP 20") }
    try terminal.press("d")
    try terminal.waitFor("the reason") {
      $0.contains("diverged, learning rate too high") && $0.contains("1e+30")
        && $0.contains("go back with \"u\"")
    }
    // Back to a keyframe before it, and there a knob turned, which is what is undone after it has diverged again.
    try terminal.press("8")
    var shown = 1000
    while shown >= 200 {
      try terminal.press(",")
      let before = shown
      let screen = try terminal.waitUntilStill("an earlier keyframe") {
        $0.contains("AT STEP") && step(on: $0) ?? before < before
      }
      shown = try #require(step(on: screen))
    }
    try terminal.press("g")
    try terminal.waitFor("going on") { $0.contains("PAUSED") && step(on: $0) == shown }
    try terminal.press(")")
    try terminal.press("Space")
    try terminal.waitFor("the second end") { $0.contains("DIVERGED AT STEP 20") && $0.contains("branch 2") }
    try terminal.press("u")
    try terminal.waitFor("the undoing") {
      // The configuration turned a knob after the keyboard did, and does not do so again.
      $0.contains("PAUSED") && step(on: $0) == 200 && $0.contains("branch 3")
    }
    try terminal.press("Space")
    try terminal.waitFor("the third end") { $0.contains("DONE") && $0.contains("branch 3") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "completed after 40 of 40 epochs (320 steps)")
    for name in ["model", "branch-1-model", "branch-2-model"] {
      #expect(try Program.run(["info", directory["run/\(name).safetensors"]]).status == 0)
    }
  }

  @Test("u takes back a run that has diverged through a scripted turn")
  func undoesDivergence() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start(
      "undo-diverged", in: directory, epochs: Self.short, "--turn 200:learning-rate=1e30")
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DIVERGED") }
    try terminal.press("u")
    try terminal.waitFor("the undoing") { $0.contains("PAUSED") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "stopped after")
  }

  @Test("a signal ends a run that is over at once, as it does one under way", arguments: [SIGTERM, SIGINT])
  func signal(number: Int32) throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("signal-\(number)", in: directory, epochs: Self.short)
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    if number == SIGINT {
      try terminal.press("C-c")
    } else {
      let process = try #require(pid_t(Program.text(directory["process"]).filter(\.isNumber)))
      #expect(kill(process, number) == 0)
    }
    try expectEnd(
      terminal, directory, status: Int(128 + number), line: "completed after 40 of 40 epochs (320 steps)")
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  @Test("a run that was kept shows its curves, its code and its diagnosis, and has no knobs to turn")
  func exploresRun() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start(
      "explore", in: directory, epochs: Self.short, "--turn 160:learning-rate=0.002")
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "completed after 40 of 40 epochs (320 steps)")
    let before = try Program.bytes(directory["run/model.safetensors"])
    try terminal.type("clear; \(Program.latentwalk) explore run; echo again=$?")
    try terminal.press("Enter")
    try terminal.waitFor("the map") { $0.contains("DONE") && $0.contains("Latent map") }
    try terminal.press("5")
    try terminal.waitFor("the curves with the turned knob") { screen in
      let lines = screen.split(separator: "\n").dropFirst()
      return screen.contains("steps 0 to 320") && lines.contains { $0.contains("lr 0.002") }
        // Tests at many steps, which no single point is.
        && lines.contains { line in line.filter { $0 == "●" }.count > 4 }
    }
    try terminal.press("6")
    try terminal.waitFor("the X-ray") { $0.contains("Latent X-ray") && $0.contains("over 32 images") }
    try terminal.press("7")
    let knobs = try terminal.waitUntilStill("the diagnosis") {
      $0.contains("Diagnosis  ") && $0.contains("code  ") && $0.contains("step 160  lr 0.002")
    }
    for key in ["<", ">", "(", ")", "w", "W", "f", "F", "t", "u", ",", ".", "g", "Space"] {
      try terminal.press(key)
    }
    // What comes after them is done, so they are.
    try terminal.press("?")
    try terminal.waitFor("help") { $0.contains("Go back in time") }
    try terminal.press("Escape")
    try terminal.waitFor("the diagnosis as it was") { $0 == knobs }
    try terminal.press("8")
    try terminal.waitFor("no keyframes") { $0.contains("no keyframes are kept") && $0.contains("DONE") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("again=0") }
    #expect(try terminal.fact("alternate_on") == "0")
    let isUntouched = try Program.bytes(directory["run/model.safetensors"]) == before
    #expect(isUntouched)
  }

  @Test("a run whose curves are damaged is not explored: one line and 65")
  func damagedHistory() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("damaged", in: directory, epochs: Self.short)
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "completed after")
    let whole = try Program.bytes(directory["run/history.json"])
    for spoilt in [Array(whole.dropLast(20)), [], Array("{}\n".utf8), [0xFF, 0, 1]] {
      try directory.write(spoilt, to: "run/history.json")
      let refused = try Program.run(["explore", directory["run"]])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("run/history.json"))
      #expect(refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
      #expect(refused.output.isEmpty)
    }
    // The same on a terminal, which is not taken for it; without them the model alone is explored.
    try terminal.type("clear; \(Program.latentwalk) explore run; echo again=$?")
    try terminal.press("Enter")
    let screen = try terminal.waitFor("the refusal") { $0.contains("again=65") }
    #expect(screen.contains("run/history.json"))
    try terminal.type(
      "clear; rm run/history.json; \(Program.latentwalk) explore run/model.safetensors; echo model=$?")
    try terminal.press("Enter")
    try terminal.waitFor("the map") { $0.contains("DONE") && $0.contains("Latent map") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("model=0") }
  }

  @Test("a run that diverged and was saved is explored as one, also under the name of another branch")
  func exploresDiverged() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start(
      "explore-diverged", in: directory, epochs: Self.short, "--turn 200:learning-rate=1e30")
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DIVERGED AT STEP") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 75, line: "diverged after")
    for name in ["model.safetensors", "history.json"] {
      try directory.write(try Program.bytes(directory["run/\(name)"]), to: "run/branch-1-\(name)")
    }
    for place in ["run", "run/branch-1-model.safetensors"] {
      try terminal.type("clear; \(Program.latentwalk) explore \(place); echo again=$?")
      try terminal.press("Enter")
      try terminal.waitFor("the same end") { $0.contains("DIVERGED AT STEP") && $0.contains("Latent map") }
      try terminal.press("7")
      try terminal.waitFor("the diagnosis") { $0.contains("diverged, learning rate too high") }
      try terminal.press("q")
      try terminal.waitFor("the end") { $0.contains("again=0") }
    }
  }

  @Test("curves with a knob turned at a step that no run has are refused, not stumbled over")
  func turnedTooLate() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("too-late", in: directory, epochs: Self.short, "--turn 160:warm-up=1000000")
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("q")
    try expectEnd(terminal, directory, status: 0, line: "completed after")
    let history = try Program.text(directory["run/history.json"])
    let spoilt = history.split(separator: "160:", omittingEmptySubsequences: false).joined(
      separator: "\(Int.max):")
    try directory.write(Array(spoilt.utf8), to: "run/history.json")
    try terminal.type("clear; \(Program.latentwalk) explore run; echo again=$?")
    try terminal.press("Enter")
    try terminal.waitFor("the refusal") { $0.contains("again=65") }
  }
}
