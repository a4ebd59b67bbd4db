import Datasets
import VAECore

let mnist = try DatasetLocation(name: "mnist", directory: CommandLine.arguments.last ?? "").load()
let shape = ImageShape(width: mnist.train.width, height: mnist.train.height)
let model = try VAE(Architecture(image: shape, hidden: [400], latentSize: 20))
let learner = Learner(model: model, batchSize: 128)
for epoch in 1...2 {
  let order = RandomStream.shuffledIndices(count: mnist.train.count, seed: 1, epoch: epoch)
  for start in stride(from: 0, through: order.count - 128, by: 128) {
    learner.step(pixels: mnist.train.pixels, rows: order[start..<start + 128])
  }
  let test = learner.evaluate(pixels: mnist.test.pixels, count: mnist.test.count)
  print("epoch \(epoch): \(test.loss.negativeELBO) nats per image")
}
let digits = learner.snapshot().sample(count: 3)
for y in stride(from: 0, to: digits.rows * shape.height, by: 2) {
  print(digits.elements[y * shape.width..<(y + 1) * shape.width].map { $0 > 0.5 ? "#" : " " }.joined())
}
