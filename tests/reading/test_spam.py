"""Spam is found by its own words, and customers who write about the same things are no spam."""

from pathlib import Path

import pytest
from hypothesis import given

from goodword.reading.spam import spam
from tests.conftest import SHARED
from tests.reading.hostile import HOSTILE

WORK = Path(__file__).parent / "examples" / "work.tsv"
VAL = SHARED / "sentiment" / "tweeteval" / "val.tsv"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Follow us and retweet this for your chance to win a £50 voucher", "retweet"),
        ("Invest $300 and get $3,000 in 24 hours, no risk. Message me on WhatsApp", "invest $300"),
        ('Looking for 10 people who want to earn $2k weekly from home, DM "INFO"', "earn"),
        ("Kindly send us a direct message on WhatsApp +1 555 0100 for your refund", "whatsapp"),
        ("Please DM @AcmeHelpCentre_ with your phone number so that we can help you", "@acmehelpcentre_"),
        ("My account was gone and @tech_recover22 on IG helped me get it back", "recover22"),
        ("Original trainers 70% off, limited stock, order via link in bio", "70% off"),
        ("Lonely girls in your area want to chat, click the link", "lonely girls"),
        ("No credit check loans up to $50,000, apply now", "credit check"),
        ("http://a.b/1 http://a.b/2 http://a.b/3 http://a.b/4 look", "4 links"),
        ("look " + " ".join(f"#tag{number}" for number in range(14)), "14 tags"),
    ],
)
def test_it_says_the_words_that_show_it(text, words):
    assert words in (spam(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "your 20% off code doesn't work, please DM me",
        "can I order on WhatsApp? the promo code is not accepted",
        "I won your giveaway last month and never got the voucher, message me please",
        "I won a gift card in your app, tapped the link and nothing happens",
        "My loan application is stuck for two weeks, please contact me",
        "I want a loan for a car, what are your rates? contact me",
        "I work from home and my internet is down again, DM me",
        "my investment account is locked, call me or message me today",
        "when I click the link in your mail it says page not found",
        "Someone pretending to be you asked for my CVV on WhatsApp, is this a scam?",
        "A fake account @acme_support_help told me to send my card details, be careful",
        "My account was hacked and you do nothing! Contact me now",
        "Bitcoin withdrawal pending since Monday, please help, DM me",
        "followed you and retweeted, still no answer to my complaint",
        "Where is the link in your bio? I cannot find the offer",
        "Just subscribed to your channel, love it",
        "Does the free trial need a credit card?",
        "Thanks to your support team for the quick refund",
        "Please send me the customer service number, I have been waiting 3 days",
        "I've been chosen as employee of the month, celebrating with an Acme pizza",
        "You asked for my account number in public, seriously?",
        "My follower count dropped after your update, text me how to fix it",
        "Your casino night was rigged, refund me and message me",
        "I get paid $500 a week and still cannot afford your prices",
        "is the replica jersey back in stock? contact me when it is",
        "I earn points but never cash, please message me",
        "Why do I have to verify my account by the link in the mail every day?",
        "The hacker convention at your hotel was loud",
        "We are hiring new staff said your manager, so why is nobody at the desk, call me",
        "Premium accounts should not show ads. DM me",
        "Free pizza on Friday! thank you Acme, best survey ever",
        "Can you recover my lost money from the failed transfer?",
        "Follow-up: I asked and shared my order number, no reply",
        "My son lost 10 kg in 2 months of your food, he was ill. Call me.",
        "The astrology feature in your app is fun",
        "Tag two friends who would love this pizza",
        "The odds of my parcel arriving are zero, DM me",
        "price match please, 10% off elsewhere, dm me",
        "I tried to stream my new single on your site, it fails",
        "Someone asked for my card number and cvv in your name",
        "I was the lucky winner of your competition and got nothing",
        "I tried to contact @AcmeSupport for a refund, no luck",
        "the keyboard came with three working keys",
        "you advertise guaranteed returns but refuse to take it back",
        "can't watch my stream on the tv since the update",
        "buy 2 get one free at the till did not scan",
        "Thanks to Trader Joe's for the tip",
        "@acme_tech helped me within minutes, brilliant",
        "You are on the top of Google and still your shop is closed",
        "Thanks for the free dessert! Link to my review is on my blog, check it out",
        "Is the customer service number 0800 123 456 free to call?",
        "",
        "\ud800\x00",
    ],
)
def test_customers_who_talk_of_offers_links_and_prizes(text):
    assert spam(text) is None


def test_on_the_working_half_of_the_examples():
    rows = [line.split("\t") for line in WORK.read_text().splitlines()]
    found = ["spam" in intents.split(",") for _, intents, _, text in rows if spam(text)]
    assert sum(found) >= 45
    assert sum(found) >= 0.97 * len(found)


@pytest.mark.skipif(not VAL.exists(), reason="../shared/data is absent")
def test_at_most_one_in_a_hundred_tweets_is_taken_for_it():
    tweets = [line.partition("\t")[2] for line in VAL.read_text().splitlines()]
    assert sum(spam(tweet) is not None for tweet in tweets) <= len(tweets) / 100


@given(HOSTILE)
def test_any_text_is_looked_at(text):
    assert spam(text) is None or spam(text)
