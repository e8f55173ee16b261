package import MotCuaDomain

/// A provider as the province has connected it.
package struct PaymentProviderRecord: Sendable, Hashable {
  /// A stage from a day on.
  package struct Period: Sendable, Hashable {
    /// The stage.
    package var stage: PaymentProviderStage
    /// The first ICT day.
    package var since: CivilDate

    /// Makes the value from its parts.
    package init(stage: PaymentProviderStage, since: CivilDate) {
      self.stage = stage
      self.since = since
    }
  }

  /// Which one it is.
  package var code: PaymentProviderCode
  /// The name, for people.
  package var name: String
  /// The stages in the order of their days, no two of one day.
  package var stages: [Period]
  /// The principal that speaks for it.
  package var principalID: Int64?
  /// The secret by which its callbacks are signed; empty: none.
  ///
  /// It never leaves the server.
  package var secret: [UInt8]
  /// The number of its changes.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    code: PaymentProviderCode,
    name: String = "",
    stages: [Period] = [],
    principalID: Int64? = nil,
    secret: [UInt8] = [],
    etag: Int64 = 0
  ) {
    self.code = code
    self.name = name
    self.stages = stages
    self.principalID = principalID
    self.secret = secret
    self.etag = etag
  }

  /// The stage on a day; nil before the first.
  package func stage(on day: CivilDate) -> PaymentProviderStage? {
    stages.last { $0.since <= day }?.stage
  }
}
