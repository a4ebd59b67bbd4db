import Formats
import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct RunDirectoryTests {
  @Test("a run's configuration is written when its directory is made")
  func creates() throws {
    let directory = try TemporaryDirectory()
    let run = RunDirectory(path: directory["a/b"])
    try run.create(TrainingConfiguration(hidden: [4, 2], seed: .max))
    let text = String(decoding: try WholeFile.read(run.configurationPath), as: UTF8.self)
    #expect(text.contains("\"hidden\":[4,2]"))
    #expect(text.contains("\"seed\":\"18446744073709551615\""))
  }

  @Test("a directory with a run in it is left as it is")
  func taken() throws {
    let directory = try TemporaryDirectory()
    let run = RunDirectory(path: directory.path)
    try run.create(TrainingConfiguration(epochs: 1))
    let before = try WholeFile.read(run.configurationPath)
    #expect(throws: RunDirectoryError.self) { try run.create(TrainingConfiguration(epochs: 2)) }
    #expect(try WholeFile.read(run.configurationPath) == before)
  }

  @Test("a directory with curves in it is one with a run in it")
  func takenByCurves() throws {
    let directory = try TemporaryDirectory()
    try WholeFile.write([1], to: directory["history.json"])
    #expect(throws: RunDirectoryError.self) {
      try RunDirectory(path: directory.path).create(TrainingConfiguration())
    }
  }

  @Test(
    "a directory with another branch in it is one with a run in it",
    arguments: ["branch-1-model.safetensors", "branch-12-history.json", "branch-3-2-model.safetensors"])
  func takenByBranch(name: String) throws {
    let directory = try TemporaryDirectory()
    try WholeFile.write([1], to: directory[name])
    #expect(throws: RunDirectoryError.self) {
      try RunDirectory(path: directory.path).create(TrainingConfiguration())
    }
    #expect(directory.names() == [name])
  }

  @Test("other files in a directory are none of its business")
  func notTaken() throws {
    let directory = try TemporaryDirectory()
    for name in ["notes.txt", "branch-office.json", "my-history.json"] {
      try WholeFile.write([1], to: directory[name])
    }
    try RunDirectory(path: directory.path).create(TrainingConfiguration())
  }

  @Test("a directory that cannot be made is an error that names it")
  func unwritable() throws {
    let directory = try TemporaryDirectory()
    let file = directory["file"]
    try WholeFile.write([1], to: file)
    let error = #expect(throws: FormatError.self) {
      try RunDirectory(path: file + "/run").create(TrainingConfiguration())
    }
    #expect(try #require(error).kind == .cannotCreate)
  }
}

@Suite struct NewRunDirectoryTests {
  @Test("runs that are begun at one time get a directory each")
  func apart() throws {
    let directory = try TemporaryDirectory()
    let paths = try (0..<3).map { _ in
      try RunDirectory.createNew(at: directory["runs/now"], TrainingConfiguration()).path
    }
    #expect(paths == [directory["runs/now"], directory["runs/now-2"], directory["runs/now-3"]])
  }
}

@Suite struct BranchSavingTests {
  private static let names = ["history.json", "model.safetensors"]

  private func file(step: Int) -> TrainedModel {
    TrainedModel(
      model: .fresh(Architecture(pixels: 36, hidden: [16], latentSize: 2), seed: 1),
      configuration: barsConfiguration(epochs: 3), step: step, test: nil)
  }

  private func history(branch: Int) -> RunHistory {
    var snapshot = TrainingSnapshot(
      status: .completed, configuration: barsConfiguration(epochs: 3), model: file(step: 0).model)
    snapshot.branch = branch
    return RunHistory(snapshot)
  }

  /// Keeps a branch whose model says of which it is by its step.
  private func save(_ branch: Int, in directory: borrowing TemporaryDirectory) throws {
    try RunDirectory(path: directory.path).save(file(step: branch), history(branch: branch))
  }

  /// The branches of the models in a directory, and of the curves beside them.
  private func branches(_ name: String, in directory: borrowing TemporaryDirectory) throws -> [Int] {
    [
      try TrainedModel(contentsOf: directory[name + "model.safetensors"]).step,
      try RunHistory(contentsOf: directory[name + "history.json"]).branch,
    ]
  }

