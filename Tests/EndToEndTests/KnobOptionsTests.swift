import Foundation
import TestSupport
import Testing

/// The knobs of training as arguments: `--warm-up`, `--free-bits`, `--turn` and `--keyframes`.
@Suite struct KnobOptionsTests {
  private func train(_ directory: borrowing TemporaryDirectory, run: String = "run", _ more: [String]) throws
    -> Finished
  {
    try Program.run(
      [
        "train", "--headless", "--data", directory.path, "--hidden", "16", "--epochs", "3", "--batch-size",
        "32", "--run", directory[run],
      ] + more)
  }

  /// What `train --json` says beta was at the end of each epoch.
  private func betas(_ finished: Finished) throws -> [Double] {
    try finished.output.split(separator: "\n").dropLast().map { line in
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["event"] as? String == "epoch")
      return try #require(object["beta"] as? Double)
    }
  }

  /// A row of `latentwalk info`.
  private func row(_ name: String, of path: String) throws -> String? {
    let info = try Program.run(["info", path])
    #expect(info.status == 0, "\(info.errors)")
    let line = info.output.split(separator: "\n").first { $0.hasPrefix(name + " ") }
    return line.map { String($0.dropFirst(16)) }
  }

  @Test("the lines of train --json have the beta that was in force, whose reasons are in info")
  func betaInForce() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    // An epoch is 8 steps: warm beta is 1/2, then 1; from step 20 on it is 4.
    let finished = try train(
      directory, ["--json", "--warm-up", "2", "--free-bits", "0.25", "--turn", "20:beta=4"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(try betas(finished) == [0.5, 1, 4])
    #expect(try row("beta", of: directory["run"]) == "1.0")
    #expect(try row("warm-up", of: directory["run"]) == "2 epochs")
    #expect(try row("free bits", of: directory["run"]) == "0.25 nats")
    #expect(try row("knobs turned", of: directory["run"]) == "20:beta=4.0")
    let plain = try train(directory, run: "plain", [])
    #expect(plain.status == 0)
    #expect(try row("knobs turned", of: directory["plain"]) == "none")
    let isSame =
      try Program.bytes(directory["run/model.safetensors"])
      == Program.bytes(directory["plain/model.safetensors"])
    #expect(!isSame)
  }

  @Test("a warm-up that is turned on in mid-run begins anew at 0")
  func turnedWarmUp() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory, ["--json", "--turn", "8:warm-up=2"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(try betas(finished) == [1, 0.5, 1])
    #expect(try row("knobs turned", of: directory["run"]) == "8:warm-up=2")
  }

  @Test("knobs are turned in the order of their steps, however they are given")
  func order() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let turns = ["4:learning-rate=0.01", "9:beta=2", "9:free-bits=0.5", "17:warm-up=1"]
    let orders = [[0, 1, 2, 3], [3, 1, 0, 2], [1, 2, 3, 0]]
    var models: [[UInt8]] = []
    for (number, order) in orders.enumerated() {
      let finished = try train(
        directory, run: "run\(number)", order.flatMap { ["--turn", turns[$0]] })
      #expect(finished.status == 0, "\(finished.errors)")
      #expect(
        try row("knobs turned", of: directory["run\(number)"])
          == "4:learning-rate=0.01 9:beta=2.0 9:free-bits=0.5 17:warm-up=1")
      models.append(try Program.bytes(directory["run\(number)/model.safetensors"]))
    }
    let areSame = models.allSatisfy { $0 == models[0] }
    #expect(areSame && models[0].count > 1000)
  }

  @Test("of knobs that are turned twice at a step the last is what counts")
  func twice() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory, ["--json", "--turn", "4:beta=3", "--turn", "4:beta=2"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(try betas(finished) == [2, 2, 2])
    #expect(try row("knobs turned", of: directory["run"]) == "4:beta=3.0 4:beta=2.0")
  }

  @Test("a knob that is turned there and back at a step is where it was last turned to")
  func thereAndBack() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(
      directory, ["--json", "--turn", "4:beta=2", "--turn", "4:beta=3", "--turn", "4:beta=2"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(try betas(finished) == [2, 2, 2])
  }

  @Test("a knob that is to be turned after the end is not")
  func afterTheEnd() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let last = String(1 << 40)
    let finished = try train(
      directory, ["--json", "--turn", "24:beta=2", "--turn", last + ":warm-up=1000000"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(try betas(finished) == [1, 1, 1])
    #expect(try row("knobs turned", of: directory["run"]) == "none")
    let configuration = try Program.text(directory["run/config.json"])
    #expect(configuration.contains(#""turns":["24:beta=2.0","\#(last):warm-up=1000000"]"#))
  }

  /// Arguments that are no knobs, and the option that the line about them must name.
  static let bad: [[String]] =
    [
      "x", "5", "5:beta", "5:beta=", "5:=1", ":beta=1", "-1:beta=1", "5:beta=-1", "5:beta=nan",
      "5:beta=1e300",
      "5:bta=1", "5:warm-up=1.5", "5:warm-up=1000001", "5:learning-rate=0", "5:learning-rate=1e-60",
      "5:free-bits=inf", "99999999999999999999:beta=1", " 5:beta=1", "5:beta=1,6:beta=2", "",
      "5:beta=\u{1B}[2J",
    ].map { ["--turn", $0] }
    + ["-1", "1000001", "x", "1.5"].map { ["--warm-up", $0] }
    + ["-1", "nan", "inf", "1e300", "x"].map { ["--free-bits", $0] }
    + ["-1", "65537", "x", "99999999999999999999", "0.5"].map { ["--keyframes", $0] }

  @Test("what no knob can be turned to ends with 64 and one line that names the option", arguments: bad)
  func usage(option: [String]) throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    // Joined, since a value that begins with a dash would else be taken for an option.
    let finished = try train(directory, [option.joined(separator: "=")])
    #expect(finished.status == 64)
    #expect(finished.errors.contains(option[0]), "\(finished.errors)")
    #expect(finished.errors.split(separator: "\n").count == 1, "\(finished.errors)")
    #expect(!finished.errors.contains("\u{1B}"))
    #expect(finished.output.isEmpty)
    #expect(directory.names(in: "run").isEmpty)
  }

  @Test("one bad turn among good ones is an error")
  func oneBad() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory, ["--turn", "5:beta=2", "--turn", "6:beta", "--turn", "7:beta=3"])
    #expect(finished.status == 64)
    #expect(finished.errors.contains("6:beta'"))
  }

  @Test("keyframes take any number of megabytes in range", arguments: ["0", "1", "65536"])
  func keyframes(megabytes: String) throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory, ["--keyframes", megabytes]).status == 0)
  }

  /// Changes the metadata of a model file, as its header has it.
  private func change(
    _ path: String, in directory: borrowing TemporaryDirectory, to name: String,
    _ change: (inout [String: String]) -> Void
  ) throws {
    let bytes = try Program.bytes(path)
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let header = Data(bytes[8..<8 + length])
    var object = try #require(JSONSerialization.jsonObject(with: header) as? [String: Any])
    var metadata = try #require(object["__metadata__"] as? [String: String])
    change(&metadata)
    object["__metadata__"] = metadata
    var changed = Array(try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]))
    while !changed.count.isMultiple(of: 8) { changed.append(UInt8(ascii: " ")) }
    let count = (0..<8).map { UInt8(changed.count >> (8 * $0) & 0xFF) }
    try directory.write(count + changed + bytes[(8 + length)...], to: name)
  }

  @Test("a model file of an older version, without knobs, reads as one whose knobs were not turned")
  func olderFile() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory, ["--warm-up", "1", "--turn", "9:beta=2"]).status == 0)
    let path = directory["run/model.safetensors"]
    try change(path, in: directory, to: "old.safetensors") { metadata in
      for field in ["warm_up", "free_bits", "turns"] {
        #expect(metadata.removeValue(forKey: field) != nil, "\(field)")
      }
    }
    let old = directory["old.safetensors"]
    #expect(try row("warm-up", of: old) == "0 epochs")
    #expect(try row("free bits", of: old) == "0.0 nats")
    #expect(try row("knobs turned", of: old) == "none")
    let (new, same) = try (Program.run(["eval", path, "--json"]), Program.run(["eval", old, "--json"]))
    #expect(same.status == 0, "\(same.errors)")
    #expect(new.output == same.output)
    // A directory with a model and no curves is one of those versions too.
    try directory.makeDirectory("old")
    try directory.write(Program.bytes(old), to: "old/model.safetensors")
    #expect(try row("knobs turned", of: directory["old"]) == "none")
  }

  @Test(
    "a model file with knobs that cannot be is refused with 65 and one line",
    arguments: [
      ("turns", "9:beta"), ("turns", "9:beta=-2"), ("turns", "x"), ("warm_up", "-1"), ("warm_up", "two"),
      ("free_bits", "nan"), ("free_bits", "-1"),
    ])
  func badFields(field: String, value: String) throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory, []).status == 0)
    try change(directory["run/model.safetensors"], in: directory, to: "bad.safetensors") {
      $0[field] = value
    }
    let info = try Program.run(["info", directory["bad.safetensors"]])
    #expect(info.status == 65)
    #expect(info.errors.contains("bad.safetensors") && info.errors.contains(field), "\(info.errors)")
    #expect(info.errors.split(separator: "\n").count == 1)
  }
}
