/// In which part somebody acts on a dossier; one person may play several.
package enum TransitionRole: Hashable, Sendable, CaseIterable {
  /// The owner, or a connected system that asserts him.
  case applicant
  /// Who helps the owner; acts for him, never owns.
  case assistant
  /// An officer with the duty RECEPTION.
  case desk
  /// An officer with the duty RESOLUTION.
  case specialist
  /// An officer with the duty SIGNING.
  case leader
  /// An officer with the duty RESULT.
  case resultDesk
  /// A payment gateway.
  case paymentGateway
  /// The public post.
  case postalOperator
  /// A ministry's or a portal's system.
  case connectedSystem
  /// Who watches over the province.
  case supervisor
  /// The server itself: by its clock, or in an operation over many dossiers.
  case timer
}
