import Raster
import Testing

@Suite struct PictureCroppingTests {
  private let picture = Picture(width: 4, height: 3, values: (0..<12).map(Float.init))

  @Test("cropping leaves the pixels in the middle")
  func crops() {
    #expect(picture.cropped(by: 1) == Picture(width: 2, height: 1, values: [5, 6]))
  }

  @Test(
    "a margin of nothing, or one that leaves nothing, leaves the picture as it is", arguments: [-1, 0, 2, 9])
  func leaves(margin: Int) {
    #expect(picture.cropped(by: margin) == picture)
  }
}
