"""The harness's substitutes for moto answer as moto does."""

import json
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from moto.core.serialize import JSONSerializer
from moto.core.utils import get_service_model

from tests.house.quick import quick

MODEL = get_service_model("dynamodb").operation_model("GetItem")
PLAIN = st.one_of(
    st.builds(lambda text: {"S": text}, st.text()),
    st.builds(lambda number: {"N": str(number)}, st.integers()),
    st.builds(lambda flag: {"BOOL": flag}, st.booleans()),
    st.just({"NULL": True}),
    st.builds(lambda names: {"SS": names}, st.lists(st.text(min_size=1), min_size=1, unique=True)),
    st.builds(lambda content: {"B": content}, st.binary(min_size=1)),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.builds(lambda parts: {"M": parts}, st.dictionaries(st.text(min_size=1), inner, max_size=3))
        | st.builds(lambda items: {"L": items}, st.lists(inner, max_size=3))
    ),
    max_leaves=8,
)


def answered(attributes):
    serializer = JSONSerializer(operation_model=MODEL, context=SimpleNamespace(request_id="1"))
    return json.loads(serializer.serialize({"Item": attributes})["body"])


@given(st.dictionaries(st.text(min_size=1), VALUES, max_size=4))
def test_an_item_is_written_as_moto_writes_it(item):
    by_moto = answered(item)
    with quick():
        assert answered(item) == by_moto
