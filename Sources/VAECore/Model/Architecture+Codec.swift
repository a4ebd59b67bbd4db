// The form that architectures have in files, on one line:
//
//   image=28x28 encoder=512:relu,256:relu latent=gaussian:2 decoder=256:relu,512:relu likelihood=bernoulli prior=normal
//
// Model files and run directories hold it, and it is read and checked nowhere else.

extension Architecture: LosslessStringConvertible {
  /// Every part by its name; lists without elements are empty.
  public var description: String {
    [
      ("image", image.description),
      ("encoder", encoder.map(\.description).joined(separator: ",")),
      ("latent", latent.description),
      ("decoder", decoder.map(\.description).joined(separator: ",")),
      ("likelihood", likelihood.rawValue),
      ("prior", prior.rawValue),
    ].map { "\($0)=\($1)" }.joined(separator: " ")
  }

  /// Reads a description, the parts in any order; nil where one is missing, unknown, or comes twice, and where no model
  /// of the architecture can be built.
  public init?(_ description: String) {
    var parts: [Substring: String] = [:]
    for field in description.split(separator: " ") {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, parts.updateValue(String(pair[1]), forKey: pair[0]) == nil else { return nil }
    }
    guard parts.count == 6,
      let image = parts["image"].flatMap(ImageShape.init),
      let encoder = parts["encoder"].flatMap(Self.layers),
      let latent = parts["latent"].flatMap(Latent.init),
      let decoder = parts["decoder"].flatMap(Self.layers),
      let likelihood = parts["likelihood"].flatMap(Likelihood.init(rawValue:)),
      let prior = parts["prior"].flatMap(Prior.init(rawValue:))
    else { return nil }
    self.init(
      image: image, encoder: encoder, latent: latent, decoder: decoder, likelihood: likelihood, prior: prior)
    do { try validate() } catch { return nil }
  }

  private static func layers(_ text: String) -> [LayerSpec]? {
    let parts = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
    let layers = parts.compactMap { LayerSpec(String($0)) }
    return layers.count == parts.count ? layers : nil
  }
}

extension ImageShape: LosslessStringConvertible {
  /// Such as `28x28`, the width first.
  public var description: String { "\(width)x\(height)" }

  /// Reads a description; nil where it is none.
  public init?(_ description: String) {
    let sides = description.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
    self.init(width: width, height: height)
  }
}

extension LayerSpec: LosslessStringConvertible {
  /// Such as `512:relu`, or `512` without an activation.
  public var description: String {
    switch self {
    case .dense(let outputs, let activation): "\(outputs)" + (activation.map { ":\($0.rawValue)" } ?? "")
    }
  }

  /// Reads a description; nil where it is none.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let outputs = Int(parts[0]) else { return nil }
    let activation = parts.dropFirst().first.map { Activation(rawValue: String($0)) }
    if case .some(nil) = activation { return nil }
    self = .dense(outputs, activation ?? nil)
  }
}

extension Latent: LosslessStringConvertible {
  /// Such as `gaussian:2`.
  public var description: String {
    switch self {
    case .gaussian(let size): "gaussian:\(size)"
    }
  }

  /// Reads a description; nil where it is none.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "gaussian", let size = Int(parts[1]) else { return nil }
    self = .gaussian(size)
  }
}
