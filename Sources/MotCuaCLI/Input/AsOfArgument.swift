import ArgumentParser
import MotCuaDomain
import RPCMessages

/// Up to when steps count, as the command line writes it: an instant as elsewhere, or a day, which
/// means its end.
struct AsOfArgument: ExpressibleByArgument {
  /// The instant in the contract's terms.
  let message: GoogleProtobuf.Timestamp

  init?(argument: String) {
    if let day = CivilDate(argument) {
      message = GoogleProtobuf.Timestamp(milliseconds: ReportPeriod.end(of: day).milliseconds)
    } else if let instant = InstantArgument(argument: argument) {
      message = instant.message
    } else {
      return nil
    }
  }
}
