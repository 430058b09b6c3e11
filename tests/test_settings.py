"""Settings: the error names all missing variables at once."""

from dataclasses import fields

import pytest

from goodword import settings
from goodword.errors import ConfigurationError

ROOMS = [
    settings.IntakeSettings,
    settings.ScoreSettings,
    settings.StoreSettings,
    settings.AlertSettings,
    settings.SweepSettings,
    settings.DeskSettings,
]


@pytest.mark.parametrize("room", ROOMS)
def test_reads_each_field_from_its_variable(room):
    names = [field.name for field in fields(room)]
    read = room.from_env({name.upper(): f"the {name}" for name in names} | {"PATH": "/bin"})
    assert {name: getattr(read, name) for name in names} == {name: f"the {name}" for name in names}


@pytest.mark.parametrize("room", ROOMS)
def test_names_everything_that_is_missing_or_empty(room):
    names = [field.name.upper() for field in fields(room)]
    with pytest.raises(ConfigurationError) as refused:
        room.from_env({names[0]: ""})
    assert all(name in str(refused.value) for name in names)


def test_frozen():
    read = settings.DeskSettings(table_name="t", bucket_name="b", retention_days="395")
    with pytest.raises(AttributeError):
        read.table_name = "other"
