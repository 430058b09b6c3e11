import struct
import zlib

import pytest

from tests.pictures.png import SIGNATURE, size, small

WIDE, HIGH = 4, 5
ROWS = [[[(17 * x + 40 * y + 3 * c) % 256 for c in range(3)] for x in range(WIDE)] for y in range(HIGH)]
"""20 pixels, each of a colour of its own."""


def test_no_pixel_changes_where_a_palette_holds_every_colour():
    drawn = small(written(ROWS))
    assert size(drawn) == (WIDE, HIGH)
    assert colours(drawn) == ROWS


def test_what_is_no_png_is_refused():
    with pytest.raises(ValueError, match="no PNG"):
        size(b"<svg></svg>")


def written(rows):
    """A PNG whose rows have filters 0 to 4, one each."""
    packed = b"".join(bytes([kind, *filtered(kind, rows)]) for kind in range(HIGH))
    header = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")


def filtered(number, rows):
    for x in range(WIDE):
        for c in range(3):
            left = rows[number][x - 1][c] if x else 0
            over = rows[number - 1][x][c] if number else 0
            corner = rows[number - 1][x - 1][c] if x and number else 0
            yield (rows[number][x][c] - guess(number, left, over, corner)) % 256


def guess(kind, left, over, corner):
    nearest = sorted((left, over, corner), key=lambda item: abs(left + over - corner - item))[0]
    return (0, left, over, (left + over) // 2, nearest)[kind]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def colours(png):
    """The rows of a PNG with a palette and no filters."""
    found, at = {}, len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += 12 + length
    palette, rows = found[b"PLTE"], zlib.decompress(found[b"IDAT"])
    places = [rows[y * (WIDE + 1) + 1 : (y + 1) * (WIDE + 1)] for y in range(HIGH)]
    return [[list(palette[3 * place : 3 * place + 3]) for place in row] for row in places]
