package import MotCuaDomain

/// What a list of dossiers keeps; what is nil or empty keeps all.
package struct DossierQuery: Sendable, Hashable {
  /// The resolving agencies.
  package var agencies: Set<AgencyCode>?
  /// The agencies that received it, or would: what a reorganisation handed on stays where it came in.
  package var receptionAgencies: Set<AgencyCode>?
  /// The procedure.
  package var procedure: ProcedureCode?
  /// The states.
  package var states: Set<DossierState>
  /// The channel.
  package var channel: Channel?
  /// Submitted at or after.
  package var submittedFrom: Instant?
  /// Submitted before.
  package var submittedBefore: Instant?
  /// Received at or after.
  package var receivedFrom: Instant?
  /// Received before.
  package var receivedBefore: Instant?
  /// Not finished and late at this instant; what was late when its clock stopped is.
  package var overdueAt: Instant?
  /// Not finished, due before, and with a running clock or late when it stopped.
  package var dueBefore: Instant?
  /// Running and not late at this instant.
  package var notLateAt: Instant?
  /// The owner's identity number.
  package var identityNumber: String?
  /// The owner's telephone number, national or with +84.
  package var phone: String?
  /// Words of the owner's name, one after the other, the last of which may be cut short.
  package var name: String?
  /// A text that means a code, an owner's name or a procedure.
  package var text: DossierText?
  /// The system where it was born.
  package var externalSource: String?
  /// Its code there.
  package var externalCode: String?
  /// The order.
  package var order: DossierOrder

  /// Makes the value from its parts.
  package init(
    agencies: Set<AgencyCode>? = nil,
    receptionAgencies: Set<AgencyCode>? = nil,
    procedure: ProcedureCode? = nil,
    states: Set<DossierState> = [],
    channel: Channel? = nil,
    submittedFrom: Instant? = nil,
    submittedBefore: Instant? = nil,
    receivedFrom: Instant? = nil,
    receivedBefore: Instant? = nil,
    overdueAt: Instant? = nil,
    dueBefore: Instant? = nil,
    notLateAt: Instant? = nil,
    identityNumber: String? = nil,
    phone: String? = nil,
    name: String? = nil,
    text: DossierText? = nil,
    externalSource: String? = nil,
    externalCode: String? = nil,
    order: DossierOrder = .submitted
  ) {
    self.agencies = agencies
    self.receptionAgencies = receptionAgencies
    self.procedure = procedure
    self.states = states
    self.channel = channel
    self.submittedFrom = submittedFrom
    self.submittedBefore = submittedBefore
    self.receivedFrom = receivedFrom
    self.receivedBefore = receivedBefore
    self.overdueAt = overdueAt
    self.dueBefore = dueBefore
    self.notLateAt = notLateAt
    self.identityNumber = identityNumber
    self.phone = phone
    self.name = name
    self.text = text
    self.externalSource = externalSource
    self.externalCode = externalCode
    self.order = order
  }
}
