import Datasets
import Raster
import SystemLibrary
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

/// A model and images whose pictures tell which code or image they are of.
///
/// A picture has four fields: upper left, upper right, lower left, lower right. Field `f` is of latent dimension
/// `f`, of fewer dimensions of `f` modulo their number, and as bright everywhere as the logistic function of
/// `gain` times the code in that dimension. A test image has four fields of brightnesses of its own, and its
/// posterior mean goes from -2 where a field is black to 2 where it is white.
struct CodeFields {
  var latentSize: Int
  var width = 28
  var height = 28

  static let fieldCount = 4
  static let imageCount = 20

  /// A model that draws codes with the contrast `gain`.
  func model(gain: Float = 1) throws -> VAE {
    let architecture = Architecture(
      image: ImageShape(width: width, height: height), hidden: [2 * latentSize], latentSize: latentSize)
    let parameters = try VAE(architecture, seed: 1).namedParameters.map { parameter in
      NamedParameter(name: parameter.name, shape: parameter.shape, values: values(parameter, gain: gain))
    }
    return try VAE(architecture, named: parameters)
  }

  /// The parameters `[out x in]` of a block; each dimension has two hidden units, for what is positive and negative.
  private func values(_ parameter: NamedParameter, gain: Float) -> [Float] {
    func matrix(_ element: (_ output: Int, _ input: Int) -> Float) -> [Float] {
      let inputs = parameter.shape[parameter.shape.count - 1]
      return parameter.values.indices.map { element($0 / inputs, $0 % inputs) }
    }
    switch parameter.name {
    case "encoder.fc1.weight":
      let pixelsPerField = Float(width * height / Self.fieldCount)
      return matrix { unit, pixel in unit == 2 * field(ofPixel: pixel) ? 1 / pixelsPerField : 0 }
    case "encoder.fc_mu.weight": return matrix { dimension, unit in unit == 2 * dimension ? 4 : 0 }
    case "encoder.fc_mu.bias": return parameter.values.map { _ in -2 }
    case "decoder.fc1.weight":
      return matrix { unit, dimension in unit / 2 != dimension ? 0 : unit.isMultiple(of: 2) ? 1 : -1 }
    case "decoder.fc2.weight":
      return matrix { pixel, unit in
        unit / 2 != dimension(ofPixel: pixel) ? 0 : unit.isMultiple(of: 2) ? gain : -gain
      }
    default: return parameter.values.map { _ in 0 }
    }
  }

  private func field(ofPixel pixel: Int) -> Int {
    let (row, column) = pixel.quotientAndRemainder(dividingBy: width)
    return (row < height / 2 ? 0 : 2) + (column < width / 2 ? 0 : 1)
  }

  private func dimension(ofPixel pixel: Int) -> Int { field(ofPixel: pixel) % latentSize }

  /// A run of that model, with test images and latents measured on them.
  func snapshot(gain: Float = 1) throws -> TrainingSnapshot {
    var snapshot = try Fixtures.snapshot(latentSize: latentSize)
    snapshot.model = try model(gain: gain)
    let images = ImageSet(
      width: width, height: height,
      pixels: (0..<Self.imageCount).flatMap { number in
        (0..<width * height).map { Self.byte(ofImage: number, field: field(ofPixel: $0)) }
      },
      labels: (0..<Self.imageCount).map { UInt8(($0 * 7 + 3) % 10) })
    snapshot.dataset = ImageDataset(name: "fields", train: images, test: images)
    return snapshot
  }

  /// The state of a screen of true colours, on which brightness can be read to two in a hundred.
  func state(of snapshot: TrainingSnapshot, _ size: Size) throws -> ExplorerState {
    ExplorerState(
      snapshot: snapshot, size: size,
      pencil: Pencil(Capabilities(depth: .truecolor, symbols: .block)),
      kernels: Kernels.best)
  }

