import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes the services of one file: `X+Service.swift`.
struct ServiceWriter {
  private let file: FileDescriptor
  private let module: ModuleModel

  /// Writes a file.
  init(_ file: FileDescriptor, _ module: ModuleModel) {
    self.file = file
    self.module = module
  }

  /// The file's text.
  func text() throws -> String {
    var writer = CodeWriter()
    writer.lines(Header.lines(sources: file.name))
    writer.lines(Header.imports(public: imports()))
    writer.line("import ProtobufEngine")
    let namespace = module.options.home(of: file.package).namespace
    let scope = TypeNames.Name(
      module: module.options.module,
      path: namespace.isEmpty ? [] : [namespace]
    )
    let services = file.services.map { ServiceModel($0, module, scope) }
    for service in services {
      writer.line()
      guard namespace.isEmpty else {
        writer.block("extension \(namespace)") { self.service(service, &$0) }
        continue
      }
      self.service(service, &writer)
    }
    return writer.text
  }

  private func imports() -> [String] {
    let methods = file.services.flatMap(\.methods)
    let types = methods.flatMap { [$0.inputType.fullName, $0.outputType.fullName] }
    var modules = Set(types.map { module.names.name($0).module })
    modules.remove(module.options.module)
    modules.insert("RPCCore")
    return Array(modules)
  }

  private func service(_ service: ServiceModel, _ writer: inout CodeWriter) {
    protocolDeclaration(service, &writer)
    writer.line()
    MethodsWriter(service).write(&writer)
    writer.line()
    ClientWriter(service).write(&writer)
  }

  private func protocolDeclaration(_ service: ServiceModel, _ writer: inout CodeWriter) {
    writer.comment(service.comment, or: "The service `\(service.fullName)`.")
    writer.block("public protocol \(service.name): Sendable") { writer in
      for method in service.methods {
        writer.comment(method.comment, or: "Serves `\(method.protoName)`.")
        writer.line("func \(method.escaped)(")
        writer.indented { writer in
          writer.line(
            method.streamsRequests
              ? "_ requests: RequestMessages<\(method.input)>,"
              : "_ request: \(method.input),"
          )
          if method.streamsResponses {
            writer.line("responses: ResponseWriter<\(method.output)>,")
          }
          writer.line("context: ServerContext")
        }
        writer.line(
          method.streamsResponses ? ") async throws" : ") async throws -> \(method.output)"
        )
      }
    }
  }
}

/// A service, named for Swift.
struct ServiceModel {
  /// A method, named for Swift.
  struct Method {
    let name: String
    let protoName: String
    let input: String
    let output: String
    let isInputRuled: Bool
    let streamsRequests: Bool
    let streamsResponses: Bool
    let idempotency: String
    let messageBytesMax: UInt64?
    let isDeprecated: Bool
    let comment: [String]

    /// The name with backticks where they are needed.
    var escaped: String { SwiftNames.escaped(name) }
    /// The case of `MethodDescriptor.Kind`.
    var kind: String {
      switch (streamsRequests, streamsResponses) {
      case (false, false): "unary"
      case (true, false): "clientStreaming"
      case (false, true): "serverStreaming"
      case (true, true): "bidirectionalStreaming"
      }
    }
  }

  /// The name of the protocol.
  let name: String
  let fullName: String
  let methods: [Method]
  let comment: [String]

  /// Names a service and its methods.
  init(_ descriptor: ServiceDescriptor, _ module: ModuleModel, _ scope: TypeNames.Name) {
    let types = Set((descriptor.file.messages.map(\.name) + descriptor.file.enums.map(\.name)))
    let name = SwiftNames.type(descriptor.name)
    self.name = types.contains(name) ? name + "Service" : name
    fullName = descriptor.fullName
    comment = Comments.lines(descriptor)
    let names = SwiftNames.unique(
      descriptor.methods.map { SwiftNames.method($0.name) },
      taken: ["all", "serviceName", "definition", "transport", "self"]
    )
    methods = zip(descriptor.methods, names).map { method, name in
      let limit = module.custom.number("motcua.v1.message_bytes_max", in: method.options)
      return Method(
        name: name,
        protoName: method.name,
        input: module.names.reference(method.inputType.fullName, from: scope),
        output: module.names.reference(method.outputType.fullName, from: scope),
        isInputRuled: module.isRuled(method.inputType.file),
        streamsRequests: method.clientStreaming,
        streamsResponses: method.serverStreaming,
        idempotency: Self.idempotency(method),
        messageBytesMax: limit == 0 ? nil : limit,
        isDeprecated: method.options.deprecated,
        comment: Comments.lines(method)
      )
    }
  }

  private static func idempotency(_ method: MethodDescriptor) -> String {
    switch method.options.idempotencyLevel {
    case .idempotencyUnknown: "unknown"
    case .noSideEffects: "noSideEffects"
    case .idempotent: "idempotent"
    }
  }
}
