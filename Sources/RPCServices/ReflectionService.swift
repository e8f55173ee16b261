public import ProtobufEngine
public import RPCCore
public import RPCMessages

/// `grpc.reflection.v1.ServerReflection`, also under its older name v1alpha.
///
/// It answers from descriptor files that the generator has written, so no parser is needed.
public struct ReflectionService: GRPCReflectionV1.ServerReflection {
  private typealias Request = GRPCReflectionV1.ServerReflectionRequest
  private typealias Response = GRPCReflectionV1.ServerReflectionResponse

  private let index: ReflectionIndex
  private let services: [String]

  /// Describes services by the files that declare them.
  ///
  /// - Parameters:
  ///   - files: The files of all services and of all that these import.
  ///   - services: The full names of the services that are served; reflection itself is added.
  public init(files: [DescriptorFile], services: [String]) {
    index = ReflectionIndex(files)
    let own = [
      GRPCReflectionV1.ServerReflectionMethods.serviceName,
      GRPCReflectionV1Alpha.ServerReflectionMethods.serviceName,
    ]
    self.services = Set(services + own).sorted()
  }

  /// The service under both of its names.
  ///
  /// The messages of v1alpha are those of v1 byte for byte, so one handler serves both.
  public var definitions: [ServiceDefinition] {
    let current = GRPCReflectionV1.ServerReflectionMethods.definition(of: self)
    let older = GRPCReflectionV1Alpha.ServerReflectionMethods.self
    return [
      current,
      ServiceDefinition(
        name: older.serviceName,
        methods: current.methods.map { MethodHandler(older.serverReflectionInfo, body: $0.body) }
      ),
    ]
  }

  /// Answers each question of the stream in turn.
  public func serverReflectionInfo(
    _ requests: RequestMessages<GRPCReflectionV1.ServerReflectionRequest>,
    responses: ResponseWriter<GRPCReflectionV1.ServerReflectionResponse>,
    context: ServerContext
  ) async throws {
    for try await request in requests {
      try await responses.write(answer(request))
    }
  }

  /// The answer to one question; a question without an answer gets an error inside the message.
  func answer(
    _ request: GRPCReflectionV1.ServerReflectionRequest
  ) -> GRPCReflectionV1.ServerReflectionResponse {
    Response(
      validHost: request.host,
      originalRequest: request,
      messageResponse: answer(to: request.messageRequest)
    )
  }

  private func answer(to question: Request.MessageRequest?) -> Response.MessageResponse {
    switch question {
    case .fileByFilename(let name): files(index.file(named: name), name)
    case .fileContainingSymbol(let symbol): files(index.file(declaring: symbol), symbol)
    case .fileContainingExtension(let request):
      files(
        index.file(extending: request.containingType, number: request.extensionNumber),
        "\(request.containingType) extension \(request.extensionNumber)"
      )
    case .allExtensionNumbersOfType(let type): extensionNumbers(of: type)
    case .listServices: .listServicesResponse(.init(service: services.map { .init(name: $0) }))
    case nil: error(.invalidArgument, "The question is missing.")
    }
  }

  private func files(_ files: [[UInt8]]?, _ what: String) -> Response.MessageResponse {
    guard let files else { return error(.notFound, "\(what) is not known here.") }
    return .fileDescriptorResponse(.init(fileDescriptorProto: files))
  }

  private func extensionNumbers(of type: String) -> Response.MessageResponse {
    guard let numbers = index.extensionNumbers(of: type) else {
      return error(.notFound, "\(type) is not known here.")
    }
    return .allExtensionNumbersResponse(.init(baseTypeName: type, extensionNumber: numbers))
  }

  private func error(_ code: RPCError.Code, _ message: String) -> Response.MessageResponse {
    .errorResponse(.init(errorCode: Int32(code.rawValue), errorMessage: message))
  }
}
