import VAECore

extension VAE {
  /// A model that has not been trained, of an architecture that is known to be valid.
  public static func fresh(_ architecture: Architecture, seed: UInt64 = 1) -> VAE {
    do {
      return try VAE(architecture, seed: seed)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
