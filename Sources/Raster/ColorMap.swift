import TextScreen

/// Which colours show brightness.
public enum ColorMap: String, Hashable, Sendable, CaseIterable {
  /// Black to white; on a light background white to black, as ink on paper.
  case grey

  /// Dark violet through green to yellow: even to the eye, also a colour-blind one (van der Walt and Smith 2015).
  case viridis

  /// The colours of `tone` from one end of its range to the other, at equal distances.
  func stops(of tone: Tone, on background: Capabilities.Background) -> [RGB] {
    switch (tone, self, background) {
    case (.brightness, .viridis, _): Self.viridisStops
    case (.brightness, .grey, .dark): [RGB(0, 0, 0), RGB(255, 255, 255)]
    case (.brightness, .grey, .light): [RGB(255, 255, 255), RGB(0, 0, 0)]
    case (.signed, _, .dark): Self.divergingFromBlack
    case (.signed, _, .light): Self.divergingFromWhite
    }
  }

  /// The colour at `position`, 0...1, between stops at equal distances.
  static func color(at position: Float, between stops: [RGB]) -> RGB {
    let place = min(max(position, 0), 1) * Float(stops.count - 1)
    let first = min(Int(place), stops.count - 2)
    let share = place - Float(first)
    func mixed(_ part: KeyPath<RGB, UInt8>) -> UInt8 {
      let (from, to) = (Float(stops[first][keyPath: part]), Float(stops[first + 1][keyPath: part]))
      return UInt8(from + (to - from) * share + 0.5)
    }
    return RGB(mixed(\.red), mixed(\.green), mixed(\.blue))
  }

  private static let viridisStops = [
    RGB(68, 1, 84), RGB(71, 44, 122), RGB(59, 81, 139), RGB(44, 113, 142), RGB(33, 144, 141),
    RGB(39, 173, 129), RGB(92, 200, 99), RGB(170, 220, 50), RGB(253, 231, 37),
  ]

  // Blue and orange are told apart by every kind of colour vision; both sides are as light at equal distances
  // from the middle.
  private static let divergingFromBlack = [
    RGB(120, 185, 255), RGB(45, 125, 225), RGB(15, 65, 140), RGB(0, 0, 0), RGB(112, 50, 0),
    RGB(196, 92, 0), RGB(255, 155, 65),
  ]
  private static let divergingFromWhite = [
    RGB(0, 60, 130), RGB(35, 118, 205), RGB(150, 195, 250), RGB(255, 255, 255), RGB(255, 178, 120),
    RGB(205, 90, 10), RGB(118, 48, 0),
  ]
}
