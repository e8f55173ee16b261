"""Unfinished messages: every stream holds back the last byte of four megabytes."""

import time

from frames import DATA, END_HEADERS, HEADERS, HEALTH, Peer, Report, block, frame

LIMIT = "`requestMemory` 12 MiB a connection, 24 MiB a loop"
RULE = "calls over the share end at once with RESOURCE_EXHAUSTED"
STREAMS = 64
MESSAGE = 4 * 1024 * 1024 - 64


def run(target):
    connections = 2 if target.is_short else 8
    head = block(HEALTH)
    begin = b"".join(
        frame(HEADERS, END_HEADERS, 1 + 2 * number, head)
        + frame(DATA, 0, 1 + 2 * number, b"\x00" + MESSAGE.to_bytes(4, "big"))
        for number in range(STREAMS))
    piece = bytes(16_384)
    report = Report()
    end = time.monotonic() + target.seconds
    # A busy machine takes longer to send what has to be refused.
    latest = end + 30
    peers = []
    for _ in range(connections):
        peer = Peer(target)
        peer.send(begin)
        peers.append(peer)
    rounds = 0
    while (now := time.monotonic()) < latest:
        is_decided = rounds * len(piece) > MESSAGE or any(peer.ended for peer in peers)
        if now >= end and is_decided:
            break
        rounds += 1
        # One frame for each stream, as long as nobody has ended it.
        for peer in peers:
            alive = [1 + 2 * number for number in range(STREAMS)
                     if 1 + 2 * number not in peer.ended]
            if rounds * len(piece) > MESSAGE - len(piece) or not alive or peer.is_closed:
                continue
            report.bytes += peer.send(b"".join(frame(DATA, 0, n, piece) for n in alive), 1)
        if rounds % 4 == 0:
            time.sleep(0.01)
    refused = sum(len(peer.ended) for peer in peers)
    report.connections = connections
    report.units = connections * STREAMS
    closed = sum(peer.is_closed for peer in peers)
    report.what = (f"{refused} of {report.units} calls ended, {report.bytes >> 20} MiB sent, "
                   f"{closed} connections closed")
    report.is_refused = refused > 0
    for peer in peers:
        peer.close()
    return report
