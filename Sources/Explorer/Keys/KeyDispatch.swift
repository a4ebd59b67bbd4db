import TextScreen

extension KeyTable {
  /// The action of `key` on `page`, where it has one.
  public static func action(for key: Key, on page: Page) -> Action? {
    for binding in bindings where binding.pages.contains(page) {
      if let match = binding.actions.first(where: { $0.key == key }) { return match.action }
    }
    return nil
  }
}

extension ExplorerState {
  /// The action of `key` as the screen is now: what is open over the page goes before the page.
  public func action(for key: Key) -> Action? {
    switch overlay {
    case nil:
      KeyTable.action(for: key, on: page)
    case .quitQuestion:
      switch key {
      case .character("y"), .character("Y"), .character("q"), .enter: .answer(true)
      default: .answer(false)
      }
    case .help:
      switch KeyTable.action(for: key, on: .map) {
      case .arrow(let direction, let isLarge): .arrow(direction, isLarge: isLarge)
      case .help, .quit, .cancel, .togglePause, .show, .turnPage: KeyTable.action(for: key, on: .map)
      default: .cancel
      }
    }
  }
}
