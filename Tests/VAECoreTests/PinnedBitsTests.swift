import SystemLibrary
import TestSupport
import Testing
import VAECore

/// What training comes to, bit for bit.
///
/// It is pinned on x86-64 with glibc 2.36 (Debian 12), whose exponentials, logarithms and sines have a part in it. A
/// change of any of these hashes is a change of every user's results.
@Suite("Pinned bits", .enabled(if: arePinnedHere, "only on x86-64 with glibc 2.36"))
struct PinnedBitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let hidden: [Int]
    let latentSize: Int
    /// By kernels, with "bf16" where that is the precision.
    let pins: [String: Pins]

    var testDescription: String { name }
  }

  /// SHA-256 hashes.
  ///
  /// AVX2 and AVX-512 have the same weights, but add a loss up in another order.
  struct Pins: Sendable, Equatable {
    let weights: String
    let losses: String
  }

  @Test("hold after 200 steps, in weights and test losses", arguments: cases, kernelNames)
  func floats(pinned: Case, kernelName: String) throws {
    let found = try train(pinned, kernelName, .fp32)
    #expect(found == pinned.pins[kernelName], "\(kernelName)")
  }

  @Test("hold in bfloat16", .enabled(if: Kernels.available.contains(where: \.hasBfloat16)), arguments: cases)
  func bfloat16(pinned: Case) throws {
    let available = Kernels.available.first(where: \.hasBfloat16)
    let kernels = try #require(available)
    let found = try train(pinned, kernels.name, .bf16)
    #expect(found == pinned.pins["\(kernels.name) bf16"])
  }

  /// Trains for 200 steps, a warm-up and free bits among them, and returns the hashes of what came of it.
  private func train(_ pinned: Case, _ kernelName: String, _ precision: Learner.Precision) throws -> Pins {
    let pixels = Self.pixels
    let architecture = Architecture(pixels: 784, hidden: pinned.hidden, latentSize: pinned.latentSize)
    let learner = Learner(
      model: try VAE(architecture, seed: 1), batchSize: 128, seed: 2, precision: precision,
      workers: WorkerPool(threads: 2), kernels: try Kernels.named(kernelName))
    for step in 0..<200 {
      learner.beta = min(1, Float(step + 1) / 50)
      learner.freeBits = step < 150 ? 0 : 0.05
      let order = RandomStream.shuffledIndices(count: 512, seed: 3, epoch: step / 4 + 1)
      let batch = step % 4 * 128..<(step % 4 + 1) * 128
      #expect(!learner.step(pixels: pixels, rows: order[batch]).diverged)
    }
    var weights: [UInt8] = []
    for tensor in learner.snapshot().namedParameters {
      weights += Array(tensor.name.utf8)
      for value in tensor.values { weights.append(bitsOf: value.bitPattern) }
    }
    var losses: [UInt8] = []
    for atMean in [false, true] {
      let loss = learner.evaluate(pixels: pixels, count: 300, seed: 4, atMean: atMean).loss
      losses.append(bitsOf: loss.reconstruction.bitPattern)
      losses.append(bitsOf: loss.kl.bitPattern)
    }
    return Pins(weights: sha256(weights), losses: sha256(losses))
  }

  static let cases: [Case] = [
    Case(
      name: "784-400-20", hidden: [400], latentSize: 20,
      pins: [
        "avx512": Pins(
          weights: "71698999c85a3a022280c7cfa4d6c20dbb65231b4b2630d61a360f59593642a9",
          losses: "2617dcbd0f9767bab749e99b7c5ea8771bb4a355254403fc8aecc68ea6ff733f"),
        "avx2": Pins(
          weights: "71698999c85a3a022280c7cfa4d6c20dbb65231b4b2630d61a360f59593642a9",
          losses: "3eb13846accb78fee85a50d6541c13ec1e3f6c6daf4d3d186dbe2059755cc0b6"),
        "portable": Pins(
          weights: "c34d9fce2d5d6dbf2b05aa62be58071a734513c27d95ee579860b588385b7608",
          losses: "8a251a3a32ad692f03183e087bfd5177c303ffb43b00df217aee23b31978da38"),
        "avx512 bf16": Pins(
          weights: "efe5c39e67248f99ccef0f4abca0baba1d6198e54626a8c67f31d1b481fd12e2",
          losses: "a0a9be851be978214bb8d29f373ac865d20df24f76e53a7ea49fdfc469bea54d"),
      ]),
    Case(
      name: "the default network", hidden: [512, 256], latentSize: 2,
      pins: [
        "avx512": Pins(
          weights: "b823f433670febb012daa2ae983e681047ad22440cd29c31f71e5946d30d3ef9",
          losses: "7439ee2deaf497e7b7f20d067dc27745055296df91c9a36f4e105401d64e7b2b"),
        "avx2": Pins(
          weights: "b823f433670febb012daa2ae983e681047ad22440cd29c31f71e5946d30d3ef9",
          losses: "c226d6ea6b85c42c045e7a831b7337318d4e42fb74979be78649886ebbfc7507"),
        "portable": Pins(
          weights: "efafd7467511413e311d92683c79b83e5615900a9fba1fa507f0218b275dd91f",
          losses: "43e52fe3d7f9fa0020b1fe3bde83bbef464986baf3f0906e56ab6319a7107b82"),
        "avx512 bf16": Pins(
          weights: "326977c9c3b0b08172b899c7a9b0c4009979f90d0ee6339039a0fd91873347a2",
          losses: "61d9b2b65d60ed1a63fcaf83e8cfccaf987630aaca50b5a43021ef276a418de7"),
      ]),
    Case(
      name: "a deep network", hidden: [128, 64, 32], latentSize: 5,
      pins: [
        "avx512": Pins(
          weights: "55cc1492b0523be16ff3e60b2f2afc2e7e9d72349bfbdafec21b795d48dffcb8",
          losses: "b26b6a84457741722c4bcfe399611ca24d0c238d1d4710bf7e1f4211a8aaf6e4"),
        "avx2": Pins(
          weights: "55cc1492b0523be16ff3e60b2f2afc2e7e9d72349bfbdafec21b795d48dffcb8",
          losses: "4d621305367e26daf0c04c6f95e6f73d75c67379b88a2dfcffd1ebd2c7353bf9"),
        "portable": Pins(
          weights: "8cfd3dc8deef9fda7ded34b84da603a484e8ad462271dbcc960982d0ffdac82a",
          losses: "f8daba7f43123be0fcf08aac09b2374c37bf47ebffac37604fb6d27c52fdf639"),
        "avx512 bf16": Pins(
          weights: "7945339454713a5fbdd9fc59c62f7b902d2f30d1dc57c020f4e9fcff9e2b5c21",
          losses: "0b33f0ef3e15c86c1bf44e60be7f3362763c2c9854423f25e1be15dad6f3cd36"),
      ]),
  ]

  @Test("are hashed as FIPS 180-4 says")
  func hash() {
    #expect(
      sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  private static let pixels = spotImages(count: 512, side: 28, seed: 1)
}

/// Whether this is the system of which the bits were recorded.
private let arePinnedHere: Bool = {
  #if arch(x86_64) && canImport(Glibc)
  var version = [CChar](repeating: 0, count: 32)
  confstr(Int32(_CS_GNU_LIBC_VERSION), &version, version.count)
  return String(decoding: version.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    == "glibc 2.36"
  #else
  return false
  #endif
}()

extension [UInt8] {
  /// Adds a word, the lowest byte first.
  fileprivate mutating func append(bitsOf word: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: word.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
}
