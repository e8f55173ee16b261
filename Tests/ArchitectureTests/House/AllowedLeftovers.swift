/// The exceptions, each with its reason.
///
/// A line here is reviewed like code.
enum AllowedLeftovers {
  static let all: [AllowedLeftover] = [
    AllowedLeftover(
      path: "Sources/ProtobufEngine/Message/WireDescriptor.swift",
      leftover: .uncheckedSendable,
      reason: "It points to constant static data of the C code, which nobody writes."
    )
  ]
}
