import Testing

@Suite("Code, comments and strings are told apart")
struct SwiftTextTests {
  @Test(
    "What is code and what is comment",
    arguments: [
      ("a // b", "a     ", "  // b"),
      ("a /* b */ c", "a         c", "  /* b */  "),
      ("/* a /* b */ c */ d", "                  d", "/* a /* b */ c */  "),
      (#"f("a // b")"#, "f(        )", "           "),
      (#"f("\"// b")"#, "f(        )", "           "),
      (#"f("\(g("x")) y")"#, "f(  (g(   ))   )", "                "),
      (##"f(#"a " \(b"#)"##, "f(           )", "              "),
      ("f(\"a\nb // c", "f(  \nb     ", "    \n  // c"),
      ("\"\"\"\na // b\n\"\"\" c", "   \n      \n    c", "   \n      \n     "),
      ("", "", ""),
      ("/* never closed", "               ", "/* never closed"),
    ]
  )
  func parts(text: String, code: String, comments: String) {
    let swift = SwiftText(text)
    #expect(swift.code.joined(separator: "\n") == code)
    #expect(swift.comments.joined(separator: "\n") == comments)
  }

  @Test(
    "Every form of import is read",
    arguments: [
      ("import Foundation", "Foundation", nil),
      ("  package import RPCCore", "RPCCore", "package"),
      ("@preconcurrency private import NIOCore", "NIOCore", "private"),
      ("@_spi(Testing) @testable import MotCuaStore", "MotCuaStore", nil),
      ("public import struct Foundation.Date", "Foundation", "public"),
      ("import Darwin.C", "Darwin", nil),
    ] as [(String, String, String?)]
  )
  func imports(text: String, module: String, access: String?) throws {
    let statement = try #require(ImportStatement(text, line: 1))
    #expect(statement.module == module)
    #expect(statement.access == access)
  }

  @Test(
    "What only looks like an import is none",
    arguments: ["let import = 1", "func import (x: Int)", "reimport Foundation", "important ", ""]
  )
  func noImports(text: String) {
    #expect(ImportStatement(text, line: 1) == nil)
  }
}
