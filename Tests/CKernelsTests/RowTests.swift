import CKernels
import Foundation
import Testing

@Suite("Loops over rows")
struct RowTests {
  static let widths = [1, 3, 4, 15, 16, 17, 33, 50]

  @Test("bytes become exact quotients by 255, image by image", arguments: kernelNames)
  func gathersImages(name: String) throws {
    let kernels = try kernels(name)
    // Every byte, in images whose width is no multiple of a vector's.
    let (pixels, images) = (37, 7)
    let bytes = (0..<pixels * images).map { UInt8(truncatingIfNeeded: $0) }
    let indices = [6, 0, 5, 1, 4, 2, 3, 3, 0]
    var result = [Float](repeating: 9, count: (pixels + 2) * indices.count)
    kernels.gather_images(indices.count, pixels, bytes, indices, &result, pixels + 2)
    let expected = indices.flatMap { image -> [Float] in
      bytes[image * pixels..<(image + 1) * pixels].map { Float($0) / 255 } + [9, 9]
    }
    #expect(result == expected)

    // The lists of the images are those of their floats.
    var lists = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: (pixels + 1) * indices.count)
    var expectedLists = lists
    kernels.list_images(indices.count, pixels, bytes, indices, &lists, pixels + 1)
    kernels.list_nonzero(indices.count, pixels, result, pixels + 2, &expectedLists, pixels + 1)
    for row in 0..<indices.count {
      let places = row * (pixels + 1)..<(row + 1) * (pixels + 1)
      let count = expectedLists[places].firstIndex { $0.column == UInt32.max } ?? places.upperBound
      for place in places.lowerBound..<count {
        #expect(lists[place].column == expectedLists[place].column)
        #expect(lists[place].value == expectedLists[place].value)
      }
      #expect(count < places.upperBound && lists[count].column == UInt32.max)
    }
  }

  @Test(
    "a transpose moves every element to its place and writes nothing else", arguments: kernelNames, widths)
  func transposes(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 5)
    for rows in [1, 3, 4, 16, 18, 37] {
      let values = numbers.next(rows * columns)
      var result = [Float](repeating: 9, count: columns * (rows + 2))
      kernels.transpose(rows, columns, values, columns, &result, rows + 2)
      let expected = (0..<columns).flatMap { j -> [Float] in
        (0..<rows).map { values[$0 * columns + j] } + [9, 9]
      }
      #expect(result == expected)
    }
  }

  @Test("column sums add the rows in order", arguments: kernelNames, widths)
  func sumsColumns(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 6)
    let rows = 29
    let values = numbers.next(rows * (columns + 1))
    var result = [Float](repeating: .nan, count: columns)
    kernels.column_sums(rows, columns, values, columns + 1, &result)
    let expected = (0..<columns).map { j in
      (0..<rows).reduce(Float(0)) { $0 + values[$1 * (columns + 1) + j] }
    }
    #expect(result == expected)
  }
}
