"""What this account may send by SMS in this region, as far as SNS tells whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goodword.aws.client import AWS_ERRORS, client


@dataclass(frozen=True, slots=True)
class TextMessages:
    """Each is None where SNS did not say, above all for want of a permission, which `untold` names."""

    sandboxed: bool | None
    """Whether only numbers that were verified in the console are reached."""
    sms_type: str | None
    """Transactional or Promotional, for what is published without saying which; Promotional where nobody set it."""
    spend_limit: str | None
    """USD a month; empty where it is the one that AWS began with."""
    numbers: tuple[str, ...] | None
    """The countries (DE, US) of the origination numbers. Sender IDs are not among them: SNS does not list those."""
    unnotified: tuple[str, ...] = ()


def text_messages() -> TextMessages:
    """Ask SNS for each; what it refuses does not keep the others from being asked."""
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
