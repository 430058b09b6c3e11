"""Compares an account's limits for requests and concurrency with what a stack needs."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.operations.account import Concurrency, Throttle

DEFAULTS = {"Concurrency": "10", "WebhookRate": "3000", "WebhookBurst": "5000"}
"""The template's defaults, for parameters that are not set."""
SIZES = (10, 100, 1000)
"""The values of the template's `Concurrency`."""

LOWER = {
    "af-south-1": "Cape Town",
    "ap-south-2": "Hyderabad",
    "ap-southeast-3": "Jakarta",
    "ap-southeast-4": "Melbourne",
    "ap-southeast-5": "Malaysia",
    "ap-southeast-7": "Thailand",
    "ca-west-1": "Calgary",
    "eu-central-2": "Zurich",
    "eu-south-1": "Milan",
    "eu-south-2": "Spain",
    "il-central-1": "Tel Aviv",
    "me-central-1": "UAE",
    "mx-central-1": "Mexico",
}
"""Where API Gateway allows 2,500 requests a second and a burst of 1,250 by default; elsewhere 10,000 and 5,000.
https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"""


def fitting(known: "Concurrency") -> int | None:
    """The largest `Concurrency` that fits into the account; None where even the smallest does not fit.

    Other functions may have reserved up to a quarter of it: the shares of all queues together need less than the rest.
    """
    sizes = (size for size in SIZES if size <= known.account and known.unreserved * 4 >= size * 3)
    return max(sizes, default=None)


def too_much(known: "Concurrency", parameters: Mapping[str, str]) -> str:
    """What to do if the chosen `Concurrency` does not fit; empty if it does."""
    chosen, fits = _number(parameters, "Concurrency"), fitting(known)
    if fits is None:
        return (
            f"{known.unreserved} unreserved concurrent runs are too few: {_more(SIZES[0])}, or reduce the reserved "
            "concurrency of another function (Lambda console, the function, Configuration, Concurrency)"
        )
    if chosen <= fits:
        return ""
    where = f"Concurrency={chosen} is more than this account runs at once"
    return f"{where}: deploy with Concurrency={fits}, or {_more(chosen)}"


def room_left(known: "Concurrency", parameters: Mapping[str, str]) -> str:
    """A note that a larger `Concurrency` would fit; empty if it would not."""
    fits = fitting(known)
    if fits is None or _number(parameters, "Concurrency") >= fits:
        return ""
    return f"Concurrency={fits} would fit too: it handles peaks faster, at no extra cost otherwise"


def throttled(region: str, known: "Throttle | None", parameters: Mapping[str, str]) -> Iterator[str]:
    """One line for each webhook limit that is above the account's limit."""
    rate, burst = (known.rate, known.burst) if known else (2500, 1250) if region in LOWER else (10000, 5000)
    since = "this account" if known else f"an account in {region} by default"
    for name, most, what in (("WebhookRate", rate, "a second"), ("WebhookBurst", burst, "at once")):
        chosen = _number(parameters, name)
        if chosen > most:
            yield (
                f"{name}={chosen} is more than API Gateway allows {since}: {most} {what}, for all its APIs. It answers "
                f"requests above that with 429. Set {name}={most}, or ask for more in Service Quotas (API Gateway)"
            )


def _number(parameters: Mapping[str, str], name: str) -> int:
    found = parameters.get(name, "")
    return int(found if found.isdecimal() else DEFAULTS[name])


def _more(size: int) -> str:
    return f'ask for {size} in Service Quotas (AWS Lambda, "Concurrent executions"; hours to days)'
