/// A variational autoencoder (Kingma and Welling 2014): a value, made of its architecture and one flat buffer of
/// parameters.
public struct VAE: Sendable, Equatable {
  /// What it is made of.
  public let architecture: Architecture
  /// All parameters, layer by layer: each weight as `[in x out]`, row-major, and after it its bias `[out]`.
  ///
  /// The encoder's two heads are one layer: means in its first columns, log variances in the others.
  public private(set) var parameters: [Float]

  /// A model to be trained, as PyTorch initializes `nn.Linear`.
  ///
  /// Weights and biases are uniform between plus and minus 1 / sqrt(in).
  ///
  /// - Throws: `ArchitectureError` where no model of the architecture can be built.
  public init(_ architecture: Architecture, seed: UInt64 = 1) throws(ArchitectureError) {
    try architecture.validate()
    let layout = ParameterLayout(architecture)
    self.architecture = architecture
    parameters = []
    parameters.reserveCapacity(layout.count)
    for (index, map) in layout.maps.enumerated() {
      var random = RandomStream(seed: seed, purpose: .initialization, row: index)
      let bound = 1 / Float(map.inputs).squareRoot()
      for _ in map.range { parameters.append((2 * random.uniform() - 1) * bound) }
    }
  }

  /// A model of these parameters, in the order of the flat buffer; the architecture must be valid and have as
  /// many.
  package init(_ architecture: Architecture, parameters: [Float]) {
    precondition(
      parameters.count == architecture.parameterCount,
      "A model of \(architecture.parameterCount) parameters was given \(parameters.count).")
    self.architecture = architecture
    self.parameters = parameters
  }

  /// Whether no parameter is infinite or NaN.
  public var isFinite: Bool { parameters.allSatisfy(\.isFinite) }

  /// Lets `body` read the parameters where they lie.
  func withParameters<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    parameters.withUnsafeBufferPointer { buffer in
      // Views have one kind of pointer; who reads does not write. A valid model is never empty.
      body(UnsafeMutablePointer(mutating: buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}
