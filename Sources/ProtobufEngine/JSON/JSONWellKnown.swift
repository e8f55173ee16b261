internal import CProtobufC

/// The messages whose JSON is a string: `Timestamp`, `Duration` and `FieldMask` of google.protobuf.
enum JSONWellKnown {
  /// The string of a message, or nil if it has no form of its own or is out of range.
  static func text(
    of memory: UnsafeRawPointer,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> String? {
    switch String(cString: descriptor.pointee.name) {
    case "google.protobuf.Timestamp":
      let (seconds, nanos) = parts(memory, descriptor)
      return JSONTime.timestamp(seconds, nanos)
    case "google.protobuf.Duration":
      let (seconds, nanos) = parts(memory, descriptor)
      return JSONTime.duration(seconds, nanos)
    case "google.protobuf.FieldMask": return mask(memory, descriptor)
    default: return nil
    }
  }

  /// The bytes of the message that a string stands for; nil if the type has no form of its own.
  static func bytes(
    of text: String,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireJSONError) -> [UInt8]? {
    switch String(cString: descriptor.pointee.name) {
    case "google.protobuf.Timestamp":
      guard let (seconds, nanos) = JSONTime.timestamp(text) else {
        throw WireJSONError("an instant such as 2020-08-06T01:00:00Z is due")
      }
      return bytes(seconds, nanos)
    case "google.protobuf.Duration":
      guard let (seconds, nanos) = JSONTime.duration(text) else {
        throw WireJSONError("a span such as 1.5s is due")
      }
      return bytes(seconds, nanos)
    case "google.protobuf.FieldMask":
      var bytes: [UInt8] = []
      for path in text.split(separator: ",") {
        let snake = Array(JSONNames.snake(String(path)).utf8)
        bytes.append(0x0a)
        WireVarint.append(UInt64(snake.count), to: &bytes)
        bytes += snake
      }
      return bytes
    default: return nil
    }
  }

  /// Seconds and nanoseconds are the fields 1 and 2 of both types.
  private static func parts(
    _ memory: UnsafeRawPointer,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> (Int64, Int32) {
    let fields = WireDescriptor(UnsafeRawPointer(descriptor)).fields
    guard fields.count == 2 else { return (0, 0) }
    let seconds = (memory + Int(fields[0].offset)).load(as: Int64.self)
    return (seconds, (memory + Int(fields[1].offset)).load(as: Int32.self))
  }

  private static func bytes(_ seconds: Int64, _ nanos: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    if seconds != 0 {
      bytes.append(0x08)
      WireVarint.append(UInt64(bitPattern: seconds), to: &bytes)
    }
    if nanos != 0 {
      bytes.append(0x10)
      WireVarint.append(UInt64(bitPattern: Int64(nanos)), to: &bytes)
    }
    return bytes
  }

  private static func mask(
    _ memory: UnsafeRawPointer,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> String? {
    guard let field = descriptor.pointee.fields else { return nil }
    let count = (memory + Int(field.pointee.quantifier_offset)).load(as: Int.self)
    let paths = (memory + Int(field.pointee.offset))
      .load(as: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self)
    return WireValue.texts(paths, count).map(JSONNames.camel).joined(separator: ",")
  }
}
