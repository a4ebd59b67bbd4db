import Testing
import VAECore

@Suite("Architectures")
struct ArchitectureTests {
  @Test("count their parameters as PyTorch does")
  func parameterCount() throws {
    // 784-400-20: (784 + 1) 400 + 2 (400 + 1) 20 + (20 + 1) 400 + (400 + 1) 784
    #expect(Architecture(pixels: 784, hidden: [400], latentSize: 20).parameterCount == 652_824)
    #expect(Architecture(pixels: 4, hidden: [], latentSize: 1).parameterCount == 5 * 2 + 2 * 4)
    let deep = Architecture(pixels: 6, hidden: [5, 3], latentSize: 2)
    #expect(deep.parameterCount == 7 * 5 + 6 * 3 + 4 * 4 + 3 * 3 + 4 * 5 + 6 * 6)
    #expect(try VAE(deep, seed: 1).parameters.count == deep.parameterCount)
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

  @Test("are read back from their descriptions, and those that cannot be built are refused")
  func codec() throws {
    let architecture = Architecture(
      image: ImageShape(width: 28, height: 20), encoder: [.dense(512, .relu), .dense(6, nil)],
      latent: .gaussian(3), decoder: [.dense(7, .tanh)])
    let text =
      "image=28x20 encoder=512:relu,6 latent=gaussian:3 decoder=7:tanh likelihood=bernoulli prior=normal"
    #expect("\(architecture)" == text)
    #expect(Architecture(text) == architecture)
    #expect(Architecture(text.split(separator: " ").reversed().joined(separator: " ")) == architecture)
    let bare = Architecture(pixels: 4, hidden: [], latentSize: 1)
    #expect(Architecture("\(bare)") == bare)
    for (part, wrong) in [
      ("image=28x20", "image=28"), ("image=28x20", "image=0x20"), ("28x20", "28x20x1"), ("28x20", "-28x-20"),
      ("28x20", "99999999999x99999999999"), ("512:relu", "512:"), ("512:relu", "512:rleu"), ("512:", "x:"),
      ("6 ", "6, "), ("6 ", "6,, "), ("gaussian:3", "gaussian"), ("gaussian:3", "gaussian:0"),
      ("gaussian:3", "laplace:3"), ("7:tanh", "7:tanh:relu"), ("bernoulli", ""), ("=normal", ""),
      ("prior=normal", ""), ("prior=normal", "prior=normal prior=normal"), ("prior=", "prio="),
      ("7:tanh", "9999999999:tanh"),
    ] {
      #expect(text.contains(part))
      #expect(Architecture(text.replacing(part, with: wrong)) == nil, "\(wrong) for \(part)")
    }
  }

  @Test("say what is wrong with them in one line")
  func wording() {
    #expect(
      "\(ArchitectureError.sizeTooSmall(name: "latent size", size: 0))"
        == "the latent size is 0; it must be at least 1")
    #expect("\(ArchitectureError.tooManyParameters(count: .max, limit: 5))".contains("countless"))
  }
}
