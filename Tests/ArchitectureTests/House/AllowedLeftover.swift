/// One exception to the rule about leftovers, with its reason.
struct AllowedLeftover: Sendable {
  /// Relative to the root of the project.
  let path: String
  let leftover: Leftover
  let reason: String
}
