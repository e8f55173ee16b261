import Foundation
import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("Backups", .serialized)
struct BackupTests {
  private let folder: TemporaryFolder
  private var data: String { folder.file("data") }
  private var backups: String { folder.file("backups") }
  private var now: Instant { House.at("2020-08-06 09:15") }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A store, its vault and its maker of backups.
  private final class Premises: Sendable {
    let house: House
    let store: SQLiteStore
    let vault: FileVault
    let maker: SQLiteBackupMaker

    init(_ data: String, _ backups: String) throws {
      store = try SQLiteStore(StoreConfiguration(folder: data))
      house = House(over: store)
      vault = try FileVault(folder: data, limits: FileLimits())
      maker = SQLiteBackupMaker(store: store, vault: vault, folder: backups)
    }

    func close() {
      maker.close()
      vault.close()
      store.close()
    }

    func addFile(_ bytes: [UInt8]) async throws {
      let upload = try await vault.begin()
      defer { upload.release() }
      try await upload.append(bytes)
      let sum = SampleFiles.sum(bytes)
      let content = try await upload.finish(hash: sum, size: Int64(bytes.count))
      try await upload.keep(content)
      let record = FileRecord(
        hash: sum,
        size: content.size,
        kind: content.kind,
        principalID: 1
      )
      let file = try await house.perform(RegisterFile(file: record, unattachedBytesMax: 1 << 30))
      var filing = house.filing()
      filing.components[0].fileID = file.id
      try await house.submit(filing)
    }
  }

  private func premises() async throws -> Premises {
    let made = try Premises(data, backups)
    try await made.house.furnish()
    for index in 0..<5 {
      try await made.addFile(SampleFiles.pdf + Array(repeating: UInt8(index), count: 100))
    }
    // The same bytes twice.
    try await made.addFile(SampleFiles.pdf + Array(repeating: 0, count: 100))
    return made
  }

  private func backup(_ premises: Premises, _ name: String = "one") async throws -> BackupRecord? {
    var record: BackupRecord?
    for try await progress in premises.maker.makeBackup(named: name, now: now) {
      if let made = progress.backup { record = made }
    }
    return record
  }

  @Test("A backup holds everything, and a restore of it is the same store")
  func roundTrip() async throws {
    let premises = try await premises()
    let made = try #require(try await backup(premises))
    #expect(made.manifest.dossiers == 6)
    #expect(made.manifest.events == 6)
    #expect(made.manifest.files == 5)
    #expect(made.manifest.commitPosition == premises.store.lastSequence)
    #expect(made.manifest.auditEntries == premises.store.auditHead.id)
    #expect(try FileManager.default.contentsOfDirectory(atPath: backups) == ["one"])
    let verified = try BackupFolder(path: backups + "/one").verify()
    #expect(verified == made.manifest)

    let other = folder.file("other")
    let restored = try BackupFolder(path: backups + "/one").restore(into: other)
    #expect(restored == made.manifest)
    let second = try Premises(other, backups)
    #expect(second.store.auditHead == premises.store.auditHead)
    #expect(second.store.lastSequence == premises.store.lastSequence)
    #expect(try await second.store.recount().differences.isEmpty)
    #expect(try await second.store.verifyAudit(nil).brokenID == nil)
    for id in 1...6 as ClosedRange<Int64> {
      let file = try #require(try await second.store.file(id, in: .all, on: .pool))
      let stored = try await second.vault.open(hash: file.hash, size: file.size)
      _ = try await stored.chunk(at: 0)
      #expect(stored.isIntact)
    }
    // Life goes on where it was.
    #expect(try await second.house.submit().code.sequence == 7)
    second.close()
    premises.close()
  }

