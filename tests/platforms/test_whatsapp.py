"""WhatsApp's oddities: a type for everything, changes under ids of their own, people with several ids."""

import pytest

from goodword.platforms.contract import Broken, Ignored, Wordless
from tests.platforms.hearing import at, hear, mention

NUMBER_ID = "106540352242922"
ANA = {"profile": {"name": "Ana", "username": "@ana"}, "wa_id": "1556", "user_id": "US.9"}


def change(field="messages", **value):
    about = {"metadata": {"display_phone_number": "+1 (555) 078", "phone_number_id": NUMBER_ID}, "contacts": [ANA]}
    changes = [{"field": field, "value": about | value}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "WABA", "changes": changes}]}


def message(kind="text", **held):
    held = held or {"text": {"body": "hi"}}
    return {"from": "1556", "id": "wamid.A", "timestamp": "1700000000", "type": kind} | held


def mention_of(kind="text", **held):
    return mention("whatsapp", change(messages=[message(kind, **held)]))


def echo(**held):
    return change("smb_message_echoes", message_echoes=[message(**held) | {"from": "1555078", "to": "+1556"}])


def test_text():
    received = mention_of()
    assert (received.kind, received.action, received.external_id, received.text) == (
        "message",
        "created",
        "wamid.A",
        "hi",
    )
    assert (received.author_id, received.author_name, received.author_handle) == ("1556", "Ana", "ana")
    assert (received.account_id, received.created_at, received.event_at) == (
        NUMBER_ID,
        at(1_700_000_000),
        at(1_700_000_000),
    )
    assert (received.from_self, received.recipient_id, received.parent_id, received.root_id) == (
        False,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("kind", ["image", "video", "document", "audio", "sticker"])
def test_media_is_an_id_and_perhaps_a_caption(kind):
    received = mention_of(kind, **{kind: {"id": "M1", "caption": "look", "url": "https://lookaside.example/M1"}})
    assert (received.text, received.media) == ("look", ("M1",))
    assert mention_of(kind, **{kind: {"id": "M1"}}).text is None


@pytest.mark.parametrize(
    ("kind", "held", "words"),
    [
        ("button", {"text": "No", "payload": "no-button"}, "No"),
        ("interactive", {"type": "button_reply", "button_reply": {"id": "b", "title": "Yes"}}, "Yes"),
        ("interactive", {"type": "list_reply", "list_reply": {"id": "l", "title": "Lamp", "description": "x"}}, "Lamp"),
        ("order", {"catalog_id": "1", "text": "As soon as you can", "product_items": [{}]}, "As soon as you can"),
        ("location", {"latitude": 1.5, "longitude": 2.5, "name": "Home", "address": "1 Hill St"}, "Home\n1 Hill St"),
        ("location", {"latitude": 1.5, "longitude": 2.5}, None),
        ("contacts", [{"name": {"formatted_name": "Bo"}}], None),
        ("order", {"catalog_id": "1", "product_items": [{}]}, None),
        ("of_tomorrow", {"title": "Why?", "rows": [{"text": "too hot"}, {"text": 7}]}, "Why?\ntoo hot"),
        ("poll", {"name": "Which burnt?", "options": [{"name": "Acme"}, {"name": "Zeta"}]}, "Which burnt?\nAcme\nZeta"),
    ],
)
def test_other_types(kind, held, words):
    received = mention_of(kind, **{kind: held})
    assert (received.kind, received.external_id, received.text, received.media) == ("message", "wamid.A", words, ())


def answered(answers, **more):
    reply = {"name": "flow", "body": "Sent", "response_json": answers} | more
    return {"interactive": {"type": "nfm_reply", "nfm_reply": reply}}


# https://developers.facebook.com/docs/whatsapp/flows/guides/receiveflowresponse
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            '{"flow_token":"t1","screen_0_Rating_0":"0_Poor","screen_0_Comments_1":"it caught fire and burnt me"}',
            "Poor\nit caught fire and burnt me",
        ),
        ({"flow_token": "t1", "comment": "an object and no text"}, "an object and no text"),
        ('{"screen_0_Choose_all_0":["1_Too_hot","2_Too loud"],"agreed":true,"age":41}', "Too hot\nToo loud"),
        ('{"values":{"name":"Rita Moss","address":"1 Hill St","city":"Oslo"}}', "Rita Moss\n1 Hill St\nOslo"),
        (
            '{"flow_token":"unused","optional_param1":"<b>smoke</b>","deep":{"er":[{"note":"and fire"}]}}',
            "<b>smoke</b>\nand fire",
        ),
        ('{"a":"煙が出ました","b":"\u062d\u0631\u064a\u0642"}', "煙が出ました\nحريق"),
        ("it burnt, and this is no JSON", "it burnt, and this is no JSON"),
        ('{"a": "said twice", "a": "said last"}', "said last"),
    ],
)
def test_the_answers_of_a_form_are_its_words(answers, words):
    received = mention_of("interactive", **answered(answers))
    assert (received.kind, received.external_id, received.text) == ("message", "wamid.A", words)


