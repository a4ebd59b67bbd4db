/// Whether a known dataset is at hand.
public struct DatasetListing: Sendable {
  /// The name by which it is asked for.
  public let name: String
  /// Where it is looked for, the first place first.
  public let places: [String]
  /// The place where it is, or why it cannot be had.
  public let result: Result<DatasetLocation, DatasetError>

  /// The place where it is, if it is at hand.
  public var location: DatasetLocation? { try? result.get() }
}
