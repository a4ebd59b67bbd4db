import Formats
import Training

extension KnobSetting {
  /// In few letters, for a mark on a curve.
  func shortName(_ theme: Theme) -> String {
    switch self {
    case .learningRate(let value): "lr \(Numbers.setting(value))"
    case .beta(let value): "\(theme.beta) \(Numbers.setting(value))"
    case .warmUp(let epochs): "warm-up \(epochs)"
    case .freeBits(let value): "free \(Numbers.setting(value))"
    }
  }
}
