import MotCuaDomain

extension WriteTransaction {
  /// The components with the sums of their files, which belong to the dossier from now on.
  func attached(
    _ components: [ProvidedComponentRecord],
    to dossier: Int64,
    by actor: Actor
  ) throws(StoreError) -> [ProvidedComponentRecord] {
    var attached: [ProvidedComponentRecord] = []
    for component in components {
      var component = component
      if let id = component.fileID {
        component.hash = try attach(id, expected: component.hash, to: dossier, by: actor)
      }
      attached.append(component)
    }
    return attached
  }

  /// The results with the sums of their files, which belong to the dossier from now on.
  func attached(
    _ results: [DossierResultRecord],
    to dossier: Int64,
    by actor: Actor
  ) throws(StoreError) -> [DossierResultRecord] {
    var attached: [DossierResultRecord] = []
    for result in results {
      var result = result
      if let id = result.fileID {
        result.hash = try attach(id, expected: result.hash, to: dossier, by: actor)
      }
      attached.append(result)
    }
    return attached
  }

  /// Gives a file to a dossier for ever, and returns the sum of its bytes.
  ///
  /// Only who uploaded it may do so, and to one dossier only: to know somebody's file, or its sum,
  /// is no right to it.
  private func attach(
    _ id: Int64,
    expected hash: [UInt8],
    to dossier: Int64,
    by actor: Actor
  ) throws(StoreError) -> [UInt8] {
    guard let file = try file(id), file.principalID == envelope.principalID,
      file.subject == actor.subject, file.dossierID == nil || file.dossierID == dossier
    else { throw .precondition(.fileNotFound(id)) }
    guard hash.isEmpty || hash == file.hash else { throw .precondition(.fileSumMismatch) }
    if file.dossierID == nil { try attach(file: id, to: dossier) }
    return file.hash
  }
}

extension Actor {
  /// The key of the applicant who acts, or for whom a system does; empty otherwise.
  package var subject: String {
    guard case .owner(let key) = scope else { return "" }
    return key
  }
}
