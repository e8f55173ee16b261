import ProtobufEngine
public import RPCCore

extension RPCError {
  /// This error as the bytes of a `google.rpc.Status`, for `grpc-status-details-bin`.
  ///
  /// NULs, which protobuf-c cannot carry, are left out of texts: an error must arrive.
  public func encodedStatus() -> [UInt8] {
    let status = GoogleRPC.Status(
      code: Int32(code.rawValue),
      message: message.withoutNUL,
      details: details.compactMap(\.packed)
    )
    // Nothing in it can fail to encode: all texts are without NUL.
    return (try? status.serialized()) ?? []
  }

  /// The details in the bytes of a `google.rpc.Status`; empty if they are none, because a peer that
  /// garbles the details has still sent a status.
  public static func details(fromStatus bytes: [UInt8]) -> [Detail] {
    guard let status = try? GoogleRPC.Status(serialized: bytes) else { return [] }
    return status.details.map(Detail.init(unpacking:))
  }
}

extension RPCError.Detail {
  private static let prefix = "type.googleapis.com/"

  /// The detail in an `Any`.
  fileprivate var packed: GoogleProtobuf.Any_? {
    switch self {
    case .errorInfo(let reason, let domain, let metadata):
      let pairs = metadata.map { ($0.key.withoutNUL, $0.value.withoutNUL) }
      let info = GoogleRPC.ErrorInfo(
        reason: reason.withoutNUL,
        domain: domain.withoutNUL,
        metadata: Dictionary(pairs) { first, _ in first }
      )
      return Self.pack(info)
    case .badRequest(let violations):
      return Self.pack(
        GoogleRPC.BadRequest(
          fieldViolations: violations.map {
            .init(field: $0.field.withoutNUL, description: $0.description.withoutNUL)
          }
        )
      )
    case .preconditionFailure(let violations):
      return Self.pack(
        GoogleRPC.PreconditionFailure(
          violations: violations.map {
            .init(
              type: $0.type.withoutNUL,
              subject: $0.subject.withoutNUL,
              description: $0.description.withoutNUL
            )
          }
        )
      )
    case .retryInfo(let delay):
      return Self.pack(GoogleRPC.RetryInfo(retryDelay: GoogleProtobuf.Duration(delay)))
    case .localizedMessage(let locale, let message):
      return Self.pack(
        GoogleRPC.LocalizedMessage(locale: locale.withoutNUL, message: message.withoutNUL)
      )
    case .other(let typeURL, let value):
      return GoogleProtobuf.Any_(typeUrl: typeURL.withoutNUL, value: value)
    }
  }

  private static func pack(_ message: some WireMessage) -> GoogleProtobuf.Any_? {
    guard let value = try? message.serialized() else { return nil }
    return GoogleProtobuf.Any_(
      typeUrl: prefix + type(of: message).wireDescriptor.fullName,
      value: value
    )
  }

  /// Reads an `Any`; one of an unknown type or with bytes that are not of its type stays as it is.
  fileprivate init(unpacking packed: GoogleProtobuf.Any_) {
    self = Self.known(packed) ?? .other(typeURL: packed.typeUrl, value: packed.value)
  }

  private static func known(_ packed: GoogleProtobuf.Any_) -> Self? {
    switch packed.typeUrl {
    case prefix + "google.rpc.ErrorInfo":
      guard let info = try? GoogleRPC.ErrorInfo(serialized: packed.value) else { return nil }
      return .errorInfo(reason: info.reason, domain: info.domain, metadata: info.metadata)
    case prefix + "google.rpc.BadRequest":
      guard let request = try? GoogleRPC.BadRequest(serialized: packed.value) else { return nil }
      return .badRequest(
        request.fieldViolations.map { .init(field: $0.field, description: $0.description) }
      )
    case prefix + "google.rpc.PreconditionFailure":
      guard let failure = try? GoogleRPC.PreconditionFailure(serialized: packed.value) else {
        return nil
      }
      return .preconditionFailure(
        failure.violations.map {
          .init(type: $0.type, subject: $0.subject, description: $0.description)
        }
      )
    case prefix + "google.rpc.RetryInfo":
      guard let info = try? GoogleRPC.RetryInfo(serialized: packed.value) else { return nil }
      return .retryInfo(delay: info.retryDelay?.duration ?? .zero)
    case prefix + "google.rpc.LocalizedMessage":
      guard let text = try? GoogleRPC.LocalizedMessage(serialized: packed.value) else { return nil }
      return .localizedMessage(locale: text.locale, message: text.message)
    default: return nil
    }
  }
}

extension String {
  fileprivate var withoutNUL: String {
    utf8.contains(0) ? String(unicodeScalars.filter { $0.value != 0 }) : self
  }
}
