// swift-tools-version: 6.1
import PackageDescription

// Fuzz targets of the engines: a package of its own, so that nobody builds them by accident.
// See README.md for how to run them.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // libFuzzer brings `main`.
  .unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"]),
]

func fuzzer(_ name: String, product: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [.product(name: product, package: "MotCua")],
    swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]
  )
}

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "MotCua", path: "../..")],
  targets: [
    fuzzer("FuzzHTTP2", product: "_HTTP2Engine"),
    // ProtobufEngine and RPCMessages come with it.
    fuzzer("FuzzProtobuf", product: "_MotCuaAPI"),
  ]
)
