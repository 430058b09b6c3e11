"""What a post on X says beside its text: reposts as a whole, quotes, polls, alt texts, and what links hide."""

import pytest

from goodword.platforms.contract import Wordless
from tests.platforms.hearing import hear, mention

US, THEM, RITA = "1111111111111111111", "2222222222222222222", "3333333333333333333"
WHOLE = "I bought one three weeks ago, then it got hot, and last night the Acme charger caught fire next to my bed"
CUT = f"RT @rita: {WHOLE[:60]}…"


def v2(envelope, *, refers=(), includes=None, **more):
    """A post in one of the envelopes in which the v2 form comes."""
    references = [{"type": relation, "id": post_id} for relation, post_id in refers]
    about = {"id": "99", "author_id": THEM, "created_at": "2026-11-28T09:00:00.000Z", "referenced_tweets": references}
    post = about | more
    if envelope == "stream":
        return {"data": post, "includes": includes or {}, "matching_rules": [{"id": "1", "tag": "acme"}]}
    data = {"event_uuid": "-1", "filter": {"user_id": US}, "event_type": "post.mention.create", "payload": post}
    if envelope == "activity":
        return {"data": data | {"includes": includes or {}}}
    return {"data": data, "includes": includes or {}}


def classic(**more):
    user = {"id_str": THEM, "name": "Bo", "screen_name": "bo"}
    post = {"id_str": "99", "text": "hey", "created_at": "Wed Feb 05 08:39:31 +0000 2020", "user": user}
    return {"for_user_id": US, "tweet_create_events": [post | more]}


def original(**more):
    return {"id": "7", "author_id": RITA, "text": WHOLE} | more


ENVELOPES = pytest.mark.parametrize("envelope", ["stream", "activity", "beside"])
USERS = [{"id": RITA, "username": "rita"}]


@ENVELOPES
@pytest.mark.parametrize(
    ("came", "whole"),
    [
        (original(), WHOLE),
        ({"data": original()}, WHOLE),
        (original(text=f"{WHOLE[:50]}…", note_tweet={"text": WHOLE * 5}), WHOLE * 5),
        (original(text="Tom &amp; Jerry &lt;3"), "Tom & Jerry <3"),
        (original(text="ﺍﻟﺸﺎﺣﻦ احترق 🔥"), "ﺍﻟﺸﺎﺣﻦ احترق 🔥"),
        (original(text="line one\nline two"), "line one\nline two"),
    ],
)
def test_a_repost_says_the_whole_of_what_it_reposts(envelope, came, whole):
    received = mention(
        "x", v2(envelope, refers=[("retweeted", "7")], text=CUT, includes={"tweets": [came], "users": USERS})
    )
    assert (received.kind, received.external_id, received.parent_id, received.author_id) == ("share", "99", "7", THEM)
    assert received.text == whole
    assert "@rita" in received.links, "whose post it is stood before the text"


@ENVELOPES
@pytest.mark.parametrize(
    "tweets",
    [None, [], [None, 7, {}], {"7": None}, "none", [original(id="8")], [original(id=["7"])], [original(text=None)]],
)
def test_a_repost_of_which_nothing_came_along_stays_as_x_cut_it(envelope, tweets):
    received = mention("x", v2(envelope, refers=[("retweeted", "7")], text=CUT, includes={"tweets": tweets}))
    assert received.text == CUT


@pytest.mark.parametrize(
    ("reposted", "whole"),
    [
        ({"text": WHOLE}, WHOLE),
        ({"full_text": WHOLE, "text": "short…"}, WHOLE),
        ({"text": "short…", "truncated": True, "extended_tweet": {"full_text": WHOLE}}, WHOLE),
        ({"text": "short…", "truncated": True, "extended_tweet": {"full_text": "a &amp; b"}}, "a & b"),
        ({"text": "short…", "note_tweet": {"text": WHOLE * 5}}, WHOLE * 5),
        ({"text": "short…", "truncated": True, "extended_tweet": None}, "short…"),
        ({"text": ""}, CUT),
        ({}, CUT),
    ],
)
def test_a_repost_in_the_classic_form_says_the_whole_of_it(reposted, whole):
    about = {"id_str": "7", "user": {"id_str": RITA, "screen_name": "rita"}}
    received = mention("x", classic(text=CUT, truncated=False, retweeted_status=about | reposted))
    assert (received.kind, received.parent_id, received.text) == ("share", "7", whole)
    assert received.links == ("@rita",)


