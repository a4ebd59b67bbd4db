/// What random numbers are for.
///
/// Streams of different purposes never share a number, even with one seed.
public enum RandomPurpose: UInt8, Sendable, CaseIterable {
  /// The first weights.
  case initialization = 1
  /// The order of the images in an epoch.
  case shuffling = 2
  /// The noise of training steps.
  case reparameterization = 3
  /// The noise of a test loss.
  case evaluation = 4
  /// Codes drawn from the prior.
  case prior = 5
  /// Statistics that need chance.
  case analysis = 6
}
