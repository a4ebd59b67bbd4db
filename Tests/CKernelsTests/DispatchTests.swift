import CKernels
import Testing

@Suite("The choice of kernels")
struct DispatchTests {
  @Test("always has portable kernels, and has them last")
  func portable() {
    #expect(kernelNames.last == "portable")
    #expect(latentwalk_kernels_named("portable") != nil)
  }

  @Test("takes the first that this CPU can run for the best")
  func best() {
    #expect(String(cString: latentwalk_kernels_best().pointee.name) == kernelNames.first)
  }

  @Test("knows no other names", arguments: ["", "avx", "AVX512", "portable "])
  func unknown(name: String) {
    #expect(latentwalk_kernels_named(name) == nil)
  }
}
