// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "lagebild", path: "..")],
    targets: [
        .target(name: "Heap"),
        .executableTarget(
            name: "benchmark",
            dependencies: [
                "Heap", .product(name: "Lagebild", package: "lagebild"),
                .product(name: "LagebildArchive", package: "lagebild"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
