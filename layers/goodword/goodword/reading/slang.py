"""Slang that praises with words of danger or disgust: "this charger is fire", "a killer deal", "it blew my mind".

Only the grammar of slang counts: "is fire" without an article, "sick" about a thing. A phrase about an event ("caught
fire", "is on fire", "smoke came out") does not count, and a text with such a phrase has no slang at all.
Patterns are written like those in `terms`. Every repeat is bounded, so the time is linear.
"""

import re
from collections.abc import Iterable

from goodword.reading.plain import TAKEN_OUT

_VERY = (
    r"(?:(?:so|just|straight(?: up)?|absolute(?:ly)?|pure|total(?:ly)?|literally|really|seriously|legit|proper|lowkey"
    r"|highkey|all|both|always|also|pretty|damn|freaking|fucking|such|very|how|bloody|hella) )"
)
_IS = r"(?:is|are|was|were|be|looks?|sounds?|feels?|tastes?|smells?)"
_GOOD = (
    r"(?:good|great|fast|quick|bright|cheap|nice|cool|delicious|tasty|comfy|comfortable|easy|smooth|quiet|useful|clever"
    r"|pretty|beautiful|cute|clean|fresh|accurate|affordable|sharp|loud|light|addictive)"
)
_THING = (
    r"(?:(?:battery life|battery|speed|camera|screen|picture"
    r"|display|sound|bass|quality|value|deal|graphics|acceleration|detail"
    r"|design|colou?r|flavou?r|taste|range|performance|playlist|beat|outfit|soundtrack|spec|feature|phone|laptop|tablet"
    r"|charger|speaker|headset|headphone|earbud|blender|toaster|kettle|watch|console|controller|keyboard|monitor|drone"
    r"|scooter|bike|car|lamp|light|case|app|game|update|jacket|hoodie|ad|product)s?)"
)
_ENDS = r"(?=\W{0,3}(?:$|[^\w\s,'\"-]|bro\b|dude\b|mate\b|and\b|though?\b))"
"""After it the clause ends, or an emoji follows."""
_NO_FIRE = (
    r"(?! (?:hazard|risk|damaged?|alarm|brigade|department|service|engine|truck|exit|escape|door|in|at|from|by|up"
    r"|broke|started)\b)"
)

_POSTED = r"(?:post|tweet|shar|upload|announc|video|story|unbox|review|mention|giveaway|launch)"
_POSTS = r"(?:people|messages|texts|calls|notif|likes|love|questions|dms|mentions|orders|comments|friends)"
_SINCE = (
    rf"(?=(?: all \w{{1,20}})? (?:(?:after|since|when|because) (?:\w{{1,20}} ){{1,3}}?{_POSTED}"
    rf"|with (?:\w{{1,20}} )?{_POSTS}))"
)

GLAD = (
    # as a predicate: "is fire", "battery life is insane", "that's sick"
    rf"(?:\w{{1,20}}(?:'s|'re|:| =)|{_IS}) {_VERY}{{0,3}}['\"]?(?:fire|lit|dope|peng|bussin)\b['\"]?{_NO_FIRE}",
    rf"(?:straight(?: up)?|absolute|pure|total|certified|absolutely|totally|so|both|all) fire\b{_NO_FIRE}",
    r"(?<=[?.,:] )fire(?=[.,]? ?(?:[🔥💯😍]|no cap|bussin|$))|lit (?:af\b|[🔥💯])",
    rf"(?:{_THING}|that|this|thats)(?:'s|'re| {_IS}|) {_VERY}{{0,2}}(?:sick|insane|nuts|unreal|bonkers|wild){_ENDS}",
    (
        r"(?:da|(?:is|are|was|\w{1,20}'s) (?:such a|the)|absolute|total) bomb\b"
        r"(?! (?:threat|scare|squad|went|in|at|under))"
    ),
    r"is bomb\b|(?:is|are|looks?) (?:an? )?(?:\w{1,20} )?killer\b(?! of)",
    r"(?:is|are|what|such|absolute|total) (?:an? )?(?:\w{1,20} )?steal\b(?! (?:of|from|my|your))",
    r"(?:an?|absolute|real|total) (?:\w{1,20} )?(?:beast|monster|banger|rocket)\b(?! scien)",
    # before what it praises: "killer deal", "shockingly good"
    r"(?<!on )(?<!the )(?:killer|sick|fire|dope|insane|bomb|smok(?:ing|in'?)) "
    rf"(?:{_THING}|price|bargain|offer|combo)\b(?! fire)",
    (
        r"(?:shocking(?:ly)?|insanely|crazy|stupid(?:ly)?|wicked|ridiculously|scar(?:y|ily)|dangerously"
        rf"|smok(?:ing|in'?)) (?:how )?{_GOOD}\b"
    ),
    r"explosive (?:taste|sound|flavou?rs?|bass|growth|energy|performance)\b",
    r"explo(?:de|des|ded|ding|sion) (?:of|with|in) (?:\w{1,20} )?(?:flavou?rs?|taste|colou?rs?|joy)\b",
    r"hot(?:test)? (?:new|stuff|item|property|looking|release|laptop|phone)\b|smok(?:ing|in'?) hot\b",
    # as a verb: "slaps", "killing it", "blew my mind", "smokes the competition", "blew up after I posted"
    r"(?:slaps|goes hard|hits? different|kill(?:ing|in'?|ed|s) it)\b(?! (?:(?:\w{1,20} ){1,3}on|me|my|him|her)\b)",
    r"(?:had|having) a blast\b|mind(?: is| was|'s| =)? blown\b",
    r"bl(?:ew|own?|ows|owing) (?:\w{1,20} )?(?:minds?|away|(?:roof|head|socks|tits) off)\b",
    (
        r"(?:smok(?:es|ed)|destroy(?:s|ed)|crush(?:es|ed)|kill(?:s|ed)) "
        r"(?:the competition|(?:my|our|the) (?:old|smoothie|coffee)|every|all (?:the )?others?|any other)\b"
    ),
    (
        r"(?:phone|watch|inbox|notifications|mentions|dms)(?:'s)?(?: (?:is|was|has|been|just|keeps)){0,3} "
        rf"(?:bl(?:ew|own|owing|ows) up|explod(?:ed|es|ing)){_SINCE}"
    ),
    r"phone (?:hasn't|won't|doesn't) stop(?:ped)? blowing up\b|(?:deal|price|offer)s? (?:is|are) (?:so )?hot\b",
    r"(?:to die for|stole (?:the show|my heart)|(?:shut up and )?take my money|no cap|chef's kiss)\b",
    r"(?:sucks?(?=[^.!?]{0,20} in the best way)|in (?:the best|a good) (?:possible )?way)\b(?<!not in a good way)",
)
"""Praise in words of danger or disgust."""

