package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Takes a file in chunks.
  ///
  /// The bytes are durable in their place before the row that names them is committed; a kill in
  /// between leaves bytes that nobody names, which are collected later.
  package func uploadFile(
    _ requests: RequestMessages<UploadFileRequest>,
    context: ServerContext
  ) async throws -> File {
    let subject = actor(context).subject
    let upload = try await vault().begin(by: "\(context.principal.id) \(subject)")
    defer { upload.release() }
    let intake = FileIntake(
      mutator: environment.mutator,
      limits: try vault().limits,
      clock: environment.callClock
    )
    let header = try await intake.receive(requests, into: upload, context: context)
    guard let hash = HexText.decode(header.sha256) else { throw FileError.sumMismatch }
    let content = try await upload.finish(hash: hash, size: header.sizeBytes)
    var digest = RequestDigest()
    try digest.add(header)
    let envelope = try environment.mutator.envelope(of: header, digest: digest, context: context)
    let command = RegisterFile(
      file: FileRecord(
        hash: content.hash,
        size: content.size,
        kind: content.kind,
        principalID: context.principal.id,
        subject: subject
      ),
      unattachedBytesMax: try vault().limits.unattachedBytesMax
    )
    if !header.validateOnly { try await keep(content, of: upload, for: command, as: envelope) }
    do {
      let isDryRun = header.validateOnly
      return try await environment.mutator.perform(command, as: envelope, context: context) {
        File($0, isDryRun: isDryRun)
      }
      .response
    } catch let error as StoreError where error.isRefusal && !header.validateOnly {
      try await upload.takeBack(content) {
        try await environment.store.unknownHashes(among: [content.hash]).isEmpty
      }
      throw error
    }
  }

  /// Puts the bytes of an upload in their place, unless the command that is to name them would be
  /// refused: what is above the quota must not lie on the disk until it is collected.
  private func keep(
    _ content: FileUpload.Content,
    of upload: FileUpload,
    for command: RegisterFile,
    as envelope: MutationEnvelope
  ) async throws {
    var trial = envelope
    trial.isValidateOnly = true
    _ = try await environment.store.perform(command, as: trial, answer: { _ in [] })
    try await upload.keep(content)
  }

  /// Gives the bytes of a file; that they were asked for, by whom and what for is on record first.
  package func downloadFile(
    _ request: DownloadFileRequest,
    responses: ResponseWriter<DownloadFileResponse>,
    context: ServerContext
  ) async throws {
    let purpose = TextNormaliser.stored(request.purpose)
    guard !purpose.isEmpty else { throw RPCError(reason: .purposeRequired) }
    let record = try await fileRecord(request.fileId, context)
    guard request.offset <= record.size else {
      throw RPCError.invalidField("offset", "It lies behind the end of the file.")
    }
    let stored = try await vault().open(hash: record.hash, size: record.size)
    let envelope = MutationEnvelope(
      principalID: context.principal.id,
      method: context.method.path,
      now: environment.clock.now()
    )
    _ = try await environment.store.perform(
      RecordDownload(fileID: record.id, purpose: purpose),
      as: envelope,
      answer: { _ in [] }
    )
    var offset = request.offset
    var head: File? = File(record, isDryRun: false)
    repeat {
      let chunk = try await stored.chunk(at: offset)
      let message = DownloadFileResponse(file: head, offset: offset, chunk: chunk)
      head = nil
      offset += Int64(chunk.count)
      // The last bytes go out only when all that went before have the sum they must have.
      if offset == record.size, request.offset == 0, !stored.isIntact {
        throw FileError.damaged(hash: HexText.encode(record.hash))
      }
      try await responses.write(message)
    } while offset < record.size
  }

  private func fileRecord(
    _ text: String,
    _ context: ServerContext
  ) async throws -> FileRecord {
    let notFound = RPCError(reason: .notFound, metadata: ["resource": "file", "name": text])
    guard let id = Int64(text), String(id) == text else { throw notFound }
    let record = try await environment.store.file(
      id,
      in: context.principal.scope(in: environment.store.directory),
      on: ReadLane(context)
    )
    guard let record else { throw notFound }
    return record
  }

  private func vault() throws(RPCError) -> FileVault {
    guard let files = environment.files else { throw RPCError(reason: .storeUnavailable) }
    return files
  }
}

extension File {
  /// A file on the wire; what was only tried has no id.
  package init(_ record: FileRecord, isDryRun: Bool) {
    self.init(
      id: isDryRun ? "" : String(record.id),
      sha256: HexText.encode(record.hash),
      sizeBytes: record.size,
      type: FileType(record.kind),
      createTime: record.createdAt.timestamp
    )
  }
}
