/// One `.proto` file in the form that server reflection serves.
public struct DescriptorFile: Sendable, Hashable {
  /// A number at which an option or another extension extends a message.
  public struct Extension: Sendable, Hashable {
    /// The full name of the message that is extended.
    public let extendee: String
    /// The field number.
    public let number: Int32

    /// Names an extension.
    public init(extendee: String, number: Int32) {
      self.extendee = extendee
      self.number = number
    }
  }

  /// The path as imports name it, for example `motcua/v1/dossier.proto`.
  public let name: String
  /// The package.
  public let package: String
  /// The paths of the files that it imports.
  public let dependencies: [String]
  /// The full names of its services.
  public let services: [String]
  /// The full names of its messages, enums, services, methods and extensions.
  public let symbols: [String]
  /// What it extends.
  public let extensions: [Extension]
  private let base64: String

  /// Describes a file whose `FileDescriptorProto` is given in base64.
  public init(
    name: String,
    package: String,
    dependencies: [String],
    services: [String],
    symbols: [String],
    extensions: [Extension],
    base64: String
  ) {
    self.name = name
    self.package = package
    self.dependencies = dependencies
    self.services = services
    self.symbols = symbols
    self.extensions = extensions
    self.base64 = base64
  }

  /// The serialized `google.protobuf.FileDescriptorProto`, options included; read from base64 each time.
  public var bytes: [UInt8] { Base64.bytes(of: base64) ?? [] }
}
