import Foundation
import MotCuaAPI
import MotCuaCLI
import RPCCore
import Testing

/// Every method of the contract has a command, and the example in that command's help calls it.
struct EveryMethodTests {
  @Test("Every method of the contract stands in the table, once")
  func complete() {
    let methods = MethodCommand.contract.map { String($0.path.dropFirst("/motcua.v1.".count)) }
    #expect(MethodCommand.all.map(\.method).sorted() == methods.sorted())
  }

  @Test(
    "The help of a method's command has Vietnamese words and an example that calls the method",
    arguments: MethodCommand.all
  )
  func example(row: MethodCommand) async throws {
    let help = try await ToolRun(row.command + ["--help"])
    #expect(help.status == 0)
    let opening = help.output.prefix { $0 != "." }
    #expect(opening.unicodeScalars.contains { $0.value > 0x7f }, "\(opening)")
    let example = row.line.map(ShellWords.split) ?? ShellWords.example(in: help.output)
    #expect(Array(example.prefix(row.command.count)) == row.command, "\(example)")
    guard row.isRun else { return }
    let run = try await ToolRun(
      example,
      server: try Self.server(for: row.method),
      files: Self.files
    )
    // The method of this row alone answers so, and every other one answers with nothing at all.
    #expect(run.status == 10 + Int32(RPCError.Code.dataLoss.rawValue), "\(example): \(run.errors)")
  }

  @Test("A download of which nothing came leaves nothing behind")
  func emptyDownload() async throws {
    let path = NSTemporaryDirectory() + "motcua-\(UUID().uuidString).pdf"
    let run = try await ToolRun(
      ["file", "download", "12", "--to", path, "--purpose", "Thẩm định"],
      server: try Self.server(for: "DossierService/DownloadFile")
    )
    #expect(run.status == 10 + Int32(RPCError.Code.dataLoss.rawValue), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: path + ".part"))
  }

  private static func server(for method: String) throws -> ScriptedServer {
    try ScriptedServer(
      MethodCommand.contract.map { descriptor in
        MethodHandler(descriptor) { call in
          if descriptor.path == "/motcua.v1." + method { throw RPCError(.dataLoss, "here") }
          if descriptor.kind == .unary { try await call.stream.write([]) }
        }
      }
    )
  }

  /// What the files of the examples hold, by their names.
  private static let files = [
    "sap-xep.tsv": "old_code\tkind\tnew_code\n000.01.31.H10\tmerged\t000.02.31.H10\n",
    "danh-muc.tsv": """
    code\tname\tsectors\tpromulgating_agency\texecuting_departments\ttarget_types\tstate\ttype
    1.001193\tĐăng ký khai sinh\tHộ tịch\tBộ Tư pháp\t\tCông dân\tACTIVE\tSTANDARD
    """,
    "co-quan.tsv": "code\tname\tlevel\n000.00.09.H10\tSở Xây dựng\tPROVINCE\n",
    "can-bo.tsv": "code\tname\tagency_code\nCB-1\tNguyễn Thị Lan\t000.00.02.H10\n",
    "linh-vuc.tsv": "sector_code\tname\nG01\tHộ tịch\n",
    "noi-thuc-hien.tsv": "procedure_code\tagency_code\n1.001193\t000.00.02.H10\n",
    "giao-dich.tsv": "merchant_reference\ttransaction_reference\tamount_vnd\nA-TT1\tT1\t1000\n",
    "lich-2027.tsv": "date\tkind\n2027-01-01\tHOLIDAY\n",
    "ho-so-cu.jsonl": "{}\n",
    "thu-tuc.json": "{}",
    "khoa.txt": String(repeating: "k", count: 40),
  ]
}
