/// Who may import whom, in one place: the rooms from the ground up.
///
/// A new target gets its line here, above whatever uses it.
enum Rooms {
  static let all: [Room] = [
    Room("CNghttp2", .door),
    Room("CProtobufC", .door),
    Room("CSQLite", .door),
    Room("CZlib", .door),
    Room("CMotCuaProto", .generatedC),
    Room("CInteropProto", .generatedC),
    Room("HTTP2Engine", rooms: ["CNghttp2"]),
    Room("ProtobufEngine", rooms: ["CProtobufC"]),
    Room("SQLiteEngine", rooms: ["CSQLite"]),
    Room("ZlibEngine", rooms: ["CZlib"]),
    Room("RPCCore", rooms: ["ProtobufEngine"], packages: telemetry),
    Room("RPCInProcess", rooms: ["ProtobufEngine", "RPCCore"], packages: telemetry),
    Room("RPCMessages", rooms: ["ProtobufEngine", "RPCCore"]),
    Room("RPCTelemetry", rooms: ["RPCCore"], packages: telemetry),
    Room(
      "RPCHTTP2",
      rooms: ["HTTP2Engine", "ProtobufEngine", "RPCCore", "RPCMessages", "ZlibEngine"],
      packages: network.union(telemetry)
    ),
    Room("RPCServices", rooms: ["ProtobufEngine", "RPCCore", "RPCMessages"], packages: telemetry),
    Room("MotCuaAPI", rooms: ["ProtobufEngine", "RPCCore", "RPCMessages"]),
    Room("MotCuaDomain", .pureSwift),
    Room("DelimitedText", .pureSwift),
    Room(
      "MotCuaStore",
      rooms: ["SQLiteEngine", "MotCuaDomain"],
      packages: telemetry.union(cryptography)
    ),
    Room("MotCuaSample", rooms: ["MotCuaDomain", "MotCuaStore"]),
    Room(
      "MotCuaServices",
      rooms: [
        "ProtobufEngine", "RPCCore", "RPCMessages", "MotCuaAPI", "MotCuaDomain", "DelimitedText",
        "MotCuaStore", "MotCuaSample",
      ],
      packages: telemetry.union(cryptography)
    ),
    Room(
      "MotCuaSettings",
      rooms: ["HTTP2Engine", "RPCHTTP2", "RPCTelemetry", "MotCuaStore", "MotCuaServices"],
      packages: ["Configuration"]
    ),
    Room(
      "MotCuaClient",
      rooms: ["ProtobufEngine", "RPCCore", "RPCInProcess", "RPCMessages", "RPCHTTP2", "MotCuaAPI"],
      packages: telemetry.union(cryptography),
      folder: "ClientSDK/Sources/MotCuaClient"
    ),
    Room("MotCuaCLI", rooms: toolRooms, packages: commandLine.union(telemetry)),
    Room(
      "motcuad",
      rooms: [
        "RPCCore", "RPCInProcess", "RPCMessages", "RPCHTTP2", "RPCServices", "RPCTelemetry",
        "MotCuaAPI", "MotCuaDomain", "MotCuaStore", "MotCuaSample", "MotCuaServices",
        "MotCuaSettings",
      ],
      packages: commandLine.union(network).union(telemetry).union(cryptography)
    ),
    Room(
      "motcua",
      rooms: toolRooms.union(["MotCuaCLI"]),
      packages: commandLine.union(network).union(telemetry)
    ),
    Room("InteropMessages", rooms: ["ProtobufEngine", "RPCCore", "RPCMessages"]),
    Room(
      "InteropSuites",
      rooms: [
        "ProtobufEngine", "RPCCore", "RPCMessages", "RPCHTTP2", "RPCServices", "InteropMessages",
      ],
      packages: cryptography.union(["X509", "SwiftASN1"])
    ),
    Room("interop-server", rooms: ["InteropSuites"], packages: commandLine),
    Room("interop-client", rooms: ["InteropSuites", "RPCHTTP2"], packages: commandLine),
    Room("conformance-server", rooms: ["InteropSuites"], packages: commandLine),
    Room("conformance-client", rooms: ["InteropSuites"], packages: commandLine),
  ]

  /// The C tables that a generated codec file sees, by the file's room.
  ///
  /// `X+Codec.swift` is the one place outside the engines that sees C: the tables of its message.
  static let codecTables = [
    "RPCMessages": "CMotCuaProto",
    "MotCuaAPI": "CMotCuaProto",
    "InteropMessages": "CInteropProto",
  ]

  /// What the system brings; every room but a pure one may use it.
  static let platform: Set<String> = [
    "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
  ]

  private static let telemetry: Set<String> = [
    "Logging", "Metrics", "CoreMetrics", "Tracing", "Instrumentation", "ServiceContextModule",
  ]
  private static let network: Set<String> = [
    "NIOCore", "NIOPosix", "NIOSSL", "NIOTLS", "NIOConcurrencyHelpers", "NIOEmbedded",
    "NIOHTTP1", "X509", "SwiftASN1",
  ]
  private static let cryptography: Set<String> = ["Crypto"]
  private static let commandLine: Set<String> = [
    "ArgumentParser", "Configuration", "ServiceLifecycle", "UnixSignals",
  ]
  /// The tool is a user of the SDK; the domain is there for what it computes offline.
  private static let toolRooms: Set<String> = [
    "ProtobufEngine", "RPCCore", "RPCMessages", "RPCHTTP2", "MotCuaAPI", "MotCuaClient",
    "MotCuaDomain", "DelimitedText",
  ]
}
