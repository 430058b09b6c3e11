"""`python -m training`: trains the weights of both tiers from the data and encoder that you name."""

import argparse
import json
from pathlib import Path

import numpy as np

from goodword.sentiment.encoder import Encoder
from goodword.sentiment.linear import LinearModel
from training import calibrate, flat
from training.data import Data
from training.export import export

HERE = Path(__file__).parent
LAYER = HERE.parent / "layer" / "goodword_model"
WEIGHTS = HERE.parents[1] / "goodword" / "goodword" / "sentiment" / "weights"
VERSION = "2026-11"
KEPT_LAYERS = (0, 1, 3, 5)


def main() -> None:
    """Run the chosen parts. Each writes its own files, so you can run one alone."""
    args = _arguments()
    data = Data(args.data, args.corrections)
    parts = args.only or ("flat", "deep", "calibrate")
    if "flat" in parts:
        print("fast tier: English, then seven other languages", flush=True)
        flat.english(data, WEIGHTS / "english.bin")
        flat.others(data, WEIGHTS / "others.bin")
    if "deep" in parts:
        _teach(data, args)
    if "calibrate" in parts:
        _calibrate(data)


def _teach(data: Data, args: argparse.Namespace) -> None:
    """Train an encoder on the labels, then a smaller one on the labels and on the output of it and the fast tier."""
    from training.deep import Recipe, Teaching

    first = Teaching(data, Recipe(args.encoder, args.checkpoints, seed=1))
    print("encoder: six layers, on the labels", flush=True)
    first.run()
    teacher, soft = args.checkpoints / "teacher.pt", args.checkpoints / "soft.npy"
    first.keep(teacher)
    train = data.train().texts
    np.save(soft, 0.7 * first.logits(train)[0] + 0.3 * _flat(train)[:, :3])
    recipe = Recipe(args.encoder, args.checkpoints, rate=8e-5, seed=3, layers=KEPT_LAYERS, begin=teacher, soft=soft)
    second = Teaching(data, recipe)
    print("encoder: four of these layers, on the labels and the output of the six and the fast tier", flush=True)
    second.run()
    export(second.state(), args.encoder / "vocab.txt", LAYER)


def _calibrate(data: Data) -> None:
    """With the weights as deployed, in int8."""
    val, encoder = data.val(), Encoder(LAYER)
    text = calibrate.numbers(encoder.logits(val.texts), _flat(val.texts), np.array(val.labels))
    (WEIGHTS / "fast.json").write_text(json.dumps({"name": f"flat-{VERSION}", **text.fast}, indent=1) + "\n")
    (LAYER / "standard.json").write_text(json.dumps({"name": f"standard-{VERSION}", **text.standard}, indent=1) + "\n")
    print(json.dumps(text.measured, indent=1))


def _flat(texts: list[str]) -> np.ndarray:
    model = LinearModel(WEIGHTS / "english.bin")
    return np.array([model.sums(text) for text in texts])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with tweeteval/ and umsab/ (see the card)")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (model.safetensors, vocab.txt)"
    )
    parser.add_argument("--corrections", type=Path, help="output of `goodword accuracy --export`")
    parser.add_argument("--checkpoints", type=Path, default=Path(".goodword/train"), help="folder to resume from")
    parser.add_argument("--only", action="append", choices=("flat", "deep", "calibrate"), help="run one part only")
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
