// swift-tools-version: 6.1
import PackageDescription

/// Upcoming language features, the same for every target.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "lagebild",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Lagebild", targets: ["Text", "Language", "Reading"]),
        .executable(name: "lagebild", targets: ["LagebildCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "Text", swiftSettings: settings),
        .target(name: "Kernels"),
        .target(
            name: "Language",
            dependencies: [
                "Text", "Kernels", .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.copy("Data")], swiftSettings: settings),
        .target(
            name: "Reading",
            dependencies: [
                "Language", "Text", "Kernels", .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(
            name: "Training", dependencies: ["Reading", "Language", "Text", "Kernels"],
            swiftSettings: settings),
        .executableTarget(
            name: "LagebildCommand",
            dependencies: [
                "Text", "Language", "Reading", "Training",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/lagebild", swiftSettings: settings),
        .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: settings),
        .testTarget(
            name: "LanguageTests", dependencies: ["Language", "Text"], swiftSettings: settings),
        .testTarget(
            name: "ReadingTests", dependencies: ["Reading", "Language", "Text"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["LagebildCommand"], swiftSettings: settings),
        .testTarget(
            name: "TrainingTests", dependencies: ["Training", "Reading", "Text"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
