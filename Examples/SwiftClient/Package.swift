// swift-tools-version: 6.2
import PackageDescription

// Stands outside the house and uses only what is public: it builds without the store, and so
// without libsqlite3-dev. The name is needed because a clone's folder may have any.
let package = Package(
  name: "SwiftClient",
  dependencies: [.package(name: "MotCua", path: "../..")],
  targets: [
    .executableTarget(
      name: "SwiftClient",
      dependencies: [.product(name: "MotCuaClient", package: "MotCua")]
    ),
    .executableTarget(
      name: "DossierLife",
      dependencies: [.product(name: "MotCuaClient", package: "MotCua")]
    ),
  ]
)
