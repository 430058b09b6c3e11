"""`python -m training`: the weights of both tiers made again, from paths that are given."""

import argparse
import json
from pathlib import Path

import numpy as np

from goodword.sentiment.linear import LinearModel
from training import calibrate, flat
from training.data import Data
from training.export import export

HERE = Path(__file__).parent
LAYER = HERE.parent / "layer" / "goodword_model"
WEIGHTS = HERE.parents[1] / "goodword" / "goodword" / "sentiment" / "weights"
VERSION = "2026-11"


def main() -> None:
    """Make what was asked for; each part leaves its files, and can be made alone."""
    args = _arguments()
    data = Data(args.data, args.corrections)
    parts = args.only or ("flat", "deep", "calibrate")
    if "flat" in parts:
        print("the fast tier: English, then seven other languages", flush=True)
        flat.english(data, WEIGHTS / "english.bin")
        flat.others(data, WEIGHTS / "others.bin")
    if "deep" in parts:
        _teach(data, args)
    if "calibrate" in parts:
        _calibrate(data, args.checkpoints)


def _teach(data: Data, args: argparse.Namespace) -> None:
    """Teach the encoder from labels; then another from them and from what the first and the fast tier say."""
    from training.deep import Recipe, Teaching

    first = Teaching(data, Recipe(args.encoder, args.checkpoints, seed=1))
    print("the encoder, from labels", flush=True)
    first.run()
    train = data.train().texts
    np.save(args.checkpoints / "soft.npy", _together(first.logits(train)[0], _flat(train)[:, :3]))
    second = Teaching(data, Recipe(args.encoder, args.checkpoints, seed=2, soft=(args.checkpoints / "soft.npy",)))
    print("the encoder again, from labels and from what the first and the fast tier say", flush=True)
    second.run()
    export(second.state(), args.encoder / "vocab.txt", LAYER)
    np.save(args.checkpoints / "val.npy", np.hstack([part[:, :3] for part in second.logits(data.val().texts)]))


def _calibrate(data: Data, checkpoints: Path) -> None:
    val = data.val()
    said = calibrate.numbers(np.load(checkpoints / "val.npy")[:, :4], _flat(val.texts), np.array(val.labels))
    (WEIGHTS / "fast.json").write_text(json.dumps({"name": f"flat-{VERSION}", **said.fast}, indent=1) + "\n")
    (LAYER / "standard.json").write_text(json.dumps({"name": f"standard-{VERSION}", **said.standard}, indent=1) + "\n")
    print(json.dumps(said.measured, indent=1))


def _together(deep: np.ndarray, plain: np.ndarray) -> np.ndarray:
    return 0.7 * deep + 0.3 * plain


def _flat(texts: list[str]) -> np.ndarray:
    model = LinearModel(WEIGHTS / "english.bin")
    return np.array([model.sums(text) for text in texts])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with tweeteval/ and umsab/ (see the card)")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (model.safetensors, vocab.txt)"
    )
    parser.add_argument("--corrections", type=Path, help="what `goodword accuracy --export` wrote")
    parser.add_argument("--checkpoints", type=Path, default=Path(".goodword/train"), help="where to go on from")
    parser.add_argument("--only", action="append", choices=("flat", "deep", "calibrate"), help="one part of the work")
    args = parser.parse_args()
    for name, file in (
        ("data", args.data / "tweeteval" / "train.tsv"),
        ("encoder", args.encoder / "model.safetensors"),
    ):
        if not file.exists():
            parser.error(f"--{name}: {file} is not there; layers/model/README.md says where it comes from")
    return args


if __name__ == "__main__":
    main()
