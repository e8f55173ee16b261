public import ProtobufEngine

/// A method with the types of its messages, for programs that handle any method.
public struct MethodEntry: Sendable {
  /// The method.
  public let descriptor: MethodDescriptor
  /// The type of its request messages.
  public let request: any WireMessage.Type
  /// The type of its response messages.
  public let response: any WireMessage.Type

  /// Joins a method with the types of its messages.
  public init(
    _ descriptor: MethodDescriptor,
    _ request: any WireMessage.Type,
    _ response: any WireMessage.Type
  ) {
    self.descriptor = descriptor
    self.request = request
    self.response = response
  }
}
