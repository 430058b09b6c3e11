"""What a configuration means for reading, made once for each version of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from goodword.config.configuration import Configuration
from goodword.id_scope import AlliesOf
from goodword.reading.reader import Reader
from goodword.scoring.reader_factory import reader as reader_of
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import ReadingScorer


@dataclass(frozen=True, slots=True)
class Reading:
    """The rules, who reads, each source's own accounts, and its allies. `fast` reads what comes by the hundred."""

    rules: Configuration
    standard: Reader
    fast: Reader
    accounts: Mapping[str, frozenset[str]]
    allies_of: AlliesOf

    @classmethod
    def loader(cls, standard: ReadingScorer, fast: FastScorer) -> Callable[[bytes], "Reading"]:
        """What makes it of an uploaded configuration. Raises ConfigurationError where that cannot be used."""

        def load(body: bytes) -> "Reading":
            loaded = Configuration.from_json(body)
            accounts = {name: loaded.accounts_of(name) for name in loaded.sources}
            readers = reader_of(loaded, standard), reader_of(loaded, fast, hurried=True)
            return cls(loaded, *readers, accounts, cache(loaded.allies_of))

        return load
