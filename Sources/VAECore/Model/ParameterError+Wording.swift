extension ParameterError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .architecture(let error):
      error.description
    case .missing(let name):
      "The model has no tensor '\(name)': is it a file of another architecture?"
    case .duplicate(let name):
      "The tensor '\(name)' comes more than once: keep one of them."
    case .unexpected(let name):
      "The tensor '\(name)' has no place in this architecture: is it a file of another one?"
    case .shape(let name, let expected, let found):
      "The tensor '\(name)' has the shape \(found), but the architecture asks for \(expected)."
    case .valueCount(let name, let expected, let found):
      "The tensor '\(name)' has \(found) values, but its shape asks for \(expected)."
    }
  }
}
