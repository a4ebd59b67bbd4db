import CKernels

/// The names of all kernels that this CPU can run, the arguments of most tests.
let kernelNames = (0..<latentwalk_kernels_count()).map {
  String(cString: latentwalk_kernels_at($0).pointee.name)
}

func kernels(_ name: String) throws -> latentwalk_kernels {
  guard let table = latentwalk_kernels_named(name) else { throw NoSuchKernels(name: name) }
  return table.pointee
}

struct NoSuchKernels: Error {
  let name: String
}

/// Random numbers for tests, from the high bits of a 64-bit linear congruential generator.
struct TestNumbers {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
  }

  /// Uniform in -1..<1.
  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 40) * 0x1p-23 - 1
  }

  mutating func next(_ count: Int) -> [Float] {
    (0..<count).map { _ in next() }
  }
}