  private static func byte(ofImage number: Int, field: Int) -> UInt8 {
    UInt8((number * 37 + field * 89 + number * field * 11) % 256)
  }

  /// The four brightnesses of a test image.
  static func brightness(ofImage number: Int) -> [Float] {
    (0..<fieldCount).map { Float(byte(ofImage: number, field: $0)) / 255 }
  }

  /// The posterior mean of a test image: `[latent]`.
  func code(ofImage number: Int) -> [Float] {
    (0..<latentSize).map { dimension in
      // Units see the fields of their own number alone.
      dimension < Self.fieldCount ? 4 * Self.brightness(ofImage: number)[dimension] - 2 : -2
    }
  }

  /// The four brightnesses of the picture of a code.
  func brightness(of code: [Float], gain: Float = 1) -> [Float] {
    (0..<Self.fieldCount).map { 1 / (1 + exp(-gain * code[$0 % latentSize])) }
  }

  /// The four brightnesses that a picture has in the middles of its fields.
  static func brightness(of picture: Picture) -> [Float] {
    (0..<fieldCount).map { field in
      let row = picture.height * (field < 2 ? 1 : 3) / 4
      let column = picture.width * (field % 2 == 0 ? 1 : 3) / 4
      return picture.values[row * picture.width + column]
    }
  }

  /// The four brightnesses that a screen shows in the corners of an area; nil where a cell there is not all grey.
  static func brightness(on grid: CellGrid, in area: Rectangle) -> [Float]? {
    let values = corners(of: area).compactMap { column, row -> Float? in
      let colors = colors(on: grid, column, row)
      guard colors.allSatisfy({ $0.red == $0.green && $0.green == $0.blue }),
        let first = colors.first, let last = colors.last, abs(Int(first.red) - Int(last.red)) < 10
      else { return nil }
      return (Float(first.red) + Float(last.red)) / 2 / 255
    }
    return values.count == fieldCount ? values : nil
  }

  /// How much more red than blue there is in the corners of an area.
  static func warmth(on grid: CellGrid, in area: Rectangle) -> [Int]? {
    let values = corners(of: area).compactMap { column, row in
      colors(on: grid, column, row).first.map { Int($0.red) - Int($0.blue) }
    }
    return values.count == fieldCount ? values : nil
  }

  private static func corners(of area: Rectangle) -> [(column: Int, row: Int)] {
    (0..<fieldCount).map { field in
      (
        field % 2 == 0 ? area.column : area.endColumn - 1, field < 2 ? area.row : area.endRow - 1
      )
    }
  }

  /// The colours that are seen of a cell: around its glyph, and where that is not blank, of the glyph.
  private static func colors(on grid: CellGrid, _ column: Int, _ row: Int) -> [RGB] {
    let cell = grid[column, row]
    let seen = cell.glyph == " " ? [cell.style.background] : [cell.style.background, cell.style.foreground]
    return seen.compactMap { if case .rgb(let color) = $0 { color } else { nil } }
  }
}

/// Whether brightnesses in a scene are the same.
func isClose(_ left: [Float], _ right: [Float]) -> Bool {
  left.count == right.count && isWithin(0.002, left, right)
}

/// Whether brightnesses read off a screen are the same as far as its levels tell; no brightnesses never are.
func isClose(onScreen left: [Float]?, _ right: [Float]) -> Bool {
  left.map { $0.count == right.count && isWithin(0.02, $0, right) } ?? false
}

private func isWithin(_ tolerance: Float, _ left: [Float], _ right: [Float]) -> Bool {
  zip(left, right).allSatisfy { abs($0 - $1) < tolerance }
}

extension TileGrid {
  /// The area of the tile in a column and row, by arithmetic of its own.
  func place(column: Int, row: Int) -> Rectangle {
    Rectangle(
      column: area.column + column * (tile.columns + gap), row: area.row + row * tile.rows,
      columns: tile.columns, rows: tile.rows)
  }
}
