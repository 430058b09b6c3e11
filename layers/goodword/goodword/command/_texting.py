"""What `goodword configure` prints about SMS: the account's settings decide whether they reach a phone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.operations.text_messages import TextMessages

_FIRST_LIMIT = "1"  # USD a month, the initial limit of AWS
_GUIDE = "docs/text-messages.md"
_NUMBERED = "+1"  # calling code of the US, Canada and neighbours, where only registered numbers may send
_REGISTERED = {"+44": "the UK", "+91": "India", "+65": "Singapore"}  # where a sender ID must be registered


def texting(known: "TextMessages", phones: Sequence[str], parameters: Mapping[str, str]) -> Iterator[str]:
    """What is missing for SMS to reach these phones, and where to fix it; nothing when nothing is missing."""
    missing = [*_account(known), *_limit(known, parameters), *_senders(known, phones)]
    if known.denied:
        missing.append(f"some settings could not be read: you need the permissions {', '.join(known.denied)}")
    if missing:
        yield "SMS (in the console: SNS, Text messaging):"
        yield from (f"  {line}." for line in missing)


def _account(known: "TextMessages") -> Iterator[str]:
    if known.sandboxed:
        yield "this account is in the SMS sandbox, so SMS reach only verified numbers: choose Exit SMS sandbox"
    elif known.sandboxed is None:
        yield "the account may be in the SMS sandbox (verified numbers only): check the first box on that page"
    if known.sms_type not in (None, "Transactional"):
        yield (
            f"the account's default type is {known.sms_type}. Goodword requests Transactional for each alert; to be "
            "sure, change the default: `aws sns set-sms-attributes --attributes DefaultSMSType=Transactional`"
        )


def _limit(known: "TextMessages", parameters: Mapping[str, str]) -> Iterator[str]:
    limit = known.spend_limit
    if limit is None:
        return
    if limit in ("", _FIRST_LIMIT, f"{_FIRST_LIMIT}.0", f"{_FIRST_LIMIT}.00"):
        yield (
            f"the limit is {limit or _FIRST_LIMIT} USD a month; above it, SNS silently sends nothing: ask for more "
            'in Service Quotas or AWS Support ("SNS Text Messaging"), then raise Account spend limit'
        )
    alarm = parameters.get("SmsMonthlyLimit", "")
    if limit and alarm and _usd(limit) != _usd(alarm):
        yield f"the limit is {limit} USD a month, but the alarm uses SmsMonthlyLimit={alarm}: deploy it as {limit}"


def _usd(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _senders(known: "TextMessages", phones: Sequence[str]) -> Iterator[str]:
    """Which origination identities these phones need; SNS lists numbers, but not sender IDs."""
    numbers = known.numbers
    if any(phone.startswith(_NUMBERED) for phone in phones) and numbers is not None and not {"US", "CA"} & {*numbers}:
        yield f"phones with +1 can be reached only from a registered number, and you have none: {_GUIDE}"
    for code, country in _REGISTERED.items():
        if any(phone.startswith(code) for phone in phones):
            yield f"phones in {country} ({code}) need a registered sender ID (SNS does not list these): {_GUIDE}"
    if numbers:
        yield f"numbers ({', '.join(numbers)}) requested since 25 September 2024 need a policy for SNS: {_GUIDE}"
