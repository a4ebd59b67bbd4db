/// Something with parameters: it knows where they lie, how files call them, and how their updates are shared.
///
/// Its parameters lie in a `ParameterStore`, and so do their gradients and whatever an optimizer keeps, in buffers of the
/// same layout.
package protocol ParameterOwner: AnyObject {
  /// The floats that its parameters take in a store.
  var parameterCount: Int { get }

  /// Binds the owner to the place of its parameters in a store, before anything else is asked of it.
  func bind(to place: ParameterPlace)

  /// Copies its parameters, or numbers of the same layout, from a model's flat buffer to its place in a store's buffer.
  func pack(_ flat: UnsafePointer<Float>, into values: UnsafeMutablePointer<Float>)

  /// The inverse of `pack`.
  func unpack(_ values: UnsafePointer<Float>, into flat: UnsafeMutablePointer<Float>)

  /// The tasks of an update, which together are every parameter once; a task that is empty is nil.
  func updateTiles(workers: Int) -> [UpdateTile?]

  /// Updates the copies that products read of a tile's parameters.
  func refresh(_ tile: UpdateTile, kernels: Kernels, worker: Int)
}

/// Where an owner's parameters are.
package struct ParameterPlace {
  /// The parameters of the whole store.
  let parameters: FloatBuffer
  /// Where the owner's begin.
  let offset: Int
}

/// A part of a network: parameters between two edges.
package protocol Layer: AnyObject {
  /// What has the layer's parameters.
  var owner: any ParameterOwner { get }
  /// The edge that it reads.
  var input: Edge { get }
  /// The edge that it writes.
  var output: Edge { get }

  /// Appends what computes the output from the input.
  func planForward(_ plan: StepPlan)

  /// Appends what computes the gradient by the input from that by the output, if the input has one.
  func planBackward(_ plan: StepPlan)

  /// Computes the gradient of a tile's parameters over the first `count` rows of the batch: of its weights, and after
  /// them of its bias.
  func computeGradient(
    _ tile: UpdateTile, count: Int, into gradient: UnsafeMutablePointer<Float>, worker: Int)
}

/// The end of a network: a loss of its last edge, and the gradient by it.
package protocol OutputLoss: AnyObject {
  /// Appends the loss of each row, and where a gradient is wanted the gradient by the edge.
  func planForward(_ plan: StepPlan)

  /// Adds the losses of the first `count` rows to a total in nats, from the first to the last.
  func addLosses(count: Int, to total: inout Double)
}

/// What stands between encoder and decoder: a posterior for each image, a code drawn from it, and its KL to the prior.
package protocol LatentStage: AnyObject {
  /// Appends what draws codes.
  func planForward(_ plan: StepPlan)

  /// Appends what leads from the gradient by the codes to that by the posteriors' parameters.
  func planBackward(_ plan: StepPlan)

  /// Adds the KL of the first `count` rows to a total in nats, from the first to the last.
  func addKL(count: Int, to total: inout Double)
}
