// swift-tools-version: 6.2
import PackageDescription

// The programs that `Scripts/bench wire` measures: a package of its own, so that nobody builds them
// by accident.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

func program(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      .product(name: "_RPC", package: "MotCua"),
      .product(name: "_Interop", package: "MotCua"),
    ],
    swiftSettings: settings
  )
}

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "MotCua", path: "../..")],
  targets: [program("bench-server"), program("bench-client")]
)
