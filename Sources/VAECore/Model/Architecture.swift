/// The shape of a VAE: `pixels -> hidden... -> latent -> ...hidden -> pixels`.
public struct Architecture: Sendable, Equatable {
  /// Pixels in an image.
  public var pixels: Int
  /// Widths of the encoder's hidden layers, from the image inwards; the decoder has them in reverse.
  public var hidden: [Int]
  /// Latent dimensions.
  public var latentSize: Int
  /// What follows each hidden layer.
  public var activation: Activation

  /// An architecture of these sizes.
  ///
  /// `validate()` tells whether it can be built.
  public init(pixels: Int, hidden: [Int], latentSize: Int, activation: Activation = .relu) {
    self.pixels = pixels
    self.hidden = hidden
    self.latentSize = latentSize
    self.activation = activation
  }

  /// How many floats the model has; `Int.max` where they are too many to count.
  public var parameterCount: Int {
    let layers = [pixels] + hidden
    var count = 0
    var overflow = latentSize > Int.max / 2
    func add(inputs: Int, outputs: Int) {
      let product = (inputs &+ 1).multipliedReportingOverflow(by: outputs)
      let sum = count.addingReportingOverflow(product.partialValue)
      overflow = overflow || inputs == .max || product.overflow || sum.overflow
      count = sum.partialValue
    }
    for (inputs, outputs) in zip(layers, layers.dropFirst()) { add(inputs: inputs, outputs: outputs) }
    add(inputs: layers[layers.count - 1], outputs: latentSize &* 2)
    let decoder = [latentSize] + layers.reversed()
    for (inputs, outputs) in zip(decoder, decoder.dropFirst()) { add(inputs: inputs, outputs: outputs) }
    return overflow ? .max : count
  }

  /// Throws where a size is not at least 1, or the model would have more than 2^30 parameters (4 GiB).
  public func validate() throws(ArchitectureError) {
    let sizes = [("pixels", pixels)] + hidden.map { ("hidden layer", $0) } + [("latent size", latentSize)]
    for (name, size) in sizes where size < 1 {
      throw .sizeTooSmall(name: name, size: size)
    }
    guard parameterCount <= Self.greatestParameterCount else {
      throw .tooManyParameters(count: parameterCount, limit: Self.greatestParameterCount)
    }
  }

  /// The most parameters that a model may have.
  public static let greatestParameterCount = 1 << 30
}

/// Why no model of an architecture can be built.
public enum ArchitectureError: Error, Equatable {
  /// A size must be at least 1.
  case sizeTooSmall(name: String, size: Int)
  /// The model would not fit; a count of `Int.max` stands for more than can be counted.
  case tooManyParameters(count: Int, limit: Int)
}
