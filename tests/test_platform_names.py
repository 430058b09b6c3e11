"""The display names of platforms, and other spellings."""

import pytest

from goodword import connectors
from goodword.messages.words import place
from goodword.platform_names import DISPLAYED, displayed, meant
from tests.sayings import scored


def test_every_platform_has_a_name_for_people():
    assert tuple(sorted(DISPLAYED)) == connectors.every_platform()


@pytest.mark.parametrize("platform", connectors.every_platform())
@pytest.mark.parametrize("change", [str, str.upper, str.title, str.lower, lambda name: f" {name}\u00a0", "_{}".format])
def test_its_own_names_are_understood(platform, change):
    for name in (platform, DISPLAYED[platform], platform.replace("_", "-"), platform.replace("_", "")):
        assert meant(change(name)) == platform


@pytest.mark.parametrize(
    ("platform", "written"),
    [
        ("bluesky", "BlueSky / Blue Sky / bsky.app"),
        ("discord", "Discord.com"),
        ("facebook", "FB / Facebook Messenger / Messenger / Facebook Page / Meta"),
        ("google_business", "Google My Business / Google Business Profile / GMB / Google Reviews / Google Maps"),
        ("instagram", "Insta / IG / Instagram Direct / instagram.com"),
        ("line", "Line Messenger / LINE Official Account"),
        ("linkedin", "Linked In / linkedin.com / LinkedIn Page"),
        ("mastodon", "Fediverse / mastodon.social"),
        ("reddit", "reddit.com"),
        ("rss", "RSS/Atom / RSS feed / Atom / Blog / Pinterest / Google Alerts"),
        ("slack", "slack.com"),
        ("standard", "Webhook / Webhooks / Custom / Standard Webhooks"),
        ("telegram", "Telegram Bot / TG"),
        ("threads", "threads.net / Meta Threads"),
        ("tiktok", "Tik Tok / TikTok for Business"),
        ("trustpilot", "Trust Pilot / trustpilot.com"),
        ("webmention", "Webmentions / Web Mention"),
        ("whatsapp", "Whats App / WhatsApp Business / WA / WHATSAPP"),
        ("x", "Twitter / X (Twitter) / Twitter (X) / X (formerly Twitter) / x.com / Ｘ"),
        ("youtube", "You Tube / YT / youtube.com"),
    ],
)
def test_other_words_for_it_are_understood(platform, written):
    assert [meant(name) for name in written.split(" / ")] == [platform] * len(written.split(" / "))


@pytest.mark.parametrize("written", ["", "myspace", "facebok", "x" * 10_000, "\x00", "1", "🐦", "twitterbot"])
def test_what_is_none_is_none(written):
    assert meant(written) is None


@pytest.mark.parametrize("platform", connectors.every_platform())
def test_alerts_write_it_as_its_owner_does(platform):
    expected = "x-source" if platform == "standard" else DISPLAYED[platform]
    assert place(scored(platform=platform, source="x-source")) == expected


def test_a_platform_of_a_later_version_is_left_as_it_is():
    assert displayed("newest_one") == "newest_one"
