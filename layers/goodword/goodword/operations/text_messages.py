"""What this account may send by SMS in this region, as far as SNS tells the caller."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goodword.aws.client import AWS_ERRORS, client


@dataclass(frozen=True, slots=True)
class TextMessages:
    """Each is None where SNS did not say, usually because a permission is missing, which `denied` names."""

    sandboxed: bool | None
    """Whether SMS reach only numbers that were verified in the console."""
    sms_type: str | None
    """The default for messages without a type: Transactional or Promotional; Promotional where nobody set it."""
    spend_limit: str | None
    """USD a month; empty where it is the initial one of AWS."""
    numbers: tuple[str, ...] | None
    """The countries (DE, US) of the origination numbers. SNS does not list sender IDs."""
    denied: tuple[str, ...] = ()


def text_messages() -> TextMessages:
    """Ask SNS for each value; a refusal does not stop the others."""
    sns, denied = client("sns"), list[str]()

    def ask[T](permission: str, question: Callable[[], T]) -> T | None:
        try:
            return question()
        except AWS_ERRORS:
            denied.append(permission)
            return None

    settings = ask("sns:GetSMSAttributes", lambda: sns.get_sms_attributes().get("attributes", {}))
    return TextMessages(
        ask("sns:GetSMSSandboxAccountStatus", lambda: bool(sns.get_sms_sandbox_account_status()["IsInSandbox"])),
        None if settings is None else settings.get("DefaultSMSType", "Promotional"),
        None if settings is None else settings.get("MonthlySpendLimit", ""),
        ask("sns:ListOriginationNumbers", lambda: _countries(sns)),
        tuple(denied),
    )


def _countries(sns: Any) -> tuple[str, ...]:
    pages = sns.get_paginator("list_origination_numbers").paginate()
    return tuple(sorted({number["Iso2CountryCode"] for page in pages for number in page.get("PhoneNumbers", [])}))
