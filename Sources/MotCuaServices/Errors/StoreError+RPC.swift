import MotCuaAPI
package import MotCuaStore
package import RPCCore

extension RPCError {
  /// What a call ends with when the store refuses.
  package init(_ error: StoreError) {
    switch error {
    case .notFound(let resource):
      self.init(reason: .notFound, metadata: resource.metadata, cause: error)
    case .alreadyExists(let resource):
      self.init(reason: resource.takenReason, metadata: resource.metadata, cause: error)
    case .etagMismatch(let current):
      self.init(
        reason: .etagMismatch,
        metadata: ["current_etag": Etag.text(current)],
        cause: error
      )
    case .requestIDReused:
      self.init(reason: .requestIdReused, cause: error)
    case .refused(let refusal):
      self.init(refusal)
    case .precondition(let precondition):
      self.init(precondition)
    case .invalidField(let name, let reason):
      self = .invalidField(name, reason)
    case .overloaded(let milliseconds):
      self.init(
        reason: .overloaded,
        details: [.retryInfo(delay: .milliseconds(milliseconds))],
        cause: error
      )
    case .corrupt, .damaged:
      self.init(reason: .storeDamaged, cause: error)
    case .storage, .closed:
      self.init(reason: .storeUnavailable, cause: error)
    }
  }
}

extension StoreResource {
  /// The kind and the name, for programs.
  ///
  /// What a caller may not see gets the same as what does not exist, so nothing goes in that the
  /// caller has not sent.
  var metadata: [String: String] {
    switch self {
    case .agency(let code): ["resource": "agency", "name": code]
    case .officer(let code): ["resource": "officer", "name": code]
    case .procedure(let code): ["resource": "procedure", "name": code]
    case .offering(let procedure, let agency):
      ["resource": "offering", "name": procedure + "/" + agency]
    case .dossier(let code): ["resource": "dossier", "name": code]
    case .externalDossier(let source, let code):
      ["resource": "dossier", "external_source": source, "external_code": code]
    case .transaction: ["resource": "fee"]
    case .payment(let code): ["resource": "payment", "name": code]
    case .shipment: ["resource": "shipment"]
    case .merchantReference: ["resource": "payment"]
    case .file(let id): ["resource": "file", "name": String(id)]
    case .principal(let id): ["resource": "principal", "name": String(id)]
    case .token(let id): ["resource": "token", "name": String(id)]
    case .committee(let paper, let code): ["resource": paper.code.lowercased(), "name": code]
    }
  }

  /// Why it cannot be created when it is there.
  var takenReason: ErrorReason {
    switch self {
    case .externalDossier: .externalCodeTaken
    case .transaction: .transactionReferenceTaken
    case .agency, .officer, .procedure, .offering, .dossier, .payment, .merchantReference,
      .shipment, .file, .principal, .token, .committee:
      .alreadyExists
    }
  }
}
