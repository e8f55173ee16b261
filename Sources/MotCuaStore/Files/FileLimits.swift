/// The limits of files, with their defaults.
package struct FileLimits: Sendable, Hashable {
  /// The largest file, in bytes: 100 MiB.
  package var fileBytesMax: Int64
  /// The bytes of one uploader that no dossier names: 1 GiB.
  package var unattachedBytesMax: Int64
  /// The uploads that run at once: 64.
  package var uploadsMax: Int
  /// Those of one uploader: 16, so that one who leaves them open keeps out no other.
  package var uploadsPerUploaderMax: Int
  /// For how many milliseconds an upload may bring no byte: 30 s.
  package var silentMilliseconds: Int64
  /// The bytes of one chunk of a download: 256 KiB.
  package var chunkBytes: Int
  /// For how many milliseconds a file is kept that no dossier names: 24 hours.
  package var unattachedMilliseconds: Int64
  /// For how many milliseconds bytes are kept that no file names: an hour.
  package var orphanMilliseconds: Int64

  /// Makes the limits with their defaults.
  package init(
    fileBytesMax: Int64 = 100 << 20,
    unattachedBytesMax: Int64 = 1 << 30,
    uploadsMax: Int = 64,
    uploadsPerUploaderMax: Int = 16,
    silentMilliseconds: Int64 = 30_000,
    chunkBytes: Int = 256 << 10,
    unattachedMilliseconds: Int64 = 24 * 3_600_000,
    orphanMilliseconds: Int64 = 3_600_000
  ) {
    self.fileBytesMax = fileBytesMax
    self.unattachedBytesMax = unattachedBytesMax
    self.uploadsMax = uploadsMax
    self.uploadsPerUploaderMax = uploadsPerUploaderMax
    self.silentMilliseconds = silentMilliseconds
    self.chunkBytes = chunkBytes
    self.unattachedMilliseconds = unattachedMilliseconds
    self.orphanMilliseconds = orphanMilliseconds
  }
}
