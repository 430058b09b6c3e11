"""What `goodword configure` says of SMS: whether they reach a phone is up to the account."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.operations.text_messages import TextMessages

_FIRST_LIMIT = "1"  # USD a month, where AWS began with it
_GUIDE = "docs/operations.md, Text messages by country"
_NUMBERED = "+1"  # the calling code of the US, Canada and their neighbours, where only registered numbers may send
_REGISTERED = {"+44": "the UK", "+91": "India", "+65": "Singapore"}  # where a sender ID has to be registered


def texting(known: "TextMessages", phones: Sequence[str], parameters: Mapping[str, str]) -> Iterator[str]:
    """What is missing for SMS to reach these phones, each with where it is mended; nothing when nothing is."""
    missing = [*_account(known), *_limit(known, parameters), *_senders(known, phones)]
    if known.unnotified:
        missing.append(f"SNS did not tell all of it: whoever runs this needs {', '.join(known.unnotified)}")
    if missing:
        yield "SMS (the console's paths are under SNS, Text messaging):"
        yield from (f"  {line}." for line in missing)


def _account(known: "TextMessages") -> Iterator[str]:
    if known.sandboxed:
        yield "this account is in the sandbox, so that only numbers verified there are reached: Exit SMS sandbox"
    elif known.sandboxed is None:
        yield "the account may be in the sandbox (verified numbers only): the first box on that page says so"
    if known.sms_type not in (None, "Transactional"):
        yield (
            f"the account's default is {known.sms_type}. Goodword asks for Transactional with each alert; to be sure, "
            "make it the default: `aws sns set-sms-attributes --attributes DefaultSMSType=Transactional`"
        )


def _limit(known: "TextMessages", parameters: Mapping[str, str]) -> Iterator[str]:
    limit = known.spend_limit
    if limit is None:
        return
    if limit in ("", _FIRST_LIMIT, f"{_FIRST_LIMIT}.0", f"{_FIRST_LIMIT}.00"):
        yield (
            f"at most {limit or _FIRST_LIMIT} USD a month are spent, then SNS sends no more and says so to nobody: ask "
            'for more in Service Quotas or with AWS Support ("SNS Text Messaging"), then raise Account spend limit'
        )
    reported = parameters.get("SmsMonthlyLimit", "")
    if limit and reported and _usd(limit) != _usd(reported):
        yield f"the limit is {limit} USD a month, and the alarm goes by SmsMonthlyLimit={reported}: deploy it as {limit}"


def _usd(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _senders(known: "TextMessages", phones: Sequence[str]) -> Iterator[str]:
    """Which origination identities these phones need; the numbers are known, sender IDs SNS does not list."""
    numbers = known.numbers
    if any(phone.startswith(_NUMBERED) for phone in phones) and numbers is not None and not {"US", "CA"} & {*numbers}:
        yield f"phones that begin with +1 are reached from a registered number only, and there is none: {_GUIDE}"
    for code, country in _REGISTERED.items():
        if any(phone.startswith(code) for phone in phones):
            yield f"phones in {country} ({code}) want a registered sender ID, which SNS does not list: {_GUIDE}"
    if numbers:
        yield f"numbers ({', '.join(numbers)}) requested since 25 September 2024 must let SNS use them: {_GUIDE}"
