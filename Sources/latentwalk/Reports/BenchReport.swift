import EngineBenchmarks
import Formats
import VAECore

/// What `bench` measured, as a person and as a program read it.
struct BenchReport {
  let architecture: Architecture
  let data: String
  let kernels: String
  let availableKernels: [String]
  let processors: Int
  /// Operations a second of one thread.
  let peaks: [Learner.Precision: Double]
  let products: [ProductBenchmark.Result]
  let steps: [StepBenchmark.Result]

  private var network: String { architecture.encoderWidths }

  /// The share of the peak that a product reaches; products by zero count, so that skipping them can exceed it.
  private func share(_ result: ProductBenchmark.Result) -> Double? {
    peaks[result.method == .bfloat16 ? .bf16 : .fp32].map {
      result.product.operations / result.seconds / $0
    }
  }
}

// For people.
extension BenchReport {
  var text: String {
    let heading = """
      \(network) on \(data.printable), \(processors) processors
      kernels: \(kernels) (this CPU runs \(availableKernels.joined(separator: ", ")); \
      \(ProcessFacts.kernelsVariable) chooses)

      Matrix products of a step on one thread.
      Peak of multiply-adds: \(peakText). Products by zero count as done.

      """
    return ([heading] + productLines + ["", "Training steps"] + stepLines).joined(separator: "\n")
  }

  private var peakText: String {
    Learner.Precision.allCases.compactMap { precision in
      peaks[precision].map { "\(precision.rawValue) \(Numbers.fixed($0 * 1e-9, 1)) GFLOP/s" }
    }.joined(separator: ", ")
  }

  private var productLines: [String] {
    [row(["product", "shape", "in", "us", "GFLOP/s", "of peak"], widths: Self.productWidths)]
      + products.map { result in
        let product = result.product
        return row(
          [
            product.name, "\(product.rows) x \(product.columns) x \(product.depth)", result.method.rawValue,
            Numbers.fixed(result.seconds * 1e6, 1),
            Numbers.fixed(product.operations / result.seconds * 1e-9, 1),
            share(result).map { Numbers.fixed($0 * 100, 0) + " %" } ?? "",
          ], widths: Self.productWidths)
      }
  }

  private var stepLines: [String] {
    let names = ["in", "threads", "batch", "images/s", "step us"] + StepPhase.allCases.map { "\($0)" }
    return [row(names + ["waiting"], widths: Self.stepWidths)]
      + steps.map { result in
        let seconds =
          [result.step] + StepPhase.allCases.map { result.phases[$0] ?? 0 } + [result.waiting]
        return row(
          [
            result.precision.rawValue, "\(result.threads)", "\(result.batchSize)",
            Numbers.fixed(result.imagesPerSecond, 0),
          ] + seconds.map { Numbers.fixed($0 * 1e6, 0) }, widths: Self.stepWidths)
      }
  }

  private static let productWidths = [-28, -16, -20, 9, 9, 8]
  private static let stepWidths =
    [-5, 7, 6, 9, 8] + StepPhase.allCases.map { max(5, "\($0)".count + 1) } + [8]

  /// Cells in columns, flush left where the width is negative.
  private func row(_ cells: [String], widths: [Int]) -> String {
    zip(cells, widths).map { cell, width in
      let space = String(repeating: " ", count: max(0, abs(width) - cell.count))
      return width < 0 ? cell + space : space + cell
    }.joined(separator: " ")
  }
}

// For programs.
extension BenchReport {
  var json: JSONText {
    .object([
      ("network", .string(network)),
      ("data", .string(data)),
      ("processors", .integer(processors)),
      ("kernels", .string(kernels)),
      ("available_kernels", .array(availableKernels.map { .string($0) })),
      (
        "peak_gflops",
        .object(
          Learner.Precision.allCases.map { precision in
            (precision.rawValue, peaks[precision].map { .number($0 * 1e-9) } ?? .null)
          })
      ),
      ("products", .array(products.map(json))),
      ("training", .array(steps.map(json))),
    ])
  }

  private func json(_ result: ProductBenchmark.Result) -> JSONText {
    .object([
      ("product", .string(result.product.name)),
      ("rows", .integer(result.product.rows)),
      ("columns", .integer(result.product.columns)),
      ("depth", .integer(result.product.depth)),
      ("precision", .string(result.method == .bfloat16 ? "bf16" : "fp32")),
      ("zeros", .string(result.method == .zerosSkipped ? "skipped" : "multiplied")),
      ("microseconds", .number(result.seconds * 1e6)),
      ("gflops", .number(result.product.operations / result.seconds * 1e-9)),
      ("share_of_peak", share(result).map { .number($0) } ?? .null),
    ])
  }

  private func json(_ result: StepBenchmark.Result) -> JSONText {
    .object([
      ("precision", .string(result.precision.rawValue)),
      ("threads", .integer(result.threads)),
      ("batch_size", .integer(result.batchSize)),
      ("images_per_second", .number(result.imagesPerSecond)),
      ("step_microseconds", .number(result.step * 1e6)),
      (
        "phase_microseconds",
        .object(
          StepPhase.allCases.map { ("\($0)", .number((result.phases[$0] ?? 0) * 1e6)) }
            + [("waiting", .number(result.waiting * 1e6))])
      ),
    ])
  }
}
