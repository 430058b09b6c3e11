"""The document stores on DynamoDB and in memory give the same result for every write."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.storage.document_store import ConditionalWrite, DocumentStore
from goodword.storage.in_memory_store import InMemoryStore
from tests.house.house import open_house

KEYS = [("outbox", "2026-11-18T09:00#0001"), ("outbox", "2026-11-18T09:01#0001"), ("case#1", "case")]
VALUES = st.one_of(st.sampled_from(["a", "b"]), st.integers(0, 2))
FIELDS = st.dictionaries(st.sampled_from(["state", "n", "wake"]), VALUES, min_size=1, max_size=3)
WANTED = st.dictionaries(
    st.sampled_from(["state", "n", "wake"]), st.one_of(st.none(), VALUES, st.tuples(VALUES, VALUES)), max_size=2
)


@st.composite
def writes(draw: st.DrawFn) -> ConditionalWrite:
    whole = draw(st.booleans())
    new = draw(FIELDS)
    remove = tuple(draw(st.sets(st.sampled_from(["state", "n", "wake"]), max_size=2)) - new.keys())
    return ConditionalWrite(
        key=draw(st.sampled_from(KEYS)),
        item=new if whole else None,
        set={} if whole else new,
        remove=() if whole else remove,
        only_if=draw(WANTED),
        or_nothing=draw(st.booleans()),
    )


@pytest.fixture(scope="module")
def tables() -> Iterator[DynamoDBStore]:
    with open_house() as house:
        yield DynamoDBStore(house.deployed.names["Table"])


def everything(store: DocumentStore) -> list[dict[str, object]]:
    found = [*store.since("outbox", "2"), *store.since("case#1", "c")]
    return [{name: str(value) for name, value in row.items()} for row in found]


@given(st.lists(st.lists(writes(), min_size=1, max_size=2, unique_by=lambda write: write.key), max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_hold_the_same_after_any_writes(tables: DynamoDBStore, batches: list[list[ConditionalWrite]]) -> None:
    for key in KEYS:
        tables._dynamo.delete_item(TableName=tables._table, Key={"pk": {"S": key[0]}, "sk": {"S": key[1]}})
    store = InMemoryStore()
    for batch in batches:
        assert store.write(*batch) == tables.write(*batch)
        assert everything(store) == everything(tables)


def test_a_range_begins_where_it_is_told_to() -> None:
    store = InMemoryStore()
    for key in reversed(KEYS[:2]):
        store.write(ConditionalWrite(key=key, item={"n": 1}))
    assert [row["sk"] for row in store.since("outbox", "2026-11-18T09:01")] == [KEYS[1][1]]
    assert [row["sk"] for row in store.since("outbox", "2")] == [key[1] for key in KEYS[:2]]
