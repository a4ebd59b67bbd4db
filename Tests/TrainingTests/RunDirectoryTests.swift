import Formats
import TestSupport
import Testing
import Training

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
