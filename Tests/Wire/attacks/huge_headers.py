"""Huge header lists: many times what is advertised, in as many frames as are allowed."""

from frames import (
    CONTINUATION, END_HEADERS, END_STREAM, HEADERS, SEARCH, block, flood, frame, literal)

LIMIT = ("`session.headerListBytesMax` 8 KiB for each list; `floodFramesBurst` 1,000 lists over "
         "it")
RULE = "HTTP 431 at once; closed within 1 s"


def run(target):
    head = block(SEARCH)
    fill = literal("x-fill", b"x" * 16_000)

    def huge(stream):
        return (frame(HEADERS, END_STREAM, stream, head)
                + frame(CONTINUATION, 0, stream, fill) * 3
                + frame(CONTINUATION, END_HEADERS, stream, fill))

    pieces = [(huge(1 + 2 * number), 1) for number in range(1_600)]
    return flood(target, b"", pieces, 1_000)