  @Test("A backup under write load is of one position: dossiers, steps, audit and counters agree")
  func underLoad() async throws {
    let premises = try await premises()
    let isDone = CancelFlag()
    let made = try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          while !isDone.isSet { _ = try await premises.house.submit() }
        }
      }
      defer { isDone.set() }
      var records: [BackupRecord] = []
      for index in 0..<5 {
        if let record = try await backup(premises, "load-\(index)") { records.append(record) }
      }
      return records
    }
    #expect(made.count == 5)
    for record in made {
      let manifest = record.manifest
      // Every submission is one dossier, one step and one entry of the audit.
      #expect(manifest.dossiers == manifest.events)
      #expect(manifest.dossiers == manifest.commitPosition)
      let other = folder.file("restored-" + record.name)
      _ = try BackupFolder(path: backups + "/" + record.name).restore(into: other)
      let store = try SQLiteStore(StoreConfiguration(folder: other))
      #expect(store.lastSequence == manifest.commitPosition)
      #expect(try await store.recount().differences.isEmpty)
      store.close()
    }
    #expect(made.map(\.manifest.commitPosition) == made.map(\.manifest.commitPosition).sorted())
    premises.close()
  }

  @Test("Damage of any part is found, and nothing of it is restored")
  func damage() async throws {
    let premises = try await premises()
    _ = try await backup(premises)
    premises.close()
    let root = backups + "/one"
    let parts = try FileManager.default.subpathsOfDirectory(atPath: root).sorted().filter {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + $0, isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    #expect(parts.count == 4 + 5)
    for part in parts {
      let url = URL(fileURLWithPath: root + "/" + part)
      let bytes = try Data(contentsOf: url)
      var changed = bytes
      changed[bytes.count / 2] ^= 1
      for damaged in [changed, bytes.dropLast(), Data()] {
        try damaged.write(to: url)
        expectDamaged(root, part)
      }
      try FileManager.default.removeItem(at: url)
      expectDamaged(root, part)
      try bytes.write(to: url)
    }
    _ = try BackupFolder(path: root).verify()
  }

  private func expectDamaged(_ root: String, _ part: String) {
    let target = folder.file("never")
    let error = #expect(throws: BackupError.self, "\(part)") {
      _ = try BackupFolder(path: root).restore(into: target)
    }
    if case .damaged = error {} else { Issue.record("\(part): \(String(describing: error))") }
    #expect(!FileManager.default.fileExists(atPath: target + "/motcua.sqlite"))
  }

  @Test("A restore refuses a folder that a server holds, and one that has a database")
  func occupied() async throws {
    let premises = try await premises()
    _ = try await backup(premises)
    let source = BackupFolder(path: backups + "/one")
    #expect(throws: StoreOpenError.inUse(data)) { _ = try source.restore(into: data) }
    premises.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: data + "/motcua.sqlite"))
    #expect(throws: BackupError.self) { _ = try source.restore(into: data) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: data + "/motcua.sqlite")) == before)
  }

  @Test("A restore that was broken off is completed by the next one")
  func brokenRestore() async throws {
    let premises = try await premises()
    let made = try await backup(premises)
    premises.close()
    let target = folder.file("half")
    let source = BackupFolder(path: backups + "/one")
    _ = try source.restore(into: target)
    // As if the kill had come before the database got its name, with half of it copied.
    try FileManager.default.moveItem(
      atPath: target + "/motcua.sqlite",
      toPath: target + "/motcua.sqlite.new"
    )
    let half = URL(fileURLWithPath: target + "/motcua.sqlite.new")
    try Data(contentsOf: half).dropLast(5000).write(to: half)
    #expect(try source.restore(into: target) == made?.manifest)
    let store = try SQLiteStore(StoreConfiguration(folder: target))
    #expect(store.lastSequence == made?.manifest.commitPosition)
    store.close()
  }

  @Test("A name is used once, one backup runs at a time, and who goes away gets none")
  func manners() async throws {
    let premises = try await premises()
    _ = try await backup(premises)
    await #expect(throws: BackupError.nameTaken) { _ = try await backup(premises) }
    let first = premises.maker.makeBackup(named: "two", now: now)
    let second = premises.maker.makeBackup(named: "three", now: now)
    await #expect(throws: BackupError.running) { for try await _ in second {} }
    for try await _ in first {}
    do {
      // Nobody listens to this one.
      _ = premises.maker.makeBackup(named: "four", now: now)
    }
    premises.maker.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: backups).sorted()
    #expect(names.allSatisfy { !$0.hasPrefix(".") })
    #expect(names.starts(with: ["one", "two"]) || names.starts(with: ["four", "one", "two"]))
    premises.close()
  }

  @Test("A stored file that is gone or changed fails the backup, which leaves nothing")
  func damagedVault() async throws {
    let premises = try await premises()
    let file = try #require(try await premises.store.file(3, in: .all, on: .pool))
    let path = premises.vault.path(of: file.hash)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for damaged in [Data(bytes.dropLast()), Data(bytes.dropLast() + [9]), nil] {
      if let damaged {
        try damaged.write(to: URL(fileURLWithPath: path))
      } else {
        try FileManager.default.removeItem(atPath: path)
      }
      await #expect(throws: BackupError.damagedFile(FileVault.name(of: file.hash))) {
        _ = try await backup(premises)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: backups).isEmpty)
    }
    premises.close()
  }

  @Test("What a killed process left half done is removed by the next one")
  func leftovers() async throws {
    let partial = backups + "/.partial-x/files/ab"
    try FileManager.default.createDirectory(atPath: partial, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: partial + "/abc"))
    let premises = try await premises()
    #expect(try FileManager.default.contentsOfDirectory(atPath: backups).isEmpty)
    premises.close()
  }
}
