"""Documents of dataclasses: what is written, what is left out, and what an earlier version wrote."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goodword.storage.codec import Codec

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Thing:
    name: str
    at: datetime
    until: datetime | None = None
    people: tuple[str, ...] = ()
    count: int = 1
    note: str | None = None
    share: float = 0.0


CODEC = Codec(
    Thing,
    attributes={"people": "who", "until": "end"},
    always=("count",),
    elsewhere=("name",),
    special={"share": (lambda share: Decimal(str(share)), float)},
)


def test_instants_are_milliseconds_tuples_lists_and_defaults_left_out():
    assert CODEC.write(Thing("x", NOON)) == {"at": 1_795_003_200_000, "count": 1}
    thing = Thing("x", NOON, until=NOON, people=("ana", "ben"), note="n", share=0.25)
    assert CODEC.write(thing) == {
        "at": 1_795_003_200_000,
        "end": 1_795_003_200_000,
        "who": ["ana", "ben"],
        "count": 1,
        "note": "n",
        "share": Decimal("0.25"),
    }


@given(
    st.builds(
        Thing,
        name=st.just("x"),
        at=st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
        until=st.none() | st.just(NOON),
        people=st.lists(st.text(), max_size=3).map(tuple),
        count=st.integers(0, 9),
        note=st.none() | st.text(min_size=1),
        share=st.sampled_from([0.0, 0.25, 1.0]),
    )
)
def test_what_is_written_is_read_back(thing):
    assert CODEC.read(CODEC.write(thing), name="x") == thing


def test_numbers_come_back_from_the_table_as_decimals():
    assert CODEC.read({"at": Decimal(1_795_003_200_000), "count": Decimal(3)}, name="x") == Thing("x", NOON, count=3)


def test_unknown_attributes_of_another_version_are_ignored():
    assert CODEC.read({"at": 0, "ttl": 5, "type": "thing", "new": {"a": 1}}, name="x").at.year == 1970


def test_a_change_names_fields_and_writes_attributes():
    assert CODEC.changes(people=("ana",), until=NOON) == {"who": ["ana"], "end": 1_795_003_200_000}
    assert CODEC.attribute("people") == "who"
