"""What is built from a configuration, and that nothing in it is lost on the way."""

from dataclasses import fields

import pytest

from goodword.config import Configuration
from goodword.errors import ConfigurationError
from goodword.mention import BrandMatch
from goodword.reading.matching import BrandSpec
from goodword.scoring.reader_factory import brands, specs

ACME = {
    "kind": "category",
    "terms": ("acme",),
    "handles": ("acmehelp",),
    "hashtags": ("acmefest",),
    "products": ("Powerbank 3",),
    "campaigns": ("Charge Berlin",),
    "places": ("Alexanderplatz",),
    "misspellings": ("akme",),
    "queries": ("pocket NEAR/2 charger",),
    "exclude": ("coyote",),
    "languages": ("en",),
    "platforms": ("x",),
}


def configuration(**acme):
    return Configuration.model_validate(
        {
            "brands": {"acme": {**acme, "team": "care"}},
            "sources": {"acme-x": {"platform": "x", "brand": "acme"}, "news": {"platform": "rss"}},
            "teams": {"care": {"people": {"ana": {"mail": "ana@example.com"}}}},
        }
    )


def test_all_that_a_brand_listens_for_is_taken_over():
    (spec,) = specs(configuration(**ACME))
    assert {field.name: getattr(spec, field.name) for field in fields(BrandSpec)} == {"key": "acme", **ACME}
    assert all(getattr(spec, field.name) != field.default for field in fields(BrandSpec))


def test_a_source_brings_its_brand():
    built = brands(configuration(terms=("acme",)))
    assert built.match("", "acme-x") == (BrandMatch("acme", "source acme-x"),)
    assert built.match("", "news") == ()


def test_a_query_that_nobody_checked_is_a_fault_of_the_configuration():
    with pytest.raises(ConfigurationError, match="at character 6"):
        brands(configuration(terms=("acme",), queries=("acme (charger",)))
