"""Who speaks: a customer, unless a list of ours says otherwise; and whether it is a machine by its own word."""

import re
from collections.abc import Iterator, Mapping, Sequence

from goodword.mention import Mention, Role

_KIND = (
    r"news|weather|price|deal|stock|crypto|trade|reply|repost|retweet|tweet|quote|stats?|score|remind(?:er|me)|chat"
    r"|mod|discord|twitter|reddit|telegram|slack|helper|info|feed|alert|update|traffic|job|spam|translate|summary"
    r"|threadreader|unroll|archive"
)
_HANDLE = re.compile(
    rf"(?:.*[_.\d-])?bots?[\d_]*|bot[_.-].+|(?:.*[_.\d-])?(?:{_KIND})bot[\d_]*"
    r"|auto[_.-]?(?:mod(?:erator)?|post(?:er)?|tweet(?:er)?|reply|responder|feed|tldr|rt|news)[\d_]*"
    r"|(?:do[_.-]?not|no)[_.-]?reply|mailer[_.-]daemon|postmaster|notifications?|rss[_.-]?feed"
)
_HUMP = re.compile(r"[a-z0-9](?:Bot|BOT)(?=$|[A-Z0-9_.-])")  # AcmeNewsBot, but not Talbot
_NAME = re.compile(rf".*[\[(](?:ro)?bot[\])].*|.*\b(?:{_KIND}) ?bot\b.*|.*\bautomated (?:account|feed|posts?)\b.*")
_LONGEST = 200  # characters of a name that are looked at


class Roles:
    """The lists as configured: handles (`"@jo"` anywhere, `"x:@jo"` on one platform) and author ids, bare or so too.

    Case makes no difference, and neither does the @: without it a name is looked for among handles and ids, but digits
    among ids only, since anybody may choose somebody's id for a handle.
    """

    def __init__(self, lists: Mapping[Role, Sequence[str]]) -> None:
        self._roles: dict[str, Role] = {}
        for role, authors in lists.items():
            for author in authors:
                for spelling in _spellings(author):
                    self._roles.setdefault(spelling, role)

    def role_of(self, mention: Mention) -> Role:
        """Who speaks; our own accounts are the brand, and an entry for one platform counts before one for all."""
        if mention.from_self:
            return "brand"
        return next((self._roles[name] for name in _names(mention) if name in self._roles), "customer")


def is_bot(mention: Mention) -> bool:
    """Whether its handle or name says that a machine speaks: `acme_news_bot`, `AutoModerator`, `Jo [bot]`, `noreply`.

    People called Abbot, Talbot or Bot are people, and so is every machine that does not say so.
    """
    handle = (mention.author_handle or "").strip().removeprefix("@")[:_LONGEST].partition("@")[0]
    name = (mention.author_name or "")[:_LONGEST]
    return bool(_HANDLE.fullmatch(handle.casefold()) or _HUMP.search(handle) or _NAME.fullmatch(name.casefold()))


def _spellings(author: str) -> Iterator[str]:
    """An entry of a list in the words of `_names`."""
    entry = author.strip().casefold()
    yield entry
    where, colon, name = entry.rpartition(":")
    if not name.startswith("@") and not name.isdecimal():
        yield f"{where}{colon}@{name}"


def _names(mention: Mention) -> Iterator[str]:
    handle = (mention.author_handle or "").strip().removeprefix("@").casefold()
    author_id = (mention.author_id or "").casefold()
    names = [name for name in (author_id, handle and f"@{handle}") if name]
    return (where + name for where in (f"{mention.platform}:", "") for name in names)
