"""Reading by a configuration, put together here: reading knows of no configuration, and no configuration of reading."""

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
    """All brands, compiled. Raises ConfigurationError where a query cannot be read, as only an unchecked one can be."""
    owners = {name: source.brand for name, source in configuration.sources.items() if source.brand}
    try:
        return Brands(specs(configuration), owners)
    except QueryFault as fault:
        raise ConfigurationError(f"a query cannot be used: {fault}") from fault


def reader(configuration: Configuration, scorer: ReadingScorer, *, hurried: bool = False) -> Reader:
    """The reader that a configuration asks for; one that is `hurried` says less often because of which words."""
    return Reader(
        brands(configuration),
        scorer,
        own_words=OwnWords({key: brand.words.model_dump() for key, brand in configuration.brands.items()}),
        roles=roles(configuration),
        touchpoints=touchpoints(configuration),
        hurried=hurried,
    )


def touchpoints(configuration: Configuration) -> Touchpoints:
    """The links of the chain, by the packs and words that are configured."""
    settings = configuration.touchpoints
    return Touchpoints.of_packs(settings.packs, settings.words, settings.without)


def roles(configuration: Configuration) -> Roles:
    """Who speaks, by the lists that are configured."""
    settings = configuration.roles
    return Roles(
        {"employee": settings.employee, "brand": settings.brand, "media": settings.media, "partner": settings.partner}
    )
