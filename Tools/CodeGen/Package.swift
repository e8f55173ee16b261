// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-warnings-as-errors"]),
]

let package = Package(
  name: "CodeGen",
  products: [
    .executable(name: "protoc-gen-motcua", targets: ["protoc-gen-motcua"]),
    .executable(name: "motcua-descriptors", targets: ["motcua-descriptors"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-protobuf.git", exact: "1.39.0")
  ],
  targets: [
    .target(
      name: "MotCuaCodeGen",
      dependencies: [
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "protoc-gen-motcua",
      dependencies: ["MotCuaCodeGen"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "motcua-descriptors",
      dependencies: ["MotCuaCodeGen"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MotCuaCodeGenTests",
      dependencies: [
        "MotCuaCodeGen",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
      ],
      swiftSettings: settings
    ),
  ]
)
