"""Makes a PNG small: the 256 colours that it uses most, each pixel one byte."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel by the colour types that Chromium writes: RGB and RGBA."""


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    if not png.startswith(SIGNATURE):
        raise ValueError("this is no PNG")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def small(png: bytes) -> bytes:
    """The same picture with a palette; colours that are left out become the nearest that stays."""
    palette, places = _with_palette(_pixels(png))
    high, wide = places.shape
    rows = np.hstack([np.zeros((high, 1), np.uint8), places]).tobytes()
    header = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    parts = (b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _with_palette(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    packed = pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, where, often = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.uint8)
    palette = colours[np.argsort(-often, kind="stable")[:256]]
    apart = ((colours[:, None].astype(int) - palette[None].astype(int)) ** 2).sum(axis=2)
    nearest = apart.argmin(axis=1).astype(np.uint8)
    return palette, nearest[where.reshape(pixels.shape[:2])]


def _pixels(png: bytes) -> np.ndarray:
    """Rows of pixels of red, green and blue, of what Chromium wrote: 8 bits, not interlaced, opaque."""
    wide, high = size(png)
    channels = _CHANNELS[png[25]]
    packed = b"".join(data for kind, data in _chunks(png) if kind == b"IDAT")
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(high, 1 + wide * channels)
    whole, above = np.empty((high, wide, channels), np.uint8), np.zeros((wide, channels), np.uint8)
    for number, row in enumerate(rows):
        above = whole[number] = _unfiltered(row[0], row[1:].reshape(wide, channels), above)
    return whole[:, :, :3]


def _unfiltered(kind: int, row: np.ndarray, above: np.ndarray) -> np.ndarray:
    """One row, its filter undone: https://www.w3.org/TR/png-3/#9Filters."""
    if kind == 0:
        return row
    if kind == 1:
        return np.cumsum(row, axis=0, dtype=np.uint8)
    if kind == 2:
        return row + above
    return _pixel_by_pixel(kind, row.astype(int), above.astype(int))


def _pixel_by_pixel(kind: int, row: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Average and Paeth look at the pixel on the left, so they take one pixel after the other."""
    left = corner = [0] * row.shape[1]
    done = []
    for pixel, over in zip(row.tolist(), above.tolist(), strict=True):
        guess = map(_average if kind == 3 else _paeth, left, over, corner)
        left, corner = [(item + more) % 256 for item, more in zip(pixel, guess, strict=True)], over
        done.append(left)
    return np.array(done, np.uint8)


def _average(left: int, over: int, _corner: int) -> int:
    return (left + over) // 2


def _paeth(left: int, over: int, corner: int) -> int:
    guess = left + over - corner
    return min((left, over, corner), key=lambda near: abs(guess - near))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
