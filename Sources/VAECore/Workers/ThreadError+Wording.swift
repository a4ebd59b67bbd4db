import SystemLibrary

extension ThreadError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .cannotStart(let name, let errno):
      "The thread '\(name)' could not be started (\(String(cString: strerror(errno)))): "
        + "close other programs or raise the limit on processes."
    }
  }
}
