import Foundation
import Testing

@testable import VAECore

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
  /// A layer of a network: `[rows x inputs]` numbers, which an activation precedes, and after them its parameters.
  ///
  /// It goes the layer's own ways, forward and back in plans and tile by tile to the gradient of its parameters, so that
  /// a new kind of layer is a row of the table with a formula.
  static func layer(
    _ name: String, rows: Int, inputs: Int, parameters: Int, after activation: Activation? = nil,
    formula: @escaping @Sendable (_ input: [Double], _ parameters: [Double]) -> [Double],
    make: @escaping @Sendable (Workspace) -> any Layer
  ) -> GradientRule {
    let inputCount = rows * inputs
    return GradientRule(
      name: name, inputs: inputCount + parameters,
      reference: { values in
        formula(values.prefix(inputCount).map { apply(activation, $0) }, Array(values.dropFirst(inputCount)))
      },
      forward: { kernels, values in
        LayerRun(make, kernels, values, rows: rows, after: activation).output
      },
      gradient: { kernels, values, outputGradients in
        LayerRun(make, kernels, values, rows: rows, after: activation).gradient(outputGradients)
      })
  }

  /// `x W + b` as a network has it, x being `[rows x inputs]`.
  static func dense(
    rows: Int, inputs: Int, outputs: Int, after activation: Activation? = nil, method: ProductMethod = .dense,
    sharing: DenseLayer.Sharing = .panels
  ) -> GradientRule {
    layer(
      "dense \(rows) x \(inputs) x \(outputs), \(method), by \(sharing)"
        + (activation.map { ", after \($0)" } ?? ""),
      rows: rows, inputs: inputs, parameters: (inputs + 1) * outputs, after: activation,
      formula: { x, parameters in
        (0..<rows * outputs).map { position in
          let (row, output) = position.quotientAndRemainder(dividingBy: outputs)
          return (0..<inputs).reduce(parameters[inputs * outputs + output]) {
            $0 + x[row * inputs + $1] * parameters[$1 * outputs + output]
          }
        }
      },
      make: { workspace in
        let input = Edge(
          width: inputs, activation: activation, capacity: rows,
          forms: method == .nonzero ? [.lists, .listsByInput] : [],
          gradient: .apart, threads: workspace.threads)
        let output = Edge(width: outputs, capacity: rows, gradient: .apart, threads: workspace.threads)
        return DenseLayer(
          DenseWeights(inputs: inputs, outputs: outputs, copies: .transposed), from: input, to: output,
          method: method, sharing: sharing, workspace: workspace)
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

  /// Reparameterization and KL together: `mean | logVariance` to `code | KL`, a KL for each dimension.
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
        let kls = (0..<latentSize).map { j in
          GaussianPosterior.kl(
            mean: heads[j], logVariance: heads[latentSize + j], deviation: deviation[j])
        }
        return code.elements + kls.map(Float.init)
      },
      gradient: { _, heads, outputGradients in
        let (heads, deviation, _) = sample(heads)
        let result = FloatBuffer(count: 2 * latentSize)
        GaussianPosterior(heads: heads.start, latentSize: latentSize).gradient(
          codeGradient: outputGradients, noise: noise, deviation: deviation.start,
          klWeights: Array(outputGradients[latentSize...]), into: result.start)
        return result.elements
      })
  }
}

private func apply(_ activation: Activation?, _ value: Double) -> Double {
  switch activation {
  case nil: value
  case .relu: max(value, 0)
  case .tanh: tanh(value)
  case .sigmoid: 1 / (1 + exp(-value))
  }
}

/// A layer that has gone forward with some numbers.
private struct LayerRun {
  private let workers = WorkerPool(threads: 2)
  private let layer: any Layer
  private let store: ParameterStore
  private let rows: Int

  init(
    _ make: (Workspace) -> any Layer, _ kernels: Kernels, _ values: [Float], rows: Int,
    after activation: Activation?
  ) {
    layer = make(Workspace(kernels: kernels, workers: workers))
    store = ParameterStore([layer.parameters])
    self.rows = rows
    let inputs = layer.input.width
    store.pack(Array(values.dropFirst(rows * inputs)), into: store.parameters)
    for case let tile? in layer.parameters.updateTiles(workers: 1) {
      layer.parameters.refresh(tile, kernels: kernels, worker: 0)
    }
    for row in 0..<rows {
      for column in 0..<inputs {
        layer.input.values?[row][column] = Float(apply(activation, Double(values[row * inputs + column])))
      }
    }
    let plan = StepPlan(workers: workers)
    layer.planForward(plan)
    plan.run(rows: rows)
  }

  var output: [Float] { elements(layer.output.values) }

  /// The gradients by the input and by the parameters.
  func gradient(_ outputGradient: [Float]) -> [Float] {
    let width = layer.output.width
    for (index, value) in outputGradient.enumerated() {
      layer.output.gradient?[index / width][index % width] = value
    }
    let plan = StepPlan(workers: workers)
    layer.planBackward(plan)
    plan.run(rows: rows)
    let (part, gradient) = (
      FloatBuffer(count: UpdateTile.maxCount), FloatBuffer(count: store.parameters.count)
    )
    for case let tile? in layer.parameters.updateTiles(workers: 2) {
      layer.computeGradient(tile, count: rows, into: part.start, worker: 0)
      for (index, position) in tile.weights.enumerated() { gradient[position] = part[index] }
      for (index, position) in (tile.bias ?? 0..<0).enumerated() {
        gradient[position] = part[tile.weights.count + index]
      }
    }
    return elements(layer.input.gradient) + store.flattened(gradient)
  }

  private func elements(_ matrix: BatchMatrix<Float>?) -> [Float] {
    guard let matrix else { return [] }
    return (0..<rows).flatMap { row in (0..<matrix.view.columns).map { matrix[row][$0] } }
  }
}
