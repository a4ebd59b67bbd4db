import TestSupport
import Testing

/// `latentwalk show` and `doctor`: pictures and findings as lines of text.
@Suite struct ShowTests {
  private func show(_ arguments: [String], environment: [String: String] = ["LC_ALL": "C.UTF-8"]) throws
    -> Finished
  {
    try Program.run(["show"] + arguments, environment: environment)
  }

  @Test(
    "images of a data set are printed side by side, with their numbers and labels where they are asked for")
  func dataset() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try show([
      directory.path, "--index", "2", "--count", "2", "--size", "8x4", "--symbols", "ascii", "--color",
      "never",
      "--captions",
    ])
    #expect(finished.status == 0, "\(finished.errors)")
    let rows = finished.output.split(separator: "\n", omittingEmptySubsequences: false)
    // An upright bar in column 1, and a level one in row 1, which is half a cell high.
    #expect(rows[0] == " @        ========")
    #expect(rows[1] == " @" && rows[2] == " @" && rows[3] == " @")
    #expect(rows[4].contains("#2 (0)") && rows[4].contains("#3 (1)"))
  }

  @Test(
    "a picture has the size that was asked for, in every colour depth and with all symbols",
    arguments: ["never", "8", "16", "256", "truecolor"], ["ascii", "block", "braille", "sextant"])
  func sizes(color: String, symbols: String) throws {
    let finished = try show(["--size", "14x7", "--color", color, "--symbols", symbols])
    #expect(finished.status == 0)
    let rows = finished.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(rows.count == 7)
    for row in rows { #expect(width(String(row)) <= 14) }
    #expect(finished.output.contains("\u{1B}[") == (color != "never" && symbols != "ascii"))
    if symbols == "ascii" { #expect(finished.output.allSatisfy { $0.isASCII }) }
  }

  /// The columns of a row without its escape sequences.
  private func width(_ row: String) -> Int {
    var (count, isEscape) = (0, false)
    for scalar in row.unicodeScalars {
      if scalar == "\u{1B}" {
        isEscape = true
      } else if !isEscape {
        count += 1
      } else if scalar == "m" {
        isEscape = false
      }
    }
    return count
  }

  @Test("into a pipe there are no colours unless they are asked for")
  func pipe() throws {
    let finished = try show(
      ["--size", "14x7"], environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
    #expect(!finished.output.contains("\u{1B}"))
  }

  @Test("PNG files are printed, and one that is none is refused with 65 and a line")
  func pngFiles() throws {
    let directory = try TemporaryDirectory()
    let rows: [[UInt8]] = [[255, 0], [0, 255], [255, 255], [0, 0]]
    try directory.write(pngBytes(width: 2, height: 4, rows: rows), to: "a.png")
    let finished = try show([directory["a.png"], "--size", "2x2", "--color", "never", "--symbols", "block"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(finished.output == "▀▄\n▀▀\n")
    try directory.write([1, 2, 3], to: "b.png")
    let refused = try show([directory["b.png"]])
    #expect(refused.status == 65)
    #expect(refused.errors.contains("b.png") && refused.errors.split(separator: "\n").count == 1)
    #expect(try show([directory["c.png"]]).status == 66)
  }

  @Test(
    "what cannot be shown is refused with 64 and one line",
    arguments: [
      ["--index", "10000"], ["--index", "-1"], ["--count", "0"], ["--size", "0x4"], ["--size", "9999x4"],
      ["--size", "4"], ["--size", "99999999999999999999x1"], ["--color", "pink"], ["--symbols", "x"],
    ])
  func usage(arguments: [String]) throws {
    let finished = try show(arguments)
    #expect(finished.status == 64)
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(finished.output.isEmpty)
  }

  @Test("more images than there are is all there are")
  func more() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory, test: 3)
    let finished = try show([directory.path, "--count", "9223372036854775807", "--size", "8x4", "--captions"])
    #expect(finished.status == 0)
    #expect(finished.output.contains("#2 (0)") && !finished.output.contains("#3"))
  }

  @Test("doctor shows what was found and why, and prints the test card")
  func doctor() throws {
    let finished = try Program.run(
      ["doctor"],
      environment: [
        "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TMUX": "x", "LATENTWALK_KERNELS": "portable",
      ])
    #expect(finished.status == 0, "\(finished.errors)")
    for text in [
      "no terminal", "xterm-256color, described with 256 colours", "text is UTF-8", "tmux",
      "256: the description has 256", "braille: the locale is UTF-8", "dark: assumed",
      "portable, as LATENTWALK_KERNELS says", "--color truecolor", "--color never", "sextant", "viridis",
    ] { #expect(finished.output.contains(text), "\(text)") }
  }

  @Test(
    "doctor says what a terminal lacks",
    arguments: [
      (["NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8"], "never: NO_COLOR is set"),
      (["TERM": "linux", "LC_ALL": "C.UTF-8"], "ascii: the console's font"),
      (["TERM": "xterm", "LC_ALL": "C"], "ascii: the locale is not UTF-8"),
      (
        ["TERM": "no-such-type", "LC_ALL": "C.UTF-8"],
        "which terminfo does not describe; taken for xterm-256color"
      ),
      (["TERM": "dumb"], "Without a full screen, there is"), (["LATENTWALK_KERNELS": "nope"], "nope"),
      ([:], "TERM        not set"),
      (["TERM": "xterm", "COLORFGBG": "0;15"], "light: COLORFGBG is 0;15"),
      (["TERM": "x\u{1B}[2J"], "which terminfo does not describe"),
    ] as [([String: String], String)])
  func lacking(environment: [String: String], text: String) throws {
    let finished = try Program.run(["doctor"], environment: environment)
    #expect(finished.status == 0)
    #expect(finished.output.contains(text), "\(finished.output.prefix(1200))")
  }

  @Test("doctor says what was asked for, and what of it is not possible")
  func chosen() throws {
    let asked = try Program.run(
      ["doctor", "--color", "256", "--symbols", "sextant", "--background", "light"],
      environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"])
    #expect(asked.output.contains("xterm, drawn on as xterm-256color with 256 colours"))
    #expect(asked.output.contains("256: asked for") && asked.output.contains("sextant: asked for"))
    #expect(asked.output.contains("light: asked for"))
    let denied = try Program.run(
      ["doctor", "--color", "256"], environment: ["TERM": "linux", "LC_ALL": "C.UTF-8"])
    #expect(denied.output.contains("256 asked for, but the description has 8"))
  }
}
