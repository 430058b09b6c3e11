"""What is danger, and what only sounds like it."""

import pytest

from goodword.reading.intents import find
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import Text

SCORER = FastScorer()

SAFETY = """
the charger caught fire
My Acme charger CAUGHT FIRE last night!!
can't believe it caught fire
No, it caught fire twice
my phone caught on fire
it set my kitchen on fire
the phone is on fire help
the battery burst into flames
smoke coming out of the plug
the charger is smoking
the charger started smoking when I plugged it in
charger is literally smoking right now
the socket is sparking
there's a burning smell from the heater
smelled gas when I turned on the oven
the charger melted the plug
your power bank exploded in my bag
my phone exploded
It did not just break, it exploded
the blender blew up in my hands
got an electric shock from the cable
phone shocked me when I touched it
the outlet zapped me
the toaster burned my hand
my skin is burning after using the lotion
my son was injured by your scooter
someone is going to get hurt
broke my tooth on your granola bar
found glass in my salad
we ended up in the emergency room
my daughter is in hospital after eating your yoghurt
She had an allergic reaction to the cream
my face is swollen after your serum
I can't breathe after using this spray
food poisoning from your restaurant
made my dog sick
my baby choked on a loose part
this toy is a choking hazard
my son swallowed a button battery
the brakes failed on my new bike
that heater is dangerous
stop selling this, it's a fire hazard
Is there a recall on this model?
this product should be recalled immediately
I want to kill myself
feeling suicidal and your chat bot ignores me
Your charger nearly burned my house down
flames came out of the toaster
It's smoking, what do I do?
help the thing is on fire
feel like ending my life
your delivery driver threatened me with a knife
battery swelled up and is bulging
the adapter just went bang
my toddler ate a magnet that fell off your toy
It wasn’t funny: it caught ﬁre
the socket in room 12 buzzes and gets warm
your ladder snapped while my husband was on it
there was a screw in my porridge
your chicken was pink and now my son is ill
the brakes on the hire car failed
the fire exit at your shop is chained shut
your guard grabbed my daughter by the arm
I told the waiter about my allergy and they served nuts
your app shows my home address to strangers
one of your drivers was texting at the wheel
a shelf fell on my toddler in aisle 4
""".strip().splitlines()

LEGAL = """
I will sue you
we're going to sue Acme for this
my lawyer will contact you
you'll hear from my attorney
taking you to small claims court
see you in court
class action lawsuit incoming
legal action will follow
I am calling the police
I'm reporting this to the FDA
your app leaked my data, this is a data breach
the ombudsman has your letter
my solicitor will write to you about the boiler
""".strip().splitlines()

FALSE_ALARMS = """
fire sale at Acme today
this track is fire
you are on fire today
The team is on fire tonight
this song will set the world on fire
Love the Fire TV stick
playing with fire
it did not catch fire
it didn't actually catch fire, thank goodness
never caught fire, great quality
no risk of electric shock
without any injuries
no one was injured
nobody got hurt
it is not dangerous
we are not in danger of an explosion
no smoke, no smell, perfect grill
smoking deal on chargers
smoking hot price
I quit smoking thanks to this app
smoke detector works great
smoked salmon was delicious
burned 500 calories with this
my phone is blowing up with notifications
this blew up on TikTok
mind exploding
explosion of flavour
shocked by the price
I was shocked at how good it is
my phone died
I died laughing
in stitches at your new ad
shipping is killing me
you guys are killing it
I would kill for this jacket
these cookies are dangerously good
add insult to injury
the knee injury keeps him out for the season
bleeding edge technology
my wallet is bleeding
pick your poison
hurt my feelings
suicide squad merch when?
we donated toys to the children's hospital
fashion police would arrest me
I'm a lawyer and I love this bag
thanks Sue for the help
Sue from support was lovely
I'm not going to sue
won't sue anyone over this
I recall buying this last year
can't recall the name of the shop
as far as I recall it was cheaper
see https://acme.example/caught-fire?lawsuit=1
@caught_fire hello
our lawyer friends love your pens
a poisonous review from a troll
firefighters love your coffee
Hot deals, prices on fire!
that burger was to die for
Late again
the brakes on the hire car did not fail
there was no screw in my porridge
the roof came off at the concert, what a band
the chicken was tender and my son loved it
I bought a shelf for my toddler
the striker went down with an injured knee in the match
your waiter told me about the nut cake
my daughter grabbed the last one in the shop
""".strip().splitlines()


def reason_of_danger(text: str) -> str | None:
    findings = find(text, SCORER.score(Text(text, "en")))
    return next((finding.reason for finding in findings if finding.intent == "safety_or_legal"), None)


@pytest.mark.parametrize("text", SAFETY)
def test_danger_is_heard(text):
    assert (reason_of_danger(text) or "").startswith('safety: "')


@pytest.mark.parametrize("text", LEGAL)
def test_a_legal_threat_is_heard(text):
    assert (reason_of_danger(text) or "").startswith('legal: "')


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_nobody_is_woken_for_this(text):
    assert reason_of_danger(text) is None


def test_the_reason_is_the_words_that_say_so():
    assert reason_of_danger("Well. My charger CAUGHT FIRE, again") == 'safety: "caught fire"'


def test_danger_comes_first_among_the_findings():
    text = "Terrible. Where is my refund? The charger caught fire"
    assert [finding.intent for finding in find(text, SCORER.score(Text(text, "en")))] == [
        "safety_or_legal",
        "complaint",
        "needs_help",
        "question",
    ]
