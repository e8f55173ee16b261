import MotCuaDomain

/// The three officers that each agency of the sample has.
enum SampleOfficer: Int, CaseIterable {
  case desk = 1
  case specialist = 2
  case head = 3

  var duties: [OfficerDuty] {
    switch self {
    case .desk: [.reception, .guidance, .result]
    case .specialist: [.resolution]
    case .head: [.signing]
    }
  }

  var name: String {
    switch self {
    case .desk: "Công chức tiếp nhận"
    case .specialist: "Công chức thụ lý"
    case .head: "Người đứng đầu"
    }
  }

  /// The agency's code, then the officer's number in it.
  func code(at agency: AgencyCode) -> String { "\(agency.text)-\(rawValue)" }
}
