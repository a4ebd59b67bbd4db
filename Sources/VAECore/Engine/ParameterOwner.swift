/// Parameters at their place in a `ParameterStore`, shared by all networks that compute with them.
///
/// Their gradients, and what an optimizer keeps for each of them, lie in buffers of the store's layout.
package protocol Parameters: AnyObject {
  /// The floats that they take in a store.
  var count: Int { get }

  /// Sets their place in a store, before anything else is asked of them.
  func bind(to place: ParameterPlace)

  /// Copies them, or numbers of the same layout, from a model's flat buffer to their place in a store's buffer.
  func pack(_ flat: UnsafePointer<Float>, into values: UnsafeMutablePointer<Float>)

  /// The inverse of `pack`.
  func unpack(_ values: UnsafePointer<Float>, into flat: UnsafeMutablePointer<Float>)

  /// The tasks of an update, which together are every parameter once; a task that is empty is nil.
  func updateTiles(workers: Int) -> [UpdateTile?]

  /// Updates the copies that products read of a tile's parameters.
  func refresh(_ tile: UpdateTile, kernels: Kernels, worker: Int)
}

/// Where parameters are.
package struct ParameterPlace {
  /// All parameters of the store.
  let parameters: FloatBuffer
  /// Where these begin.
  let offset: Int
}

/// A part of a network that has parameters and computes their gradients: a layer, or what else is learned.
package protocol ParameterOwner: AnyObject {
  /// The parameters.
  var parameters: any Parameters { get }

  /// Computes the gradient of a tile's parameters over the first `count` rows of the batch: of its weights, and after
  /// them of its bias.
  func computeGradient(
    _ tile: UpdateTile, count: Int, into gradient: UnsafeMutablePointer<Float>, worker: Int)
}
