import VAECore

/// Deals out the training images in batches, every image at most once an epoch, in a new order each epoch.
///
/// A remainder smaller than a batch is left out of its epoch, so that every step weighs the same; a data set
/// smaller than a batch is one batch.
struct BatchSampler {
  let imageCount: Int
  let batchSize: Int
  let seed: UInt64
  private var order: [Int] = []
  /// The epoch of `order`, counted from 1.
  private var epoch = 0
  /// How many batches have been dealt.
  private var step = 0

  init(imageCount: Int, batchSize: Int, seed: UInt64) {
    precondition(imageCount > 0 && batchSize > 0, "no batch of \(batchSize) from \(imageCount) images")
    self.imageCount = imageCount
    self.batchSize = min(batchSize, imageCount)
    self.seed = seed
  }

  /// How many batches an epoch has, at least 1.
  var batchesPerEpoch: Int { imageCount / batchSize }

  /// Goes to the place after so many batches.
  mutating func seek(step: Int) { self.step = step }

  /// The image numbers of the next batch.
  mutating func next() -> ArraySlice<Int> {
    let (epochsDone, batch) = step.quotientAndRemainder(dividingBy: batchesPerEpoch)
    if epoch != epochsDone + 1 {
      epoch = epochsDone + 1
      order = RandomStream.shuffledIndices(count: imageCount, seed: seed, epoch: epoch)
    }
    step += 1
    return order[batch * batchSize..<(batch + 1) * batchSize]
  }
}
