import Testing
import TextScreen

@testable import Raster

@Suite struct RampTests {
  private func ramp(
    _ tone: Tone, _ map: ColorMap, _ depth: Capabilities.Depth, _ background: Capabilities.Background = .dark
  ) -> Ramp {
    Ramp.best(
      for: tone, with: Pencil(Capabilities(depth: depth, symbols: .block, background: background), map: map))
  }

  private func lightness(_ color: Color) throws -> Double {
    switch color {
    case .palette(let index): OKLab(XtermPalette.rgb(index)).lightness
    case .rgb(let rgb): OKLab(rgb).lightness
    case .standard: try #require(nil as Double?)
    }
  }

  @Test("every ramp goes from one end of its map to the other, its levels rising")
  func ends() {
    for tone in Tone.allCases {
      for map in ColorMap.allCases {
        for depth in Capabilities.Depth.allCases where depth != .mono {
          for background in Capabilities.Background.allCases {
            let positions = ramp(tone, map, depth, background).levels.map(\.position)
            #expect(positions.first == 0 && positions.last == 1)
            #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
          }
        }
      }
    }
  }

  @Test("brightness grows with lightness on a dark background, in grey and in viridis")
  func lightnessRises() throws {
    for map in ColorMap.allCases {
      for depth in [Capabilities.Depth.palette256, .truecolor] {
        let lightness = try ramp(.brightness, map, depth).levels.map { try self.lightness($0.color) }
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 }, "\(map) at \(depth)")
      }
    }
  }

  @Test("on a light background grey is ink on paper")
  func ink() throws {
    for depth in [Capabilities.Depth.palette256, .truecolor] {
      let lightness = try ramp(.brightness, .grey, depth, .light).levels.map { try self.lightness($0.color) }
      #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 > $1 })
    }
    #expect(ramp(.brightness, .grey, .eight, .light).levels.map(\.color) == [.palette(7), .palette(0)])
  }

  @Test("the grey ramp of the palette has 30 levels where their colours are")
  func greys() {
    let levels = ramp(.brightness, .grey, .palette256).levels
    #expect(levels.count == 30)
    #expect(levels[14].color == .palette(244) && levels[14].position == 128 / 255)
  }

  @Test("steps of viridis along its map look alike")
  func even() throws {
    let lightness = try ramp(.brightness, .viridis, .truecolor).levels.map { try self.lightness($0.color) }
    let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
    let mean = steps.reduce(0, +) / Double(steps.count)
    #expect(steps.allSatisfy { $0 > 0.3 * mean && $0 < 2 * mean })
  }

  @Test("differences of both signs are as light at equal sizes, and the middle is the background's")
  func symmetric() throws {
    for background in Capabilities.Background.allCases {
      let levels = ramp(.signed, .grey, .truecolor, background).levels
      for (first, last) in zip(levels, levels.reversed()).prefix(levels.count / 2) {
        #expect(try abs(lightness(first.color) - lightness(last.color)) < 0.05)
      }
      let middle = try lightness(levels[levels.count / 2].color)
      #expect(background == .dark ? middle < 0.1 : middle > 0.95)
    }
  }

  @Test("the nearest level and the nearest plain cell are those")
  func nearest() {
    let ramp = ramp(.brightness, .grey, .eight)
    #expect(ramp.plains.map(\.position) == [0, 0.25, 0.5, 0.75, 1])
    #expect(ramp.plain(nearest: 0.6) == 2 && ramp.plain(nearest: -3) == 0 && ramp.plain(nearest: 7) == 4)
    #expect(ramp.level(nearest: 0.4) == 0 && ramp.level(nearest: 0.6) == 1)
  }
}
