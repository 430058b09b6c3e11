"""Spam, by plain English rules: words that only spam uses, or an offer with a call to come and get it.

Words of a customer rule it out. The rules prefer to miss spam: what counts as spam waits a day, and may be a customer.
"""

import re
from collections.abc import Iterable

from goodword.reading.plain import fold

MANY_LINKS, MANY_TAGS = 4, 12
"""So many links or tags make spam; tags only if they are at least half of the words."""

_CHARACTERS = 5_000
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}")
_TAG = re.compile(r"#\w{1,100}")

_GAP = r"(?:[^\w@]{1,3}@?[\w'$€£%]++){0,3}?[^\w@]{1,3}"
_MONEY = r"(?:[$€£₹] ?\d[\d,.]{0,15}k?|\d[\d,.]{0,15}k? ?(?:dollars?|bucks|usd|euros?|pounds?|btc|eth|usdt))"
_COIN = r"(?:bitcoins?|btc|crypto(?:currency|currencies)?|forex|fx|binary options?|usdt|ethereum|altcoins?)"
_GIFT = r"(?:gift ?cards?|vouchers?|(?:brand new )?iphones?(?: \d+)?|playstations?|ps5|robux|v-?bucks|hampers?|prizes?)"
_AUDIENCE = r"(?:followers|likes|subscribers|views|(?:verified |google |hotel |\d[- ]star )*reviews)"

