"""The names of platforms: how we display them, and how people write them."""

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

DISPLAYED: Mapping[str, str] = {
    "bluesky": "Bluesky",
    "discord": "Discord",
    "facebook": "Facebook",
    "google_business": "Google Business",
    "instagram": "Instagram",
    "line": "LINE",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "rss": "RSS",
    "slack": "Slack",
    "standard": "Webhook",
    "telegram": "Telegram",
    "threads": "Threads",
    "tiktok": "TikTok",
    "trustpilot": "Trustpilot",
    "webmention": "Webmention",
    "whatsapp": "WhatsApp",
    "x": "X",
    "youtube": "YouTube",
}
"""The display name of each platform, by its name in the configuration."""

# Other names, in lower-case letters and digits only, so that spaces, hyphens and capitals make no difference.
_OTHERS = {
    "bluesky": "bsky atproto blueskysocial bskyapp bskysocial",
    "discord": "discordapp discordcom",
    "facebook": "fb facebookpage facebookpages facebookcom meta messenger facebookmessenger fbmessenger metafacebook "
    "metamessenger facebookandmessenger",
    "google_business": "google googlemybusiness googlebusinessprofile googlebusinessprofiles gmb gbp googlereviews "
    "googlemaps googlemapsreviews googleplaces",
    "instagram": "ig insta instagrambusiness instagramcom instagramdirect instagramdm metainstagram",
    "line": "linemessenger linemessaging linemessagingapi lineofficialaccount lineoa lineapp",
    "linkedin": "linkedincom linkedinpage linkedinpages linkedincompanypage",
    "mastodon": "fediverse mastodonsocial",
    "reddit": "redditcom subreddit",
    "rss": "atom rssatom atomrss rssfeed rssfeeds atomfeed feed feeds blog blogs news pinterest googlealerts "
    "googlenews",
    "slack": "slackcom slackapp",
    "standard": "webhook webhooks custom customwebhook generic standardwebhook standardwebhooks",
    "telegram": "telegrambot telegramorg tg",
    "threads": "threadsnet threadscom metathreads instagramthreads threadsbyinstagram",
    "tiktok": "tiktokcom tiktokbusiness tiktokforbusiness",
    "trustpilot": "trustpilotcom trustpilotreviews",
    "webmention": "webmentions indieweb",
    "whatsapp": "wa whatsappbusiness whatsappbusinessplatform whatsappbusinessapi whatsappcloudapi whatsappcom "
    "metawhatsapp",
    "x": "twitter xtwitter twitterx xformerlytwitter formerlytwitter twitternowx xcom twittercom",
    "youtube": "yt youtubecom youtubechannel googleyoutube",
}


def displayed(platform: str) -> str:
    """The platform's display name; an unknown name is returned as it is."""
    return DISPLAYED.get(platform, platform)


def meant(written: str) -> str | None:
    """The platform meant by a name such as `WhatsApp`, `Google My Business` or `X (Twitter)`; None when unknown."""
    return _MEANT.get(_bare(written))


def other_words() -> Iterator[tuple[str, str]]:
    """Each spelling that `meant` knows, with its platform."""
    return iter(_MEANT.items())


def _bare(written: str) -> str:
    return re.sub(r"[^a-z0-9]", "", normalize("NFKC", written[:100]).casefold())


_MEANT = {
    _bare(spelled): platform
    for platform, name in DISPLAYED.items()
    for spelled in (platform, name, *_OTHERS[platform].split())
}

__all__ = ["DISPLAYED", "displayed", "meant", "other_words"]
