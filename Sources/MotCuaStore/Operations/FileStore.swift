package import MotCuaDomain

/// Reads what the store knows of files; their bytes lie in the vault.
package protocol FileStore: Sendable {
  /// A file of a dossier in a scope.
  func file(
    _ id: Int64,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> FileRecord?
  /// Those of some hashes that no file has: their bytes may be removed.
  func unknownHashes(among hashes: [[UInt8]]) async throws(StoreError) -> [[UInt8]]
  /// How many files were uploaded before an instant and are named by no dossier.
  func unattachedFileCount(before instant: Instant) async throws(StoreError) -> Int
}
