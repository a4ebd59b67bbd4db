// swift-tools-version: 6.1
import PackageDescription

// A package of its own, as a user of the library has one. In yours, the dependency has the repository's URL and a version.
let package = Package(
  name: "TrainAVAE",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "Latentwalk", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "TrainAVAE",
      dependencies: [
        .product(name: "VAECore", package: "Latentwalk"),
        .product(name: "Datasets", package: "Latentwalk"),
      ])
  ]
)
