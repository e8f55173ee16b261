/// How the result of a dossier went out.
package struct ResultReturnRecord: Sendable, Hashable {
  /// By which way.
  package var method: ReturnMethod
  /// Who took it; empty is the owner.
  package var receiverName: String
  /// The postal tracking number.
  package var trackingNumber: String

  /// Makes the value from its parts.
  package init(
    method: ReturnMethod,
    receiverName: String = "",
    trackingNumber: String = ""
  ) {
    self.method = method
    self.receiverName = receiverName
    self.trackingNumber = trackingNumber
  }
}
