import Datasets
import Testing

@Suite("ImageSet")
struct ImageSetTests {
  private let images = ImageSet(
    width: 3, height: 2, pixels: [0, 0, 1, 255, 0, 0, 1, 2, 3, 4, 5, 0, 9, 9, 9, 9, 9, 9], labels: [7, 8, 9])

  @Test("an image is its rows, one after the other")
  func image() {
    #expect((images.count, images.pixelsPerImage) == (3, 6))
    #expect(Array(images.image(0)) == [0, 0, 1, 255, 0, 0])
    #expect(Array(images.image(2)) == [9, 9, 9, 9, 9, 9])
  }

  @Test(
    "the fraction of black is that of the first images",
    arguments: [(0, 0), (1, 4.0 / 6), (2, 5.0 / 12), (9, 5.0 / 18)])
  func shareOfBlack(count: Int, expected: Double) {
    #expect(images.shareOfBlack(first: count) == expected)
  }
}
