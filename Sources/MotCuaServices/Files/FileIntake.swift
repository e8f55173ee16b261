import MotCuaAPI
import MotCuaStore
import RPCCore

/// Reads the messages of an upload into the vault, one at a time: the next one is not taken before
/// the disk has the one before, so that memory stays constant and the sender slows down.
struct FileIntake: Sendable {
  let mutator: Mutator
  let limits: FileLimits
  let clock: any CallClock

  /// Reads a stream to its end, or until no byte has come for long.
  ///
  /// - Returns: what the messages say of the file together, without its bytes.
  func receive(
    _ requests: RequestMessages<UploadFileRequest>,
    into upload: FileUpload,
    context: ServerContext
  ) async throws -> UploadFileRequest {
    let watch = UploadWatch(clock: clock, silentMilliseconds: limits.silentMilliseconds)
    return try await watch.run {
      try await read(requests, into: upload, watch, context: context)
    }
  }

  private func read(
    _ requests: RequestMessages<UploadFileRequest>,
    into upload: FileUpload,
    _ watch: UploadWatch,
    context: ServerContext
  ) async throws -> UploadFileRequest {
    var header: UploadFileRequest?
    for try await message in requests {
      if header == nil {
        var first = message
        first.chunk = []
        header = first
        // Who must send an identity is told before he sends a hundred megabytes.
        _ = try mutator.envelope(of: first, digest: RequestDigest(), context: context)
      }
      try merge(message, into: &header)
      if !message.chunk.isEmpty {
        try await watch.writing { try await upload.append(message.chunk) }
      }
      if let size = header?.sizeBytes, size > 0, upload.size > size {
        throw FileError.sumMismatch
      }
    }
    guard let header else { throw RPCError(reason: .emptyStream) }
    var reader = FieldReader()
    if header.sizeBytes == 0 { reader.refuse("size_bytes", "It must be given in one message.") }
    if header.sha256.isEmpty { reader.refuse("sha256", "It must be given in one message.") }
    try reader.check()
    return header
  }

  private func merge(_ message: UploadFileRequest, into header: inout UploadFileRequest?) throws {
    guard message.sizeBytes <= limits.fileBytesMax else {
      throw FileError.tooLarge(bytesMax: limits.fileBytesMax)
    }
    if message.sizeBytes > 0 {
      guard [0, message.sizeBytes].contains(header?.sizeBytes) else {
        throw RPCError.invalidField("size_bytes", "Two messages say different things.")
      }
      header?.sizeBytes = message.sizeBytes
    }
    if !message.sha256.isEmpty {
      guard ["", message.sha256].contains(header?.sha256) else {
        throw RPCError.invalidField("sha256", "Two messages say different things.")
      }
      header?.sha256 = message.sha256
    }
  }
}
