// swift-tools-version: 6.1
import PackageDescription

// Fuzz targets: a package of its own, so that nobody builds them by accident.
// Scripts/fuzz builds and runs them; README.md says what they are.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // libFuzzer brings `main`.
  .unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"]),
]

func fuzzer(_ name: String, _ products: String...) -> Target {
  .executableTarget(
    name: name,
    dependencies: products.map { .product(name: $0, package: "MotCua") },
    swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]
  )
}

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "MotCua", path: "../..")],
  targets: [
    fuzzer("FuzzHTTP2", "_HTTP2Engine"),
    // ProtobufEngine and RPCMessages come with it.
    fuzzer("FuzzProtobuf", "_MotCuaAPI"),
    fuzzer("FuzzWire", "_WireHarness"),
    fuzzer("FuzzCodecs", "_RPC"),
  ]
)
