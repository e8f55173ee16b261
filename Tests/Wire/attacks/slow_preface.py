"""Slow preface: connections that spell their first 24 bytes, or say nothing at all."""

import time

from frames import PREFACE, Peer, Report

LIMIT = "`prefaceTimeout` 10 s; `connectionsMax` 10,000"
RULE = "closed 10 to 11 s after the connection"
CONNECTIONS = 200


def run(target):
    report = Report()
    begun = time.monotonic()
    peers = []
    for number in range(CONNECTIONS):
        peer = Peer(target, hello=b"")
        peer.begun = time.monotonic()
        peer.speaks = number % 2 == 0
        peers.append(peer)
    for letter in range(12):
        for peer in peers:
            if peer.speaks and not peer.is_closed:
                peer.send(PREFACE[letter:letter + 1])
        until = begun + letter + 1
        while time.monotonic() < until:
            for peer in peers:
                peer.pump(0)
                if not peer.is_closed:
                    peer.pump(0.001)
    lives = [peer.closed_at - peer.begun for peer in peers if peer.is_closed]
    report.connections = CONNECTIONS
    report.units = len(lives)
    report.what = f"{len(lives)} of {CONNECTIONS} closed"
    if lives:
        report.slowest = max(lives)
        report.what += f", after {min(lives):.1f} to {max(lives):.1f} s"
    report.is_refused = (
        len(lives) == CONNECTIONS and min(lives) > 9 and max(lives) <= 11.5)
    for peer in peers:
        peer.close()
    return report
