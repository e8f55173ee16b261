/// The exceptions, each with its reason.
///
/// A line here is reviewed like code.
enum AllowedLeftovers {
  static let all: [AllowedLeftover] = [
    AllowedLeftover(
      path: "Sources/HTTP2Engine/HTTP2FixedHeaders.swift",
      leftover: .uncheckedSendable,
      reason: "It points to memory that nobody writes to after the initializer, or frees."
    ),
    AllowedLeftover(
      path: "Sources/MotCuaStore/Threads/ThreadConfined.swift",
      leftover: .uncheckedSendable,
      reason: "Every access compares the thread with the owner, which is set once, atomically."
    ),
    AllowedLeftover(
      path: "Sources/ProtobufEngine/Message/WireDescriptor.swift",
      leftover: .uncheckedSendable,
      reason: "It points to constant static data of the C code, which nobody writes."
    ),
    AllowedLeftover(
      path: "Sources/RPCCore/Validation/TextPattern.swift",
      leftover: .uncheckedSendable,
      reason: "Only read after the initializer; POSIX lets threads match with one expression."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Client/Channel/ClientConnector.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Client/Channel/ClientSubchannel.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Client/HTTP2ClientCall.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Client/Channel/HTTP2ClientConnection.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Client/ClientHandover.swift",
      leftover: .unsafeIsolation,
      reason: "Beside what a lock guards, its state is confined to the event loop."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Wire/GzipCodec.swift",
      leftover: .uncheckedSendable,
      reason: "One belongs to each event loop and is used there only, or within one call."
    ),
    AllowedLeftover(
      path: "Tests/RPCHTTP2Tests/Support/ScriptedPeer.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop of its channel."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/LoopExecutor.swift",
      leftover: .unsafeIsolation,
      reason:
        "The output buffer, the load, the refusals and a woken job are touched on the loop only."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Server/HandlerRunners.swift",
      leftover: .uncheckedSendable,
      reason: "The runners and what they share are confined to the event loop."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Server/SelfPipe.swift",
      leftover: .uncheckedSendable,
      reason: "A channel's handler runs on the channel's event loop only."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Server/InputBacklog.swift",
      leftover: .uncheckedSendable,
      reason: "One belongs to each event loop and is used there only."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Server/HTTP2ServerCall.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
    AllowedLeftover(
      path: "Sources/RPCHTTP2/Server/HTTP2ServerConnection.swift",
      leftover: .uncheckedSendable,
      reason: "All of its state is confined to the event loop, to which callers switch first."
    ),
  ]
}
