import NIOEmbedded
import RPCCore
import Testing

@testable import RPCHTTP2

@Suite("What a caller reads after he has cancelled")
struct ClientMailboxTests {
  private let cancelled = RPCError(.cancelled, "The caller has cancelled the call.")

  private func mailbox(
    _ handover: ClientHandover = ClientHandover(loop: EmbeddedEventLoop())
  ) -> ClientMailbox {
    ClientMailbox(unsentBytesMax: 1_024, readerOpensWindow: true, handover: handover)
  }

  private func code(_ mailbox: ClientMailbox) async -> RPCError.Code? {
    do {
      _ = try await mailbox.next()
      return nil
    } catch {
      return (error as? RPCError)?.code
    }
  }

  @Test("[C24] A cancelled call is over at once, whatever was on its way")
  func running() async {
    let mailbox = mailbox()
    _ = mailbox.deliver(ReceivedMessage(bytes: [1]))
    #expect(mailbox.cancel(cancelled))
    #expect(await code(mailbox) == .cancelled)
    mailbox.end(nil)
    #expect(await code(mailbox) == .cancelled)
  }

  @Test("[C24] An OK that nobody has read does not undo a cancellation")
  func unreadEnd() async {
    let mailbox = mailbox()
    mailbox.end(nil)
    // There is nothing left to stop at the server.
    #expect(!mailbox.cancel(cancelled))
    #expect(await code(mailbox) == .cancelled)
  }

  @Test("[C24] An end that was read stays as it is")
  func readEnd() async {
    let mailbox = mailbox()
    mailbox.end(nil)
    #expect(await code(mailbox) == nil)
    #expect(!mailbox.cancel(cancelled))
    #expect(await code(mailbox) == nil)
  }

  @Test("A reader who gets news in a turn of the loop goes on after it, also if the turn fails")
  func wokenAfterTurn() async throws {
    let handover = ClientHandover(loop: EmbeddedEventLoop())
    let mailbox = mailbox(handover)
    async let message = mailbox.next().message
    // Whether the reader waits by now or comes later, it gets the message.
    await Task.yield()
    #expect(throws: CancellationError.self) {
      try handover.inTurn {
        _ = mailbox.deliver(ReceivedMessage(bytes: [7]))
        throw CancellationError()
      }
    }
    #expect(try await message?.bytes == [7])
  }

  @Test("[C21] An OK while a writer waits for room is no failure of what was written")
  func answeredWhileWriting() async throws {
    let mailbox = mailbox()
    _ = try mailbox.write([UInt8](repeating: 1, count: 2_048))
    mailbox.end(nil)
    try await mailbox.waitForRoom()
    #expect(throws: CancellationError.self) { _ = try mailbox.write([1]) }
  }

  @Test("[C15] The requests are ended once, however often the application says so")
  func finishedTwice() {
    let mailbox = mailbox()
    #expect(mailbox.finishWriting())
    #expect(mailbox.takeOutbox().isFinished)
    #expect(!mailbox.finishWriting())
    #expect(!mailbox.takeOutbox().isFinished)
  }
}
