import WireHarness

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWire(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  WireFuzzEntry.run(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}