ONLY_SPAM = (
    # giveaways by strangers
    (
        r"(?:follow|like)(?: (?:us|me|this page|@\w+))?(?:,| and| &| \+|/)? ?(?:and )?(?:rt|retweet|repost|share|tag)\b"
        rf"{_GAP}(?:\w++{_GAP})?(?:to win|to enter|chance|giveaway)"
    ),
    (
        rf"(?:rt|retweet|repost|share)(?: this)?(?: and| &| \+|/|,) ?(?:follow|like|tag){_GAP}(?:\w++{_GAP})?"
        r"(?:to win|to enter|chance|giveaway)"
    ),
    r"tag (?:\d|two|three|five|a|your) friends?(?:\W{1,3}\w++){0,6}\W{1,3}(?:to win|to enter|winning|winners?)",
    r"you(?:'re| are|'ve been| have been) (?:\w++ ){0,2}?(?:selected|chosen) (?:for (?:a|our) free|to receive|winner)",
    r"you(?:'re| are) (?:\w++ ){0,2}?(?:selected|lucky|today's) winner|your number was (?:drawn|picked|selected)",
    r"pay only (?:the )?(?:[$€£]\S+ )?(?:for )?(?:shipping|postage|delivery)",
    rf"giving (?:away )?{_MONEY}(?: each)? to (?:the )?(?:first|every|anyone|random)",
    # promises of money
    rf"(?:turn(?:ed|ing)?|invest(?:ed)?) {_MONEY} (?:into|and (?:get|got|earn|made|make|receive)) (?:{_MONEY}|\d+k)",
    r"passive income(?: \w++){0,2} (?:while|with|w/|from)|double your (?:money|bitcoin|investment|crypto)",
    (
        rf"{_COIN} (?:mining|trading|trader|investment|signals?|expert|mentor|manager|staking|giveaway|recovery)s?"
        rf"{_GAP}(?:\w++ ){{0,3}}?(?:her|him|me|channel|paid|help(?:s|ed)?|thanks)"
    ),
    rf"{_COIN} (?:\w++ ){{0,2}}?(?:saved|changed|doubled) my",
    r"(?:ai|auto(?:mated)?|crypto|forex) (?:trading )?(?:robot|signals?)|this trader paid",
    r"(?:guaranteed|daily) (?:profits?|payouts?)|100% (?:sure|fixed|winning) (?:odds|match(?:es)?|tips?)",
    r"bad credit (?:ok|okay|welcome|accepted|no problem)|loans? (?:without|no|with no) credit checks?",
    r"no credit check loans?",
    # fake support, and hackers for hire
    r"(?:trusted|professional|certified|legit|ethical|reliable) hackers?\b|message this hacker",
    r"hack(?:ing|ed)? back (?:\w++ )?(?:account|page)s?",
    r"spy(?:ing)? on (?:\w++ ){0,2}?(?:spouse|partner|wife|husband)",
    r"recover(?:y|ed|ing|s)? (?:of )?(?:your |all )?(?:lost|stolen|scammed) (?:funds|crypto|money|bitcoins?|wallet)",
    r"@\w*(?:recover|hack|unlock|wizard)\w*(?: on \w++)? (?:\w++ ){0,2}?(?:got|recovered|helped|restored)",
    r"(?:contact|message|dm|thank you|text) @\w*(?:recover|hack|wizard|unlock|fx_|247)\w*",
    r"contact \w*(?:cyber|ghost|hack|247)\w* (?:on|by)",
    (
        r"(?:please|kindly) (?:contact|follow|message|dm|write to)(?: \w++){0,4}"
        r" @\w*(?:support|help|care|service|refund|desk|agent)\w*"
        r"(?: \w++){0,3} (?:refund|assist\w*|with your|so (?:that )?we|and send|and we)"
    ),
    r"dear (?:customer|guest|user|client|sir)\b.{0,80}(?:(?:quick|fast|instant) refund|whatsapp|help ?desk)",
    r"(?:follow|contact|message) our (?:official )?(?:help|support|refund|care) (?:page|desk|manager|agent|line)",
    r"(?:contact our|official) manager on",
    r"(?:kindly|please) (?:send|write|text|message)(?: \w++){0,5} (?:on|via) whatsapp",
    (
        r"(?:customer (?:care|service|support)|helpline|toll[- ]?free) (?:number|no\.?)\W{1,3}[\d+(][\w() .-]{5,20}"
        r"(?:call now|call us|for refund|any ?time)"
    ),
    r"(?:fill|complete) (?:in |out )?(?:the|this|our) form(?: [\w.-]++){0,5} to be (?:refunded|verified|compensated)",
    (
        r"verify (?:your |the )?(?:account|booking|payment|wallet|identity)(?: \w++){0,3} (?:at|via"
        r"|through) (?:the|this) link"
    ),
    r"verify (?:your )?(?:account|booking|payment|wallet|identity) within \d+",
    r"connect your wallet|send your (?:\w++ ){1,3}and cvv|have your card ready",
    # illegal offers
    rf"{_AUDIENCE} (?:for|only|just|=|from) ?[$€£]?\d|\d+k? (?:real |active )?{_AUDIENCE} (?:for|only|instant)",
    (
        rf"(?:buy|sell|selling|cheap|get) (?:\w++ ){{0,2}}?{_AUDIENCE}(?: here| now| fast|\W{{1,3}}(?:safe|cheap"
        r"|real|instant|5 star))"
    ),
    r"f4f|follow (?:for|4) ?follow|sub ?4 ?sub|follow me(?: and)? i(?:'ll)? follow (?:you )?back",
    r"(?:admins?|mods?) (?:pls |please |plz )?(?:don'?t|do not) (?:delete|remove|ban)|legit vouch",
    r"payment by gift cards?",
    r"your ad here|shout ?outs? from [$€£]?\d|promote it on @\w++|brand ambassador\b.{0,30}\b(?:dm|message)",
    r"(?:dm|message|send pics to)(?: \w++){0,3} main page(?: \w++){0,3} (?:ambassador|collab)|collab\?? (?:dm|send)",
    r"seo (?:package|service|expert)s?",
    r"(?:put|get|rank) (?:\w++ ){1,4}?(?:page one|first page|top) of (?:google|search)",
    r"iptv\b(?:\W{1,3}[\w,]++){0,3}\W{1,3}(?:channels|trial)|cracks? for (?:all )?paid",
    r"lifetime activation|accounts? 1 year for|licen[cs]e without exam",
    r"(?:viagra|cialis)(?: \w++){0,2} without|without (?:a )?prescription\W{1,3}(?:fast|worldwide|cheap)",
    r"(?:we|i) (?:write|do) (?:your )?(?:assignments|essays|homework)|(?:plagiarism free|a\+ guaranteed)",
    r"spell caster|vashikaran|astrologer|pandit ji|love spells?|reunite with your ex|psychic readings?",
    r"doctors hate|melts? (?:belly )?fat|lose \d+ ?(?:kg|lbs|pounds) in \d",
    r"use my (?:\w++ )?code \w++ for|my (?:referral|affiliate|invite) (?:link|code)",
    rf"{_AUDIENCE}(?: & \w++)?\W{{1,3}}\d+k? for|need {_AUDIENCE}\W|pay the [$€£][\d.]+ (?:customs )?fee",
    r"selling tickets.{0,40} paypal",
    # bait
    r"hot (?:singles|girls|babes)(?: \w++){0,2} (?:near|in your)",
    r"(?:lonely|hot) (?:girls|women|singles) (?:near|in your)|hot pics",
    r"(?:my|check my) (?:only ?fans|nudes)|(?:escorts?|call girls?) (?:service|agency|available)|18\+ content in",
    r"(?:dear|hi|hello)\W{1,3}are you single",
    r"looking for (?:a )?serious relationship\W{1,3}(?:text|message|dm|chat|whatsapp)",
    r"number \d+ will shock you|will shock you\W{1,3}click|smash (?:that|the) (?:follow|subscribe)",
    r"subscribe (?:pls|plz)",
    r"(?:check out|stream|listen to) my (?:new |latest )?(?:mixtape|beats?|soundcloud|youtube|channel)",
    r"subscribe to my (?:\w++ )?channel|come to my (?:live ?)?stream",
)
"""Words that only advertising, begging and fraud use."""

