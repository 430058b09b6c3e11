"""Builds a reader from a configuration, so that `reading` and `config` need not know each other."""

from goodword.config.configuration import Configuration
from goodword.errors import ConfigurationError
from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.own_words import OwnWords
from goodword.reading.query_parser import QueryFault
from goodword.reading.reader import Reader
from goodword.reading.roles import Roles
from goodword.reading.touchpoints import Touchpoints
from goodword.sentiment.scorer import ReadingScorer


def specs(configuration: Configuration) -> list[BrandSpec]:
    """What each brand listens for, in the order of the configuration."""
    return [
        BrandSpec(
            key=key,
            kind=brand.kind,
            terms=brand.terms,
            handles=brand.handles,
            hashtags=brand.hashtags,
            products=brand.products,
            campaigns=brand.campaigns,
            places=brand.places,
            misspellings=brand.misspellings,
            queries=brand.queries,
            exclude=brand.exclude,
            languages=brand.languages,
            platforms=brand.platforms,
        )
        for key, brand in configuration.brands.items()
    ]


def brands(configuration: Configuration) -> Brands:
    """All brands, compiled. Raises ConfigurationError for an invalid query, which a checked configuration never has."""
    owners = {name: source.brand for name, source in configuration.sources.items() if source.brand}
    try:
        return Brands(specs(configuration), owners)
    except QueryFault as fault:
        raise ConfigurationError(f"a query cannot be used: {fault}") from fault


def reader(configuration: Configuration, scorer: ReadingScorer, *, hurried: bool = False) -> Reader:
    """The reader for a configuration. A `hurried` one names the words that decided less often."""
    return Reader(
        brands(configuration),
        scorer,
        own_words=OwnWords({key: brand.words.model_dump() for key, brand in configuration.brands.items()}),
        roles=roles(configuration),
        touchpoints=touchpoints(configuration),
        hurried=hurried,
    )


def touchpoints(configuration: Configuration) -> Touchpoints:
    """The touchpoints from the configured packs and words."""
    settings = configuration.touchpoints
    return Touchpoints.of_packs(settings.packs, settings.words, settings.without)


def roles(configuration: Configuration) -> Roles:
    """Author roles from the configured lists."""
    settings = configuration.roles
    return Roles(
        {"employee": settings.employee, "brand": settings.brand, "media": settings.media, "partner": settings.partner}
    )
