import Explorer
import Testing
import TextScreen

@Suite struct KeyTableTests {
  @Test("no key has two meanings on one page")
  func unambiguous() {
    for page in Page.allCases {
      var seen: Set<Key> = []
      for binding in KeyTable.bindings where binding.pages.contains(page) {
        for (key, _) in binding.actions {
          #expect(seen.insert(key).inserted, "\(key) has two meanings on \(page)")
        }
      }
    }
  }

  @Test("every topic of help has rows")
  func topics() {
    for topic in KeyBinding.Topic.allCases {
      #expect(KeyTable.bindings.contains { $0.topic == topic })
    }
  }

  @Test("the footer of every page ends with help and quit, even on the narrowest screen")
  func footer() throws {
    for page in Page.allCases {
      var state = try Fixtures.state(columns: 40, rows: 12)
      _ = state.update(.show(page))
      let footer = try #require(
        state.screenText.split(separator: "\n", omittingEmptySubsequences: false).last)
      #expect(footer.contains("? help  q quit"))
    }
  }

  @Test(
    "help opens at the keys that are the page's own, as far as there are lines to scroll",
    arguments: [
      (Page.map, "Walk the latent space"), (.interpolation, "Interpolate from A to B"),
      (.samples, "Sample from the prior"), (.reconstructions, "Reconstruct test images"),
      (.curves, "Read the curves"), (.latents, "Look into the code"), (.diagnosis, "Train"),
      (.time, "Go back in time"),
    ])
  func helpOpens(page: Page, topic: String) throws {
    var state = try Fixtures.state(columns: 40, rows: 12)
    _ = state.update(.show(page))
    state.press(.character("?"))
    let lines = state.screenText.split(separator: "\n")
    #expect(lines[2].contains(topic))
    state = try Fixtures.state(columns: 120, rows: 100)
    _ = state.update(.show(page))
    state.press(.character("?"))
    #expect(state.overlay == .help(scroll: 0))
  }

  @Test("help can be scrolled to every word of the table on the smallest screen")
  func helpShowsAll() throws {
    var state = try Fixtures.state(columns: 40, rows: 12)
    state.press(.character("?"))
    var shown: Set<Substring> = []
    for _ in 0..<200 {
      shown.formUnion(state.screenText.split { " │\n".contains($0) })
      state.press(.down)
    }
    for binding in KeyTable.bindings {
      let words = (binding.keys + " " + binding.help).split(separator: " ")
      #expect(shown.isSuperset(of: words), "help does not show all of \(binding.keys)")
    }
  }

  @Test("help that was scrolled to its end scrolls back at the first key")
  func helpScrollsBack() throws {
    var state = try Fixtures.state()
    state.press(.character("?"))
    for _ in 0..<200 { state.press(.down) }
    let end = state.screenText
    state.press(.up)
    #expect(state.screenText != end)
  }

  @Test("the README lists every row of the key table")
  func readme() {
    let readme = TextFile.read("README.md")
    for binding in KeyTable.bindings {
      let isListed = readme.contains("| `\(binding.keys)` | \(binding.help) |")
      #expect(isListed, "the README does not tell of \(binding.keys)")
    }
  }

  @Test("digits and Tab change the view, Escape goes back to the map")
  func pages() throws {
    var state = try Fixtures.state()
    for page in Page.allCases {
      state.press(.character(Character("\(page.rawValue + 1)")))
      #expect(state.page == page)
    }
    state.press(.tab)
    #expect(state.page == .map)
    state.press(.shiftTab)
    #expect(state.page == .time)
    state.press(.escape)
    #expect(state.page == .map)
  }
}
