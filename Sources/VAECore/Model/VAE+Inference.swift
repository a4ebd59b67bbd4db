extension VAE {
  /// The posteriors of images: `[n x pixels]` in 0...1 to means and log variances `[n x latent]`.
  ///
  /// Runs on the calling thread. The result does not depend on how many images are encoded together.
  public func encode(_ images: Matrix, kernels: Kernels) -> Posterior {
    precondition(
      images.columns == architecture.pixels,
      "Images of \(images.columns) pixels for a model of \(architecture.pixels).")
    let layout = NetworkLayout(architecture)
    let latentSize = architecture.latentSize
    let heads = Matrix(rows: images.rows, columns: 2 * latentSize) { result in
      run(layout.encoder, on: images, into: result, lastActivation: nil, kernels: kernels)
    }
    var mean = Matrix(rows: images.rows, columns: latentSize)
    var logVariance = mean
    for row in 0..<images.rows {
      for j in 0..<latentSize {
        mean[row, j] = heads[row, j]
        logVariance[row, j] = GaussianPosterior.clamped(heads[row, latentSize + j])
      }
    }
    return Posterior(mean: mean, logVariance: logVariance)
  }

  /// The images of codes, as probabilities of white: `[n x latent]` to `[n x pixels]` in 0...1.
  ///
  /// Runs on the calling thread. The result does not depend on how many codes are decoded together.
  public func decode(_ codes: Matrix, kernels: Kernels) -> Matrix {
    precondition(
      codes.columns == architecture.latentSize,
      "Codes of \(codes.columns) dimensions for a model of \(architecture.latentSize).")
    let layout = NetworkLayout(architecture)
    return Matrix(rows: codes.rows, columns: architecture.pixels) { result in
      run(layout.decoder, on: codes, into: result, lastActivation: .sigmoid, kernels: kernels)
    }
  }

  /// Sends rows through consecutive layers, a chunk at a time so that the hidden activations stay small.
  private func run(
    _ range: Range<Int>, on input: Matrix, into result: MatrixView, lastActivation: Activation?,
    kernels: Kernels
  ) {
    let layout = NetworkLayout(architecture)
    let chunk = 64
    let hidden = range.dropLast().map { FloatBuffer(count: chunk * layout.layers[$0].outputs) }
    let scratch = FloatBuffer(count: kernels.scratchCount)
    // Views do not keep their buffers alive.
    defer { withExtendedLifetime((hidden, scratch)) {} }
    withParameters { parameters in
      input.withView { input in
        for start in stride(from: 0, to: input.rows, by: chunk) {
          let rows = start..<min(start + chunk, input.rows)
          var current = input.rows(rows)
          for index in range {
            let layer = layout.layers[index]
            let isLast = index == range.upperBound - 1
            let next =
              isLast
              ? result.rows(rows)
              : hidden[index - range.lowerBound].view(rows: rows.count, columns: layer.outputs)
            kernels.affine(
              current, weight: layer.weight(in: parameters), bias: layer.bias(in: parameters),
              activation: isLast ? lastActivation : layout.activation(of: index), into: next,
              scratch: scratch.start)
            current = next
          }
        }
      }
    }
  }
}

extension Matrix {
  /// Lets `body` read the elements through a view; it must not write.
  fileprivate func withView(_ body: (MatrixView) -> Void) {
    elements.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      body(MatrixView(UnsafeMutablePointer(mutating: start), rows: rows, columns: columns))
    }
  }
}
