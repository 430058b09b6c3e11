"""The encoder: a small transformer in MiniLM's shape, trained on the sentiment of tweets, in numpy only."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goodword.sentiment.wordpiece import Pieces

type Array = Any
"""A numpy array; numpy is loaded late."""

MAX_PIECES = 64
"""Per text. The time grows with it, and longer texts are read by their sentences (`attribution`)."""


class Encoder:
    """Weights are int8 with a scale per row, and are read once. Word vectors stay int8.

    The folder holds `encoder.npz`, `vocabulary.txt` and `encoder.json` (heads, columns). numpy is imported here and no
    earlier, because it takes longer than the rest of a cold start.
    """

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self._np = np
        data = json.loads((folder / "encoder.json").read_text())
        self.columns: tuple[str, ...] = tuple(data["columns"])
        self._heads, self._layers, self._epsilon = data["heads"], data["layers"], data["epsilon"]
        self._pieces = Pieces(folder / "vocabulary.txt")
        with np.load(folder / "encoder.npz") as stored:
            self._words = stored["words"], stored["words.scale"]
            self._weights = {name: self._whole(stored, name) for name in stored.files if _is_whole(name)}

    def logits(self, texts: Sequence[str]) -> Array:
        """One row for each normalised text, one column for each of `columns`."""
        np, rows = self._np, [self._pieces.numbers(text, MAX_PIECES) for text in texts]
        found = np.empty((len(rows), len(self.columns)), np.float32)
        lengths: dict[int, list[int]] = {}
        for at, row in enumerate(rows):
            lengths.setdefault(len(row), []).append(at)
        for places in lengths.values():  # texts of one length together need no padding
            found[places] = self._read(np.array([rows[at] for at in places]))
        return found

    def pieces(self, text: str) -> int:
        """The number of pieces in a text, which determines the time."""
        return len(self._pieces.numbers(text, MAX_PIECES))

    def _read(self, numbers: Array) -> Array:
        weights, (words, scale) = self._weights, self._words
        flat = words[numbers].astype(self._np.float32) * scale[numbers][..., None]
        state = self._norm(flat + weights["places"][: numbers.shape[1]], "start")
        for layer in range(self._layers):
            state = self._norm(state + self._attend(state, f"{layer}."), f"{layer}.attended")
            state = self._norm(state + self._think(state, f"{layer}."), f"{layer}.thought")
        return self._project(state.mean(axis=1), "judge")

    def _attend(self, state: Array, layer: str) -> Array:
        count, length, width = state.shape
        each = width // self._heads
        projected = self._project(state, f"{layer}ask").reshape(count, length, 3, self._heads, each)
        query, key, value = projected.transpose(2, 0, 3, 1, 4)
        weights = query @ key.swapaxes(-1, -2)  # the query's weights include the root of the width
        weights -= weights.max(axis=-1, keepdims=True)
        self._np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        return self._project((weights @ value).swapaxes(1, 2).reshape(count, length, width), f"{layer}answer")

    def _think(self, state: Array, layer: str) -> Array:
        return self._project(self._gelu(self._project(state, f"{layer}widen")), f"{layer}narrow")

    def _project(self, state: Array, name: str) -> Array:
        flat = state.reshape(-1, state.shape[-1])
        found = flat @ self._weights[name] + self._weights[f"{name}.bias"]
        return found.reshape(*state.shape[:-1], -1)

    def _norm(self, state: Array, name: str) -> Array:
        state = state - state.mean(axis=-1, keepdims=True)
        spread = self._np.einsum("...i,...i->...", state, state)[..., None] / state.shape[-1]
        state /= self._np.sqrt(spread + self._epsilon)
        return state * self._weights[f"{name}.gain"] + self._weights[f"{name}.bias"]

    def _gelu(self, state: Array) -> Array:
        """GELU in its tanh form. It differs from the exact one by less than the int8 error."""
        inner = state * state
        inner *= 0.044715
        inner += 1
        inner *= state
        inner *= 0.7978845608
        self._np.tanh(inner, out=inner)
        inner += 1
        inner *= state
        inner *= 0.5
        return inner

    def _whole(self, stored: Any, name: str) -> Array:
        """A matrix as float32, (in, out), in row order: the fastest layout to multiply with few rows."""
        if f"{name}.scale" not in stored.files:
            return stored[name].astype("float32")
        rows = stored[name].astype("float32") * stored[f"{name}.scale"][:, None]
        return self._np.ascontiguousarray(rows.T)


def _is_whole(name: str) -> bool:
    return not name.endswith(".scale") and name != "words"
