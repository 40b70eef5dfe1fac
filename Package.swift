// swift-tools-version: 6.1
import PackageDescription

/// Upcoming language features, the same for every target.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The tests read whole articles: `make test` sets this variable, so that the code that reads is optimised in a
/// debug build too. Unsafe flags are not for packages that depend on this one, hence not the default.
let isOptimised = Context.environment["LAGEBILD_OPTIMISED"] != nil
let optimised = settings + (isOptimised ? [.unsafeFlags(["-O"])] : [])
let optimisedC: [CSetting] = isOptimised ? [.unsafeFlags(["-O2"])] : []

let package = Package(
    name: "lagebild",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Lagebild", targets: ["Text", "Language", "Reading"]),
        .library(name: "LagebildArchive", targets: ["Archive"]),
        .executable(name: "lagebild", targets: ["LagebildCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(name: "Text", swiftSettings: optimised),
        .target(name: "Kernels", cSettings: optimisedC),
        .target(
            name: "Language",
            dependencies: [
                "Text", "Kernels", .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.copy("Data")], swiftSettings: optimised),
        .target(
            name: "Reading",
            dependencies: [
                "Language", "Text", "Kernels", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ], swiftSettings: optimised),
        .target(
            name: "Training", dependencies: ["Reading", "Language", "Text", "Kernels"],
            swiftSettings: settings),
        .systemLibrary(
            name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Archive",
            dependencies: [
                "Reading", "Language", "Text", "CZstd", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: optimised),
        .target(name: "CIntake", cSettings: optimisedC, linkerSettings: [.linkedLibrary("gumbo")]),
        .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(
            name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "Intake",
            dependencies: [
                "Reading", "Language", "Text", "CIntake", "CDeflate", "CZlib",
                "CBrotli", "CZstd",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], swiftSettings: optimised),
        .target(
            name: "Desk",
            dependencies: [
                "Archive", "Reading", "Text",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.copy("Resources")], swiftSettings: optimised),
        .executableTarget(
            name: "LagebildCommand",
            dependencies: [
                "Text", "Language", "Reading", "Training", "Archive", "Intake", "Desk", "Kernels",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/lagebild", swiftSettings: settings),
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
        .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: settings),
        .testTarget(
            name: "LanguageTests", dependencies: ["Language", "Text", "Kernels", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ReadingTests", dependencies: ["Reading", "Language", "Text", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveTests",
            dependencies: [
                "Archive", "Reading", "Text", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IntakeTests", dependencies: ["Intake", "CZlib"], swiftSettings: settings),
        .testTarget(
            name: "DeskTests", dependencies: ["Desk", "Archive", "Reading", "Text"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["LagebildCommand"], swiftSettings: settings),
        .testTarget(
            name: "TrainingTests", dependencies: ["Training", "Reading", "Text"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