@ENVELOPES
def test_what_is_quoted_is_for_brands_alone(envelope):
    received = mention(
        "x",
        v2(envelope, refers=[("quoted", "7")], text="Never again! https://t.co/x", includes={"tweets": [original()]}),
    )
    assert (received.kind, received.text, received.links) == ("share", "Never again! https://t.co/x", (WHOLE,))


@ENVELOPES
def test_who_quotes_without_a_word_repeats(envelope):
    received = mention(
        "x", v2(envelope, refers=[("quoted", "7")], text="https://t.co/x", includes={"tweets": [original()]})
    )
    assert WHOLE in received.text


@pytest.mark.parametrize(
    "quoted",
    [
        {"text": WHOLE},
        {"text": "short…", "truncated": True, "extended_tweet": {"full_text": WHOLE}},
        {"full_text": WHOLE},
    ],
)
def test_what_is_quoted_in_the_classic_form(quoted):
    status = {"id_str": "7", "user": {"id_str": RITA, "screen_name": "rita"}} | quoted
    received = mention("x", classic(text="Never again! https://t.co/x", quoted_status=status))
    assert (received.text, received.links) == ("Never again! https://t.co/x", (WHOLE,))
    assert WHOLE in mention("x", classic(text="https://t.co/x", quoted_status=status)).text
    through = {"id_str": "6", "text": "Look at this", "quoted_status": status}
    reposted = mention("x", classic(text="RT @bo: Look at this", retweeted_status=through))
    assert (reposted.text, reposted.links) == ("Look at this", (WHOLE,))


def test_a_long_post_that_quotes_is_whole():
    long = classic(text="short…", truncated=True, extended_tweet={"full_text": WHOLE}, quoted_status={"id_str": "6"})
    assert mention("x", long).text == WHOLE


@ENVELOPES
@pytest.mark.parametrize("wrapped", [False, True])
def test_the_options_of_a_poll_and_the_descriptions_of_pictures_are_read(envelope, wrapped):
    poll = {"id": "5", "options": [{"position": 1, "label": "Acme", "votes": 9}, {"position": 2, "label": "Zeta"}]}
    picture = {"media_key": "3_1", "type": "photo", "alt_text": "A burnt Acme charger"}
    came = {
        "polls": [{"data": poll} if wrapped else poll],
        "media": [picture, {"media_key": "3_9", "alt_text": "other"}],
    }
    attached = {"poll_ids": ["5"], "media_keys": ["3_1", "3_2"]}
    received = mention("x", v2(envelope, text="Which is worst?", attachments=attached, includes=came))
    assert received.text == "Which is worst?\nAcme\nZeta\nA burnt Acme charger"
    assert received.media == ("3_1", "3_2")


def test_descriptions_of_pictures_in_the_classic_form():
    media = [{"media_url_https": "https://pbs.example/1.jpg", "ext_alt_text": "A burnt Acme charger"}]
    received = mention("x", classic(text="look", extended_entities={"media": media}))
    assert (received.text, received.media) == ("look\nA burnt Acme charger", ("https://pbs.example/1.jpg",))
    long = classic(text="lo…", extended_tweet={"full_text": "look", "extended_entities": {"media": media}})
    assert mention("x", long).text == received.text
    assert mention(
        "x", classic(text="RT @x: lo…", retweeted_status={"text": "look", "entities": {"media": media}})
    ).media


LINK = {
    "url": "https://t.co/a",
    "expanded_url": "https://bit.ly/a",
    "unwound_url": "https://news.example/acme-charger",
    "title": "Acme recalls its charger",
    "description": "It may burn",
}
HIDDEN = ("https://bit.ly/a", "https://news.example/acme-charger", "Acme recalls its charger", "It may burn")


