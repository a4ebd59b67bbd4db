/// What stages compute with: the kernels, and scratch for each worker.
package final class Workspace {
  package let kernels: Kernels
  /// The number of workers.
  let threads: Int
  private let scratch: [FloatBuffer]
  private let pairScratch: [Buffer<UInt32>]

  /// Scratch for so many workers.
  package init(kernels: Kernels, threads: Int) {
    self.kernels = kernels
    self.threads = threads
    scratch = (0..<threads).map { _ in FloatBuffer(count: kernels.scratchCount) }
    pairScratch = (0..<threads).map { _ in Buffer(count: kernels.pairScratchCount, repeating: 0) }
  }

  /// A worker's scratch for products of floats.
  func scratch(of worker: Int) -> UnsafeMutablePointer<Float> { scratch[worker].start }

  /// A worker's scratch for products of bfloat16.
  func pairScratch(of worker: Int) -> UnsafeMutablePointer<UInt32> { pairScratch[worker].start }
}
