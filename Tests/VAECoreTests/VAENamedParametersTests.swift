import Testing
import VAECore

@Suite("Named parameters")
struct VAENamedParametersTests {
  let architecture = Architecture(pixels: 6, hidden: [5, 3], latentSize: 2)

  @Test("have PyTorch's names, order and shapes")
  func names() throws {
    let named = try VAE(architecture, seed: 1).namedParameters
    let expected: [(String, [Int])] = [
      ("encoder.fc1.weight", [5, 6]), ("encoder.fc1.bias", [5]),
      ("encoder.fc2.weight", [3, 5]), ("encoder.fc2.bias", [3]),
      ("encoder.fc_mu.weight", [2, 3]), ("encoder.fc_mu.bias", [2]),
      ("encoder.fc_logvar.weight", [2, 3]), ("encoder.fc_logvar.bias", [2]),
      ("decoder.fc1.weight", [3, 2]), ("decoder.fc1.bias", [3]),
      ("decoder.fc2.weight", [5, 3]), ("decoder.fc2.bias", [5]),
      ("decoder.fc3.weight", [6, 5]), ("decoder.fc3.bias", [6]),
    ]
    #expect(named.map(\.name) == expected.map(\.0))
    #expect(named.map(\.shape) == expected.map(\.1))
    #expect(named.allSatisfy { $0.values.count == $0.shape.reduce(1, *) })
  }

  @Test("hold the weights as [out x in], means and log variances apart")
  func transposition() throws {
    // The identity images of a linear model without hidden layers read its weights off.
    let small = Architecture(pixels: 3, hidden: [], latentSize: 2)
    let model = try VAE(small, seed: 4)
    let named = Dictionary(uniqueKeysWithValues: model.namedParameters.map { ($0.name, $0.values) })
    let images = FloatMatrix(rows: 4, columns: 3, elements: [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1])
    let posterior = model.encode(images, kernels: try bestKernels())
    for (head, values) in [("fc_mu", posterior.mean), ("fc_logvar", posterior.logVariance)] {
      let weight = try #require(named["encoder.\(head).weight"])
      let bias = try #require(named["encoder.\(head).bias"])
      #expect(Array(values.row(0)) == bias)
      for pixel in 0..<3 {
        for latent in 0..<2 {
          let expected = weight[latent * 3 + pixel] + bias[latent]
          #expect(abs(values[pixel + 1, latent] - expected) < 1e-6)
        }
      }
    }
  }

  @Test("make the same model again, in any order")
  func roundTrip() throws {
    let model = try VAE(architecture, seed: 1)
    #expect(try VAE(architecture, named: model.namedParameters) == model)
    #expect(try VAE(architecture, named: model.namedParameters.reversed()) == model)
  }

  @Test("that are missing, double, foreign or of another shape are named")
  func errors() throws {
    let named = try VAE(architecture, seed: 1).namedParameters
    func expect(
      _ error: ParameterError, _ named: [NamedParameter], _ location: SourceLocation = #_sourceLocation
    ) {
      #expect(throws: error, sourceLocation: location) { try VAE(architecture, named: named) }
    }
    expect(.missing(name: "encoder.fc1.weight"), [])
    expect(.missing(name: "decoder.fc3.bias"), named.dropLast())
    expect(.duplicate(name: "encoder.fc1.weight"), named + named.prefix(1))
    expect(.unexpected(name: "extra"), named + [NamedParameter(name: "extra", shape: [1], values: [1])])

    var wrong = named
    wrong[0] = NamedParameter(name: "encoder.fc1.weight", shape: [6, 5], values: named[0].values)
    expect(.shape(name: "encoder.fc1.weight", expected: [5, 6], found: [6, 5]), wrong)
    wrong[0] = NamedParameter(name: "encoder.fc1.weight", shape: [5, 6], values: [1])
    expect(.valueCount(name: "encoder.fc1.weight", expected: 30, found: 1), wrong)
  }

  @Test("of an absurd architecture are refused before room is made for it")
  func absurd() throws {
    #expect(throws: ParameterError.self) {
      try VAE(Architecture(pixels: .max, hidden: [.max], latentSize: .max), named: [])
    }
    #expect(throws: ParameterError.architecture(.sizeTooSmall(name: "image width", size: 0))) {
      try VAE(Architecture(pixels: 0, hidden: [3], latentSize: 2), named: [])
    }
  }

  @Test("errors are one line that names the tensor")
  func wording() {
    let errors: [ParameterError] = [
      .missing(name: "fc9"), .duplicate(name: "fc9"), .unexpected(name: "fc9"),
      .shape(name: "fc9", expected: [1, 2], found: [2, 1]), .valueCount(name: "fc9", expected: 1, found: 2),
    ]
    for error in errors {
      #expect("\(error)".contains("'fc9'") && !"\(error)".contains("\n"))
    }
  }
}
