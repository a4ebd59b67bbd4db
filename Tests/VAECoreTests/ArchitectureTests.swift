import Testing
import VAECore

@Suite("Architectures")
struct ArchitectureTests {
  @Test("count their parameters as PyTorch does")
  func parameterCount() {
    // 784-400-20: (784 + 1) 400 + 2 (400 + 1) 20 + (20 + 1) 400 + (400 + 1) 784
    #expect(Architecture(pixels: 784, hidden: [400], latentSize: 20).parameterCount == 652_824)
    #expect(Architecture(pixels: 4, hidden: [], latentSize: 1).parameterCount == 5 * 2 + 2 * 4)
    let deep = Architecture(pixels: 6, hidden: [5, 3], latentSize: 2)
    #expect(deep.parameterCount == 7 * 5 + 6 * 3 + 4 * 4 + 3 * 3 + 4 * 5 + 6 * 6)
    #expect(VAE(deep, seed: 1).parameters.count == deep.parameterCount)
  }

  @Test("of no size or of too great a size are refused without arithmetic overflow")
  func validation() throws {
    try Architecture(pixels: 1, hidden: [], latentSize: 1).validate()
    for hidden in [[0], [-3], [400, 0]] {
      #expect(throws: ArchitectureError.self) {
        try Architecture(pixels: 784, hidden: hidden, latentSize: 2).validate()
      }
    }
    for (pixels, hidden, latentSize) in [
      (Int.max, [1], 1), (1, [Int.max], 1), (1, [1], Int.max), (1 << 40, [1 << 40], 1),
      (1 << 20, [1 << 11], 2),
    ] {
      #expect(throws: ArchitectureError.self) {
        try Architecture(pixels: pixels, hidden: hidden, latentSize: latentSize).validate()
      }
    }
    #expect(Architecture(pixels: 1 << 40, hidden: [1 << 40], latentSize: 1).parameterCount == .max)
  }

  @Test("say what is wrong with them in one line")
  func wording() {
    #expect(
      "\(ArchitectureError.sizeTooSmall(name: "latent size", size: 0))"
        == "The latent size is 0: it must be at least 1.")
    #expect("\(ArchitectureError.tooManyParameters(count: .max, limit: 5))".contains("countless"))
  }
}
