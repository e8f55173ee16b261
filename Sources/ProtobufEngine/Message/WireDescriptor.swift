internal import CProtobufC

/// The reflective description of a message in the generated C code.
///
/// `@unchecked Sendable`: it points to constant static data of the C code, which nobody writes.
public struct WireDescriptor: @unchecked Sendable, Hashable {
  private let pointer: UnsafeRawPointer

  /// Wraps the address of a `ProtobufCMessageDescriptor`.
  public init(_ pointer: UnsafeRawPointer) {
    self.pointer = pointer
  }

  /// Reads the descriptor of an initialized C struct, which begins with its address.
  @inlinable
  public init<Wire>(of wire: Wire) {
    self.init(withUnsafeBytes(of: wire) { $0.load(as: UnsafeRawPointer.self) })
  }

  /// The full name, for example `motcua.v1.Dossier`.
  public var fullName: String { String(cString: message.pointee.name) }

  /// The descriptor as protobuf-c knows it.
  var message: UnsafePointer<ProtobufCMessageDescriptor> {
    pointer.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// The fields by their numbers.
  var fields: UnsafeBufferPointer<ProtobufCFieldDescriptor> {
    UnsafeBufferPointer(start: message.pointee.fields, count: Int(message.pointee.n_fields))
  }
}
