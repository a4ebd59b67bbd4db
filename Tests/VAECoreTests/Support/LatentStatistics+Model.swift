import TestSupport
import VAECore

extension LatentStatistics {
  /// Statistics of the first `count` images in `pixels`: `[images x pixels]` bytes.
  init(of model: VAE, pixels: [UInt8], count: Int, kernels: Kernels) {
    self.init(latentSize: model.architecture.latentSize)
    let width = model.architecture.pixels
    for start in stride(from: 0, to: count, by: Self.imagesAtOnce) {
      let rows = min(Self.imagesAtOnce, count - start)
      let bytes = pixels[start * width..<(start + rows) * width]
      let images = FloatMatrix(rows: rows, columns: width, elements: bytes.map { Float($0) / 255 })
      add(model.encode(images, kernels: kernels))
    }
  }

  /// How many images are turned into `Float` together.
  private static let imagesAtOnce = 500
}
