"""Half-open hoard: calls whose message never comes, with as much metadata as fits."""

import time

from frames import END_HEADERS, HEADERS, SEARCH, Peer, Report, block, frame

LIMIT = "`requestMemory` 12 MiB a connection, 24 MiB a loop; `stalledInputTimeout` 30 s"
RULE = "calls over the share end at once with RESOURCE_EXHAUSTED"
STREAMS = 128


def run(target):
    # In both forms more than the server's share.
    connections = 80 if target.is_short else 100
    head = block(SEARCH, ("x-fill", b"x" * 6_000))
    opened = b"".join(
        frame(HEADERS, END_HEADERS, 1 + 2 * number, head) for number in range(STREAMS))
    report = Report()
    begun = time.monotonic()
    peers = []
    for _ in range(connections):
        peer = Peer(target)
        peer.send(opened)
        peers.append(peer)
    while time.monotonic() < begun + target.seconds:
        for peer in peers:
            peer.pump(0.005)
    refused = sum(len(peer.ended | set(peer.resets)) for peer in peers)
    held = connections * STREAMS - refused
    report.connections = connections
    report.units = connections * STREAMS
    report.what = f"{refused:,} of {report.units:,} calls ended, {held:,} held"
    report.is_refused = refused > 0 and held * 6_000 < 64 << 20
    for peer in peers:
        peer.close()
    return report
