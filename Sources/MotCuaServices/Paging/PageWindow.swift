import MotCuaAPI
package import MotCuaDomain
import ProtobufEngine
package import RPCCore

/// The part of a list that one request asks for.
package struct PageWindow: Sendable {
  /// The size of a page where the caller names none.
  package static let sizeDefault = 50
  /// The largest page; more is cut to it.
  package static let sizeMax = 500

  /// How many items go on the page.
  package let limit: Int
  /// After which place the page begins; nil for the beginning of the list.
  package let place: ListPlace?

  private let codec: PageTokenCodec
  private let scope: [UInt8]
  private let now: Instant

  /// Reads a request's wish; the token must be of this method, caller and filter.
  package init(
    _ request: some PagedRequest,
    method: MethodDescriptor,
    principal: Principal,
    codec: PageTokenCodec,
    now: Instant
  ) throws(RPCError) {
    let wish = Int(request.pageSize)
    limit = wish == 0 ? Self.sizeDefault : min(max(wish, 1), Self.sizeMax)
    self.codec = codec
    self.now = now
    var filter = request
    filter.pageSize = 0
    filter.pageToken = ""
    scope = try Self.scope(of: filter, method: method, principal: principal)
    place =
      request.pageToken.isEmpty
      ? nil : try Self.place(request.pageToken, codec: codec, scope: scope, now: now)
  }

  /// The token of the page that begins after a place; empty after the last page.
  package func token(after place: ListPlace?) -> String {
    place.map { codec.token(place: $0.bytes, scope: scope, now: now) } ?? ""
  }

  /// The outcome of a place that cannot be read: its token is of another version of the list.
  package static let mismatch = RPCError(reason: .pageTokenMismatch)

  /// Method, caller and filter in one fixed form; what may change on the way is taken out of the
  /// filter before.
  static func scope(
    of filter: some WireMessage,
    method: MethodDescriptor,
    principal: Principal
  ) throws(RPCError) -> [UInt8] {
    var scope = ListPlace()
    scope.append(method.path)
    scope.append(principal.id)
    scope.append(Int64(principal.kind.rawValue))
    scope.append(principal.subjectID ?? "")
    scope.append(try ServerCoding.encode(filter))
    return scope.bytes
  }

  private static func place(
    _ token: String,
    codec: PageTokenCodec,
    scope: [UInt8],
    now: Instant
  ) throws(RPCError) -> ListPlace {
    do {
      return ListPlace(bytes: try codec.place(token: token, scope: scope, now: now))
    } catch {
      switch error {
      case .mismatch: throw Self.mismatch
      case .expired: throw RPCError(reason: .pageTokenExpired)
      }
    }
  }
}
