public import ProtobufEngine

/// Turns messages into bytes and back on the server, with the status that each failure gets.
///
/// Inlined where the message's type is known, so that nothing is copied by its metadata.
public enum ServerCoding {
  /// The message of a request's bytes.
  ///
  /// - Throws: `RPCError`: `internal` for bytes that are not protobuf (gRPC: statuscodes),
  ///   `invalidArgument` for well-formed bytes with content that is not accepted (text that is not
  ///   UTF-8 or holds a NUL, nesting too deep), `resourceExhausted` over the memory budget.
  @inlinable
  public static func decode<Message: WireMessage>(
    _ type: Message.Type,
    _ bytes: [UInt8]
  ) throws(RPCError) -> Message {
    do {
      return try Message(serialized: bytes)
    } catch {
      throw undecodable(error)
    }
  }

  /// The bytes of a response.
  ///
  /// - Throws: `RPCError` with `internal` if the message cannot be encoded, for example because a
  ///   text holds a NUL.
  @inlinable
  public static func encode(_ message: some WireMessage) throws(RPCError) -> [UInt8] {
    do {
      return try message.serialized()
    } catch {
      throw unencodable(error)
    }
  }

  @usableFromInline
  static func undecodable(_ error: WireError) -> RPCError {
    RPCError(code(of: error), "The request cannot be decoded: \(error).", cause: error)
  }

  @usableFromInline
  static func unencodable(_ error: WireError) -> RPCError {
    RPCError(.internal, "The response cannot be encoded.", cause: error)
  }

  private static func code(of error: WireError) -> RPCError.Code {
    switch error.kind {
    case .malformed: .internal
    case .content: .invalidArgument
    case .budget: .resourceExhausted
    }
  }
}
