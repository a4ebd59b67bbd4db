/// What fills the screen between header and footer.
public enum Page: Int, Sendable, CaseIterable {
  /// Curves, the latent map, and the digit under the cursor.
  case map
  /// A strip of digits from one latent point to another.
  case interpolation
  /// Digits decoded from draws from the prior.
  case samples
  /// Test images and their reconstructions.
  case reconstructions
  /// The loss curves alone.
  case curves
  /// What each latent dimension encodes.
  case latents
  /// What goes wrong, and the knobs that help.
  case diagnosis
  /// The keyframes of training.
  case time

  /// Whether it has pictures that a model decodes.
  var showsPictures: Bool {
    switch self {
    case .map, .interpolation, .samples, .reconstructions, .latents, .time: true
    case .curves, .diagnosis: false
    }
  }

  /// The page `offset` further on, round and round.
  func advanced(by offset: Int) -> Page {
    Page.allCases.element(offset, after: self)
  }
}