@ENVELOPES
@pytest.mark.parametrize("place", ["entities", "note_tweet"])
def test_what_a_link_hides_is_for_brands_alone(envelope, place):
    entities = {"urls": [LINK]}
    more = {"entities": entities} if place == "entities" else {"note_tweet": {"text": "read", "entities": entities}}
    received = mention("x", v2(envelope, **{"text": "read"} | more))
    assert (received.text, received.links) == ("read", HIDDEN)


def test_what_a_link_hides_in_the_classic_form():
    unwound = {"url": LINK["unwound_url"], "title": LINK["title"], "description": LINK["description"]}
    link = {"url": "https://t.co/a", "expanded_url": "https://bit.ly/a", "unwound": unwound}
    assert mention("x", classic(text="read", entities={"urls": [link]})).links == HIDDEN
    long = classic(text="re…", extended_tweet={"full_text": "read", "entities": {"urls": [link]}})
    assert mention("x", long).links == HIDDEN
    reposted = classic(text="RT @x: re…", retweeted_status={"text": "read", "entities": {"urls": [link]}})
    assert mention("x", reposted).links == HIDDEN


def test_a_link_to_the_posts_own_picture_hides_nothing():
    own = {"url": "https://t.co/a", "expanded_url": "https://x.com/acme_fan/status/99/photo/1"}
    assert mention("x", v2("stream", text="look https://t.co/a", entities={"urls": [own]})).links == ()


def test_a_card_and_an_article():
    values = {"title": {"type": "STRING", "string_value": "Acme recalls"}, "site": {"string_value": "Daily News"}}
    assert mention("x", classic(text="hm", card={"binding_values": values})).links == ("Acme recalls", "Daily News")
    article = {"title": "A week with Acme", "plain_text": "It burnt."}
    assert mention("x", v2("stream", text="https://t.co/a", article=article)).text == (
        "https://t.co/a\nA week with Acme\nIt burnt."
    )


def direct(data, sender=THEM):
    message = {"target": {"recipient_id": US}, "sender_id": sender, "message_data": data}
    event = {"type": "message_create", "id": "8", "created_timestamp": "1700000000001", "message_create": message}
    return {"for_user_id": US, "direct_message_events": [event]}


def test_what_stands_beside_the_text_of_a_direct_message():
    assert mention("x", direct({"text": "read", "entities": {"urls": [LINK]}})).links == HIDDEN
    place = {"type": "location", "location": {"shared_place": {"place": {"full_name": "Acme Store, Oslo"}}}}
    assert mention("x", direct({"text": "", "attachment": place})).text == "Acme Store, Oslo"
    picture = {"type": "media", "media": {"media_url_https": "https://ton.example/1.jpg"}}
    assert mention("x", direct({"text": "", "attachment": picture})).media == ("https://ton.example/1.jpg",)


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (direct({"text": "", "attachment": {"type": "hologram"}}), "hologram"),
        (direct({}), "unnamed"),
        (classic(text=None), "post"),
        (v2("stream", text=""), "post"),
    ],
)
def test_what_comes_without_words_is_counted(payload, kind):
    assert hear("x", payload)[1:] == [Wordless(kind)]


def test_what_we_send_without_words_is_not_counted():
    [received] = hear("x", direct({"text": ""}, sender=US))
    assert received.from_self


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, [None], [[]], {"urls": 7}, [{"id": {}}], {"media": [{}]}])
def test_whatever_stands_there_costs_no_post(odd):
    includes = dict.fromkeys(("tweets", "media", "polls"), odd)
    strange = {"attachments": odd, "entities": odd, "note_tweet": odd, "card": odd, "article": odd}
    received = mention("x", v2("stream", text="hm", includes=includes, refers=[("quoted", "7")], **strange))
    assert received.text == "hm"
    more = {"retweeted_status": odd, "quoted_status": odd, "extended_tweet": odd, "extended_entities": odd}
    assert mention("x", classic(text="hm", entities=odd, **more)).text == "hm"
