/// Returns the name that the writer of `text` most likely meant; `nil` if none is close.
func nearest(to text: String, among names: [String]) -> String? {
  let text = text.lowercased()
  if text.count >= 3, let name = names.first(where: { $0.hasPrefix(text) }) { return name }
  let distances = names.map { (name: $0, distance: editDistance(text, $0)) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= best.name.count / 2 ? best.name : nil
}

/// The minimum number of letters to insert, remove or replace to turn one text into the other (Levenshtein distance).
private func editDistance(_ first: String, _ second: String) -> Int {
  let second = Array(second)
  var row = Array(0...second.count)
  for letter in first {
    var diagonal = row[0]
    row[0] += 1
    for column in second.indices {
      let replaced = diagonal + (letter == second[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
    }
  }
  return row[second.count]
}
