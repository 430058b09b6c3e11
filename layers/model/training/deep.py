"""Trains the encoder on the sentiment of tweets and, with the same layers, on what customers want.

It starts from MiniLM's layers (all-MiniLM-L6-v2, Apache-2.0). 8 % of the pieces are masked, and labels are smoothed.
Logits are adjusted by class frequency in training, so that the output treats all three classes as equally common. The
weights are averaged over the last two fifths of the steps. Word vectors stay unchanged, so that words that are in no
tweet keep their meaning.
"""

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as fn
from transformers import AutoModel, PreTrainedTokenizerFast

from training.data import EXAMPLES, INTENTS, Data, Labelled, examples

BATCH, EXAMPLES_EACH = 64, 16
LONGEST = 80  # pieces
MASKED = 0.08
SMOOTHED = 0.1
AVERAGED_FROM = 0.6  # of the steps
SAVE_EVERY = 50  # steps

type Rows = list[list[int]]


@dataclass(frozen=True)
class Recipe:
    """Settings of one run: MiniLM's `layers`, with the weights of `begin` (None: MiniLM's own).

    `soft` is a file of teachers' logits for the same texts, in order.
    """

    encoder: Path
    checkpoints: Path
    epochs: float = 2.0
    rate: float = 1e-4
    seed: int = 1
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    begin: Path | None = None
    soft: Path | None = None
    soft_share: float = 0.7


