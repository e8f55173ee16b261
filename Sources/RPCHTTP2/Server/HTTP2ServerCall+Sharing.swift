import RPCCore
import ZlibEngine

/// Messages that begin with what many calls share.
extension HTTP2ServerCall: SharingCallStream {
  /// So many calls must share a part for it to be compressed without a wish: from there on it costs
  /// less than the bytes that are not copied, sent and read.
  private static let callsMin = 4

  func write(_ shared: SharedBytes, own: [UInt8]) async throws {
    guard connection.isOnLoop else {
      return try await withTaskExecutorPreference(connection.executor) {
        try await self.writeOnLoop(shared, own)
      }
    }
    try await writeOnLoop(shared, own)
  }

  private func writeOnLoop(_ shared: SharedBytes, _ own: [UInt8]) async throws {
    sharesMessages = true
    guard pays(shared), let beginning = beginning(of: shared) else {
      return try await writeOnLoop(shared.bytes + own)
    }
    if isOver { throw CancellationError() }
    try checkSize(shared.bytes.count + own.count)
    let message = beginning.ended(by: own)
    try await send(message) { submit(message, isCompressed: true) }
  }

  /// Whether the part is to be compressed once for all.
  private func pays(_ shared: SharedBytes) -> Bool {
    guard kind.streamsResponses, encodings.accepted, headNamesGzip || !headIsSent,
      context.responseCompression != .never, shared.callCount >= Self.callsMin
    else { return false }
    return shared.bytes.count >= connection.settings.configuration.gzip.compressedBytesMin
  }

  private func beginning(of shared: SharedBytes) -> GzipBeginning? {
    shared.packed { bytes in
      connection.executor.gzip.beginning(bytes, connection.settings.configuration.gzip)
    }
  }
}
