import HTTP2Engine
import RPCCore

/// Refusing where calls wait too long, at the least cost: what refusing costs is missing for answers.
extension HTTP2ServerConnection {
  /// Refuses a request that has waited too long, before more of it than its path and its timeout is
  /// read; false if it may go on.
  func refusesWaiter(
    _ stream: HTTP2StreamID,
    _ block: HTTP2HeaderBlock,
    endStream: Bool,
    _ session: HTTP2Session
  ) -> Bool {
    renewTime()
    let admission = settings.configuration.admission
    guard executor.load.queue.isLate(since: inputArrivedAt, now: now, admission) else {
      return false
    }
    let (method, timeout) = read(block)
    let waited = now - min(now, inputArrivedAt)
    guard LoopQueue.refuses(timeout: timeout, waited: waited), let method,
      !admission.priorityServices.contains(method.service)
    else { return false }
    let refusal = executor.refusals.calls.next(settings)
    session.submitResponse(stream, refusal.headers, endStream: true)
    if !endStream { stopUpload(stream) }
    observeRefused(method, Metadata(), refusal.error)
    return true
  }

  /// Refuses a request for which there is no place among the running ones.
  func refuseForLackOfRoom(
    _ stream: HTTP2StreamID,
    _ head: RequestHead,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    let refusal = executor.refusals.calls.next(settings)
    guard refusal.listBytes <= session.remoteSettings.headerListBytesMax else {
      return refuse(stream, refusal.error, head, endStream: endStream, session)
    }
    observeRefused(head, refusal.error)
    session.submitResponse(stream, refusal.headers, endStream: true)
    if !endStream { stopUpload(stream) }
  }

  private func read(_ block: HTTP2HeaderBlock) -> (method: MethodDescriptor?, timeout: UInt64?) {
    var method: MethodDescriptor?
    var timeout: UInt64?
    for position in 0..<block.count {
      let field = block[position]
      switch field.name.count {
      case 5 where field.isNamed(":path"):
        method = settings.router.handler(pathBytes: field.value)?.descriptor
      case 12 where field.isNamed("grpc-timeout"): timeout = TimeoutHeader.nanoseconds(field.value)
      default: continue
      }
    }
    return (method, timeout)
  }
}
