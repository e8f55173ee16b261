import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// The place where a stream goes on, as its caller keeps it: bound by a MAC to caller and filter.
///
/// It does not grow old by itself; how far back a stream goes is asked when it is used.
struct ResumeToken: Sendable, Hashable {
  private static let version: Int64 = 1

  /// Up to where nothing is left out; in a snapshot the moment that it shows.
  var position: WatchPosition
  /// In a snapshot the last dossier that was sent; nil behind it.
  var snapshotAfterID: Int64?
  /// A mark of the agencies that the stream shows, by which other rights are told apart.
  var view: Int64

  /// Names a place.
  init(_ position: WatchPosition, snapshotAfterID: Int64? = nil, view: Int64) {
    self.position = position
    self.snapshotAfterID = snapshotAfterID
    self.view = view
  }

  /// Reads a token.
  ///
  /// - Throws: RESUME_TOKEN_MISMATCH.
  init(_ text: String, _ tokens: ScopedTokens, now: Instant) throws(RPCError) {
    var place: ListPlace
    do {
      place = ListPlace(
        bytes: try tokens.place(token: text, now: now, lifetime: .max)
      )
    } catch {
      throw RPCError(reason: .resumeTokenMismatch)
    }
    guard place.number() == Self.version, let sequence = place.number(),
      let mark = place.number(), let afterID = place.number(), let view = place.number(),
      sequence >= 0
    else { throw RPCError(reason: .resumeTokenMismatch) }
    position = WatchPosition(sequence: sequence, mark: mark)
    snapshotAfterID = afterID < 0 ? nil : afterID
    self.view = view
  }

  /// The text for the caller.
  func text(_ tokens: ScopedTokens, now: Instant) -> String {
    var place = ListPlace(number: Self.version)
    place.append(position.sequence)
    place.append(position.mark)
    place.append(snapshotAfterID ?? -1)
    place.append(view)
    return tokens.token(place: place.bytes, now: now)
  }
}