CALLS = (
    r"dms?|inbox|pm me|hmu|whatsapp|telegram|insta|swipe up|\w+ dot \w+|links?",
    r"(?:in|on) (?:my |our |the )?(?:bio|profile)",
    (
        r"(?:message|text|contact|ask|add|email|follow|join|reach|call)(?: out to)? (?:me|us|him|her|them|our|now"
        r"|today|on|@\w+)"
    ),
    (
        r"(?:my|our) (?:page|profile|bio|channel|store|blog|group|stream|livestream|insta|vids?|videos?|youtube"
        r"|playlist|podcast)"
    ),
    r"(?:click|tap)(?:ing)?|subscribe|(?:visit|come to|see|come) (?:my|our)|check (?:me|us|it|my|our)? ?out",
    r"check (?:my|our)",
    (
        r"(?:sign up|register|apply|order|book|shop|buy|claim|download|play|reply|comment) (?:now|here|today"
        r"|below|yes|info|via)"
    ),
    r"(?:reply|comment|text|send|type) ['\"]?(?:yes|info|ready|start|loan|win)|first \d+ (?:people|persons?|only)",
    r"(?:slots|spots) left",
)
"""Calls to come and get it."""

OFFERS = (
    r"free|giveaway|win(?:ners?)?|won|prizes?|gift ?cards?|vouchers?|coupons?|promo(?:tion)?s?|bonus(?:es)?",
    r"rewards?|airdrop",
    r"congrat(?:s|ulations)|selected|lucky|claim|cheap(?:est)?|sell(?:ing)?|sale|discounts?|\d+% ?off",
    r"(?:half|low|lowest|best) prices?",
    rf"{_MONEY}|earn(?:ed|ing)?|profits?|income|invest(?:ed|ing|ments?|or)?|trad(?:ers?|ing)|{_COIN}|nfts?|tokens?",
    r"coins?|loans?",
    r"cash|rich|money|savings|mentor|coaching|course|ebook|secret|opportunity|job|hiring|from home|weekly",
    r"no experience",
    r"followers|likes|views|reviews|subscribers|legit|trusted|guaranteed|100%|instant(?:ly)?|original|replicas?",
    r"designer|quality",
    r"hack(?:ers?|ing|ed)?|recover(?:y|ed)?|spy|unlock(?:ed|ing)?|accounts?|unbanned|keys?|crack(?:ed|s)?|premium",
    r"verified|unlimited",
    r"wholesale|suppliers?|ships?|worldwide|shipping|vip|exclusive|limited|offers?|deals?|seo|websites?|marketing",
    r"agency",
    r"ambassador|collab|shoutouts?|influencers?|singles?|sexy|hot|nudes?|adult|18\+|girls|casino|bet(?:s|ting)?",
    r"odds|jackpot|tips",
    r"psychic|astrologer|spells?|pills|weight|slim(?:ming)?|fat|essays?|assignments?|mixtape|beats|podcast|dear",
    r"sir|official",
)
"""Promises, offers and pretences."""

