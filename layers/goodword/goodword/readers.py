"""Reading by a configuration, put together here: reading knows of no configuration, and no configuration of reading."""

from goodword.config.configuration import Configuration
from goodword.errors import ConfigurationError
from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.query_parser import QueryFault


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
