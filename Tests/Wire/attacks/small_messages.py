"""Small messages: as many as the windows take, for handlers that wait to be read."""

import time

from frames import (
    ACK, DATA, END_HEADERS, HEADERS, PREFACE, REFLECT, SETTINGS, Peer, Report, block, frame, message,
    settings)

LIMIT = "`requestMemory` 12 MiB a connection, 24 MiB a loop, 28 MiB the server"
RULE = "what waits takes about what was received; calls over the share end with RESOURCE_EXHAUSTED"
BIG = b"\x22\x18motcua.v1.DossierService"
STREAMS, QUESTIONS = 4, 64
# A little below the windows of a stream and of a connection.
BYTES = (1 << 20) - 8_192
SMALL = message(b"\x00")


def run(target):
    connections = 12 if target.is_short else 24
    head = block(REFLECT)
    # So many answers are more than may be unsent: the handler waits with one of them.
    questions = b"".join(
        frame(HEADERS, END_HEADERS, 1 + 2 * number, head)
        + b"".join(frame(DATA, 0, 1 + 2 * number, message(BIG)) for _ in range(QUESTIONS))
        for number in range(STREAMS))
    piece = SMALL * (16_384 // len(SMALL))
    report = Report()
    end = time.monotonic() + max(target.seconds, 4)
    peers = []
    for _ in range(connections):
        peer = Peer(target, hello=PREFACE + settings(initial_window=0))
        # The windows are the server's only when its SETTINGS are acknowledged.
        peer.pump(5, lambda: peer.frames_received)
        peer.send(frame(SETTINGS, ACK, 0) + questions)
        peers.append(peer)
    for _ in range(BYTES // len(piece) - 1):
        for peer in peers:
            alive = [1 + 2 * number for number in range(STREAMS)
                     if 1 + 2 * number not in peer.ended | set(peer.resets)]
            if alive and not peer.is_closed:
                report.bytes += peer.send(b"".join(frame(DATA, 0, n, piece) for n in alive), 1)
    while time.monotonic() < end:
        for peer in peers:
            peer.pump(0.02)
    ended = sum(len(peer.ended | set(peer.resets)) for peer in peers)
    report.connections = connections
    report.units = report.bytes // len(SMALL)
    report.what = (f"{ended} of {connections * STREAMS} calls ended, {report.bytes >> 20} MiB sent, "
                   f"{sum(peer.is_closed for peer in peers)} connections closed")
    # An end behind bodies that wait is not seen here: their windows stay shut. What the server holds is
    # told by its memory.
    report.is_refused = report.bytes > 28 << 20
    for peer in peers:
        peer.close()
    return report
