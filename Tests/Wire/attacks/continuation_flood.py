"""CONTINUATION flood (CVE-2024-27316): a header block that never ends."""

import dataclasses

from frames import CONTINUATION, HEADERS, SEARCH, Report, block, flood, frame, literal

LIMIT = "`session.continuationFramesMax` 8"
RULE = "closed within 1 s"


def run(target):
    begin = frame(HEADERS, 0, 1, block(SEARCH))
    total = Report(is_refused=True, slowest=0.0)
    words = set()
    full = literal("x-fill", b"x" * 16_000)
    for fragment in (b"", b"\x00", full):
        piece = frame(CONTINUATION, 0, 1, fragment) * 16
        one = flood(
            dataclasses.replace(target, seconds=target.seconds / 3), begin, [(piece, 16)] * 200, 8)
        total.is_refused &= one.is_refused
        total.slowest = max(total.slowest, one.slowest)
        total.connections += one.connections
        total.units += one.units
        total.bytes += one.bytes
        words.add(one.what)
    total.what = ", ".join(sorted(words))
    return total
