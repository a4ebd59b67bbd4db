/// What a VAE is made of: the image, the encoder's hidden layers, the latent space, the decoder's hidden layers, and the
/// distributions of pixels and codes.
///
/// The maps to the posterior's parameters and to the pixels' are not listed: they follow from `latent` and `likelihood`.
/// `validate()` checks that it can be built, and `description` is its form in files.
public struct Architecture: Sendable, Equatable {
  /// The shape of the images.
  public var image: ImageShape
  /// The encoder's hidden layers, from the image inwards.
  public var encoder: [LayerSpec]
  /// What a code is, and its posterior.
  public var latent: Latent
  /// The decoder's hidden layers, from the code outwards.
  public var decoder: [LayerSpec]
  /// The distribution of a pixel, given the code.
  public var likelihood: Likelihood
  /// The distribution of codes before any image is seen.
  public var prior: Prior

  /// An architecture of these parts.
  public init(
    image: ImageShape, encoder: [LayerSpec], latent: Latent, decoder: [LayerSpec],
    likelihood: Likelihood = .bernoulli, prior: Prior = .standardNormal
  ) {
    self.image = image
    self.encoder = encoder
    self.latent = latent
    self.decoder = decoder
    self.likelihood = likelihood
    self.prior = prior
  }

  /// A VAE of dense layers, `pixels -> hidden... -> latent -> ...hidden -> pixels`, whose decoder mirrors its encoder.
  public init(image: ImageShape, hidden: [Int], latentSize: Int, activation: Activation = .relu) {
    let layers = hidden.map { LayerSpec.dense($0, activation) }
    self.init(image: image, encoder: layers, latent: .gaussian(latentSize), decoder: layers.reversed())
  }

  /// The same for vectors of `pixels` numbers that have no shape.
  public init(pixels: Int, hidden: [Int], latentSize: Int, activation: Activation = .relu) {
    self.init(
      image: ImageShape(width: pixels, height: 1), hidden: hidden, latentSize: latentSize,
      activation: activation)
  }

  /// Pixels in an image.
  public var pixels: Int { image.pixels }
  /// Latent dimensions.
  public var latentSize: Int { latent.size }
}

/// The shape of grey images, in pixels.
public struct ImageShape: Sendable, Equatable {
  /// The width.
  public var width: Int
  /// The height.
  public var height: Int

  /// A shape of that width and height.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Pixels in an image; `Int.max` if they are too many to count.
  public var pixels: Int {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    return overflow ? .max : pixels
  }
}

/// A hidden layer.
public enum LayerSpec: Sendable, Equatable {
  /// An affine map to so many outputs, and what follows it.
  case dense(Int, Activation?)
}

/// What a code is, and the posterior that the encoder computes for it.
public enum Latent: Sendable, Equatable {
  /// So many dimensions, with a Gaussian posterior that is independent in each (Kingma and Welling 2014).
  case gaussian(Int)

  /// Latent dimensions.
  public var size: Int {
    switch self {
    case .gaussian(let size): size
    }
  }

  /// Numbers that the encoder computes for a code: a mean and a log variance for each dimension.
  var headWidth: Int {
    switch self {
    case .gaussian(let size): size > Int.max / 2 ? .max : 2 * size
    }
  }
}

/// The distribution of a pixel, given the code.
public enum Likelihood: String, Sendable, CaseIterable {
  /// Bernoulli, whose parameter is the sigmoid of a logit; grey levels count as probabilities of white.
  case bernoulli

  /// Numbers that the decoder computes for a pixel.
  var outputsPerPixel: Int {
    switch self {
    case .bernoulli: 1
    }
  }

  /// The loss of an uninformed model, in nats per pixel.
  public var untrainedLossPerPixel: Double {
    switch self {
    case .bernoulli: 0.6931471805599453  // ln 2
    }
  }
}

/// The distribution of codes before any image is seen.
public enum Prior: String, Sendable, CaseIterable {
  /// N(0, I).
  case standardNormal = "normal"
}

extension Architecture {
  /// Checks that sizes are at least 1, and that the model has no more than 2^30 parameters (4 GiB).
  public func validate() throws(ArchitectureError) {
    var sizes = [("image width", image.width), ("image height", image.height)]
    for layer in encoder + decoder {
      switch layer {
      case .dense(let outputs, _): sizes.append(("hidden layer", outputs))
      }
    }
    sizes.append(("latent size", latentSize))
    for (name, size) in sizes where size < 1 { throw .sizeTooSmall(name: name, size: size) }
    guard parameterCount <= Self.maxParameterCount else {
      throw .tooManyParameters(count: parameterCount, limit: Self.maxParameterCount)
    }
  }

  /// The largest number of parameters that a model may have.
  public static let maxParameterCount = 1 << 30

  /// The number of floats in the model; `Int.max` if they are too many to count.
  public var parameterCount: Int {
    var count = 0
    var overflow = false
    for map in affineMaps {
      let product = (map.inputs &+ 1).multipliedReportingOverflow(by: map.outputs)
      let sum = count.addingReportingOverflow(product.partialValue)
      overflow = overflow || map.inputs == .max || product.overflow || sum.overflow
      count = sum.partialValue
    }
    return overflow ? .max : count
  }

  /// The affine maps in the order of the parameters: the encoder's, its heads, the decoder's, the pixels' parameters.
  var affineMaps: [(inputs: Int, outputs: Int, activation: Activation?)] {
    var maps: [(inputs: Int, outputs: Int, activation: Activation?)] = []
    func add(_ layers: [LayerSpec], from inputs: Int, to outputs: Int) {
      var width = inputs
      for layer in layers {
        switch layer {
        case .dense(let outputs, let activation):
          maps.append((width, outputs, activation))
          width = outputs
        }
      }
      maps.append((width, outputs, nil))
    }
    add(encoder, from: pixels, to: latent.headWidth)
    let (outputs, overflow) = pixels.multipliedReportingOverflow(by: likelihood.outputsPerPixel)
    add(decoder, from: latentSize, to: overflow ? .max : outputs)
    return maps
  }

  /// The widths from the image to the code, such as `784-400-20`.
  public var encoderWidths: String {
    let widths = encoder.map { layer in
      switch layer {
      case .dense(let outputs, _): String(outputs)
      }
    }
    return ([String(pixels)] + widths + [String(latentSize)]).joined(separator: "-")
  }
}

/// Why no model of an architecture can be built.
public enum ArchitectureError: Error, Equatable {
  /// A size must be at least 1.
  case sizeTooSmall(name: String, size: Int)
  /// The model would not fit; a count of `Int.max` stands for more than can be counted.
  case tooManyParameters(count: Int, limit: Int)
}

extension ArchitectureError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .sizeTooSmall(let name, let size):
      "the \(name) is \(size); it must be at least 1"
    case .tooManyParameters(let count, let limit):
      "the model would have \(count == .max ? "countless" : "\(count)") parameters, more than \(limit); "
        + "make its layers smaller"
    }
  }
}
