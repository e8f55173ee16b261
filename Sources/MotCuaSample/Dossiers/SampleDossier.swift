package import MotCuaDomain

/// The life of one dossier of the sample: what happens to it and when.
package struct SampleDossier: Sendable {
  /// Whose dossier it is: made-up people with numbers that nobody bears.
  package struct Owner: Sendable {
    /// The full name.
    package let name: String
    /// Twelve digits in the shape of a citizen's number.
    package let citizenID: String
    /// A mobile number.
    package let phone: String
  }

  /// What happens to a dossier at an instant.
  package enum Action: Int, Sendable, Hashable {
    case submit, receive, accept, refuse, start, requestSupplement, provideSupplement
    case complete, returnResult, withdraw
  }

  /// One step of a dossier's life.
  package struct Step: Sendable {
    /// When it happens.
    package let instant: Instant
    /// What happens.
    package let action: Action
  }

  /// Its procedure.
  package let procedure: SampleProcedure
  /// Who resolves it.
  package let agency: AgencyCode
  /// How it comes in.
  package let channel: Channel
  /// Whose it is.
  package let owner: Owner
  /// Who typed an online dossier: the applicant himself or a helper at the desk.
  package let isAssisted: Bool
  /// Whether its fee was paid online; false where there is no fee.
  package let isPaidOnline: Bool
  /// Whether its result goes by post.
  package let isReturnedByPost: Bool
  /// What happens to it in the order of time.
  package let steps: [Step]
}
