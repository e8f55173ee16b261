import RPCCore

/// Calls over another transport as one caller, and keeps the trailers of the last call.
struct CallerTransport: ClientTransport {
  let base: any ClientTransport
  var token: String?
  var applicant: String?
  var trailers: TrailerBox?

  func open(
    _ method: MethodDescriptor,
    options: CallOptions
  ) async throws -> any ClientCallStream {
    var options = options
    if let token { options.metadata.append("authorization", text: "Bearer " + token) }
    if let applicant { options.metadata.append("motcua-applicant", text: applicant) }
    if let trailers { options.onTrailers = { trailers.set($0) } }
    return try await base.open(method, options: options)
  }
}