  @Test("a model of another branch does not replace the one that was kept, and one of the same branch does")
  func kept() throws {
    let directory = try TemporaryDirectory()
    for branch in [1, 1, 2, 5] { try save(branch, in: directory) }
    #expect(try branches("branch-1-", in: directory) == [1, 1])
    #expect(try branches("branch-2-", in: directory) == [2, 2])
    #expect(try branches("", in: directory) == [5, 5])
    #expect(directory.names().count == 6)
  }

  @Test("a branch that is kept again after another has one place")
  func keptAgain() throws {
    let directory = try TemporaryDirectory()
    for branch in [1, 2, 1] { try save(branch, in: directory) }
    #expect(try branches("", in: directory) == [1, 1])
    #expect(try branches("branch-2-", in: directory) == [2, 2])
    #expect(directory.names().count == 4)
  }

  @Test("a file that has the name of a branch is neither overwritten nor in the way", arguments: names)
  func inTheWay(name: String) throws {
    let directory = try TemporaryDirectory()
    try save(1, in: directory)
    try WholeFile.write([7], to: directory["branch-1-" + name])
    try save(2, in: directory)
    #expect(try WholeFile.read(directory["branch-1-" + name]) == [7])
    #expect(try branches("branch-1-2-", in: directory) == [1, 1])
    #expect(try branches("", in: directory) == [2, 2])
    try save(3, in: directory)
    #expect(try branches("branch-2-", in: directory) == [2, 2])
  }

  @Test("a save that fails leaves what was there, and can be repeated", arguments: [0, 1])
  func fails(written: Int) throws {
    let directory = try TemporaryDirectory()
    let run = RunDirectory(path: directory.path)
    let refusal = FormatError.cannotWrite(path: "disk", code: 28)
    for branch in [1, 2, 2, 3] {
      let before = directory.names()
      let kept = branch == 1 ? [] : try branches("", in: directory)
      #expect(throws: refusal) {
        try run.save(
          branch: branch,
          writeHistory: { () throws(FormatError) in
            guard written > 0 else { throw refusal }
            try history(branch: branch).write(to: run.historyPath)
          }, writeModel: { () throws(FormatError) in throw refusal })
      }
      #expect(directory.names() == before)
      if branch > 1 { #expect(try branches("", in: directory) == kept) }
      try save(branch, in: directory)
      #expect(try branches("", in: directory) == [branch, branch])
    }
    #expect(try branches("branch-1-", in: directory) == [1, 1])
    #expect(try branches("branch-2-", in: directory) == [2, 2])
    #expect(directory.names().count == 6)
  }

  @Test("what a save was interrupted in the middle of is kept, whatever is left of it")
  func interrupted() throws {
    let directory = try TemporaryDirectory()
    try save(1, in: directory)
    // The model was moved, and its curves were not.
    try WholeFile.rename(directory["model.safetensors"], to: directory["branch-1-model.safetensors"])
    try save(2, in: directory)
    #expect(try branches("branch-1-", in: directory) == [1, 1])
    // The curves are gone, or are none.
    WholeFile.remove(directory["history.json"])
    try save(3, in: directory)
    #expect(try TrainedModel(contentsOf: directory["branch-unknown-model.safetensors"]).step == 2)
    try WholeFile.write([7], to: directory["history.json"])
    try save(4, in: directory)
    #expect(try TrainedModel(contentsOf: directory["branch-unknown-2-model.safetensors"]).step == 3)
    #expect(try WholeFile.read(directory["branch-unknown-2-history.json"]) == [7])
    #expect(try branches("", in: directory) == [4, 4])
  }

  @Test("curves are found beside the model of any branch, and beside no other file")
  func beside() throws {
    let directory = try TemporaryDirectory()
    for branch in [1, 2] { try save(branch, in: directory) }
    for name in ["", "branch-1-"] {
      #expect(
        RunDirectory.historyPath(besideModel: directory[name + "model.safetensors"])
          == directory[name + "history.json"])
    }
    try WholeFile.write([7], to: directory["my-history.json"])
    for name in ["branch-3-model.safetensors", "my-model.safetensors", "config.json", ""] {
      #expect(RunDirectory.historyPath(besideModel: directory[name]) == nil)
    }
  }
}
