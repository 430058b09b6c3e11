"""Writes the encoder's weights for `goodword.sentiment.encoder`: int8 with a scale per row."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np

COLUMNS = ("negative", "neutral", "positive", "danger")
HEADS, PLACES, EPSILON = 12, 128, 1e-12

type Arrays = dict[str, np.ndarray]


def export(state: Mapping[str, np.ndarray], vocabulary: Path, out: Path) -> None:
    """Write `encoder.npz`, `encoder.json` and `vocabulary.txt` from the weights by torch name."""
    width = state["enc.embeddings.word_embeddings.weight"].shape[1]
    arrays: Arrays = {}
    _matrix(arrays, "words", state["enc.embeddings.word_embeddings.weight"])
    places = state["enc.embeddings.position_embeddings.weight"][:PLACES]
    arrays["places"] = (places + state["enc.embeddings.token_type_embeddings.weight"][0]).astype(np.float32)
    _norm(arrays, "start", state, "enc.embeddings.LayerNorm")
    layers = sum(name.endswith("attention.self.query.bias") for name in state)
    for layer in range(layers):
        _layer(arrays, layer, state, width)
    judges = np.vstack([state["head.weight"], state["intents.weight"][:1]])
    arrays["judge"] = judges.T.astype(np.float32)
    arrays["judge.bias"] = np.concatenate([state["head.bias"], state["intents.bias"][:1]]).astype(np.float32)
    np.savez(out / "encoder.npz", **arrays)
    fields = {"columns": COLUMNS, "heads": HEADS, "layers": layers, "epsilon": EPSILON}
    (out / "encoder.json").write_text(json.dumps(fields) + "\n")
    (out / "vocabulary.txt").write_text(vocabulary.read_text(encoding="utf-8"), encoding="utf-8")


def _layer(arrays: Arrays, layer: int, state: Mapping[str, np.ndarray], width: int) -> None:
    name = f"enc.encoder.layer.{layer}"
    root = math.sqrt(width // HEADS)
    asked = [state[f"{name}.attention.self.{part}.weight"] for part in ("query", "key", "value")]
    biases = [state[f"{name}.attention.self.{part}.bias"] for part in ("query", "key", "value")]
    _matrix(arrays, f"{layer}.ask", np.vstack([asked[0] / root, *asked[1:]]))
    arrays[f"{layer}.ask.bias"] = np.concatenate([biases[0] / root, *biases[1:]]).astype(np.float32)
    for ours, theirs in (
        ("answer", "attention.output.dense"),
        ("widen", "intermediate.dense"),
        ("narrow", "output.dense"),
    ):
        _matrix(arrays, f"{layer}.{ours}", state[f"{name}.{theirs}.weight"])
        arrays[f"{layer}.{ours}.bias"] = state[f"{name}.{theirs}.bias"].astype(np.float32)
    _norm(arrays, f"{layer}.attended", state, f"{name}.attention.output.LayerNorm")
    _norm(arrays, f"{layer}.thought", state, f"{name}.output.LayerNorm")


def _matrix(arrays: Arrays, name: str, rows: np.ndarray) -> None:
    scale = np.abs(rows).max(axis=1) / 127
    scale[scale == 0] = 1
    arrays[name] = np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8)
    arrays[f"{name}.scale"] = scale.astype(np.float32)


def _norm(arrays: Arrays, name: str, state: Mapping[str, np.ndarray], theirs: str) -> None:
    arrays[f"{name}.gain"] = state[f"{theirs}.weight"].astype(np.float32)
    arrays[f"{name}.bias"] = state[f"{theirs}.bias"].astype(np.float32)
