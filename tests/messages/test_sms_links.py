"""SMS with a link, also of follow-ups and notices: the link is whole, and the important facts stay."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from boto3 import Session

from goodword.messages import Notice
from goodword.messages.gsm7 import septets
from goodword.messages.sms import notice_sms, sms
from tests.messages.scenarios import AWS_LINK, CHINA_LINK, LINK, NOW, alert, notice, over

OVER = "ACME P1 7K2: resolved in 12 min, 5 mentions"


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"kind": "more", "more": 4, "mention_count": 5}, "ACME P1 safety - X (4 more) @jo_k: "),
        ({"kind": "step"}, "ACME P1 safety - X (not taken) @jo_k: "),
        ({"kind": "handed", "by": "ben"}, "ACME P1 safety - X (ben hands over) @jo_k: "),
    ],
)
def test_says_what_is_new_behind_what_it_is_about(fields: dict[str, Any], start: str) -> None:
    assert sms(alert(**fields), "Goodword").startswith(start)


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (LINK, '@jo_k: "charger caught fire at 3am, my kid sleeps..."'),
        (AWS_LINK, '@jo_k: "charger caught fire at..."'),
        (CHINA_LINK, '@jo_k: "charger caught fire at..."'),
        (f"https://{'h' * 64}.example/a/k3J9xQ2mZ7pLw4Tb", "@jo_k"),
    ],
)
def test_the_shorter_the_link_the_more_is_quoted(link: str, text: str) -> None:
    assert sms(alert(link=link), "Goodword") == f"ACME P1 safety - X {text} due 09:22 7K2 {link}"


@pytest.mark.parametrize("link", ["https://h.example/a b", "https://h.example/\n", "https://ж.example/", "h" * 120])
def test_a_link_that_cannot_be_whole_is_left_to_the_mail(link: str) -> None:
    text = sms(alert(link=link), "Goodword")
    assert text == 'ACME P1 safety - X @jo_k: "charger caught fire at 3am, my kid sleeps..." due 09:22 7K2'


def test_at_the_worst_all_that_matters_still_fits() -> None:
    crowded = alert(
        kind="step",
        link=AWS_LINK,
        author_handle="j" * 32,
        brand="B" * 30,
        platform="standard",
        source="s" * 32,
        delayed_since=NOW - timedelta(minutes=170),
        intents=("complaint",),
        first_answer_due=NOW - timedelta(days=1),
    )
    text = sms(crowded, "Elevenchars")
    assert text == f"{'B' * 14} P1 complaint - {'s' * 16} was due Mon 09:08 7K2 {AWS_LINK}"
    assert septets(f"Elevenchars> {text}") == 160


def test_a_name_is_never_alone_before_our_own_words() -> None:
    link = f"https://{'h' * 60}.example/a/k3J9xQ2mZ7pLw4Tb"
    text = sms(alert(author_handle=None, author_name="Jo due 0900 9ZZ", link=link), "Goodword")
    assert text == f"ACME P1 safety - X due 09:22 7K2 {link}"


def test_no_host_of_aws_is_longer_than_those_tried_here() -> None:
    session, suffix = Session(), {"aws": "amazonaws.com", "aws-us-gov": "amazonaws.com", "aws-cn": "amazonaws.com.cn"}
    longest = {
        partition: max(len(f"{region}.{end}") for region in session.get_available_regions("apigatewayv2", partition))
        for partition, end in suffix.items()
    }
    assert longest["aws"] == len(urlsplit(AWS_LINK).netloc) - len("abcdefghij.execute-api.")
    assert longest["aws-cn"] == len(urlsplit(CHINA_LINK).netloc) - len("abcdefghij.execute-api.")
    assert longest["aws-us-gov"] <= longest["aws"]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (notice(), "ACME P1 7K2: ben took it at 09:12. No action needed."),
        (notice(by="ana"), "ACME P1 7K2: you took it at 09:12. No action needed."),
        (over(), "ACME P1 7K2: resolved in 12 min, 5 mentions: your team replied."),
        (
            over(how="taken and quiet", by="ben", open_cases=("8QF", "9ZZ")),
            f"{OVER}: ben took it, no new mentions since. Still open: 8QF, 9ZZ.",
        ),
        (over(mention_count=1), "ACME P1 7K2: resolved in 12 min, 1 mention: your team replied."),
        (over(how=None, open_cases=("8QF",) * 6), f"{OVER}. Still open: 8QF, 8QF, 8QF, 8QF and 2 more."),
        (over(how="not about us", by=None, brand="小米"), f"{OVER}: a colleague said not about us."),
    ],
)
def test_a_notice_says_what_became_of_it(sent: Notice, text: str) -> None:
    assert notice_sms(sent, "Goodword") == text


def test_a_notice_carries_its_link_whole() -> None:
    text = notice_sms(over(how="taken and quiet", by="ben", open_cases=("8QF", "9ZZ"), link=AWS_LINK), "Goodword")
    assert text == f"ACME P1 7K2: resolved in 12 min, 5 mentions: ben took it, no new men... {AWS_LINK}"
