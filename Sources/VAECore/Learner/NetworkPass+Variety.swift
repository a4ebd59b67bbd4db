extension NetworkPass {
  /// How much the reconstructions of a batch differ, as a share of how much its images do: the variance over images
  /// of each pixel, summed over pixels; 1 where the images do not differ.
  ///
  /// The batch must have gone forward without a gradient, which would have replaced the logits.
  func variety(of batch: BatchImages) -> Double {
    var images = [RunningVariance](repeating: RunningVariance(), count: batch.pixels)
    var reconstructions = images
    let reconstruction = FloatBuffer(count: batch.pixels)
    for row in 0..<batch.count {
      kernels.table.sigmoid(batch.pixels, outputs[layout.layers.count - 1][row], reconstruction.start)
      let (image, share) = (batch[row], 1 / Double(row + 1))
      for j in 0..<batch.pixels {
        images[j].add(Double(image[j]) / 255, share: share)
        reconstructions[j].add(Double(reconstruction[j]), share: share)
      }
    }
    let available = images.reduce(0) { $0 + $1.squaredDeviations }
    return available == 0 ? 1 : reconstructions.reduce(0) { $0 + $1.squaredDeviations } / available
  }
}
