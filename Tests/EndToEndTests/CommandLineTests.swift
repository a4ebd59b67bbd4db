import Foundation
import TestSupport
import Testing

/// The built program without a terminal.
@Suite struct CommandLineTests {
  private func train(_ directory: borrowing TemporaryDirectory, _ more: [String] = []) throws -> Finished {
    try Program.run(
      [
        "train", "--headless", "--data", directory.path, "--hidden", "16", "--epochs", "2", "--batch-size",
        "32",
        "--run", directory["run"],
      ] + more)
  }

  @Test("train --json prints an object an epoch and a last one, with their keys in order")
  func jsonLines() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory, ["--json"])
    #expect(finished.status == 0, "\(finished.errors)")
    let lines = finished.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix(#"{"event":"epoch","epoch":1,"step":8,"beta":1,"train":{"loss":"#))
    #expect(
      keys(lines[1]) == [
        "event", "epoch", "step", "beta", "train", "loss", "reconstruction", "kl", "test", "loss",
        "reconstruction", "kl", "images_per_second", "seconds",
      ])
    #expect(keys(lines[2]) == ["event", "status", "epochs", "seconds", "peak_rss_bytes", "model"])
    #expect(lines[2].hasPrefix(#"{"event":"finished","status":"completed","epochs":2,"#))
    #expect(lines[2].hasSuffix("\"model\":\"\(directory.path)/run/model.safetensors\"}"))
  }

  /// The keys of a JSON line in their order.
  private func keys(_ line: String) -> [String] {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count && parts[$0 + 1].hasPrefix(":") }
      .map { String(parts[$0]) }
  }

  @Test("plain progress has a line an epoch and one at the end")
  func plainProgress() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory)
    #expect(finished.status == 0, "\(finished.errors)")
    let lines = finished.output.split(separator: "\n")
    #expect(lines.map { $0.prefix(9) } == ["epoch 1/2", "epoch 2/2", "completed"])
    #expect(finished.errors.isEmpty)
  }

  @Test("one seed leads to the same model file with any number of threads")
  func reproducible() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    var models: [[UInt8]] = []
    for threads in ["1", "2", "3"] {
      let run = directory["run" + threads]
      let finished = try Program.run([
        "train", "--json", "--data", directory.path, "--hidden", "16,9", "--epochs", "2", "--batch-size",
        "24",
        "--seed", "5", "--threads", threads, "--run", run,
      ])
      #expect(finished.status == 0, "\(finished.errors)")
      models.append(try Program.bytes(run + "/model.safetensors"))
    }
    #expect(models[0].count > 1000)
    #expect(models[1] == models[0])
    #expect(models[2] == models[0])
  }

  @Test("a saved model is described by info and measured by eval")
  func savedModel() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory).status == 0)
    let model = directory["run/model.safetensors"]
    let info = try Program.run(["info", model])
    #expect(info.status == 0, "\(info.errors)")
    #expect(info.output.contains("64-16-2"))
    let eval = try Program.run(["eval", model, "--json"])
    #expect(eval.status == 0, "\(eval.errors)")
    #expect(eval.output.hasPrefix(#"{"images":32,"z":"sampled","reconstruction":"#))
    #expect(keys(eval.output) == ["images", "z", "reconstruction", "kl", "elbo", "active_units"])
    let atMean = try Program.run(["eval", directory["run"], "--json", "--at-mean"])
    #expect(atMean.output.hasPrefix(#"{"images":32,"z":"mean","reconstruction":"#))
  }

  @Test("a run that version 1 of the program saved measures as that version did")
  func version1() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let run = Repository.root + "/Tests/ModelFilesTests/Fixtures/version-1"
    let measured = [
      ([], (reconstruction: 24.255560678895563, kl: 0.20539184085746096)),
      (["--at-mean"], (reconstruction: 24.11339335143566, kl: 0.20539184085746096)),
    ]
    for (options, loss) in measured {
      let eval = try Program.run(["eval", run, "--data", directory.path, "--json"] + options)
      #expect(eval.status == 0, "\(eval.errors)")
      let report = try #require(
        JSONSerialization.jsonObject(with: Data(eval.output.utf8)) as? [String: Any])
      #expect(abs(try #require(report["reconstruction"] as? Double) - loss.reconstruction) < 1e-6)
      #expect(abs(try #require(report["kl"] as? Double) - loss.kl) < 1e-6)
      #expect(report["active_units"] as? Int == 2)
    }
  }

  @Test("a run in which the loss is no number ends with 75, and its last good weights are kept")
  func diverged() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try train(directory, ["--json", "--learning-rate", "1e30"])
    #expect(finished.status == 75)
    #expect(finished.output.contains(#""status":"diverged""#))
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  /// Bad arguments, and a word that the line about them must have.
  static let badArguments: [(arguments: [String], word: String)] = [
    (["--batch-size", "0"], "--batch-size"), (["--hidden", "x"], "hidden"), (["--hidden", "5,,4"], "hidden"),
    (["--hidden", "99999999999999999999"], "hidden"), (["--epochs", "0"], "--epochs"),
    (["--epochs", "9223372036854775808"], "epochs"), (["--latent-size", "-1"], "latent-size"),
    (["--learning-rate", "nan"], "--learning-rate"),
    (["--learning-rate", "1e-60"], "--learning-rate"), (["--beta", "1e300"], "--beta"),
    (["--beta", "-1"], "beta"),
    (["--threads", "0"], "--threads"), (["--no-such-option"], "no-such-option"),
    (["--precision", "fp8"], "bf16"),
  ]

  @Test("bad arguments end with 64 and one line that says what is wrong", arguments: badArguments)
  func usage(row: (arguments: [String], word: String)) throws {
    let finished = try Program.run(["train", "--headless"] + row.arguments)
    #expect(finished.status == 64)
    #expect(finished.errors.contains(row.word))
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(finished.output.isEmpty)
  }

  @Test("help lists the settings with their values and defaults")
  func help() throws {
    let help = try Program.run(["help", "train"])
    #expect(help.status == 0)
    let text = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in [
      "--latent-size <latent-size> How many latent dimensions. (default: 2)",
      "--hidden <width,width> The widths of the encoder's hidden layers. (default: 512,256)",
      "--turn <step:knob=value> Turn a knob after so many steps", "(values: fp32, bf16; default: fp32)",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test("a mistake in the arguments points to the help of its command")
  func pointsToHelp() throws {
    for (arguments, command) in [
      (["bench", "--seconds", "0"], "bench"), (["--epochs", "0"], "train"),
      (["train", "--epochs", "0"], "train"),
    ] {
      let finished = try Program.run(arguments)
      #expect(finished.status == 64)
      #expect(finished.errors.hasSuffix("; see `latentwalk help \(command)`\n"), "\(finished.errors)")
    }
  }

  @Test(
    "bad arguments of bench end with 64 and one line that says what is wrong",
    arguments: [
      (["--hidden", ""], "hidden"), (["--threads", "0"], "threads"), (["--threads", "1,x"], "threads"),
      (["--seconds", "0"], "--seconds"), (["--seconds", "nan"], "--seconds"),
      (["--batch-size", "0"], "--batch-size"),
    ])
  func benchUsage(row: (arguments: [String], word: String)) throws {
    let finished = try Program.run(["bench"] + row.arguments)
    #expect(finished.status == 64)
    #expect(finished.errors.contains(row.word))
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(finished.output.isEmpty)
  }

  @Test("bfloat16 is refused with 64 and one line where the kernels have none")
  func noBfloat16() throws {
    let finished = try Program.run(
      ["train", "--headless", "--precision", "bf16"], environment: ["LATENTWALK_KERNELS": "portable"])
    #expect(finished.status == 64)
    #expect(finished.errors.contains("bf16") && finished.errors.contains("portable"))
    #expect(finished.errors.split(separator: "\n").count == 1)
  }

  @Test("bench measures products and steps in every precision, and reports each as JSON")
  func bench() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let arguments = [
      "bench", "--data", directory.path, "--hidden", "100", "--seconds", "0.05", "--threads", "1,2",
    ]
    let finished = try Program.run(arguments + ["--json"], environment: ["LATENTWALK_KERNELS": "portable"])
    #expect(finished.status == 0)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any])
    #expect(report["kernels"] as? String == "portable")
    #expect((report["peak_gflops"] as? [String: Any])?["fp32"] as? Double ?? 0 > 0)
    let products = try #require(report["products"] as? [[String: Any]])
    #expect(products.count == 9)
    #expect(products.allSatisfy { $0["gflops"] as? Double ?? 0 > 0 })
    let training = try #require(report["training"] as? [[String: Any]])
    #expect(training.map { $0["threads"] as? Int } == [1, 2])
    for row in training {
      #expect(row["images_per_second"] as? Double ?? 0 > 0)
      #expect((row["phase_microseconds"] as? [String: Any])?["gradient"] as? Double ?? 0 > 0)
    }

    // With the kernels that this CPU has there are rows of bfloat16 exactly where it has a peak.
    let here = try Program.run(arguments + ["--json"])
    #expect(here.output.contains(#""bf16":null"#) == !here.output.contains(#""precision":"bf16""#))

    let table = try Program.run(arguments)
    #expect(table.status == 0)
    #expect(table.output.contains("encoder.fc1 forward") && table.output.contains("images/s"))
    #expect(table.output.contains("\nMatrix products of a step on one thread.\n"))
  }

  @Test("a run that cannot be kept ends with 73 before anything is trained")
  func unwritableRun() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    try directory.write([1], to: "file")
    let finished = try Program.run([
      "train", "--headless", "--data", directory.path, "--run", directory["file/run"],
    ])
    #expect(finished.status == 73)
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(finished.output.isEmpty)
  }

  @Test("a run is not written over")
  func takenRun() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory).status == 0)
    let before = try Program.bytes(directory["run/model.safetensors"])
    let again = try train(directory)
    #expect(again.status == 73)
    #expect(try Program.bytes(directory["run/model.safetensors"]) == before)
  }

  @Test("data that is not there ends with 66")
  func noData() throws {
    let finished = try Program.run(["train", "--headless", "--data", "/no/such/directory"])
    #expect(finished.status == 66)
    #expect(finished.errors.contains("/no/such/directory"))
    #expect(finished.errors.split(separator: "\n").count == 1)
  }

  /// Ways to spoil a data set's files.
  static let spoilt: [(file: String, what: String)] = [
    ("train-images-idx3-ubyte", "truncated"), ("train-images-idx3-ubyte", "magic"),
    ("train-images-idx3-ubyte", "huge"), ("train-labels-idx1-ubyte", "fewer"),
    ("t10k-images-idx3-ubyte", "none"), ("t10k-images-idx3-ubyte", "empty"),
  ]

  @Test("spoilt data ends with 65, one line that names the file, and no model", arguments: spoilt)
  func badData(row: (file: String, what: String)) throws {
    let directory = try TemporaryDirectory()
    let spoil: ([UInt8]) -> [UInt8] = { bytes in
      switch row.what {
      case "truncated": Array(bytes.dropLast(100))
      case "magic": [1] + bytes.dropFirst()
      case "huge": Array(bytes[..<4]) + SmallDataset.bigEndian(1 << 31) + bytes[8...]
      case "fewer": Array(bytes[..<4]) + SmallDataset.bigEndian(9) + bytes[8..<17]
      case "none": Array(bytes[..<4]) + SmallDataset.bigEndian(0) + bytes[8..<16]
      default: []
      }
    }
    try SmallDataset.write(to: directory, spoil: [row.file: spoil])
    let finished = try train(directory)
    #expect(finished.status == 65)
    #expect(finished.errors.contains(row.file))
    #expect(finished.errors.split(separator: "\n").count == 1)
    #expect(finished.output.isEmpty)
    #expect(try Program.bytes(directory["run/model.safetensors"]).isEmpty)
  }

  @Test("a model file cut anywhere ends eval, info and explore with 65 and one line")
  func cutModel() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    #expect(try train(directory).status == 0)
    let bytes = try Program.bytes(directory["run/model.safetensors"])
    for length in stride(from: 0, to: bytes.count, by: 1000) {
      let cut = directory["cut.safetensors"]
      try directory.write(Array(bytes[..<length]), to: "cut.safetensors")
      for command in ["info", "eval", "explore"] {
        let finished = try Program.run([command, cut])
        #expect(finished.status == 65)
        #expect(finished.errors.contains("cut.safetensors"))
        #expect(finished.errors.split(separator: "\n").count == 1)
      }
    }
  }

  @Test("the data at hand is listed")
  func listsData() throws {
    let finished = try Program.run(["data"])
    #expect(finished.status == 0)
    let lines = finished.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("mnist ") && $0.contains("28x28, in ") })
    #expect(lines.contains { $0.hasPrefix("fashion-mnist ") })
  }

  @Test("TERM=dumb and no terminal give plain progress")
  func dumb() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let finished = try Program.run(
      ["train", "--data", directory.path, "--hidden", "8", "--epochs", "1", "--run", directory["run"]],
      environment: ["TERM": "dumb"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(finished.output.hasPrefix("epoch 1/1"))
  }
}
