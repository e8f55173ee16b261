/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProtobuf(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  ProtobufFuzzEntry.run(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}
