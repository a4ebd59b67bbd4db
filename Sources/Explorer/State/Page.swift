/// What fills the screen between header and footer.
public enum Page: Int, Sendable, CaseIterable {
  /// Curves, the latent map, and the digit under the cursor.
  case map
  /// A strip of digits from one latent point to another.
  case interpolation
  /// Digits decoded from draws from the prior.
  case samples
  /// Test digits and what the model makes of them.
  case reconstructions
  /// The loss curves alone.
  case curves
  /// What each latent dimension tells.
  case latents
  /// What goes wrong, and the knobs to turn against it.
  case diagnosis
  /// The moments of training that are kept.
  case time

  /// The page `offset` further on, round and round.
  func advanced(by offset: Int) -> Page {
    Page.allCases.element(offset, after: self)
  }
}
