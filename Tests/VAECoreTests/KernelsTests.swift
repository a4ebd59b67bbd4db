import Testing
import VAECore

@Suite("The kernels in use")
struct KernelsTests {
  @Test("are the fastest unless others are named")
  func choice() throws {
    #expect(Kernels.best.name == kernelNames[0])
    for name in kernelNames { #expect(try Kernels.best(named: name).name == name) }
  }

  @Test("that do not exist are an error that says which do")
  func unknown() {
    let error = KernelError.notAvailable(name: "sse9", available: kernelNames)
    #expect(throws: error) { try Kernels.best(named: "sse9") }
    #expect("\(error)".contains("sse9") && "\(error)".contains("portable"))
  }

  @Test("that have no bfloat16 products say so, and what would have them")
  func noBfloat16() throws {
    let portable = try Kernels.named("portable")
    #expect(!portable.hasBfloat16)
    try portable.check(.fp32)
    let error = KernelError.noBfloat16(kernels: "portable")
    #expect(throws: error) { try portable.check(.bf16) }
    #expect("\(error)".contains("portable") && "\(error)".contains("AVX512-BF16"))
  }
}
