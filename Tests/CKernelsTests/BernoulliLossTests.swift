import CKernels
import Foundation
import Testing

@Suite("The Bernoulli loss")
struct BernoulliLossTests {
  @Test(
    "is accurate to a millionth of itself, and its gradient to a unit in the last place of 1, for every target",
    arguments: kernelNames)
  func equalsReference(name: String) throws {
    let kernels = try kernels(name)
    let sizes: [Float] = [0, 1e-6, 0.01, 0.5, 1, 3, 10, 17, 40, 86, 89, 104, 1e3, 1e4, 1e30]
    for logit in sizes + sizes.map(-) {
      for target: UInt8 in 0...255 {
        var gradient: Float = .nan
        let loss = kernels.bernoulli_loss(1, [logit], [target], 1, &gradient)
        let expected = reference(Double(logit), target)
        #expect(abs(loss - expected.loss) <= 1e-6 * expected.loss + 1e-44, "\(logit) for \(target)")
        #expect(abs(Double(gradient) - expected.gradient) <= Double(Float(1).ulp), "\(logit) for \(target)")
      }
    }
  }

  @Test(
    "of an infinite logit is zero if it predicts the target, and otherwise infinite", arguments: kernelNames)
  func infinite(name: String) throws {
    let kernels = try kernels(name)
    for (logit, right, wrong) in [(Float.infinity, UInt8(255), UInt8(254)), (-.infinity, 0, 1)] {
      var gradient: Float = .nan
      #expect(kernels.bernoulli_loss(1, [logit], [right], 1, &gradient) == 0)
      #expect(gradient == 0)
      #expect(kernels.bernoulli_loss(1, [logit], [wrong], 1, nil) == .infinity)
    }
  }

  @Test("sums over any number of pixels, and scales its gradient", arguments: kernelNames)
  func sums(name: String) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 4)
    for count in [1, 2, 15, 16, 17, 33, 784, 2500] {
      let logits = numbers.next(count).map { 5 * $0 }
      let targets = numbers.next(count).map { UInt8(127.5 * $0 + 127.5) }
      var inPlace = logits
      var beside = [Float](repeating: .nan, count: count)
      let loss = kernels.bernoulli_loss(count, logits, targets, 0.125, &beside)
      let expected = zip(logits, targets).map { reference(Double($0), $1) }
      let sum = expected.reduce(0) { $0 + $1.loss }
      #expect(abs(loss - sum) < 1e-5 * sum)
      #expect(zip(beside, expected).allSatisfy { abs(Double($0) - 0.125 * $1.gradient) < 1e-7 })

      #expect(kernels.bernoulli_loss(count, logits, targets, 1, nil) == loss)
      inPlace.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        #expect(kernels.bernoulli_loss(count, start, targets, 0.125, start) == loss)
      }
      #expect(inPlace == beside)
    }
  }

  @Test("of targets that are floats is that of bytes, to their rounding", arguments: kernelNames)
  func floats(name: String) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 5)
    for count in [1, 16, 33, 784] {
      let logits = numbers.next(count).map { 5 * $0 }
      let bytes = numbers.next(count).map { UInt8(127.5 * $0 + 127.5) }
      let targets = bytes.map { Float($0) / 255 }
      var (expected, found) = ([Float](repeating: 0, count: count), [Float](repeating: .nan, count: count))
      let loss = kernels.bernoulli_loss(count, logits, bytes, 0.5, &expected)
      #expect(abs(kernels.bernoulli_loss_of_floats(count, logits, targets, 0.5, &found) - loss) < 1e-6 * loss)
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-7 })
      #expect(abs(kernels.bernoulli_loss_of_floats(count, logits, targets, 1, nil) - loss) < 1e-6 * loss)
    }
    #expect(kernels.bernoulli_loss_of_floats(1, [.infinity], [1], 1, nil) == 0)
    #expect(kernels.bernoulli_loss_of_floats(1, [-.infinity], [0.1], 1, nil) == .infinity)
  }

  @Test("is NaN if a logit is", arguments: kernelNames)
  func notANumber(name: String) throws {
    let kernels = try kernels(name)
    for position in [0, 16, 34] {
      var logits = [Float](repeating: 1, count: 35)
      logits[position] = .nan
      #expect(kernels.bernoulli_loss(35, logits, [UInt8](repeating: 128, count: 35), 1, nil).isNaN)
    }
  }

  private func reference(_ logit: Double, _ byte: UInt8) -> (loss: Double, gradient: Double) {
    let target = Double(byte) / 255
    let distance = Double(logit > 0 ? 255 - byte : byte) / 255
    let loss = abs(logit) * distance + log1p(exp(-abs(logit)))
    return (loss, 1 / (1 + exp(-logit)) - target)
  }
}
