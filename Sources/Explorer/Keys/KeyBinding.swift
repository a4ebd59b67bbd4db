import TextScreen

/// A row of the key table: keys that belong together, what they do, and how help and footer say so.
public struct KeyBinding: Sendable {
  /// What help lists rows under.
  public enum Topic: String, Sendable, CaseIterable {
    case walk = "Walk the latent space"
    case interpolate = "Interpolate from A to B"
    case sample = "Sample from the prior"
    case reconstruct = "Reconstruct test images"
    case read = "Read the curves"
    case look = "Look into the code"
    case train = "Train"
    case time = "Go back in time"
    case screen = "Screen"
  }

  /// A row as the footer has it.
  public struct Footer: Sendable, Equatable {
    /// The keys, shorter than in help.
    public let keys: String
    /// What they do, in a word or two.
    public let text: String
    /// The lower, the sooner it is shown if there is not room for all.
    public let rank: Int

    init(_ keys: String, _ text: String, rank: Int) {
      self.keys = keys
      self.text = text
      self.rank = rank
    }
  }

  /// What the footer says while training is paused or not: the key that pauses it resumes it.
  func footer(isPaused: Bool) -> Footer? {
    guard let footer, isPaused, case .togglePause = actions[0].action else { return footer }
    return Footer(footer.keys, "resume", rank: footer.rank)
  }

  /// The keys with their actions.
  public let actions: [(key: Key, action: Action)]
  /// The pages on which they act.
  public let pages: Set<Page>
  /// What help lists the row under.
  public let topic: Topic
  /// The keys as footer and help name them.
  public let keys: String
  /// What the footer says of them; nothing keeps them out.
  public let footer: Footer?
  /// The pages on whose footer they are.
  public let footerPages: Set<Page>
  /// What they do, for help.
  public let help: String

  init(
    _ keys: String, _ actions: [(Key, Action)], on pages: Set<Page> = Set(Page.allCases), topic: Topic,
    footer: Footer? = nil, footerOn footerPages: Set<Page>? = nil, help: String
  ) {
    self.keys = keys
    self.actions = actions.map { (key: $0.0, action: $0.1) }
    self.pages = pages
    self.topic = topic
    self.footer = footer
    self.footerPages = footerPages ?? pages
    self.help = help
  }
}
