/// The parts of a VAE for batches up to a size, between its images and its loss.
///
///     images > encoder's layers > heads > codes > decoder's layers > logits
///
/// Every pass of a model goes through such parts: training, evaluation and inference. Wide layers go panel by panel over
/// all rows; what is narrow, around the codes, goes row by row from end to end. Each number depends on its row alone,
/// never on how rows or panels are shared.
package final class Network {
  /// What a network is for.
  package enum Purpose: Equatable, Sendable {
    /// Forward and backward.
    case training
    /// Forward to the loss.
    case evaluation
    /// Images to posteriors, and codes to what pixels are expected to be.
    case inference
  }

  package let context = StepContext()
  /// The edge of means and log variances, `[batch x 2 * latent]`.
  let heads: Edge
  /// The edge of codes, `[batch x latent]`.
  let codes: Edge
  /// The last edge: the pixels' parameters, in inference their means, `[batch x pixels]`.
  let pixels: Edge
  /// The layers from the images to the heads.
  package let encoder: [DenseLayer]
  /// The layers from the codes to the pixels.
  package let decoder: [DenseLayer]
  let latent: any LatentStage
  let loss: any OutputLoss
  package let kernels: Kernels
  private let input: ImageInput

  /// Makes room for batches of up to `capacity` rows, between layers that have these weights.
  ///
  /// `methods` says how each layer's products are computed, `ParameterLayout.methods` which are best.
  package init(
    _ architecture: Architecture, weights: NetworkWeights, capacity: Int, purpose: Purpose,
    methods: [ProductMethod], workspace: Workspace
  ) {
    let parts = weights.parts
    let threads = workspace.threads
    let hasWayBack = purpose == .training
    func inputForms(of index: Int) -> Edge.Forms {
      parts.inputForms(of: index, methods: methods, hasWayBack: hasWayBack)
    }
    /// The edge behind a layer, in front of the next if there is one.
    func edge(after index: Int) -> Edge {
      let isLast = index == parts.maps.count - 1
      // What follows the heads is the latent stage.
      var forms = index == parts.heads ? [] : inputForms(of: index + 1)
      if methods[index] == .bfloat16 && hasWayBack { forms.insert(.gradientPairs) }
      let gradient: Edge.GradientPlace = hasWayBack ? (isLast ? .inPlace : .apart) : .none
      var activation = parts.maps[index].activation
      if isLast && purpose == .inference { activation = architecture.likelihood.meanActivation }
      return Edge(
        width: parts.maps[index].outputs, activation: activation, capacity: capacity, forms: forms,
        gradient: gradient, threads: threads)
    }
    func layers(_ indices: Range<Int>, from first: Edge) -> [DenseLayer] {
      var input = first
      return indices.map { index in
        let output = edge(after: index)
        defer { input = output }
        return DenseLayer(
          weights.dense[index], from: input, to: output, method: methods[index],
          sharing: parts.isBesideCode(index) ? .rows : .panels, workspace: workspace)
      }
    }

    let images = Edge(
      width: architecture.pixels, capacity: capacity, forms: inputForms(of: 0),
      threads: threads)
    let encoder = layers(parts.encoder, from: images)
    codes = Edge(
      width: architecture.latentSize, capacity: capacity,
      forms: inputForms(of: parts.decoder.lowerBound),
      gradient: hasWayBack ? .apart : .none, threads: threads)
    let decoder = layers(parts.decoder, from: codes)
    // Neither is ever without a layer: the heads and the pixels' parameters are one each.
    heads = encoder[encoder.count - 1].output
    pixels = decoder[decoder.count - 1].output
    input = ImageInput(to: images, context: context, workspace: workspace)
    switch architecture.latent {
    case .gaussian:
      latent = GaussianLatent(
        from: heads, to: codes, prior: architecture.prior, capacity: capacity, context: context,
        kernels: workspace.kernels)
    }
    switch architecture.likelihood {
    case .bernoulli:
      loss = BernoulliLoss(of: pixels, capacity: capacity, context: context, workspace: workspace)
    }
    self.encoder = encoder
    self.decoder = decoder
    kernels = workspace.kernels
  }

  /// All layers, in the order of the parameters.
  var layers: [DenseLayer] { encoder + decoder }

  /// From images to heads.
  func planEncoding(_ plan: StepPlan) {
    input.planForward(plan)
    for layer in encoder { layer.planForward(plan) }
  }

  /// From codes to pixels.
  func planDecoding(_ plan: StepPlan) {
    for layer in decoder { layer.planForward(plan) }
  }

  /// From images to losses.
  package func planForward(_ plan: StepPlan) {
    planEncoding(plan)
    latent.planForward(plan)
    planDecoding(plan)
    loss.planForward(plan)
  }

  /// From the losses' gradient to those of all edges, which the gradients of parameters need.
  package func planBackward(_ plan: StepPlan) {
    for layer in decoder.reversed() { layer.planBackward(plan) }
    latent.planBackward(plan)
    for layer in encoder.reversed() { layer.planBackward(plan) }
  }
}