@pytest.mark.parametrize("answers", ["{}", "", None, 7, [], '{"flow_token": "t1"}', "[" * 100_000, "{" * 100_000])
def test_a_form_without_answers_is_counted(answers):
    parsed, *counted = hear("whatsapp", change(messages=[message("interactive", **answered(answers))]))
    assert counted == [Wordless("nfm_reply")] if parsed.text is None else parsed.text.startswith(("[", "{"))


def test_what_a_form_is_called_is_not_what_was_answered():
    received = mention_of("interactive", **answered('{"comment": "late"}', name="customer_survey", body="Sent"))
    assert received.text == "late"


def test_an_edited_form_says_what_it_says_now():
    new = {"type": "interactive"} | answered('{"comment": "late again"}')
    received = mention_of("edit", edit={"original_message_id": "wamid.0", "message": new})
    assert (received.action, received.text) == ("edited", "late again")


def test_the_advert_that_a_message_answers_is_for_brands_alone():
    advert = {"source_url": "https://fb.me/1", "headline": "The Acme charger", "body": "Now 20 W", "image": {"id": "1"}}
    received = mention_of(text={"body": "how much?"}, referral=advert)
    assert (received.text, received.links) == ("how much?", ("The Acme charger", "Now 20 W", "https://fb.me/1"))


@pytest.mark.parametrize(
    ("kind", "held"),
    [("image", {"id": "M1"}), ("audio", {"id": "M1"}), ("sticker", {"id": "M1"}), ("location", {}), ("order", {})],
)
def test_what_needs_no_words_is_not_counted(kind, held):
    [received] = hear("whatsapp", change(messages=[message(kind, **{kind: held})]))
    assert received.text is None


@pytest.mark.parametrize(
    ("kind", "held", "counted"),
    [
        ("hologram", {}, "hologram"),
        ("hologram", {"type": "moving"}, "moving"),
        ("unsupported", {"type": "video_note"}, "video_note"),
        ("interactive", {"type": "call_permission_reply"}, "call_permission_reply"),
        ("text", {}, "text"),
        ("My mother", {}, "of an unreadable name"),
    ],
)
def test_a_new_kind_without_words_is_counted(kind, held, counted):
    assert hear("whatsapp", change(messages=[message(kind, **{kind: held})]))[1] == Wordless(counted)


def test_what_we_send_without_words_is_not_counted():
    [received] = hear("whatsapp", echo(type="hologram", hologram={}))
    assert received.from_self


@pytest.mark.parametrize("kind", ["unsupported", "unknown"])
def test_a_type_that_meta_cannot_show_is_kept_without_text(kind):
    errors = [{"code": 131051, "title": "Message type unknown"}]
    received, counted = hear("whatsapp", change(messages=[message(kind, errors=errors)]))
    assert counted == Wordless(kind)
    assert (received.kind, received.external_id, received.text, received.author_name) == (
        "message",
        "wamid.A",
        None,
        "Ana",
    )


def test_reaction_and_its_removal():
    given = mention_of("reaction", reaction={"message_id": "wamid.0", "emoji": "😮"})
    assert (given.kind, given.action, given.external_id, given.parent_id) == (
        *("reaction", "created", "wamid.A", "wamid.0"),
    )
    for emoji in ({}, {"emoji": ""}):
        assert mention_of("reaction", reaction={"message_id": "wamid.0", **emoji}).action == "deleted"


@pytest.mark.parametrize(
    ("new", "words", "media"),
    [
        ({"type": "text", "text": {"body": "hello"}}, "hello", ()),
        ({"type": "image", "image": {"id": "M1", "caption": "hello"}, "context": {"id": "M0"}}, "hello", ("M1",)),
    ],
)
def test_an_edit_names_the_message_that_it_changes(new, words, media):
    received = mention_of("edit", edit={"original_message_id": "wamid.0", "message": new})
    assert (received.kind, received.action, received.external_id) == ("message", "edited", "wamid.0")
    assert (received.text, received.media, received.event_at) == (words, media, at(1_700_000_000))


def test_a_revoke_names_the_message_that_it_takes_back():
    received = mention_of("revoke", revoke={"original_message_id": "wamid.0"})
    assert (received.kind, received.action, received.external_id) == ("message", "deleted", "wamid.0")
    assert (received.text, received.media, received.event_at) == (None, (), at(1_700_000_000))


