import HTTP2Engine
import RPCCore

/// Refusing where calls wait too long, at the least cost: what refusing costs is missing for answers.
extension HTTP2ServerConnection {
  /// Refuses a request that has waited too long, before more of it than its path is read; false if it
  /// may go on.
  func refusesWaiter(
    _ stream: HTTP2StreamID,
    _ block: HTTP2HeaderBlock,
    endStream: Bool,
    _ session: HTTP2Session
  ) -> Bool {
    renewTime()
    let admission = settings.configuration.admission
    guard executor.load.queue.refuses(now: now, admission),
      let method = method(of: block), !admission.priorityServices.contains(method.service)
    else { return false }
    session.submitResponse(stream, refusalList(method, admission), endStream: true)
    if !endStream { stopUpload(stream) }
    observeRefused(
      method,
      Metadata(),
      settings.router.completed(admission.refusal(.tooManyCalls, random: 0.5), path: method.path)
    )
    return true
  }

  private func method(of block: HTTP2HeaderBlock) -> MethodDescriptor? {
    for position in 0..<block.count where block[position].isNamed(":path") {
      return settings.router.handler(pathBytes: block[position].value)?.descriptor
    }
    return nil
  }

  /// One of a few refusals with different times, in turn; made with the first.
  private func refusalList(
    _ method: MethodDescriptor,
    _ admission: AdmissionConfiguration
  ) -> HTTP2HeaderList {
    if executor.refusals.isEmpty {
      let count = 8
      for number in 0..<count {
        let refusal = admission.refusal(
          .tooManyCalls,
          random: (Double(number) + 0.5) / Double(count)
        )
        let error = settings.router.completed(refusal, path: method.path)
        executor.refusals.append(ResponseHeaders.trailersOnly(error, Metadata()))
      }
    }
    executor.nextRefusal = (executor.nextRefusal + 1) % executor.refusals.count
    return executor.refusals[executor.nextRefusal]
  }
}