/// The weights of a network's layers, with the store that has their parameters.
package final class NetworkWeights {
  let parts: ParameterLayout
  let dense: [DenseWeights]
  let store: ParameterStore

  /// Copies a model's parameters, with the copies of the weights that a purpose and the methods of the layers need.
  package convenience init(
    _ model: VAE, purpose: Network.Purpose, methods: [ProductMethod], workspace: Workspace
  ) {
    self.init(of: model.architecture, purpose: purpose, methods: methods, workspace: workspace)
    store.load(model, kernels: workspace.kernels)
  }

  /// Makes room for the parameters of a model, which are still to be loaded into the store.
  init(
    of architecture: Architecture, purpose: Network.Purpose, methods: [ProductMethod], workspace: Workspace
  ) {
    let parts = ParameterLayout(architecture)
    dense = parts.maps.indices.map { index in
      let map = parts.maps[index]
      let needsTranspose = purpose == .training && index > 0
      let copies: DenseWeights.Copies =
        methods[index] == .bfloat16
        ? .pairs(transposed: needsTranspose, workers: workspace.threads)
        : needsTranspose ? .transposed : .none
      return DenseWeights(inputs: map.inputs, outputs: map.outputs, copies: copies)
    }
    self.parts = parts
    store = ParameterStore(dense)
  }
}

extension ParameterLayout {
  /// How each layer's products are best computed.
  ///
  /// - Parameters:
  ///   - precision: In which numbers to multiply.
  ///   - imagesHaveZeros: Whether enough pixels are black that skipping them pays.
  func methods(_ precision: Learner.Precision, imagesHaveZeros: Bool) -> [ProductMethod] {
    maps.indices.map { index in
      let isAfterLayer = index > 0 && index != decoder.lowerBound
      return ProductMethod(
        inputs: maps[index].inputs, outputs: maps[index].outputs,
        after: isAfterLayer ? maps[index - 1].activation : nil,
        isSparseImage: index == 0 && imagesHaveZeros, precision: precision)
    }
  }

  /// Whether a layer stands beside the code.
  fileprivate func isBesideCode(_ index: Int) -> Bool { index == heads || index == heads + 1 }

  /// The forms that a layer needs of its input; none behind the last.
  fileprivate func inputForms(of index: Int, methods: [ProductMethod], hasWayBack: Bool) -> Edge.Forms {
    guard index < maps.count else { return [] }
    switch methods[index] {
    case .dense:
      return []
    case .nonzero:
      let lists: Edge.Forms = index == 0 ? .onlyLists : .lists
      return hasWayBack ? lists.union(.listsByInput) : lists
    case .bfloat16:
      return .valuePairs
    }
  }
}

extension Likelihood {
  /// What makes the expected value of a pixel of its parameter.
  var meanActivation: Activation? {
    switch self {
    case .bernoulli: .sigmoid
    }
  }
}
