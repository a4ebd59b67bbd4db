import Testing
import VAECore

@Suite("The VAE as a value")
struct VAETests {
  @Test("is initialised as PyTorch does: uniform between plus and minus 1 / sqrt(in)")
  func initialization() throws {
    let model = try VAE(Architecture(pixels: 100, hidden: [400], latentSize: 8), seed: 1)
    for (inputs, range) in [(100, 0..<40_400), (400, 40_400..<46_816)] {
      let values = model.parameters[range].map(Double.init)
      let bound = 1 / Double(inputs).squareRoot()
      let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      #expect(values.allSatisfy { abs($0) <= bound })
      #expect(abs(variance / (bound * bound / 3) - 1) < 0.03)
      #expect((values.max() ?? 0) > 0.99 * bound && (values.min() ?? 0) < -0.99 * bound)
    }
  }

  @Test("differs between seeds and layers, not between runs")
  func seeds() throws {
    let architecture = Architecture(pixels: 5, hidden: [5, 5], latentSize: 2)
    #expect(try VAE(architecture, seed: 1) == VAE(architecture, seed: 1))
    #expect(try VAE(architecture, seed: 1) != VAE(architecture, seed: 2))
    let parameters = try VAE(architecture, seed: 1).parameters
    #expect(parameters[0..<30] != parameters[30..<60])
  }

  @Test("knows whether it is finite")
  func finite() throws {
    let architecture = Architecture(pixels: 2, hidden: [], latentSize: 1)
    var parameters = try VAE(architecture, seed: 1).parameters
    #expect(VAE(architecture, parameters: parameters).isFinite)
    parameters[3] = .nan
    #expect(!VAE(architecture, parameters: parameters).isFinite)
  }

  @Test("is refused where its architecture cannot be built")
  func refused() {
    #expect(throws: ArchitectureError.sizeTooSmall(name: "latent size", size: 0)) {
      try VAE(Architecture(pixels: 4, hidden: [3], latentSize: 0))
    }
  }
}
