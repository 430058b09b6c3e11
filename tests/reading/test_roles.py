"""Who the author is, and which bots say that they are bots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError
from goodword.reading.roles import Roles, is_bot
from tests.config.test_configuration import GOOD
from tests.reading.hostile import HOSTILE
from tests.sayings import scored

ROLES = Roles(
    {
        "employee": ["@Jo", "x:@kim", "x:@lee", "77001"],
        "brand": ["acme_careers"],
        "media": ["mastodon:@desk@news.example", "x:12345", "@kim", "@lee"],
        "partner": ["bluesky:did:plc:abc", "telegram:sam"],
    }
)


@pytest.mark.parametrize(
    ("author", "role"),
    [
        ({"author_handle": "jo"}, "employee"),
        ({"author_handle": "@JO", "platform": "instagram"}, "employee"),
        ({"author_handle": "joe"}, "customer"),
        ({"author_handle": "kim", "platform": "x"}, "employee"),
        ({"author_handle": "kim", "platform": "bluesky"}, "media"),
        ({"author_handle": "lee", "author_id": "77001", "platform": "slack"}, "employee"),
        ({"author_id": "12345", "platform": "x"}, "media"),
        ({"author_id": "12345", "platform": "facebook"}, "customer"),
        ({"author_id": "77001", "platform": "facebook"}, "employee"),
        ({"author_handle": "ACME_careers"}, "brand"),
        ({"author_id": "acme_careers"}, "brand"),
        ({"author_handle": "desk@news.example", "platform": "mastodon"}, "media"),
        ({"author_id": "did:plc:abc", "platform": "bluesky"}, "partner"),
        ({"author_handle": "@Sam", "platform": "telegram"}, "partner"),
        ({"author_handle": "sam", "platform": "x"}, "customer"),
        ({"author_name": "Jo"}, "customer"),
        ({}, "customer"),
    ],
)
def test_by_handle_or_id_on_one_platform_or_all(author, role):
    assert ROLES.role_of(scored(**author)) == role


def test_our_own_accounts_are_the_brand_whatever_a_list_says():
    assert ROLES.role_of(scored(author_handle="jo", from_self=True)) == "brand"


def test_nobody_becomes_an_employee_by_a_handle_that_is_somebodys_id():
    assert ROLES.role_of(scored(author_handle="77001", author_id="5")) == "customer"


@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_author_has_a_role_and_is_a_bot_or_not(handle, author_id, name):
    author = scored(author_handle=handle, author_id=author_id, author_name=name)
    assert Roles({"employee": ["", "@", ":", "x:", "x:@", handle]}).role_of(author) in ("employee", "customer")
    assert is_bot(author) in (True, False)


@pytest.mark.parametrize(
    "author",
    [
        {"author_handle": "acme_news_bot"},
        {"author_handle": "@remindmebot"},
        {"author_handle": "AcmePricesBot"},
        {"author_handle": "bot-7"},
        {"author_handle": "newsbot@mastodon.example"},
        {"author_handle": "AutoModerator"},
        {"author_handle": "auto_poster"},
        {"author_handle": "no-reply"},
        {"author_handle": "mailer-daemon"},
        {"author_name": "Jo [bot]"},
        {"author_name": "Weather Bot Leeds"},
        {"author_name": "Trains (automated account)"},
    ],
)
def test_machines_that_say_so(author):
    assert is_bot(scored(**author))


@pytest.mark.parametrize(
    "author",
    [
        {"author_handle": "abbot"},
        {"author_handle": "talbot_7"},
        {"author_handle": "Ben_Talbot"},
        {"author_handle": "botanist_jo"},
        {"author_handle": "autohaus_mueller"},
        {"author_handle": "automate_all"},
        {"author_handle": "jo_notifications_off"},
        {"author_name": "Theo Bot"},
        {"author_name": "Greg Abbot"},
        {},
    ],
)
def test_people_whose_names_only_sound_like_it(author):
    assert not is_bot(scored(**author))


@pytest.mark.parametrize(
    ("roles", "fault"),
    [
        (
            '{employee: ["@jo"], media: ["JO"]}',
            '22: roles.media[0]: "JO" is already at roles.employee[0]; keep one of the two',
        ),
        (
            '{employee: ["x:@jo", "x:jo"]}',
            '22: roles.employee[1]: "x:jo" is already at roles.employee[0]; keep one of the two',
        ),
        ('{partner: ["twiter:@jo"]}', '22: roles.partner[0]: no such platform "twiter"; did you mean x?'),
        ('{partner: ["did:plc:abc"]}', '22: roles.partner[0]: no such platform "did"'),
        ("{employe: [jo]}", "22: roles.employe: no such key; did you mean employee?"),
    ],
)
def test_what_check_says_of_a_slip(roles, fault):
    with pytest.raises(ConfigurationError) as raised:
        load_yaml(f"{GOOD}roles: {roles}\n")
    assert str(raised.value).startswith(f"goodword.yaml:{fault}")


def test_good_lists_are_read_as_they_are():
    roles = load_yaml(f'{GOOD}roles: {{employee: ["@jo", "x:@kim"], media: ["@kim", "facebook:1"]}}\n').roles
    assert (roles.employee, roles.media) == (("@jo", "x:@kim"), ("@kim", "facebook:1"))


@given(st.sampled_from(["@jo", "jo", "x:@jo", "x:jo", "X:Jo", " @JO "]))
def test_every_spelling_of_an_entry_means_the_same_person(entry):
    assert Roles({"partner": [entry]}).role_of(scored(author_handle="Jo", platform="x")) == "partner"
