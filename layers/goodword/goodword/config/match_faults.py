"""Names, queries, limits and rules that no mention can ever match; needs the whole configuration."""

from collections.abc import Iterable, Iterator

from goodword.config.brands import NAMES, Brand
from goodword.config.configuration import Configuration
from goodword.config.faults import Fault, Path
from goodword.config.references import signed
from goodword.config.rules import When
from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.query_parser import parse
from goodword.reading.witness import MOST, witnesses


def match_faults(configuration: Configuration) -> Iterator[Fault]:
    """A fault for each part that can never match, with what to do."""
    platforms = _platforms(configuration)
    for key, brand in configuration.brands.items():
        yield from _swallowed(brand, ("brands", key))
        yield from _contradictions(brand, ("brands", key))
        if brand.platforms and not platforms.intersection(brand.platforms):
            yield from _without_source(brand.platforms, platforms, ("brands", key, "platforms"))


def match_doubts(configuration: Configuration) -> Iterator[Fault]:
    """The same for what you may plan for later: platforms that have no source yet."""
    platforms = _platforms(configuration)
    for key, brand in configuration.brands.items():
        yield from _without_source(brand.platforms or (), platforms, ("brands", key, "platforms"))
    for key, team in configuration.teams.items():
        for number, shift in enumerate(team.rota):
            yield from _without_source(shift.platforms or (), platforms, ("teams", key, "rota", number, "platforms"))
    rules, mutes = enumerate(configuration.rules), enumerate(configuration.mutes)
    conditions = [(("rules", number, "when"), rule.when) for number, rule in rules]
    for path, when in [*conditions, *((("mutes", number, "when"), mute.when) for number, mute in mutes)]:
        yield from _without_source(when.platforms or (), platforms, (*path, "platforms"))
        yield from _apart(when, configuration, (*path, "brands"))
    for role, authors in configuration.roles.model_dump().items():
        for number, author in enumerate(authors):
            yield from _stranger(author, platforms, ("roles", role, number))


def _platforms(configuration: Configuration) -> set[str]:
    return {source.platform for source in configuration.sources.values()}


def _swallowed(brand: Brand, path: Path) -> Iterator[Fault]:
    """A name that an exclusion matches never counts; a handle always counts."""
    named = [
        ((*path, key, place), signed(key, name)) for key in NAMES for place, name in enumerate(getattr(brand, key))
    ]
    names = [(at, name) for at, name in named if not name.startswith("@")]
    exclusions = [Brands([BrandSpec(key="", queries=(query,))], {}) for query in brand.exclude]
    taken = [(at, number) for at, name in names if (number := _first_of(exclusions, name)) is not None]
    if taken and len(taken) == len(names):
        yield Fault((*path, "exclude"), "excludes every name of the brand; exclude only what is not about it")
        return
    for at, number in taken:
        yield Fault(at, f"never counts, because exclude[{number}] removes it; remove one of the two")


def _first_of(exclusions: Iterable[Brands], name: str) -> int | None:
    return next((number for number, exclusion in enumerate(exclusions) if exclusion.match(name)), None)


def _contradictions(brand: Brand, path: Path) -> Iterator[Fault]:
    for key in ("queries", "exclude"):
        for number, query in enumerate(getattr(brand, key)):
            texts = witnesses(parse(query))
            alone, together = (
                Brands([BrandSpec(key="", queries=(query,), exclude=out)], {}) for out in ((), brand.exclude)
            )
            if len(texts) == MOST or (key == "exclude" and any(map(alone.match, texts))):
                continue
            if not any(map(alone.match, texts)):
                yield Fault((*path, key, number), "can never match: it excludes what it requires; remove one of them")
            elif not any(map(together.match, texts)):
                words = "never counts, because exclude removes everything it finds; change one of the two"
                yield Fault((*path, key, number), words)


def _without_source(named: tuple[str, ...], platforms: set[str], path: Path) -> Iterator[Fault]:
    for number, platform in enumerate(named):
        if platform not in platforms:
            yield Fault((*path, number), f"no source is on {platform}: add one under sources:, or remove it")


def _apart(when: When, configuration: Configuration, path: Path) -> Iterator[Fault]:
    """A brand limited to other platforms can occur on these only through a source of its own."""
    if not when.brands or not when.platforms:
        return
    sources = configuration.sources.values()
    own = {source.brand for source in sources if source.platform in when.platforms}
    for number, brand in enumerate(when.brands):
        limit = configuration.brands[brand].platforms
        if limit is not None and brand not in own and not set(limit) & set(when.platforms):
            yield Fault(
                (*path, number),
                f"never occurs there, because {brand} is limited to {', '.join(limit)}; change one of the two",
            )


def _stranger(author: str, platforms: set[str], path: Path) -> Iterator[Fault]:
    platform, colon, _ = author.partition(":")
    if colon and platform.casefold() not in platforms:
        yield Fault(path, f"no source is on {platform.casefold()}: add one under sources:, or remove it")
