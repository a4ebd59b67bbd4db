extension LatentStatistics {
  /// Everything that was gathered but the count, in a fixed order: `[latent x numbers]`.
  package var numbers: [Double] {
    dimensions.flatMap {
      [$0.means.mean, $0.means.squaredDeviations, $0.deviations, $0.variances, $0.kl]
    }
  }

  /// The statistics that had these numbers of so many images, bit for bit.
  ///
  /// Nil where they are not those of one dimension or more, or where what cannot be negative is.
  package init?(count: Int, numbers: [Double]) {
    let size = 5
    guard count >= 0, !numbers.isEmpty, numbers.count.isMultiple(of: size) else { return nil }
    var dimensions: [DimensionStatistics] = []
    for start in stride(from: 0, to: numbers.count, by: size) {
      let part = numbers[start..<start + size]
      guard !part[(start + 1)..<(start + 4)].contains(where: { $0 < 0 }) else { return nil }
      dimensions.append(
        DimensionStatistics(
          means: RunningVariance(mean: part[start], squaredDeviations: part[start + 1]),
          deviations: part[start + 2], variances: part[start + 3], kl: part[start + 4]))
    }
    self.init(count: count, dimensions: dimensions)
  }
}
