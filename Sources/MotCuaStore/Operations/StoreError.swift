package import MotCuaDomain

/// Why the store did not do what it was asked for.
///
/// A refusal leaves nothing behind, whatever else was committed with it, but for the record of a
/// refusal that the law asks for (``StoreCommand/recordRefusal(_:in:)``). `storage` and `closed` say
/// that the store itself failed; whether the change took place is then known only after a restart.
package enum StoreError: Error, Sendable, Hashable {
  /// There is no such thing, or the caller may not see it: the two cannot be told apart.
  case notFound(StoreResource)
  /// A code is taken.
  case alreadyExists(StoreResource)
  /// The caller saw an older version; this is the present one.
  case etagMismatch(current: Int64)
  /// The request id was used before for another request.
  case requestIDReused
  /// The rules of the house refuse the step; the domain says why.
  case refused(DossierError)
  /// A condition outside the request does not hold.
  case precondition(StorePrecondition)
  /// A field of the request contradicts what is stored.
  case invalidField(name: String, reason: String)
  /// Too many changes are waiting; try again after so many milliseconds.
  case overloaded(retryAfterMilliseconds: Int)
  /// The database failed; the sentence is for the operator.
  case storage(String)
  /// A page of the database file is damaged; the sentence is for the operator.
  case corrupt(String)
  /// A row holds what no version of this program writes; names what it is of, for the operator.
  case damaged(String)
  /// The store is closed, or stopped acknowledging after a failed fsync or damage to its file.
  case closed

  /// Whether the request was refused, so that nothing else is in doubt; false where the store
  /// itself failed.
  package var isRefusal: Bool {
    switch self {
    case .overloaded, .storage, .corrupt, .damaged, .closed: false
    default: true
    }
  }
}
