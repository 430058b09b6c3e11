"""The alert that the pictures show, read from its golden text."""

import hashlib
import re
from dataclasses import dataclass

from tests.conftest import ROOT

NAME = "tests/messages/golden/safety_on_x.txt"
GOLDEN = ROOT / NAME

_PAGE = re.compile(r"SMS \d+/160\n(?P<sms>.+)\n\nSUBJECT\n(?P<subject>.+)\n\nMAIL\n(?P<mail>.+)", re.DOTALL)
_SMS = re.compile(
    r"(?P<sender>\w+>) (?P<head>\w+ P\d \w+) - (?P<who>\w+ @\w+): "
    r"(?P<quote>\".+\") (?P<due>due \d\d:\d\d) (?P<tag>\w{3}) (?P<link>https://\S+)"
)


@dataclass(frozen=True, slots=True)
class Golden:
    """One alert, word for word."""

    sms: str
    subject: str
    mail: str

    def parts(self) -> dict[str, str]:
        """The SMS taken apart: sender, head, who, quote, due, tag, link."""
        found = _SMS.fullmatch(self.sms)
        if not found:
            raise ValueError(f"the SMS in {NAME} has a new form: change tests/pictures/golden.py")
        return found.groupdict()


def read() -> Golden:
    """The golden alert as it is now."""
    found = _PAGE.fullmatch(GOLDEN.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{NAME} has a new form: change tests/pictures/golden.py")
    return Golden(**found.groupdict())


def digest_line() -> str:
    """The digest of the golden text, as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(GOLDEN.read_bytes()).hexdigest()}  {NAME}\n"
