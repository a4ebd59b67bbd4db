import Foundation
import Testing
import VAECore

/// One rule with a forward function and a gradient: a row of the table in `GradientRuleTests`.
struct GradientRule: Sendable, CustomTestStringConvertible {
  let name: String
  /// How many numbers go in.
  let inputs: Int
  /// The rule in Double, as its formula stands.
  let reference: @Sendable ([Double]) -> [Double]
  /// The rule under test.
  let forward: @Sendable (Kernels, [Float]) -> [Float]
  /// What the rule under test makes of gradients by its outputs: gradients by its inputs.
  let gradient: @Sendable (Kernels, _ inputs: [Float], _ outputGradients: [Float]) -> [Float]

  var testDescription: String { name }
}

extension GradientRule {
  /// `x W + b` with all three as inputs, `[rows x inputs] [inputs x outputs] + [outputs]`.
  static func linear(rows: Int, inputs: Int, outputs: Int) -> GradientRule {
    let layer = Linear(inputs: inputs, outputs: outputs, offset: rows * inputs)
    return GradientRule(
      name: "linear \(rows) x \(inputs) x \(outputs)", inputs: layer.range.upperBound,
      reference: { values in
        (0..<rows * outputs).map { position in
          let (row, output) = position.quotientAndRemainder(dividingBy: outputs)
          return (0..<inputs).reduce(values[layer.biasRange.lowerBound + output]) {
            $0 + values[row * inputs + $1] * values[layer.offset + $1 * outputs + output]
          }
        }
      },
      forward: { kernels, values in
        let values = FloatBuffer(values)
        let result = FloatBuffer(count: rows * outputs)
        let scratch = FloatBuffer(count: kernels.scratchCount)
        kernels.affine(
          values.view(rows: rows, columns: inputs), weight: layer.weight(in: values.start),
          bias: layer.bias(in: values.start), activation: nil,
          into: result.view(rows: rows, columns: outputs), scratch: scratch.start)
        return result.elements
      },
      gradient: { kernels, values, outputGradients in
        let values = FloatBuffer(values)
        let result = FloatBuffer(count: values.count)
        let transposes = FloatBuffer(count: values.count)
        let scratch = FloatBuffer(count: kernels.scratchCount)
        let outputGradients = FloatBuffer(outputGradients)
        let outputGradient = outputGradients.view(rows: rows, columns: outputs)
        let transposed = layer.transposedWeight(in: transposes.start)
        kernels.transpose(layer.weight(in: values.start), into: transposed)
        kernels.inputGradient(
          outputGradient, transposedWeight: transposed, into: result.view(rows: rows, columns: inputs),
          scratch: scratch.start)
        kernels.weightGradient(
          input: values.view(rows: rows, columns: inputs), outputGradient: outputGradient,
          into: layer.weight(in: result.start), scratch: scratch.start)
        kernels.biasGradient(outputGradient, into: layer.bias(in: result.start))
        return result.elements
      })
  }

  /// An activation over `[rows x columns]`.
  static func activation(
    _ activation: Activation, rows: Int, columns: Int, _ function: @escaping @Sendable (Double) -> Double
  ) -> GradientRule {
    @Sendable func identity() -> FloatBuffer {
      let identity = FloatBuffer(count: columns * columns)
      for i in 0..<columns { identity.view(rows: columns, columns: columns)[i, i] = 1 }
      return identity
    }
    @Sendable func outputs(_ kernels: Kernels, _ values: [Float]) -> FloatBuffer {
      let (input, identity) = (FloatBuffer(values), identity())
      let result = FloatBuffer(count: values.count)
      let bias = FloatBuffer(count: columns)
      let scratch = FloatBuffer(count: kernels.scratchCount)
      kernels.affine(
        input.view(rows: rows, columns: columns), weight: identity.view(rows: columns, columns: columns),
        bias: bias.start, activation: activation, into: result.view(rows: rows, columns: columns),
        scratch: scratch.start)
      return result
    }
    return GradientRule(
      name: "\(activation)", inputs: rows * columns,
      reference: { $0.map(function) },
      forward: { outputs($0, $1).elements },
      gradient: { kernels, values, outputGradients in
        let (gradient, identity) = (FloatBuffer(outputGradients), identity())
        let output = outputs(kernels, values)
        let result = FloatBuffer(count: values.count)
        let scratch = FloatBuffer(count: kernels.scratchCount)
        kernels.inputGradient(
          gradient.view(rows: rows, columns: columns),
          transposedWeight: identity.view(rows: columns, columns: columns),
          slope: .slope(of: activation, outputs: output.view(rows: rows, columns: columns)),
          into: result.view(rows: rows, columns: columns), scratch: scratch.start)
        return result.elements
      })
  }

  /// The Bernoulli loss as a function of its logits.
  static func bernoulliLoss(count: Int) -> GradientRule {
    let targets = (0..<count).map { UInt8($0 % 5 * 60) }
    return GradientRule(
      name: "Bernoulli loss of \(count)", inputs: count,
      reference: { logits in
        [
          zip(logits, targets).reduce(0) {
            $0 + max($1.0, 0) - $1.0 * Double($1.1) / 255 + log1p(exp(-abs($1.0)))
          }
        ]
      },
      forward: { kernels, logits in
        [Float(kernels.bernoulliLoss(logits: logits, targets: targets, count: count))]
      },
      gradient: { kernels, logits, outputGradients in
        var result = logits
        _ = kernels.bernoulliLoss(
          logits: logits, targets: targets, count: count, scale: outputGradients[0], gradient: &result)
        return result
      })
  }

  /// Reparameterization and divergence together: `mean | logVariance` to `code | KL`, a KL for each dimension.
  static func posterior(latentSize: Int) -> GradientRule {
    let noise = (0..<latentSize).map { Float($0) * 0.7 - 0.9 }
    @Sendable func sample(_ heads: [Float]) -> (
      posterior: FloatBuffer, deviation: FloatBuffer, code: FloatBuffer
    ) {
      let heads = FloatBuffer(heads)
      let deviation = FloatBuffer(count: latentSize)
      let code = FloatBuffer(count: latentSize)
      GaussianPosterior(heads: heads.start, latentSize: latentSize)
        .sample(noise: noise, deviation: deviation.start, code: code.start)
      return (heads, deviation, code)
    }
    return GradientRule(
      name: "reparameterization and KL of \(latentSize)", inputs: 2 * latentSize,
      reference: { heads in
        let mean = heads.prefix(latentSize)
        let logVariance = heads.suffix(latentSize)
        let codes = zip(zip(mean, logVariance), noise).map { $0.0 + Double($1) * exp($0.1 / 2) }
        return codes + zip(mean, logVariance).map { 0.5 * ($0 * $0 + exp($1) - 1 - $1) }
      },
      forward: { _, heads in
        let (_, deviation, code) = sample(heads)
        let divergences = (0..<latentSize).map { j in
          GaussianPosterior.divergence(
            mean: heads[j], logVariance: heads[latentSize + j], deviation: deviation[j])
        }
        return code.elements + divergences.map(Float.init)
      },
      gradient: { _, heads, outputGradients in
        let (heads, deviation, _) = sample(heads)
        let result = FloatBuffer(count: 2 * latentSize)
        GaussianPosterior(heads: heads.start, latentSize: latentSize).gradient(
          codeGradient: outputGradients, noise: noise, deviation: deviation.start,
          divergenceWeights: Array(outputGradients[latentSize...]), into: result.start)
        return result.elements
      })
  }
}
