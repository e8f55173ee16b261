internal import Crypto
internal import Foundation
public import MotCuaAPI
public import RPCCore

extension DossierServiceClient {
  /// How much is read and sent at once.
  private static let chunkBytes = 256 << 10

  /// Uploads a file of this machine; the server checks its size and SHA-256.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - requestID: makes a repeat answer as the first time; empty: the client makes one.
  ///   - validateOnly: has everything checked and nothing stored.
  ///   - options: the options of the call.
  ///   - progress: is told how many bytes are sent, after each chunk.
  /// - Returns: the file as the server has it.
  /// - Throws: `FileTransferError` or `RPCError`.
  public func uploadFile(
    at path: String,
    requestID: String = "",
    validateOnly: Bool = false,
    options: CallOptions = CallOptions(),
    progress: (Int64) -> Void = { _ in }
  ) async throws -> File {
    let file = try LocalFile.toRead(path)
    return try await uploadFile(options: options) { writer in
      var sum = SHA256()
      var sent: Int64 = 0
      // The first message says who asks and how; the last one what the bytes must be.
      try await writer.write(UploadFileRequest(requestId: requestID, validateOnly: validateOnly))
      while true {
        let chunk = try file.read(Self.chunkBytes)
        guard !chunk.isEmpty else { break }
        sum.update(data: chunk)
        sent += Int64(chunk.count)
        try await writer.write(UploadFileRequest(chunk: chunk))
        progress(sent)
      }
      try await writer.write(
        UploadFileRequest(sizeBytes: sent, sha256: LocalFile.hexadecimal(sum.finalize()))
      )
    }
  }

  /// Downloads a file to this machine, and checks its SHA-256 before it gets its name.
  ///
  /// What has come lies in `path` + `.part`; where that is there already the download goes on
  /// behind it.
  ///
  /// - Parameters:
  ///   - id: the file's id.
  ///   - purpose: what it is needed for; the server keeps it on record.
  ///   - path: where it goes; must not be there.
  ///   - options: the options of the call.
  ///   - progress: is told how many bytes there are and how many there will be.
  /// - Returns: the file as the server has it.
  /// - Throws: `FileTransferError` or `RPCError`.
  public func downloadFile(
    _ id: String,
    purpose: String,
    to path: String,
    options: CallOptions = CallOptions(),
    progress: (Int64, Int64) -> Void = { _, _ in }
  ) async throws -> File {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw FileTransferError.exists(path: path)
    }
    let part = path + ".part"
    let local = try LocalFile.toAppend(part)
    var (sum, offset) = try local.sum()
    // What has nothing in it is of no use to the next try.
    defer { if offset == 0 { try? FileManager.default.removeItem(atPath: part) } }
    let request = DownloadFileRequest(fileId: id, offset: offset, purpose: purpose)
    var described: File?
    for try await message in try await downloadFile(request, options: options) {
      if let file = message.file { described = file }
      guard message.offset == offset else { throw FileTransferError.damaged(path: path) }
      try local.append(message.chunk)
      sum.update(data: message.chunk)
      offset += Int64(message.chunk.count)
      progress(offset, described?.sizeBytes ?? offset)
    }
    guard let described, offset == described.sizeBytes,
      LocalFile.hexadecimal(sum.finalize()) == described.sha256
    else {
      // What was there may have been of another file: the next try begins anew.
      try? FileManager.default.removeItem(atPath: part)
      throw FileTransferError.damaged(path: path)
    }
    try local.sync()
    do {
      try FileManager.default.moveItem(atPath: part, toPath: path)
    } catch {
      throw FileTransferError.cannotWrite(path: path, reason: "\(error.localizedDescription)")
    }
    return described
  }
}
