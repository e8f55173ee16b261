"""Two thousand connections that do nothing."""

import time

from frames import PING, Peer, Report, frame

LIMIT = "`connectionsMax` 10,000; `idleTimeout` 30 minutes"
RULE = "not closed: only their memory counts"


def run(target):
    count = 400 if target.is_short else 2_000
    report = Report()
    peers = []
    for _ in range(count):
        peer = Peer(target)
        peers.append(peer)
    for peer in peers:
        peer.pump(5, lambda: peer.frames_received > 0)
    time.sleep(target.seconds)
    for peer in peers:
        peer.pump(0)
    alive = 0
    for peer in peers:
        before = peer.frames_received
        if not peer.is_closed:
            peer.send(frame(PING, 0, 0, b"are you?"))
            peer.pump(5, lambda: peer.frames_received > before)
        alive += not peer.is_closed and peer.frames_received > before
    report.connections = report.units = count
    report.what = f"{alive:,} of {count:,} answer a PING afterwards"
    report.is_refused = alive == count
    for peer in peers:
        peer.close()
    return report