@pytest.mark.parametrize("kind", ["edit", "revoke"])
def test_a_change_of_nobody_knows_what_is_broken(kind):
    [broken] = hear("whatsapp", change(messages=[message(kind, **{kind: {}})]))
    assert isinstance(broken, Broken)


def test_an_answer_names_what_it_answers_and_a_forwarded_message_does_not():
    assert mention_of(text={"body": "hi"}, context={"from": "1555078", "id": "wamid.0"}).parent_id == "wamid.0"
    assert mention_of(text={"body": "hi"}, context={"forwarded": True}).parent_id is None
    assert mention_of(text={"body": "hi"}, referral={"source_url": "https://fb.example", "body": "AD"}).text == "hi"


def test_a_group_is_the_root():
    assert mention_of(text={"body": "hi"}, group_id="G1").root_id == "G1"


@pytest.mark.parametrize(
    ("contacts", "ids", "author_id", "name"),
    [
        ([ANA], {"from": None, "from_user_id": "US.9"}, "US.9", "Ana"),
        ([ANA], {"from": "US.9"}, "US.9", "Ana"),
        ([ANA], {"from": None}, "1556", "Ana"),
        ([{"user_id": "US.9", "profile": {"name": "Ana"}}], {"from": None}, "US.9", "Ana"),
        ([ANA], {"from": "1999"}, "1999", "Ana"),
        ([{"wa_id": "1", "profile": {"name": "Bo"}}, ANA], {}, "1556", "Ana"),
        ([{"wa_id": "1", "profile": {"name": "Bo"}}, ANA], {"from": "1999"}, "1999", None),
        ([{"wa_id": [], "user_id": {}}, 7, ANA], {}, "1556", "Ana"),
        ([], {}, "1556", None),
        (None, {"from": None}, None, None),
    ],
)
def test_people_are_matched_by_id(contacts, ids, author_id, name):
    received = mention("whatsapp", change(contacts=contacts, messages=[message() | ids]))
    assert (received.author_id, received.author_name) == (author_id, name)


@pytest.mark.parametrize(("written", "handle"), [("@ana", "ana"), ("ana", "ana"), ("@", None), ("", None), (7, None)])
def test_a_handle_stands_without_its_sign(written, handle):
    contacts = [ANA | {"profile": {"username": written}}]
    assert mention("whatsapp", change(contacts=contacts, messages=[message()])).author_handle == handle


def test_what_we_write_from_the_phone_is_our_own_post():
    received = mention("whatsapp", echo(text={"body": "Sorry!"}))
    assert (received.from_self, received.author_id, received.author_name, received.recipient_id) == (
        True,
        "1555078",
        None,
        "1556",
    )
    gone = mention("whatsapp", echo(type="revoke", revoke={"original_message_id": "wamid.0"}))
    assert (gone.from_self, gone.action, gone.external_id, gone.text) == (True, "deleted", "wamid.0", None)


def test_our_own_number_is_our_own_post_by_whatever_way_it_comes():
    assert mention("whatsapp", change(messages=[message() | {"from": "1555078"}])).from_self
    assert mention("whatsapp", change(messages=[message()]), accounts={"1556"}).from_self


def test_receipts_are_ignored_though_they_name_people():
    receipts = [{"id": "wamid.0", "status": "read", "recipient_id": "1556"}]
    assert hear("whatsapp", change(statuses=receipts)) == [Ignored("change messages: receipts")]
    assert hear("whatsapp", change(errors=[{"code": 1}])) == [Ignored("change messages: nothing in it")]


@pytest.mark.parametrize("kind", ["system", "request_welcome"])
def test_notices_are_ignored(kind):
    parsed = hear("whatsapp", change(messages=[message(kind, system={"body": "User A changed from 1 to 2"})]))
    assert parsed == [Ignored(f"message {kind}")]


@pytest.mark.parametrize("field", ["history", "user_id_update", "account_update", "message_template_status_update"])
def test_other_fields_are_ignored_by_name(field):
    assert hear("whatsapp", change(field, messages=[message()])) == [Ignored(f"change {field}")]


def test_every_message_is_read_and_a_bad_one_stands_alone():
    first, bad, last = hear("whatsapp", change(messages=[message(), message() | {"id": None}, message()]))
    assert isinstance(bad, Broken)
    assert first.external_id == last.external_id == "wamid.A"


def test_without_the_number_the_company_is_the_account():
    assert mention("whatsapp", change(metadata=None, messages=[message()])).account_id == "WABA"