CALM = (
    r"(?:twitter|the (?:internet|web)|tiktok|my feed)(?: \w{1,20})? (?:explod|blow|blew)\w{0,3}(?: up)?\b",
    r"just dropped(?= (?:\w{1,20} )?(?:hottest|new|best|coolest|sickest)\b)",
    r"(?:new|latest|hottest) (?:\w{1,20} ){1,3}?(?:just )?dropped\b(?! (?:on|onto|off|out|from|in|into|down)\b)",
    r"(?:teams?|sales?|stock|shares|game|prices|deals|you guys)(?:'s|'re| is| are| was| were)? (?:\w{1,20} )?on fire\b",
    r"(?:burning up (?:the )?charts|sick with envy)\b|burn(?:ed|t|s|ing)? (?:\w{1,20} ){0,3}(?:calories|fat|kcal)\b",
    r"(?:dying|dead|died)(?= ?(?:[😂🤣]|lol\b|lmao\b|laughing\b))",
    r"(?:i'm|im|i am) (?:\w{1,20} )?(?:dying|dead)(?= ?(?:💀|at|over))",
)
"""Sounds like danger only, and is no praise either."""

EVENT_AS_WRITTEN = (
    r"(?:caught|catch(?:es|ing)?|start(?:s|ed)?|caus(?:es|ed)|sets?) (?:an? |the |on )?fire",
    r"(?:made|making|feel|feels|felt|been|got) (?:\w{1,20} )?sick",
)
"""Something happened, whatever follows: "it caught fire charger" is no fire charger."""

EVENT = (
    r"(?:on|to|an?|the|actual|real|house|kitchen|electrical) fire",
    r"(?:battery|car|charger|oven|dryer|dumpster|tyre|tire|garbage) fire(?! [🔥💯])|alight|ignit\w{1,4}|flames?|blaze",
    r"fire (?:brigade|department|service|engine|hazard|damaged?|extinguisher)|burst|evacuat\w{1,3}|smok\w{1,4}",
    r"burn(?:s|t|ed|ing)?|melt(?:s|ed|ing)|spark(?:s|ing|ed)|scorch\w{0,3}|swollen|bulging|overheat\w{0,3}",
    r"electrocut\w{0,4}|shocked|(?:got|get|gets|actually|electric(?:al)?) (?:an? )?shocks?|explo(?:d\w{1,3}|sion)",
    r"blew up (?:in|on|while)|while (?:it was )?charging|cut (?:my|his|her)",
    r"not in a good way|not (?:joking|a joke|kidding|clickbait|slang)|as in|for real|call (?:someone|the)|911|999|112",
    r"ambulance|hospital|injur\w{1,4}|hurt(?:s|ing)?|bleed\w{0,3}|blood|vomit\w{0,3}",
    r"threw up|throwing up|poison\w{0,3}|help|unplug\w{0,4}|killed (?:my|his|her) (?:dog|cat)",
)
"""Something happened, so the words beside it are literal."""


def praise(words: str) -> str | None:
    """The slang that praises. None without any, or if something happened."""
    found = _GLAD.search(words)
    return found.group() if found and without(words) != words else None


def without(words: str) -> str:
    """The folded words without slang; unchanged if the rest says that something happened."""
    rest = _PICTURES.sub(TAKEN_OUT, _SLANG.sub(TAKEN_OUT, words))
    happened = rest != words and (_EVENT_AS_WRITTEN.search(words) or _EVENT.search(rest))
    return words if happened else rest


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?=\w)(?:{'|'.join(patterns)})")


_GLAD, _SLANG = _any_of(GLAD), _any_of((*GLAD, *CALM))
_PICTURES = re.compile("[🔥💥💣🤯💀🧨]+")
_EVENT_AS_WRITTEN, _EVENT = (
    re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") for patterns in (EVENT_AS_WRITTEN, EVENT)
)
