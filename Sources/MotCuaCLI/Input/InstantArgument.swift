import ArgumentParser
import MotCuaDomain
import RPCMessages

/// An instant as the command line writes it: `2020-08-06 09:15` in Vietnam's time, or RFC 3339.
struct InstantArgument: ExpressibleByArgument {
  /// The instant in the contract's terms.
  let message: GoogleProtobuf.Timestamp

  init?(argument: String) {
    guard let instant = Instant(ictText: argument) ?? Instant(rfc3339: argument) else {
      return nil
    }
    message = GoogleProtobuf.Timestamp(milliseconds: instant.milliseconds)
  }
}