PICTURES = "🔥💰💸🤑🎁🎉👉👇👈🚀📈📩💵💎😘😈🍑💦🔞✅🚨💕"
"""Decoration of offers."""

CUSTOMER = (
    (
        r"my (?:order|parcel|package|refund|account|booking|money|card|delivery|subscription|app|phone|internet"
        r"|son|daughter|mum|mom)"
    ),
    (
        r"my (?:\w++ )?(?:account|wife|husband|kids?|friends?|flight|room|table|bill|loan|points|vouchers?|wallet"
        r"|tickets?|dads?)"
    ),
    r"refund(?:ed|s)?|still|wait(?:ing|ed)|never|nobody|no one|why|where|when (?:will|is|are|do|i)",
    r"how (?:do|can|long|come)|pending",
    r"(?:is|are|do|does|can|could|will|would|did) (?:you|there|the|it|your|i|we|this)",
    r"you (?:guys|promise|say|said|asked|do|charge)",
    (
        r"your (?:app|site|website|store|shop|staff|service|manager|hotel|team|support|code|mail|ad|offer|prices?"
        r"|product|driver)s?"
    ),
    r"loved?|thank(?:s| you)|(?!don't (?:miss|wait|sleep))\w+n't|cannot|cant|wont|not|fake|scam(?:mers?)?|careful",
    r"reported|pretending",
    r"i won|tonight's|tomorrow|please help|price match|tickets?",
)
"""If a text has one of these, calls and offers prove nothing: it may be about you."""

LEAST_SIGNS = 3


def spam(text: str) -> str | None:
    """The words that show advertising, begging or fraud, or None."""
    plain = text[:_CHARACTERS]
    words = fold(_LINK.sub(" link ", plain))
    if found := _ONLY_SPAM.search(words):
        return found.group()
    return _solicits(words) or _many(plain, words)


def _solicits(words: str) -> str | None:
    calls, offers = (list(dict.fromkeys(signs.findall(words))) for signs in (_CALLS, _OFFERS))
    pictures = [picture for picture in PICTURES if picture in words]
    if not calls or not offers or len(calls) + len(offers) + len(pictures) < LEAST_SIGNS or _CUSTOMER.search(words):
        return None
    return ", ".join([*offers[:3], *calls[:2]])


def _many(plain: str, words: str) -> str | None:
    if (links := len(_LINK.findall(plain))) >= MANY_LINKS:
        return f"{links} links"
    tags = len(_TAG.findall(words))
    return f"{tags} tags" if tags >= MANY_TAGS and 2 * tags >= len(words.split()) else None


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_ONLY_SPAM, _CALLS, _OFFERS, _CUSTOMER = map(_any_of, (ONLY_SPAM, CALLS, OFFERS, CUSTOMER))
