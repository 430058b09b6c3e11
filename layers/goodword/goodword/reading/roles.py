"""Who the author is: a customer unless your lists say otherwise. Also whether the author says to be a bot."""

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
_LONGEST = 200  # characters of a name that are searched


class Roles:
    """The configured lists: handles (`"@jo"` anywhere, `"x:@jo"` on one platform), and author ids in the same forms.

    Case is ignored. The @ is optional: an entry without it matches handles and ids. An entry of digits matches ids
    only, because anybody can choose another person's id as a handle.
    """

    def __init__(self, lists: Mapping[Role, Sequence[str]]) -> None:
        self._roles: dict[str, Role] = {}
        for role, authors in lists.items():
            for author in authors:
                for spelling in _spellings(author):
                    self._roles.setdefault(spelling, role)

    def role_of(self, mention: Mention) -> Role:
        """The author's role. Our own accounts are the brand. An entry for one platform comes before one for all."""
        if mention.from_self:
            return "brand"
        return next((self._roles[name] for name in _names(mention) if name in self._roles), "customer")


def is_bot(mention: Mention) -> bool:
    """Whether the handle or name says that it is a bot: `acme_news_bot`, `AutoModerator`, `Jo [bot]`, `noreply`.

    People with the names Abbot, Talbot or Bot count as people. So does every bot that does not say so.
    """
    handle = (mention.author_handle or "").strip().removeprefix("@")[:_LONGEST].partition("@")[0]
    name = (mention.author_name or "")[:_LONGEST]
    return bool(_HANDLE.fullmatch(handle.casefold()) or _HUMP.search(handle) or _NAME.fullmatch(name.casefold()))


def _spellings(author: str) -> Iterator[str]:
    """An entry of a list in the forms that `_names` uses."""
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
