// swift-tools-version: 6.1
import PackageDescription

// The targets stand on floors; a target imports only from floors below its own, never from its own.
// ARCHITECTURE.md tells what each is for.

// Loops that are not optimized take a hundred times as long, which no debugging needs. Flags that say so would keep
// others from depending on the package, so they are there for its developers alone, who set this variable to 1.
let isDevelopers = Context.environment["LATENTWALK_DEVELOPER"] == "1"

let package = Package(
  name: "Latentwalk",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "latentwalk", targets: ["latentwalk"]),
    .library(name: "VAECore", targets: ["VAECore"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "ModelFiles", targets: ["ModelFiles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 5: the executable.
    .executableTarget(
      name: "latentwalk",
      dependencies: [
        "Explorer", "EngineBenchmarks", "Ncurses", "Raster", "Training", "ModelFiles", "VAECore", "Datasets",
        "Formats", "TextScreen", "SystemLibrary",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Floor 4: the full-screen program, pure but for its run loop; never sees ncurses.
    .target(
      name: "Explorer",
      dependencies: [
        "Training", "Analysis", "VAECore", "Datasets", "Raster", "Charts", "Formats", "TextScreen",
      ]),

    // Floor 3: training.
    .target(
      name: "Training", dependencies: ["ModelFiles", "VAECore", "Datasets", "Formats", "SystemLibrary"]),

    // Floor 2: models in files, what is read off a trained model, and measurements of the engine.
    .target(name: "ModelFiles", dependencies: ["VAECore", "Formats"]),
    .target(name: "Analysis", dependencies: ["SystemLibrary"]),
    .target(name: "EngineBenchmarks", dependencies: ["VAECore"]),

    // Floor 1: the maths, the data, the drawing, the terminal.
    .target(name: "VAECore", dependencies: ["CKernels", "SystemLibrary"]),
    .target(name: "Datasets", dependencies: ["Formats"]),
    .target(name: "Raster", dependencies: ["TextScreen", "SystemLibrary"]),
    .target(name: "Charts", dependencies: ["Formats", "TextScreen"]),
    .target(name: "Ncurses", dependencies: ["TextScreen", "CNcurses", "SystemLibrary"]),

    // Floor 0: bytes, cells, kernels and the C libraries.
    .target(name: "SystemLibrary"),
    .target(name: "Formats", dependencies: ["CPNG", "CZlib", "SystemLibrary"]),
    .target(name: "TextScreen"),
    .target(
      name: "CKernels",
      cSettings: isDevelopers ? [.unsafeFlags(["-O3"], .when(configuration: .debug))] : []),
    .target(
      name: "CNcurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // Tests, a target each, and what they share.
    // Replaces the allocator of the program that it is linked into, and counts.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .target(
      name: "TestSupport", dependencies: ["VAECore", "CZlib", "SystemLibrary"], path: "Tests/TestSupport"),
    .testTarget(name: "EndToEndTests", dependencies: ["latentwalk", "TestSupport", "SystemLibrary"]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: [
        "Explorer", "Training", "Analysis", "VAECore", "Datasets", "Raster", "Charts", "Formats",
        "TextScreen", "TestSupport", "SystemLibrary",
      ], exclude: ["Golden"]),
    .testTarget(
      name: "ModelFilesTests",
      dependencies: ["ModelFiles", "VAECore", "Formats", "TestSupport", "SystemLibrary"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["Training", "ModelFiles", "VAECore", "Datasets", "Formats", "TestSupport"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis"]),
    .testTarget(
      name: "VAECoreTests", dependencies: ["VAECore", "TestSupport", "AllocationCounter", "SystemLibrary"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Formats", "TestSupport"]),
    .testTarget(
      name: "NcursesTests", dependencies: ["Ncurses", "TextScreen", "TestSupport", "SystemLibrary"]),
    .testTarget(name: "RasterTests", dependencies: ["Raster", "TextScreen", "TestSupport"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "TextScreen", "TestSupport"]),
    .testTarget(name: "CKernelsTests", dependencies: ["CKernels"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "TestSupport", "SystemLibrary"]),
    .testTarget(name: "TextScreenTests", dependencies: ["TextScreen", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
