"""Empty DATA (CVE-2019-9518): frames of a body that is never there, padded ones too."""

import dataclasses

from frames import DATA, END_HEADERS, HEADERS, REFLECT, block, flood, frame, repeated

LIMIT = "`floodFramesBurst` 1,000, then `floodFramesPerSecond` 100"
RULE = "closed within 1 s"
PADDED = 0x8


def run(target):
    begin = frame(HEADERS, END_HEADERS, 1, block(REFLECT))
    half = dataclasses.replace(target, seconds=target.seconds / 2)
    bare = flood(half, begin, repeated(frame(DATA, 0, 1) * 200, 200, 40_000), 1_000)
    padding = frame(DATA, PADDED, 1, b"\x20" + bytes(32))
    padded = flood(half, begin, repeated(padding * 200, 200, 40_000), 1_000)
    bare.is_refused &= padded.is_refused
    bare.slowest = max(bare.slowest, padded.slowest)
    bare.connections += padded.connections
    bare.units += padded.units
    bare.bytes += padded.bytes
    bare.what = ", ".join(sorted({bare.what, padded.what}))
    return bare
