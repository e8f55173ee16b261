// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house from the ground up: a target may use only what stands above it in the
// list. `Tests/ArchitectureTests` holds the sources to the same table.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let configuration: Target.Dependency = .product(
  name: "Configuration",
  package: "swift-configuration"
)
let arguments: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

/// The rooms through which a call goes: an async function of theirs stays where its caller is, instead
/// of asking at each step where it belongs.
let callRooms: Set<String> = [
  "RPCCore", "RPCInProcess", "RPCMessages", "RPCTelemetry", "RPCHTTP2", "RPCServices", "MotCuaAPI",
  "InteropMessages", "InteropSuites", "MotCuaServices", "MotCuaClient",
]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    path: path,
    swiftSettings: callRooms.contains(name)
      ? settings + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")] : settings
  )
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target
{
  .testTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func door(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "MotCua",
  products: [
    .library(name: "MotCuaClient", targets: ["MotCuaClient"]),
    .executable(name: "motcuad", targets: ["motcuad"]),
    .executable(name: "motcua", targets: ["motcua"]),
    .executable(name: "interop-server", targets: ["interop-server"]),
    .executable(name: "interop-client", targets: ["interop-client"]),
    .executable(name: "conformance-server", targets: ["conformance-server"]),
    .executable(name: "conformance-client", targets: ["conformance-client"]),
    // Outside semantic versioning: for this repository's own nested packages.
    .library(name: "_HTTP2Engine", targets: ["HTTP2Engine"]),
    .library(name: "_ProtobufEngine", targets: ["ProtobufEngine"]),
    .library(name: "_MotCuaAPI", targets: ["MotCuaAPI"]),
    .library(name: "_RPC", targets: ["RPCCore", "RPCInProcess", "RPCMessages", "RPCHTTP2"]),
    .library(name: "_Interop", targets: ["InteropMessages"]),
    .library(name: "_WireHarness", targets: ["WireHarness"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    door("CNghttp2", pkgConfig: "libnghttp2", package: "libnghttp2-dev"),
    door("CProtobufC", pkgConfig: "libprotobuf-c", package: "libprotobuf-c-dev"),
    door("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    door("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
    .target(name: "CMotCuaProto", dependencies: ["CProtobufC"]),
    .target(name: "CInteropProto", dependencies: ["CMotCuaProto", "CProtobufC"]),

    room("HTTP2Engine", ["CNghttp2"]),
    room("ProtobufEngine", ["CProtobufC"]),
    room("SQLiteEngine", ["CSQLite"]),
    room("ZlibEngine", ["CZlib"]),
    room("RPCCore", ["ProtobufEngine"]),
    room("RPCInProcess", ["RPCCore"]),
    room("RPCMessages", ["CMotCuaProto", "ProtobufEngine", "RPCCore"]),
    room("RPCTelemetry", ["RPCCore", logging, metrics, tracing]),
    room(
      "RPCHTTP2",
      [
        "HTTP2Engine", "RPCCore", "RPCMessages", "ZlibEngine", nioCore, nioPosix, nioSSL, nioTLS,
        x509, asn1,
      ]
    ),
    room("RPCServices", ["ProtobufEngine", "RPCCore", "RPCMessages"]),
    room("MotCuaAPI", ["CMotCuaProto", "ProtobufEngine", "RPCCore", "RPCMessages"]),
    room("InteropMessages", ["CInteropProto", "ProtobufEngine", "RPCCore", "RPCMessages"]),
    room(
      "InteropSuites",
      [
        "InteropMessages", "ProtobufEngine", "RPCCore", "RPCHTTP2", "RPCMessages", "RPCServices",
        x509, asn1, crypto,
      ]
    ),
    room("MotCuaDomain"),
    room("DelimitedText"),
    room("MotCuaStore", ["MotCuaDomain", "SQLiteEngine", crypto]),
    room("MotCuaSample", ["MotCuaDomain", "MotCuaStore"]),
    room(
      "MotCuaServices",
      [
        "DelimitedText", "MotCuaAPI", "MotCuaDomain", "MotCuaStore", "ProtobufEngine", "RPCCore",
        "RPCMessages", crypto,
      ]
    ),
    room(
      "MotCuaSettings",
      ["HTTP2Engine", "MotCuaServices", "MotCuaStore", "RPCHTTP2", "RPCTelemetry", configuration]
    ),
    room(
      "MotCuaClient",
      [
        "MotCuaAPI", "ProtobufEngine", "RPCCore", "RPCHTTP2", "RPCMessages", crypto,
      ],
      path: "ClientSDK/Sources/MotCuaClient"
    ),
    room(
      "MotCuaCLI",
      [
        "DelimitedText", "MotCuaAPI", "MotCuaClient", "MotCuaDomain", "ProtobufEngine", "RPCCore",
        "RPCMessages", arguments,
      ]
    ),

    program(
      "motcuad",
      [
        "MotCuaAPI", "MotCuaDomain", "MotCuaSample", "MotCuaServices", "MotCuaSettings",
        "MotCuaStore", "RPCCore", "RPCHTTP2", "RPCMessages", "RPCServices", "RPCTelemetry", logging,
        metrics, nioCore, nioPosix, nioHTTP1, arguments,
      ]
    ),
    program("motcua", ["MotCuaCLI"]),
    program("interop-server", ["InteropSuites", arguments]),
    program("interop-client", ["InteropSuites", "RPCHTTP2", arguments]),
    program("conformance-server", ["InteropSuites", arguments]),
    program("conformance-client", ["InteropSuites", arguments]),
    // An example of the SDK, built here too: Scripts/demo runs it, and it cannot rot.
    .executableTarget(
      name: "dossier-life",
      dependencies: ["MotCuaClient"],
      path: "Examples/SwiftClient/Sources/DossierLife"
    ),

    .target(
      name: "CGoldenProto",
      dependencies: ["CProtobufC"],
      path: "Tests/Support/CGoldenProto"
    ),
    room(
      "GoldenMessages",
      [
        "CGoldenProto", "ProtobufEngine", "RPCCore",
      ],
      path: "Tests/Support/GoldenMessages"
    ),
    // The wire in a time and an order that a test decides on.
    room(
      "WireHarness",
      ["HTTP2Engine", "RPCCore", "RPCHTTP2", nioCore, nioEmbedded],
      path: "Tests/Support/WireHarness"
    ),
    tests("ArchitectureTests"),
    tests("HTTP2EngineTests", ["CNghttp2", "HTTP2Engine"]),
    tests("ProtobufEngineTests", ["GoldenMessages", "ProtobufEngine", "RPCMessages"]),
    tests("SQLiteEngineTests", ["SQLiteEngine"]),
    tests("ZlibEngineTests", ["ZlibEngine"]),
    tests("RPCCoreTests", ["RPCCore"]),
    tests(
      "RPCTelemetryTests",
      ["RPCCore", "RPCInProcess", "RPCTelemetry", logging, metrics, tracing]
    ),
    tests(
      "RPCContractTests",
      [
        "RPCCore", "RPCHTTP2", "RPCInProcess", "RPCMessages", "RPCServices",
      ]
    ),
    tests(
      "RPCHTTP2Tests",
      [
        "HTTP2Engine", "RPCCore", "RPCHTTP2", "WireHarness", "ZlibEngine", nioCore, nioPosix,
        nioSSL, nioTLS, x509, asn1, crypto,
      ]
    ),
    tests(
      "SimulationTests",
      ["HTTP2Engine", "RPCCore", "RPCHTTP2", "WireHarness", nioCore],
      path: "Tests/Simulation"
    ),
    tests(
      "InteropSuitesTests",
      [
        "InteropMessages", "InteropSuites", "ProtobufEngine", "RPCCore", "RPCHTTP2", "RPCMessages",
      ]
    ),
    tests(
      "MotCuaAPITests",
      [
        "GoldenMessages", "InteropMessages", "MotCuaAPI", "ProtobufEngine", "RPCCore",
        "RPCMessages",
      ]
    ),
    tests("MotCuaDomainTests", ["MotCuaDomain"]),
    tests("MotCuaStoreTests", ["MotCuaDomain", "MotCuaStore", "SQLiteEngine", crypto]),
    tests(
      "MotCuaSampleTests",
      [
        "MotCuaAPI", "MotCuaDomain", "MotCuaSample", "MotCuaServices", "MotCuaStore", "RPCCore",
        "RPCInProcess",
      ]
    ),
    tests(
      "MotCuaServicesTests",
      [
        "MotCuaAPI", "MotCuaDomain", "MotCuaSample", "MotCuaServices", "MotCuaStore",
        "ProtobufEngine", "RPCCore", "RPCInProcess", "RPCMessages", "SQLiteEngine", crypto,
      ]
    ),
    tests("DelimitedTextTests", ["DelimitedText"]),
    tests("MotCuaSettingsTests", ["MotCuaServices", "MotCuaSettings", "RPCHTTP2"]),
    tests(
      "MotCuaClientTests",
      [
        "MotCuaClient", "ProtobufEngine", "RPCInProcess", "RPCMessages",
      ],
      path: "ClientSDK/Tests/MotCuaClientTests"
    ),
    tests(
      "MotCuaCLITests",
      [
        "MotCuaAPI", "MotCuaCLI", "MotCuaClient", "MotCuaDomain", "ProtobufEngine", "RPCCore",
        "RPCInProcess", "RPCMessages",
      ]
    ),
  ]
)
