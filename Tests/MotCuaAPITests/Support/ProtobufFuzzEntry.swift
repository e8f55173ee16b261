import MotCuaAPI
import ProtobufEngine
import RPCMessages

/// One reading of hostile bytes; the fuzzer and the replay of its corpus share it.
///
/// Layout of an input: a control byte (its lower seven bits choose the type, the highest says that
/// the rest is JSON and not the wire) and the rest. A broken promise stops the process: what is read
/// comes back from its own bytes and from its own JSON.
enum ProtobufFuzzEntry {
  private static let limits = WireLimits(elementsMax: 100_000, memoryBytesMax: 4 << 20)

  private static let types: [any WireMessage.Type] = [
    Dossier.self, ListDossiersResponse.self, Procedure.self, CreateAgencyRequest.self,
    GoogleRPC.Status.self, GoogleRPC.ErrorInfo.self, GoogleProtobuf.FieldMask.self,
    GRPCReflectionV1.ServerReflectionRequest.self, GRPCReflectionV1.ServerReflectionResponse.self,
  ]

  /// Runs one input.
  static func run(_ input: UnsafeRawBufferPointer) {
    guard let control = input.first else { return }
    let rest = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    let type = types[Int(control & 0x7f) % types.count]
    if control & 0x80 == 0 { wire(type, rest) } else { json(type, rest) }
  }

  private static func wire<Message: WireMessage>(
    _ type: Message.Type,
    _ bytes: UnsafeRawBufferPointer
  ) {
    guard let message = try? Message(serialized: bytes, limits: limits) else { return }
    keepsPromises(message)
  }

  private static func json<Message: WireMessage>(
    _ type: Message.Type,
    _ bytes: UnsafeRawBufferPointer
  ) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let message = try? WireJSON.message(fromJSON: text, as: type) else { return }
    keepsPromises(message)
  }

  private static func keepsPromises<Message: WireMessage>(_ message: Message) {
    guard let bytes = try? message.serialized() else {
      preconditionFailure("what was read can be written")
    }
    let copy = try? Message(serialized: bytes)
    precondition(copy == message, "what was written is read as it was")
    let text = try? WireJSON.json(of: bytes, as: Message.wireDescriptor)
    let again = text.flatMap { try? WireJSON.message(fromJSON: $0, as: Message.self) }
    // A mask with an upper-case letter or two underscores has no JSON that leads back to it.
    let leadsBack = !(message is GoogleProtobuf.FieldMask)
    precondition(again == message || !leadsBack, "the JSON says the same")
  }
}
