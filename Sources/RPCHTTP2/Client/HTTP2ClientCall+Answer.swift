import RPCCore
import Synchronization

/// What the caller of a call without streams waits for, in one step: each step of a task has its price.
struct ClientAnswer {
  enum Outcome {
    case message(ReceivedMessage)
    case failed(RPCError)
  }

  var outcome: Outcome?
  var caller = Waiters()
  var isCancelled = false
}

extension HTTP2ClientCall {
  /// The only message of the response, when the call has ended.
  ///
  /// - Throws: the status if it is not OK, `unimplemented` if there is no message, `CancellationError`
  ///   if the task is cancelled.
  func onlyMessage() async throws -> [UInt8] {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let mayGoOn = answer.withLock { answer in
          guard answer.outcome == nil, !answer.isCancelled else { return true }
          answer.caller.append(continuation)
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      let caller = answer.withLock { answer in
        answer.isCancelled = true
        return answer.caller.take()
      }
      caller.resume()
    }
    handover.taskHasThread()
    return try takeAnswer()
  }

  private func takeAnswer() throws -> [UInt8] {
    let (outcome, isCancelled) = answer.withLock { ($0.outcome, $0.isCancelled) }
    guard !isCancelled, let outcome else {
      // What the server has said and nobody has read is not wanted any more, an OK either.
      if outcome == nil { handover.leave(.abort(self, .cancelledByCaller)) }
      throw CancellationError()
    }
    switch outcome {
    case .message(let message): return message.bytes
    case .failed(let error): throw error
    }
  }

  /// Tells the caller the end; on the loop.
  func answer(_ error: RPCError?, _ message: ReceivedMessage?) {
    let outcome: ClientAnswer.Outcome =
      if let error {
        .failed(error)
      } else if let message {
        .message(message)
      } else {
        .failed(RPCError(.unimplemented, "The server sent no message where one is due."))
      }
    let caller = answer.withLock { answer in
      answer.outcome = outcome
      return answer.caller.take()
    }
    handover.wake(caller)
  }
}
