import Datasets
import TestSupport
import Testing

@Suite("The real datasets")
struct BundledDatasetTests {
  private let standard = DatasetLocator(
    environment: [:], executablePath: Repository.root + "/.build/release/latentwalk")

  /// The number of labels of each class, 0 to 9.
  private func histogram(_ labels: [UInt8]) -> [Int] {
    labels.reduce(into: Array(repeating: 0, count: 10)) { $0[Int($1)] += 1 }
  }

  private func sum(_ pixels: some Sequence<UInt8>) -> Int { pixels.reduce(0) { $0 + Int($1) } }

  @Test("the bundled MNIST is the real one")
  func mnist() throws {
    let location = try standard.locate("mnist")
    #expect(location.directory == Repository.mnist)
    var steps: [Double] = []
    let dataset = try location.load { steps.append($0) }
    #expect((24...132).contains(steps.count))
    #expect(steps == steps.sorted() && steps.last == 1)

    let (train, test) = (dataset.train, dataset.test)
    #expect((train.count, train.width, train.height) == (60_000, 28, 28))
    #expect((test.count, test.width, test.height) == (10_000, 28, 28))
    #expect(sum(train.pixels) == 1_567_298_545)
    #expect(sum(test.pixels) == 264_923_200)
    #expect(train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(test.labels.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    #expect(train.labels.suffix(5) == [8, 3, 5, 6, 8])
    #expect(histogram(train.labels) == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(histogram(test.labels) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(Array(train.image(0).dropFirst(152).prefix(5)) == [3, 18, 18, 18, 126])
    #expect(train.image(0).prefix(152).allSatisfy { $0 == 0 })
    #expect(Array(test.image(0).dropFirst(202).prefix(5)) == [84, 185, 159, 151, 60])
    #expect((sum(train.image(0)), sum(train.image(59_999))) == (27_525, 20_920))
    #expect((sum(test.image(0)), sum(test.image(9_999))) == (18_454, 41_833))
  }

  @Test(
    "Debian's fashion-mnist is the real one",
    .enabled(if: DatasetLocator(environment: [:], executablePath: "").listing()[1].location != nil))
  func fashion() throws {
    let dataset = try standard.locate("fashion-mnist").load()
    #expect((dataset.train.count, dataset.test.count) == (60_000, 10_000))
    #expect(histogram(dataset.train.labels) == Array(repeating: 6000, count: 10))
    #expect(histogram(dataset.test.labels) == Array(repeating: 1000, count: 10))
    #expect(dataset.train.labels.prefix(5) == [9, 0, 0, 3, 0])
    #expect(dataset.test.labels.prefix(5) == [9, 2, 1, 1, 6])
  }
}
