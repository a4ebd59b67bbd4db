import CKernels
import Testing

@Suite("The choice of kernels")
struct DispatchTests {
  @Test("always includes the portable kernels, as the last")
  func portable() {
    #expect(kernelNames.last == "portable")
    #expect(latentwalk_kernels_named("portable") != nil)
  }

  @Test("calls the first that this CPU can run the best")
  func best() {
    #expect(String(cString: latentwalk_kernels_best().pointee.name) == kernelNames.first)
  }

  @Test("refuses other names", arguments: ["", "avx", "AVX512", "portable "])
  func unknown(name: String) {
    #expect(latentwalk_kernels_named(name) == nil)
  }
}