class Net(nn.Module):
    """The encoder's mean over its pieces, with two outputs: sentiment and intents."""

    def __init__(self, encoder: Path, layers: Sequence[int], begin: Path | None) -> None:
        super().__init__()
        still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.enc = AutoModel.from_pretrained(encoder, dtype=torch.float32, add_pooling_layer=False, **still)
        width = self.enc.config.hidden_size
        self.drop, self.head = nn.Dropout(0.1), nn.Linear(width, 3)
        self.intents = nn.Linear(width, len(INTENTS))
        nn.init.constant_(self.intents.bias, -2.0)
        if begin:
            self.load_state_dict(torch.load(begin))
        self.enc.encoder.layer = nn.ModuleList([self.enc.encoder.layer[at] for at in layers])
        self.enc.config.num_hidden_layers = len(layers)
        self.enc.embeddings.word_embeddings.weight.requires_grad = False

    def forward(self, numbers: torch.Tensor, there: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of both outputs for padded rows."""
        state = self.enc(input_ids=numbers, attention_mask=there).last_hidden_state
        mean = self.drop((state * there[..., None]).sum(1) / there.sum(1, keepdim=True))
        return self.head(mean), self.intents(mean)


class Teaching:
    """One training run. It saves itself every 50 steps, so you can stop and resume it."""

    def __init__(self, data: Data, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self._recipe, self._draw = recipe, random.Random(recipe.seed)
        self._tokenizer = PreTrainedTokenizerFast.from_pretrained(recipe.encoder)
        self._train, required = data.train(), examples(*EXAMPLES)
        self._rows, self._wanted_rows = self._numbers(self._train.texts), self._numbers(required.texts)
        self._wanted = torch.tensor([[float(intent in intents) for intent in INTENTS] for intents in required.intents])
        self._soft = torch.tensor(np.load(recipe.soft)) if recipe.soft else None
        self.net = Net(recipe.encoder, recipe.layers, recipe.begin)
        learns = [parameter for parameter in self.net.parameters() if parameter.requires_grad]
        self._steps = int(recipe.epochs * math.ceil(len(self._rows) / BATCH))
        self._learns = torch.optim.AdamW(_groups(self.net), lr=recipe.rate, fused=True)
        self._pace = torch.optim.lr_scheduler.LambdaLR(self._learns, self._rate)
        self._all, self._mean, self._averaged, self._done = learns, {}, 0, 0

    def run(self) -> None:
        """Train to the end and print the progress; resume if a checkpoint exists."""
        self._resume()
        self.net.train()
        started, first = time.monotonic(), self._done
        for batch in self._batches():
            loss = self._step(batch)
            self._done += 1
            self._average()
            if self._done % SAVE_EVERY == 0 or self._done == self._steps:
                self._save()
                left = (time.monotonic() - started) / (self._done - first) * (self._steps - self._done)
                print(f"step {self._done} of {self._steps}, loss {loss:.3f}, {left / 60:.0f} min left", flush=True)
        self.net.load_state_dict(self._mean, strict=False)

    def logits(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Sentiment (3 columns) and intents (one column each)."""
        rows = self._numbers(texts)
        sounds, wants = np.zeros((len(rows), 3)), np.zeros((len(rows), len(INTENTS)))
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        self.net.eval()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for start in range(0, len(order), BATCH):
                places = order[start : start + BATCH]
                first, second = self.net(*self._padded([rows[at] for at in places], 0.0))
                sounds[places], wants[places] = first.float().numpy(), second.float().numpy()
        return sounds, wants

    def keep(self, file: Path) -> None:
        """Write the weights in torch's format, for a run that starts from them."""
        torch.save(self.net.state_dict(), file)

    def state(self) -> dict[str, np.ndarray]:
        """The weights by name, for `export`."""
        return {name: item.detach().float().numpy() for name, item in self.net.state_dict().items()}

    def _step(self, batch: Sequence[int]) -> float:
        required = [self._draw.randrange(len(self._wanted_rows)) for _ in range(EXAMPLES_EACH)]
        labels = torch.tensor([self._train.labels[at] for at in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sounds, wants = self.net(*self._padded([self._rows[at] for at in batch], MASKED))
            _, known = self.net(*self._padded([self._wanted_rows[at] for at in required], MASKED / 2))
        loss = fn.cross_entropy(sounds.float() + _prior(self._train), labels, label_smoothing=SMOOTHED)
        if self._soft is not None:
            taught = self._soft[list(batch)].log_softmax(-1)
            apart = fn.kl_div(sounds.float().log_softmax(-1), taught, log_target=True, reduction="batchmean")
            loss = (1 - self._recipe.soft_share) * loss + self._recipe.soft_share * apart
        reported = fn.binary_cross_entropy_with_logits(known.float(), self._wanted[required], reduction="none")
        danger = (reported.mean(1) + reported[:, 0]).mean() / 2  # danger counts as much as all intents together
        calm = fn.softplus(wants.float()[:, 0]).mean()  # tweets are rarely about danger to a customer
        (loss + 0.5 * danger + 0.2 * calm).backward()
        nn.utils.clip_grad_norm_(self._all, 1.0)
        self._learns.step()
        self._pace.step()
        self._learns.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _average(self) -> None:
        if self._done <= AVERAGED_FROM * self._steps or self._done % 10:
            return
        self._averaged += 1
        for name, item in self.net.state_dict().items():
            if item.is_floating_point():
                self._mean.setdefault(name, item.detach().clone()).lerp_(item.detach(), 1 / self._averaged)

    def _batches(self) -> Iterator[list[int]]:
        """Batches of similar length in random order, without those before the step that it resumes at."""
        made = 0
        while made < self._steps:
            order = list(range(len(self._rows)))
            self._draw.shuffle(order)
            chunks = (order[start : start + BATCH * 32] for start in range(0, len(order), BATCH * 32))
            batches = [batch for chunk in chunks for batch in _of_like_length(chunk, self._rows)]
            self._draw.shuffle(batches)
            for batch in batches[: self._steps - made]:
                made += 1
                if made > self._done:
                    yield batch

    def _rate(self, step: int) -> float:
        warm = int(0.06 * self._steps)
        return min((step + 1) / max(1, warm), max(0.0, (self._steps - step) / max(1, self._steps - warm)))

    def _numbers(self, texts: Sequence[str]) -> Rows:
        return self._tokenizer(list(texts), truncation=True, max_length=LONGEST)["input_ids"]  # type: ignore[no-any-return]

    def _padded(self, rows: Rows, masked: float) -> tuple[torch.Tensor, torch.Tensor]:
        longest = max(map(len, rows))
        numbers = torch.full((len(rows), longest), self._tokenizer.pad_token_id)
        there = torch.zeros((len(rows), longest))
        for at, row in enumerate(rows):
            numbers[at, : len(row)], there[at, : len(row)] = torch.tensor(row), 1
        frame = (numbers == self._tokenizer.cls_token_id) | (numbers == self._tokenizer.sep_token_id) | (there == 0)
        numbers[(torch.rand(numbers.shape) < masked) & ~frame] = self._tokenizer.mask_token_id
        return numbers, there

    def _save(self) -> None:
        self._recipe.checkpoints.mkdir(parents=True, exist_ok=True)
        kept = {"net": self.net.state_dict(), "learns": self._learns.state_dict(), "pace": self._pace.state_dict()}
        kept |= {"mean": self._mean, "averaged": self._averaged, "done": self._done}
        part = self._recipe.checkpoints / "part.pt"
        torch.save(kept, part)
        part.replace(self._recipe.checkpoints / f"seed-{self._recipe.seed}.pt")

    def _resume(self) -> None:
        file = self._recipe.checkpoints / f"seed-{self._recipe.seed}.pt"
        if not file.exists():
            return
        kept = torch.load(file)
        self.net.load_state_dict(kept["net"])
        self._learns.load_state_dict(kept["learns"])
        self._pace.load_state_dict(kept["pace"])
        self._mean, self._averaged, self._done = kept["mean"], kept["averaged"], kept["done"]
        print(f"resuming at step {self._done}", flush=True)


def _of_like_length(places: Sequence[int], rows: Rows) -> Iterator[list[int]]:
    order = sorted(places, key=lambda at: len(rows[at]))
    return (order[start : start + BATCH] for start in range(0, len(order), BATCH))


def _prior(train: Labelled) -> torch.Tensor:
    return torch.tensor(np.bincount(train.labels) / len(train.labels), dtype=torch.float32).log()


def _groups(net: nn.Module) -> list[dict[str, object]]:
    """Weights decay; biases and norms do not."""
    named = [
        (name, named_parameter) for name, named_parameter in net.named_parameters() if named_parameter.requires_grad
    ]
    kept = [item for name, item in named if name.endswith("bias") or "LayerNorm" in name]
    shrunk = [item for name, item in named if not (name.endswith("bias") or "LayerNorm" in name)]
    return [{"params": shrunk, "weight_decay": 0.01}, {"params": kept, "weight_decay": 0.0}]
