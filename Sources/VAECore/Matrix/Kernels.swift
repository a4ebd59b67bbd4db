import CKernels

/// The loops of one instruction set: matrix products and vector maths, chosen once for the CPU at hand.
public struct Kernels: Sendable {
  package let table: latentwalk_kernels
  /// The products of bfloat16 that go with them, where this CPU has any.
  package let bfloat16: latentwalk_bfloat16_kernels?

  private init(table: latentwalk_kernels) {
    self.table = table
    bfloat16 = latentwalk_bfloat16_kernels_with(table.name)?.pointee
  }

  /// What the environment variable that overrides the choice is called.
  public static let environmentVariable = "LATENTWALK_KERNELS"

  /// `avx512`, `avx2`, `neon` or `portable`.
  public var name: String { String(cString: table.name) }

  /// Everything that this CPU can run, the fastest first; `portable` is always the last.
  public static var available: [Kernels] {
    (0..<latentwalk_kernels_count()).map { Kernels(table: latentwalk_kernels_at($0).pointee) }
  }

  /// The fastest that this CPU can run.
  public static var best: Kernels { Kernels(table: latentwalk_kernels_best().pointee) }

  /// The fastest that this CPU can run, or what `LATENTWALK_KERNELS` in the environment names.
  public static func best(environment: [String: String]) throws(KernelError) -> Kernels {
    if let name = environment[environmentVariable], !name.isEmpty {
      return try named(name)
    }
    return Kernels(table: latentwalk_kernels_best().pointee)
  }

  /// The kernels of that name; throws where there are none or this CPU cannot run them.
  public static func named(_ name: String) throws(KernelError) -> Kernels {
    guard let table = latentwalk_kernels_named(name) else {
      throw .notAvailable(name: name, available: available.map(\.name))
    }
    return Kernels(table: table.pointee)
  }
}

/// Why kernels could not be chosen.
public enum KernelError: Error, Equatable {
  /// No kernels are called that, or this CPU cannot run them.
  case notAvailable(name: String, available: [String])
  /// There are no products of bfloat16 with these kernels on this CPU.
  case noBfloat16(kernels: String)
}
