package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore
import RPCCore

/// Some steps in commit order, encoded once for all streams that show the same.
struct WatchBatch: Sendable {
  /// The most steps in one message.
  static let stepsMax = 1024
  /// A message ends with the step that makes it so long, in bytes.
  static let bytesMax = 64 * 1024

  /// The encoded part of a `WatchEventsResponse`; what belongs to one stream is put behind it.
  let bytes: SharedBytes
  /// How many steps these are.
  let count: Int
  /// Up to where nothing is left out.
  let through: WatchPosition

  /// The bytes of one step as the part of a response.
  static func encode(_ step: FeedEvent, isLeaving: Bool) throws(RPCError) -> [UInt8] {
    let event = DossierEvent(step, leavesScope: isLeaving)
    return try ServerCoding.encode(WatchEventsResponse(events: [event]))
  }

  /// What a filter keeps of some steps, in batches.
  ///
  /// `encode` gives the bytes of the step at an index; who encodes for many keeps them.
  static func batches(
    of steps: [FeedEvent],
    shown: [(index: Int, isLeaving: Bool)],
    callCount: Int = 1,
    encode: (Int, Bool) throws(RPCError) -> [UInt8]
  ) throws(RPCError) -> [WatchBatch] {
    var batches: [WatchBatch] = []
    var start = 0
    while start < shown.count {
      var end = start
      var bytes: [UInt8] = []
      while end < min(start + stepsMax, shown.count), bytes.count < bytesMax {
        bytes += try encode(shown[end].index, shown[end].isLeaving)
        end += 1
      }
      let part = shown[start..<end]
      start = end
      // Behind the last one nothing is shown of the rest.
      let last = start == shown.count ? steps.indices.last : part.last?.index
      guard let last else { break }
      batches.append(
        WatchBatch(
          bytes: SharedBytes(bytes, callCount: callCount),
          count: part.count,
          through: WatchPosition(steps[last])
        )
      )
    }
    return batches
  }
}

extension DossierEvent {
  /// A step as the live feed carries it, without anything personal.
  package init(_ step: FeedEvent, leavesScope: Bool) {
    let event = step.event
    self.init(
      position: event.sequence,
      dossierCode: event.code.text,
      sequence: Int32(clamping: event.number),
      occurredAt: event.at.timestamp,
      action: MotCuaAPI.DossierAction(event.action),
      fromState: MotCuaAPI.DossierState(event.from),
      toState: MotCuaAPI.DossierState(event.to),
      nationalStatus: Int32(event.to.rawValue),
      procedureCode: step.procedure.text,
      agencyCode: step.agency.text,
      deskAgencyCode: (step.desk ?? step.agency).text,
      responsibleAgencyCode: event.agency.text,
      actorKind: MotCuaAPI.PrincipalKind(event.actorKind),
      officerCode: event.officer ?? "",
      oldDueAt: event.dueBefore?.timestamp,
      newDueAt: event.dueAfter?.timestamp,
      leavesScope: leavesScope
    )
  }
}
