/// What stages compute with: the kernels, the workers, and scratch for each of them.
package final class Workspace {
  package let kernels: Kernels
  /// The threads that share the work.
  let workers: WorkerPool
  private let scratch: [FloatBuffer]
  private let pairScratch: [Buffer<UInt32>]

  /// Scratch for these workers.
  package init(kernels: Kernels, workers: WorkerPool) {
    self.kernels = kernels
    self.workers = workers
    scratch = (0..<workers.threads).map { _ in FloatBuffer(count: kernels.scratchCount) }
    pairScratch = (0..<workers.threads).map { _ in Buffer(count: kernels.pairScratchCount, repeating: 0) }
  }

  /// The number of workers.
  var threads: Int { workers.threads }

  /// A worker's scratch for products of floats.
  func scratch(of worker: Int) -> UnsafeMutablePointer<Float> { scratch[worker].start }

  /// A worker's scratch for products of bfloat16.
  func pairScratch(of worker: Int) -> UnsafeMutablePointer<UInt32> { pairScratch[worker].start }
}
