"""Watch hoard: streams that are open for ever, to take the place of everybody else's calls."""

import time

from frames import WATCH, Peer, Report, block, call

LIMIT = "`admission.streamsPerLoopMax` 4,096, one connection's share when half are taken"
RULE = "refused at once above it; unary calls and health have lanes of their own"
STREAMS = 128


def run(target):
    connections = 40 if target.is_short else 160
    head = block(WATCH)
    calls = b"".join(call(1 + 2 * number, head, b"") for number in range(STREAMS))
    report = Report()
    begun = time.monotonic()
    peers = []
    for _ in range(connections):
        peer = Peer(target)
        peer.send(calls)
        peers.append(peer)
    while time.monotonic() < begun + target.seconds:
        for peer in peers:
            peer.pump(0.005)
    refused = sum(len(peer.ended) for peer in peers)
    report.connections = connections
    report.units = connections * STREAMS
    report.what = f"{refused:,} of {report.units:,} streams refused"
    report.is_refused = not any(peer.is_closed for peer in peers)
    for peer in peers:
        peer.close()
    return report
