import VAECore

/// Deals the training images out in batches, every image at most once an epoch, in an order of its own each
/// epoch.
///
/// A remainder smaller than a batch is left out of its epoch, so that every step weighs the same; a data set
/// smaller than a batch is one batch.
struct BatchSampler {
  let imageCount: Int
  let batchSize: Int
  let seed: UInt64
  private var order: [Int] = []
  private var position = 0

  init(imageCount: Int, batchSize: Int, seed: UInt64) {
    precondition(imageCount > 0 && batchSize > 0, "no batch of \(batchSize) from \(imageCount) images")
    self.imageCount = imageCount
    self.batchSize = min(batchSize, imageCount)
    self.seed = seed
  }

  /// How many batches an epoch has, at least 1.
  var batchesPerEpoch: Int { imageCount / batchSize }

  /// Shuffles for `epoch`, counted from 1.
  mutating func begin(epoch: Int) {
    order = shuffledIndices(count: imageCount, seed: seed, epoch: epoch)
    position = 0
  }

  /// The image numbers of the epoch's next batch, or nothing at its end.
  mutating func next() -> ArraySlice<Int>? {
    guard order.count - position >= batchSize else { return nil }
    defer { position += batchSize }
    return order[position..<position + batchSize]
  }
}
