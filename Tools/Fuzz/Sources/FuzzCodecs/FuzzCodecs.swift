/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCodecs(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  CodecFuzzEntry.run(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}
