import CKernels

/// The loops of one instruction set: matrix products and vector maths, chosen once for the CPU at hand.
public struct Kernels: Sendable {
  package let table: latentwalk_kernels
  /// The products of bfloat16 that go with them; nil where this CPU has none.
  package let bfloat16: latentwalk_bfloat16_kernels?

  private init(table: latentwalk_kernels) {
    self.table = table
    bfloat16 = latentwalk_bfloat16_kernels_with(table.name)?.pointee
  }

  /// `avx512`, `avx2`, `neon` or `portable`.
  public var name: String { String(cString: table.name) }

  /// Everything that this CPU can run, the fastest first; `portable` is always the last.
  public static var available: [Kernels] {
    (0..<latentwalk_kernels_count()).map { Kernels(table: latentwalk_kernels_at($0).pointee) }
  }

  /// The fastest kernels that this CPU can run.
  public static var best: Kernels { Kernels(table: latentwalk_kernels_best().pointee) }

  /// The fastest kernels that this CPU can run, or those of a name that was chosen.
  ///
  /// - Throws: `KernelError` if there are none of the name, or this CPU cannot run them.
  public static func best(named name: String?) throws(KernelError) -> Kernels {
    guard let name else { return best }
    return try named(name)
  }

  /// The kernels of a name.
  ///
  /// - Throws: `KernelError` if there are none, or this CPU cannot run them.
  public static func named(_ name: String) throws(KernelError) -> Kernels {
    guard let table = latentwalk_kernels_named(name) else {
      throw .notAvailable(name: name, available: available.map(\.name))
    }
    return Kernels(table: table.pointee)
  }
}

/// Why kernels could not be chosen.
public enum KernelError: Error, Equatable {
  /// No kernels have this name, or this CPU cannot run them.
  case notAvailable(name: String, available: [String])
  /// These kernels have no products of bfloat16 on this CPU.
  case noBfloat16(kernels: String)
}

extension KernelError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .notAvailable(let name, let available):
      "this CPU has no kernels named '\(name)'; choose one of \(available.joined(separator: ", "))"
    case .noBfloat16(let kernels):
      "the '\(kernels)' kernels have no bfloat16 products on this CPU; compute in fp32, or on a CPU with "
        + "AVX512-BF16 or Arm's BF16"
    }
  }
}
