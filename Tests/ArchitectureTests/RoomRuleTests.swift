import Testing

@Suite("Who may import what")
struct RoomRuleTests {
  @Test(
    "An import that a room has no right to is found",
    arguments: [
      ("Sources/MotCuaDomain/Dossier.swift", "import Foundation"),
      ("Sources/MotCuaDomain/Dossier.swift", "@preconcurrency internal import Synchronization"),
      ("Sources/MotCuaServices/Agency.swift", "internal import SQLiteEngine"),
      ("Sources/MotCuaServices/Agency.swift", "import CSQLite"),
      ("Sources/MotCuaStore/Store.swift", "import MotCuaAPI"),
      ("Sources/MotCuaStore/Store.swift", "package import MotCuaServices"),
      ("Sources/RPCCore/Server.swift", "import NIOCore"),
      ("Sources/RPCCore/Server.swift", "public import struct NIOCore.ByteBuffer"),
      ("Sources/HTTP2Engine/Session.swift", "import CSQLite"),
      ("Sources/MotCuaAPI/Options.swift", "private import CMotCuaProto"),
      ("Sources/MotCuaAPI/Generated/Agency.swift", "private import CMotCuaProto"),
      ("Sources/MotCuaAPI/Agency+Codec.swift", "private import CMotCuaProto"),
      ("Sources/MotCuaAPI/Generated/Agency+Codec.swift", "private import CInteropProto"),
      ("Sources/MotCuaAPI/Generated/Agency+Codec.swift", "private import CProtobufC"),
      ("Sources/motcua/main.swift", "import MotCuaStore"),
      ("Sources/motcua/main.swift", "import Vapor"),
      ("ClientSDK/Sources/MotCuaClient/Client.swift", "import NIOPosix"),
      ("ClientSDK/Sources/MotCuaClient/Client.swift", "import MotCuaStore"),
      ("Tests/MotCuaStoreTests/StoreTests.swift", "import CSQLite"),
    ]
  )
  func forbidden(path: String, statement: String) throws {
    let findings = check(path, "// A file.\n\(statement)\n")
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.rule == .rooms)
    #expect(finding.line == 2)
    #expect(finding.path == path)
  }

  @Test(
    "An import that the table grants is not found",
    arguments: [
      ("Sources/HTTP2Engine/Session.swift", "private import CNghttp2"),
      ("Sources/SQLiteEngine/Statement.swift", "import CSQLite"),
      ("Sources/RPCHTTP2/Server.swift", "internal import NIOPosix"),
      ("Sources/RPCHTTP2/Server.swift", "public import RPCCore"),
      ("Sources/MotCuaServices/Agency.swift", "package import MotCuaStore"),
      ("Sources/MotCuaServices/Agency.swift", "private import struct Foundation.Date"),
      ("Sources/MotCuaAPI/Generated/motcua/v1/Agency+Codec.swift", "private import CMotCuaProto"),
      ("Sources/RPCMessages/Generated/Status+Codec.swift", "internal import CMotCuaProto"),
      ("Sources/InteropMessages/Generated/Empty+Codec.swift", "private import CInteropProto"),
      ("Sources/motcuad/main.swift", "import NIOSSL"),
      ("Tests/SQLiteEngineTests/ConnectionTests.swift", "import CSQLite"),
      ("Tests/MotCuaStoreTests/StoreTests.swift", "@testable import MotCuaStore"),
      ("Tools/CodeGen/Sources/CodeGen/main.swift", "import SwiftProtobuf"),
    ]
  )
  func allowed(path: String, statement: String) {
    #expect(check(path, statement + "\n").isEmpty)
  }

  @Test(
    "A C module is not passed on to those who import the file's module",
    arguments: ["public", "package"]
  )
  func passedOn(access: String) throws {
    let door = check("Sources/HTTP2Engine/Session.swift", "\(access) import CNghttp2\n")
    let tables = check(
      "Sources/MotCuaAPI/Generated/Agency+Codec.swift",
      "\(access) import CMotCuaProto\n"
    )
    #expect(try #require(door.first).sentence.contains("private or internal"))
    #expect(try #require(tables.first).sentence.contains("private or internal"))
  }

  @Test("A target without a line in the table is found")
  func unknownRoom() throws {
    let finding = try #require(check("Sources/MotCuaExtras/Extra.swift", "\n").first)
    #expect(finding.line == nil)
    #expect(finding.sentence.contains("House/Rooms.swift"))
  }

  @Test("Imports in comments and strings are not imports")
  func quoted() {
    let text = """
      // import Foundation
      /* import Foundation
         import NIOCore */
      let page = \"""
        import Foundation
        \"""
      let line = "import Foundation"
      """
    #expect(check("Sources/MotCuaDomain/Page.swift", text).isEmpty)
  }

  @Test("Swift behind a C library's door is found, its two files are not")
  func doors() throws {
    let findings = DoorRule().findings(in: [
      SourceFile(path: "Sources/CSQLite/module.modulemap", text: ""),
      SourceFile(path: "Sources/CSQLite/shim.h", text: ""),
      SourceFile(path: "Sources/CSQLite/Helper.swift", text: ""),
      SourceFile(path: "Sources/CMotCuaProto/agency.pb-c.c", text: ""),
    ])
    #expect(findings.map(\.path) == ["Sources/CSQLite/Helper.swift"])
  }

  private func check(_ path: String, _ text: String) -> [Finding] {
    RoomRule().findings(in: [SourceFile(path: path, text: text)])
  }
}
