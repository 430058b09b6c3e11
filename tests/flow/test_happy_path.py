"""One webhook in, one person rung: the whole way through every room."""

from tests.flow.said import FIRE, comment
from tests.house.house import House


def test_a_complaint_on_facebook_reaches_the_team_by_mail(house: House) -> None:
    assert house.door.send("facebook", "acme-facebook", comment("c1")).status == 200
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert stored.priority == "P2"
    assert stored.author_name == "Mia Brandt"
    [ring] = house.people.rings
    assert ring.to == ("ana:mail", "ben:mail")
    assert ring.about == "c1"
    assert [mail.about for mail in house.people.got("ana:mail")] == ["c1"]
    assert house.people.got("ana:sms") == []
    assert house.depths() == {}


def test_a_danger_rings_by_sms_and_mail(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    house.settle()
    [ring] = house.people.rings
    assert ring.to == ("ana:mail", "ben:mail", "ana:sms")
    assert [text.about for text in house.people.got("ana:sms")] == ["c1"]
    assert [mail.about for mail in house.people.got("ben:mail")] == ["c1"]
    assert ring.machine["priority"] == "P1"
    assert ring.machine["subject"].startswith(f"[ACME P1 {ring.machine['case']}]")
