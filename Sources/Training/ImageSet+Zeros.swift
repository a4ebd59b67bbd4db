import Datasets
import VAECore

extension ImageSet {
  /// Whether enough pixels are black that a learner gains by skipping them, from as many images as tell it well
  /// enough.
  public var hasZerosToSkip: Bool { Learner.paysToSkip(shareOfBlack(first: 1000)) }
}
