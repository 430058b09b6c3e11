"""What this account may send by SMS in this region, as far as SNS tells the caller."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goodword.aws.client import AWS_ERRORS, client


@dataclass(frozen=True, slots=True)
class TextMessages:
    """Each is None where SNS did not say, usually because a permission is missing, which `unnotified` names."""

    sandboxed: bool | None
    """Whether SMS reach only numbers that were verified in the console."""
    sms_type: str | None
    """The default for messages without a type: Transactional or Promotional; Promotional where nobody set it."""
    spend_limit: str | None
    """USD a month; empty where it is the initial one of AWS."""
    numbers: tuple[str, ...] | None
    """The countries (DE, US) of the origination numbers. SNS does not list sender IDs."""
    unnotified: tuple[str, ...] = ()


def text_messages() -> TextMessages:
    """Ask SNS for each value; a refusal does not stop the others."""
    sns, unnotified = client("sns"), list[str]()

    def asked[T](permission: str, question: Callable[[], T]) -> T | None:
        try:
            return question()
        except AWS_ERRORS:
            unnotified.append(permission)
            return None

    settings = asked("sns:GetSMSAttributes", lambda: sns.get_sms_attributes().get("attributes", {}))
    return TextMessages(
        asked("sns:GetSMSSandboxAccountStatus", lambda: bool(sns.get_sms_sandbox_account_status()["IsInSandbox"])),
        None if settings is None else settings.get("DefaultSMSType", "Promotional"),
        None if settings is None else settings.get("MonthlySpendLimit", ""),
        asked("sns:ListOriginationNumbers", lambda: _countries(sns)),
        tuple(unnotified),
    )


def _countries(sns: Any) -> tuple[str, ...]:
    pages = sns.get_paginator("list_origination_numbers").paginate()
    return tuple(sorted({item["Iso2CountryCode"] for page in pages for item in page.get("PhoneNumbers", [])}))
