import Foundation
import VAECore

/// A VAE in Double, written as the formulas stand, against which the real one is checked.
struct ReferenceVAE {
  let architecture: Architecture

  /// The loss per image, and its KL by latent dimension, given the flat parameters, images `[n x pixels]` in
  /// 0...1 and noise `[n x latent]`.
  func loss(_ parameters: [Double], images: [[Double]], noise: [[Double]]) -> (
    reconstruction: Double, kl: Double, kls: [Double]
  ) {
    var reconstruction = 0.0
    var kls = [Double](repeating: 0, count: architecture.latentSize)
    for (image, noise) in zip(images, noise) {
      var reader = parameters[...]
      var values = image
      for layer in architecture.encoder { values = apply(layer, to: values, &reader) }
      let heads = affine(values, 2 * architecture.latentSize, &reader)
      let mean = heads.prefix(architecture.latentSize)
      let logVariance = heads.suffix(architecture.latentSize).map {
        min($0, Double(GaussianPosterior.maxLogVariance))
      }
      for (j, (m, v)) in zip(mean, logVariance).enumerated() {
        kls[j] += 0.5 * (m * m + exp(v) - 1 - v) / Double(images.count)
      }
      values = zip(zip(mean, logVariance), noise).map { $0.0 + $1 * exp($0.1 / 2) }
      for layer in architecture.decoder { values = apply(layer, to: values, &reader) }
      for (logit, pixel) in zip(affine(values, architecture.pixels, &reader), image) {
        reconstruction += max(logit, 0) - logit * pixel + log1p(exp(-abs(logit)))
      }
    }
    return (reconstruction / Double(images.count), kls.reduce(0, +), kls)
  }

  private func affine(_ input: [Double], _ outputs: Int, _ parameters: inout ArraySlice<Double>) -> [Double] {
    let weight = Array(parameters.prefix(input.count * outputs))
    let bias = Array(parameters.dropFirst(weight.count).prefix(outputs))
    parameters = parameters.dropFirst(weight.count + outputs)
    return (0..<outputs).map { output in
      input.indices.reduce(bias[output]) { $0 + input[$1] * weight[$1 * outputs + output] }
    }
  }

  private func apply(
    _ layer: LayerSpec, to values: [Double], _ parameters: inout ArraySlice<Double>
  ) -> [Double] {
    switch layer {
    case .dense(let outputs, let activation):
      activate(affine(values, outputs, &parameters), activation)
    }
  }

  private func activate(_ values: [Double], _ activation: Activation?) -> [Double] {
    switch activation {
    case nil: values
    case .relu: values.map { max($0, 0) }
    case .tanh: values.map { tanh($0) }
    case .sigmoid: values.map { 1 / (1 + exp(-$0)) }
    }
  }
}
