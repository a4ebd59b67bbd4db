import SystemLibrary

/// Paths as plain text: splitting and joining them.
public enum PathText {
  /// `directory/name`, without doubling the slash.
  public static func joining(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }

  /// The path without its last component: `a` for `a/b` and `a/b/`, `.` for `b`, `/` for `/b` and `/`.
  public static func parent(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.lastIndex(of: "/") else { return path.hasPrefix("/") ? "/" : "." }
    let parent = withoutTrailingSlashes(trimmed[..<slash])
    return parent.isEmpty ? "/" : String(parent)
  }

  /// The last component: `b` for `a/b` and `a/b/`; empty for `/`.
  public static func lastComponent(of path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.lastIndex(of: "/") else { return String(trimmed) }
    return String(trimmed[trimmed.index(after: slash)...])
  }

  /// The absolute path without symbolic links, `.` and `..`; `nil` if `path` does not exist.
  public static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func withoutTrailingSlashes(_ path: some StringProtocol) -> Substring {
    var rest = Substring(path)
    while rest.hasSuffix("/") { rest.removeLast() }
    return rest
  }
}
