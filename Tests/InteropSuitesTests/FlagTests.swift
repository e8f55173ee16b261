import InteropSuites
import Testing

@Suite("The official interop flags")
struct FlagTests {
  @Test(
    "are taken in every way in which they are written",
    arguments: [
      (["--use_tls"], ["--use_tls=true"]),
      (["--use_tls=false"], ["--use_tls=false"]),
      (["--use_tls", "false"], ["--use_tls", "false"]),
      (["--nouse_tls"], ["--use_tls=false"]),
      (["-port=1"], ["--port=1"]),
      (["-port", "1"], ["--port", "1"]),
      (["--use_tls", "--port", "1"], ["--use_tls=true", "--port", "1"]),
      (["-h"], ["-h"]),
    ]
  )
  func normalizes(_ arguments: [String], _ expected: [String]) {
    #expect(OfficialFlags.normalized(arguments, booleans: ["use_tls"]) == expected)
  }
}
