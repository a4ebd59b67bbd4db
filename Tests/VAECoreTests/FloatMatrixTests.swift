import Testing
import VAECore

@Suite("Matrices")
struct MatrixTests {
  @Test("are row-major")
  func layout() {
    var matrix = FloatMatrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(matrix[0, 2] == 3 && matrix[1, 0] == 4)
    #expect(Array(matrix.row(1)) == [4, 5, 6])
    matrix[1, 2] = 9
    #expect(matrix.elements == [1, 2, 3, 4, 5, 9])
    #expect(FloatMatrix(rows: 2, columns: 2).elements == [0, 0, 0, 0])
  }

  @Test("may be empty")
  func empty() {
    #expect(FloatMatrix(rows: 0, columns: 5).elements.isEmpty)
    #expect(FloatMatrix(rows: 3, columns: 0).row(2).isEmpty)
  }

  @Test("views of parts and transposes reach the right elements")
  func views() {
    let buffer = FloatBuffer((0..<12).map(Float.init))
    let view = buffer.view(rows: 3, columns: 4)
    #expect(view[2, 1] == 9)
    #expect(view.transposed[1, 2] == 9)
    let part = view.rows(1..<3).columns(2..<4)
    #expect(part.rows == 2 && part.columns == 2)
    #expect([part[0, 0], part[0, 1], part[1, 0], part[1, 1]] == [6, 7, 10, 11])
    part[1, 0] = -1
    #expect(buffer[10] == -1)
  }
}
