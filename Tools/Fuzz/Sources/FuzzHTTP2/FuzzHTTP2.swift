/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP2(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  HTTP2FuzzEntry.run(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}
