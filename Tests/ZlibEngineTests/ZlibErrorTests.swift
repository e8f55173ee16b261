import Testing
import ZlibEngine

@Test("Limits of different size are different errors")
func limitsDiffer() {
  #expect(ZlibError.tooLarge(bytesMax: 1) != .tooLarge(bytesMax: 2))
}
