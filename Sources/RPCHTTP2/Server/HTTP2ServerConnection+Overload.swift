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
    guard executor.load.queue.isLate(now: now, admission) else { return false }
    let (method, timeout) = read(block)
    guard executor.load.queue.refuses(timeout: timeout, now: now), let method,
      !admission.priorityServices.contains(method.service)
    else { return false }
    let refusal = nextRefusal(admission)
    session.submitResponse(stream, refusal.headers, endStream: true)
    if !endStream { stopUpload(stream) }
    observeRefused(method, Metadata(), refusal.error)
    return true
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

  /// One of a few refusals with different times, in turn; made with the first.
  ///
  /// They stand for calls of all methods, so that none is named to what completes errors.
  private func nextRefusal(_ admission: AdmissionConfiguration) -> ReadyRefusal {
    if executor.refusals.isEmpty {
      let count = 8
      for number in 0..<count {
        let refusal = admission.refusal(
          .tooManyCalls,
          random: (Double(number) + 0.5) / Double(count)
        )
        let error = settings.router.completed(refusal, path: "")
        let list = ResponseHeaders.trailersOnly(error, Metadata())
        executor.refusals.append(ReadyRefusal(error: error, headers: HTTP2FixedHeaders(list)))
      }
    }
    executor.nextRefusal = (executor.nextRefusal + 1) % executor.refusals.count
    return executor.refusals[executor.nextRefusal]
  }
}

/// A refusal that is made once for all calls of a loop.
struct ReadyRefusal {
  /// What it is for those who count calls.
  let error: RPCError
  /// The whole response.
  let headers: HTTP2FixedHeaders
}
