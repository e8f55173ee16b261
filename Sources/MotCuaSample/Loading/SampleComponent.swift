import MotCuaDomain
import MotCuaStore

/// The two components that each procedure of the sample has.
enum SampleComponent: String, CaseIterable {
  /// The form that every dossier begins with.
  case form = "GT-1"
  /// A copy that some dossiers bring only when they are asked for it.
  case copy = "GT-2"

  private var name: String {
    switch self {
    case .form: "Đơn đề nghị"
    case .copy: "Bản sao giấy tờ kèm theo"
    }
  }

  /// The component as a procedure asks for it; some want the copy on paper after an online submission.
  func record(asksForPaper: Bool) -> ProcedureComponentRecord {
    ProcedureComponentRecord(
      code: rawValue,
      name: name,
      originalCount: self == .form ? 1 : 0,
      copyCount: self == .copy ? 1 : 0,
      isMandatory: self == .form,
      hasElectronicForm: self == .form,
      isPaperRequiredAfterOnline: self == .copy && asksForPaper
    )
  }

  /// The component as it is handed in by a channel.
  func provided(_ channel: Channel) -> ProvidedComponentRecord {
    let source: ComponentSource =
      channel != .online ? .paper : self == .form ? .form : .upload
    var provided = ProvidedComponentRecord(
      code: rawValue,
      name: name,
      source: source,
      quantity: channel == .online ? 0 : 1
    )
    if source == .upload {
      // The portal of the sample keeps the file; its sum is made up like the people.
      provided.fileReference = "mau/\(rawValue).pdf"
      provided.hash = Array(0..<32)
    }
    return provided
  }
}
