import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The part of the table about the live feed.
  var watchStatus: ErrorStatus {
    switch self {
    case .watchPositionGone:
      ErrorStatus(
        .outOfRange,
        "The store does not go on from this place any more; begin with a snapshot.",
        "Không thể tiếp tục từ vị trí này; hãy theo dõi lại từ đầu."
      )
    case .watchTooSlow:
      ErrorStatus(
        .resourceExhausted,
        "The stream is read more slowly than things happen; resume it with the last token.",
        "Luồng theo dõi được đọc quá chậm; hãy tiếp tục từ vị trí cuối."
      )
    case .watchScopeChanged:
      ErrorStatus(
        .failedPrecondition,
        "The agencies that the stream shows have changed; begin with a snapshot.",
        "Các cơ quan mà luồng theo dõi bao gồm đã thay đổi; hãy theo dõi lại từ đầu."
      )
    default:
      ErrorStatus(
        .resourceExhausted,
        "As many streams are watched as are allowed; end one, or narrow the filters.",
        "Đã có quá nhiều luồng theo dõi."
      )
    }
  }
}
