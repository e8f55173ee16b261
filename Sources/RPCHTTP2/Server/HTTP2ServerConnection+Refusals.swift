import HTTP2Engine
import RPCCore

/// Answers that need no call. Where too much is asked for they are had at the least cost: what refusing
/// costs is missing for answers.
extension HTTP2ServerConnection {
  /// Answers a request that cannot be served.
  func refuse(
    _ stream: HTTP2StreamID,
    _ head: RequestHead,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    switch head.refusal() {
    case .http(let refusal): refuse(stream, refusal, head, endStream: endStream, session)
    case .status(let error): refuse(stream, error, head, endStream: endStream, session)
    }
  }

  /// Answers a request with a status alone.
  func refuse(
    _ stream: HTTP2StreamID,
    _ error: RPCError,
    _ head: RequestHead,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    let error = settings.router.completed(error, path: head.path)
    observeRefused(head, error)
    let max = session.remoteSettings.headerListBytesMax
    let list = ResponseHeaders.fitting(error, Metadata(), max) {
      ResponseHeaders.trailersOnly($0, $1)
    }
    session.submitResponse(stream, list, endStream: true)
    if !endStream { stopUpload(stream) }
  }

  /// Answers what is no call of gRPC as HTTP does.
  func refuse(
    _ stream: HTTP2StreamID,
    _ refusal: HTTPRefusal,
    _ head: RequestHead?,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    observeRefused(head, refusal.outcome)
    session.submitResponse(stream, ResponseHeaders.http(refusal), endStream: false)
    let body = ResponseHeaders.httpBody
    let bytes = UnsafeRawBufferPointer(start: body.utf8Start, count: body.utf8CodeUnitCount)
    session.submitData(stream, bytes, endStream: true)
    if !endStream { stopUpload(stream) }
  }

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
    submit(refusal, stream, endStream: endStream, session)
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
    observeRefused(head, refusal.error)
    submit(refusal, stream, endStream: endStream, session)
  }

  /// Sends a response that was made once, or as much of it as the caller takes of header lists.
  private func submit(
    _ refusal: ReadyRefusal,
    _ stream: HTTP2StreamID,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    let max = session.remoteSettings.headerListBytesMax
    if refusal.listBytes <= max {
      session.submitResponse(stream, refusal.headers, endStream: true)
    } else {
      let list = ResponseHeaders.fitting(refusal.error, Metadata(), max) {
        ResponseHeaders.trailersOnly($0, $1)
      }
      session.submitResponse(stream, list, endStream: true)
    }
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
