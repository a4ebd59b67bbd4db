import AllocationCounter
import TestSupport
import Testing
import VAECore

/// Whether this is a release build; in others the language runtime allocates what the compiler has not optimized away.
private let isOptimized: Bool = {
  #if DEBUG
  false
  #else
  true
  #endif
}()

/// The precisions that this CPU can multiply in.
private let precisions = Learner.Precision.allCases.filter { precision in
  Kernels.available.contains { $0.hasBfloat16 || precision == .fp32 }
}

@Suite("A training step in the steady state")
struct SteadyStateTests {
  @Test("has seven stages for 784-400-20", arguments: precisions)
  func stages(precision: Learner.Precision) throws {
    let workers = WorkerPool(threads: 2)
    let learner = try learner([400], 20, precision, workers)
    let before = workers.sharedJobs
    for _ in 0..<3 { _ = learner.step(pixels: Self.pixels, rows: 0..<128) }
    #expect(learner.stageCount == 7)
    #expect(workers.sharedJobs &- before == 3 * 7)
  }

  @Test(
    "allocates nothing",
    .enabled(if: isOptimized && latentwalk_counts_allocations(), "only in release builds with glibc"),
    arguments: [[400], [128, 64, 32], []], precisions)
  func allocations(hidden: [Int], precision: Learner.Precision) throws {
    for threads in [1, 2] {
      let workers = WorkerPool(threads: threads)
      let learner = try learner(hidden, 20, precision, workers)
      learner.freeBits = 0.1
      let order = Array(0..<256)
      for _ in 0..<3 { _ = learner.step(pixels: Self.pixels, rows: order[0..<128]) }
      let counts = Buffer(count: threads, repeating: 0)
      func allocations() -> Int {
        count(workers, into: counts)
        return counts.elements.reduce(0, +)
      }
      let first = allocations()
      // Counting takes some itself.
      let before = allocations()
      for step in 0..<10 {
        let start = step * 8
        _ = learner.step(pixels: Self.pixels, rows: order[start..<start + 128])
      }
      #expect(allocations() - before == before - first, "\(threads) threads")
    }
  }

  private func learner(
    _ hidden: [Int], _ latentSize: Int, _ precision: Learner.Precision, _ workers: WorkerPool
  ) throws -> Learner {
    let architecture = Architecture(pixels: 784, hidden: hidden, latentSize: latentSize)
    let bfloat16 = Kernels.available.first(where: \.hasBfloat16)
    let kernels = precision == .fp32 ? try bestKernels() : try #require(bfloat16)
    return Learner(
      model: try VAE(architecture, seed: 1), batchSize: 128, seed: 2, precision: precision, workers: workers,
      kernels: kernels)
  }

  /// How much each worker has allocated so far: each is held in its task until all have come.
  private func count(_ workers: WorkerPool, into counts: Buffer<Int>) {
    let arrived = Counter()
    workers.run(tasks: workers.threads) { _, worker in
      counts[worker] = latentwalk_allocations_of_this_thread()
      arrived.add(1)
      while arrived.value < workers.threads {}
    }
  }

  private static let pixels = spotImages(count: 256, side: 28, seed: 2)
}
