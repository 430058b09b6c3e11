"""Negated complaints: "no problems ever" is praise, "no problem is ever solved" is a complaint.

A negation counts only if nothing but small words separates it from the complaint, and if the text denies no help.
Patterns are written like those in `terms`. Every repeat is bounded, so the time is linear.
"""

import re
from collections.abc import Iterable

from goodword.reading.plain import TAKEN_OUT

_NOUN = (
    r"(?:complaints?|problems?|probs?|issues?|faults?|troubles?|hassles?|fuss|drama|bother|hiccups?|hitch(?:es)?|bugs?"
    r"|glitch(?:es)?|errors?|crash(?:es)?|outages?|downtime|delays?|damages?|queues?|regrets?|stress|gripes?|cons"
    r"|downsides?|quibbles?|worries|defects?|flaws?|scratch(?:es)?|cracks?|dents?|leaks?|mishaps?|nightmares?"
    r"|waste of (?:money|time)|disasters?"
    r"|disappointments?|lag|noise|negatives?|breakages?|objections?|criticisms?|grumbles?|surprises"
    r"|(?:bad )?(?:word|thing|experience|meal|review|visit|flight|stay)s? (?:to say )?against"
    r"|bad (?:word|thing|experience|meal|review|visit|flight|stay|day|moment|time|one)s?)"
)
_BAD = (
    r"(?:bad|wrong|rude|late|broken|missing|lost|damaged|delayed|cancelled|faulty|defective|dirty|slow|ugly|expensive|overpriced"
    r"|pushy|unfriendly|unhelpful|annoying|annoyed|boring|bored|upset|unhappy|dissatisfied|unsatisfied|disappointed"
    r"|disappointing|ignored|cheated|overcharged|noisy|terrible|awful|horrible|negative|nasty|cracked|scratched"
    r"|stupid|unwelcome|uncomfortable|rushed)"
)
_FAILS = (
    r"(?:disappoints?|let(?:s|ting)? (?:me|us|you|him|her|them|anyone|my \w{1,20}|our \w{1,20}) down|let down"
    r"|fail(?:s|ed)?(?! to)(?: (?:me|us|you))?|crash(?:es|ed|ing)?|fr(?:eezes|eeze|oze|ozen)|br(?:eaks|eak|oke)"
    r"|overheat(?:s|ed)?|leak(?:s|ed|ing)?|smell|suck|screw(?:s|ed) (?:me|us)(?: over)?"
    r"|mess(?:es|ed)? up|di(?:es|ed|e)(?: on me)?"
    r"|complain(?:s|ed|ing)?|moan(?:ed|ing)?|grumble|criticise|regret(?:ted)?|fault(?:ed)?|knock)"
)
_ILL = rf"(?:{_NOUN}|{_BAD}|{_FAILS})"
"""What an author can call bad."""

_NOT = (
    r"(?:(?<!can )(?<!could )not|never|(?:do|did|does|have|has|had|is|was|are|were|ai)(?:n't|nt)|nor|hardly|barely"
    r"|yet to)"
)
_NONE = (
    r"(?:no|zero|0|nil|(?<!not )without(?: an?| any| the)?(?: single)?|free (?:of|from)|(?:never|hardly) any"
    r"|(?:not|never) (?:an?|one|any|the)(?: single| slightest)?)"
)
_NOBODY = r"(?:nothing|nowt|nobody|no ?one|none)(?: (?:at|from|with|in|of)(?: \w{1,30}){1,4}?)?"

_SMALL = (
    r"(?:an?|any|one|no|single|the (?:slightest|least|smallest)|much|been|be|had|have|has|having|get|got|getting"
    r"|seen|see"
    r"|found|find|experienced?|encountered|noticed?"
    r"|never|ran? into|come across|faced?|gave|given?|caused?|once|ever|even|to|of"
    r"|really|actually|yet|so much as|say|said|name|think of|me|us|slightly|remotely|particularly|at all|reason|cause"
    r"|is|was|were|are|am|feel|felt"
    r"|ma(?:ke|kes|de) (?:me|us|you) feel|anything|something|what's|real|major|big"
    r"|serious|other|further|all that|half|too)"
)
_KIND = (
    r"(?:real|major|big|single|serious|more|other|further|hidden|nasty|weird|strange|silly|annoying|bad|long|technical"
    r"|whatsoever|absolutely)"
)
_SPOILT = (
    r"(?:hidden|nasty|lost|broken|damaged|late|delayed|missing|weird|strange|annoying|rude|pushy|dirty|bad|sneaky"
    r"|awkward)"
)
_MENDED = (
    r"(?:solv|fix|resolv|sort|answer|address|dealt|handl|refund|replac|repair|heard|help|acknowledg|look(?:ed)? into"
    r")\w{0,6}"
)
_BEING = r"(?: (?:is|was|were|are|gets?|got|been|be|has|have|ever|being)){1,3}"
_NO_MORE = (
    rf"(?!(?: \w{{1,20}})?{_BEING} (?:\w{{1,20}} )?{_MENDED}"
    r"| (?:procedure|department|form|line|desk|page|tracker|message|code|number|policy|of (?:mine|my)|report)s?(?!\w))"
)
"""Not followed by denied help, nor by a compound noun."""

TURNED = (
    rf"{_NONE} (?:{_KIND} ){{0,2}}{_NOUN}{_NO_MORE}",
    rf"(?:no|zero|without(?: any)?|not (?:a|one)(?: single)?) {_SPOILT} \w{{2,20}}{_NO_MORE}",
    rf"{_NOT} (?:{_SMALL} ){{0,6}}{_ILL}{_NO_MORE}",
    rf"(?:never|not) once (?:has|have|had|did|does|was|were|is) (?:\w{{1,30}} ){{1,3}}?(?:{_SMALL} ){{0,3}}{_ILL}",
    rf"{_NOBODY} (?:{_SMALL} ){{0,5}}{_ILL}{_NO_MORE}",
    (
        rf"(?:(?:ca|could)(?:n't|nt)|cannot|(?:can|could) not|(?:hard|impossible|difficult) to) "
        r"(?:really |honestly |even )?"
        rf"(?:fault|complain|grumble|moan|criticise|knock|(?:{_SMALL} ){{1,4}}(?:{_NOUN}|bad|wrong|negative)){_NO_MORE}"
    ),
    r"(?:nothing|nowt|not much|little) to (?:complain|moan|grumble|fault|criticise|worry|dislike)(?: about)?",
    r"(?:what's|what is) not to (?:like|love)|(?:problem|trouble|hassle|stress|fault|bug|error|glitch|worry)[- ]free",
    (
        r"(?:(?:ca|could)(?:n't|nt)|cannot|(?:can|could) not) (?:\w{1,20} )?(?:be|have been|get) (?:any )?"
        r"(?:happier|better|nicer|easier|more (?:pleased|satisfied|helpful))"
    ),
    r"refuses? to (?:die|quit|break)",
    rf"{_NOUN}(?: with \w{{1,20}})? ?[?:=] ?(?:none|zero|0|nope|nil|not one)",
    r"(?:no idea|don't know|can't see|don't get) why \w{1,20} (?:complain|moan|hate)",
    r"(?:can't|cannot) (?:think of|imagine|name) (?:anything|how)(?: \w{1,20}){0,2} (?:do|be|have done) better",
    r"(?:never|haven't|have not|not) look(?:ed|ing)? back|no (?:reason|cause) to (?:complain|moan|regret)(?: about)?",
    r"never (?:once |ever )?had to (?:call|contact|ring|return|complain|replace|repair|chase|mail)",
)
"""English: denies something bad."""

TURNED_ELSEWHERE = (
    # German
    (
        r"(?:keine?n?|null|nie|ohne) (?:\w{1,20} ){0,2}?"
        r"(?:probleme?|beschwerden?|mangel|arger|beanstandung(?:en)?|enttauscht)(?! (?:wurden?|wird|werden|ist))"
    ),
    r"nichts (?:zu (?:meckern|beanstanden|bemangeln|beklagen)|auszusetzen)",
    r"kann (?:ich )?(?:mich )?(?:wirklich |absolut )?nicht (?:be)?(?:klagen|schweren)",
    # French
    (
        r"(?:aucune?|zero|sans(?: aucun| le moindre)?|pas (?:de|eu de|un|le moindre)"
        r"|jamais (?:eu )?(?:de|un|le moindre)) "
        r"(?:problemes?|soucis?|plaintes?|reclamations?|defauts?|accrocs?)"
    ),
    r"rien a (?:redire|reprocher)|jamais (?:ete )?decue?s?",
    # Spanish
    (
        r"(?:ningun|ninguna|cero|sin|nunca (?:he |hemos )?(?:tenido|tuve|tuvimos)(?: ningun| un)?"
        r"|no (?:tengo|hay|tuve|he tenido)(?: ninguna?)?) (?:problema|queja|pega|fallo)s?"
    ),
    r"nada que (?:objetar|reprochar|reclamar)|nunca (?:me )?(?:ha )?(?:decepciona(?:do)?|falla(?:do)?)",
    # Italian
    (
        r"(?:nessuna?|zero|senza|mai avut[oi](?: nessuna?| un| alcun)?) "
        r"(?:problem[ai]|lamentel[ae]|difett[oi]|intopp[oi])"
    ),
    r"niente da (?:ridire|eccepire)|mai (?:stat[oai] )?delus[oaei]",
    # Portuguese
    (
        r"(?:nenhuma?|zero|sem|nunca (?:tive|tivemos)(?: nenhum| um)?) "
        r"(?:problemas?|queixas?|reclamac(?:ao|oes)|defeitos?)"
    ),
    r"nada a (?:reclamar|apontar)|nunca (?:me )?(?:desapont\w{1,4}|decepcion\w{1,4}|deixou na mao)",
)
"""The same in other languages, without accents."""

GLAD = (
    r"complain\w{0,4}|(?:problem|issue|fault|bug|error|glitch|defect|flaw|gripe|quibble|hiccup|hitch|crash|delay)(?:s|es|ed)",
    r"(?:an?|any|one|single|not|never|zero|0) (?:problem|issue|fault|probs|hiccup|hitch|scratch)",
    r"troubles?|hassle|fuss|drama|bother",
    r"disappoint\w{0,4}|(?:let|lets|letting)(?: \w{1,20}){1,2} down|fail\w{0,2} (?:me|us|you)|happier|better|regret",
    r"bad (?:word|thing|experience|meal|review|visit|stay)s?",
    r"(?:nothing|anything|what's) (?:\w{1,20} ){0,2}(?:bad|wrong)",
    r"fault|moan|grumble|criticise|knock|cons|downsides?|free|like|love|back|none|zero|0|nope|hate",
    r"refuses? to \w{1,20}|(?:surpris|fee)\w{0,3}|had to \w{1,20}",
)
"""Which of these are praise. "it is not late" and "no problem!" only deny."""

COMPLAINT = (
    # a double negation, or an emphatic one
    (
        r"(?:never|not) fail(?:s|ed|ing)? to (?:disappoint|annoy|anger|frustrate|let (?:me|us|you) down|mess|ruin|lose"
        r"|break|infuriate|screw|underwhelm)"
    ),
    rf"never (?:{_SMALL} ){{0,3}}(?:such|so|worse|more|this|that)(?: an?)? (?:\w{{1,20}} )?{_ILL}",
    rf"never not {_ILL}",
    r"(?:(?:no|not|never|without)[ ,.!]{1,3}){1,4}never again",
    r"never (?:had|seen|eaten|met|known|experienced|stayed|flown)(?: in| at| with)?(?: an?| any)? worse",
    (
        r"(?:(?:ca|could)(?:n't|nt)|cannot|(?:can|could) not) (?:\w{1,20} )?(?:be|get) (?:any )?"
        r"(?:worse|less \w{1,20}|more (?:disappointed|annoyed|unhappy|upset|wrong))"
    ),
    r"(?:(?:does|ca|could)(?:n't|nt)|cannot|does not) get (?:any |much )?worse",
    (
        rf"(?:nothing but|anything but|no end of|no shortage of|never[- ]ending|endless) (?:\w{{1,20}} )?"
        rf"(?:{_NOUN}|lies|excuses)"
    ),
    rf"not without (?:\w{{1,20}} )?{_NOUN}",
    # nobody helps
    (
        rf"(?:no|not a single|not one|none of (?:the|my|our|these)) (?:{_KIND} )?{_NOUN}(?: \w{{1,20}})?{_BEING} "
        rf"(?:\w{{1,20}} )?{_MENDED}"
    ),
    (
        r"(?:never|cannot|(?:wo|ca|do|does|did|could)(?:n't|nt)|(?:will|did|does|do) not|unable to|refuse to) "
        r"(?:even |ever |actually )?(?:solv|fix|resolv|sort|address|repair)\w{0,3}"
        rf"(?: (?:out|any|of|the|my|our|this|these|a|an|single|one|it)){{0,4}} {_NOUN}"
    ),
    (
        r"(?:has|have|had) no (?:problem|issue|trouble|qualms) (?:with )?"
        r"(?:charg|tak|bill|ignor|keep|ask|rais|cancel|lying)\w{0,4}"
    ),
    rf"(?:not one|none|not a single one) of (?:my|our) \w{{1,20}}{_BEING} (?:\w{{1,20}} )?{_MENDED}",
    (
        r"never (?:once |even |ever ){0,2}"
        r"(?:(?:answer|repl|respond|apologi)\w{1,4}|(?:call(?:s|ed)?|rings?|rang|writes?|wrote) (?:me |us )?back)"
    ),
    (
        r"(?:nobody|no ?one|not one|not a single (?:person|agent|human|soul)|none of (?:them|you))"
        r"(?: (?:at|from|in)(?: \w{1,30}){1,3}?)? (?:ever |could |would |can |will |even |has |bothers? to )?"
        r"(?:answer|repl|respond|help|care|listen|solve|fix|apologi|gives? an? (?:toss|damn|shit|monkey))\w{0,5}"
    ),
    r"nothing (?:ever )?works?(?! (?:better|as well|like|so|out))|nothing good to say",
    r"no luck (?:getting|with|reaching)|no thanks to(?! you all)|no help (?:whatsoever|at all|from)",
)
"""English: a negation that is a complaint."""


def praise(words: str) -> str | None:
    """The words that deny something bad as praise, or None. None too if another negation complains."""
    found = next((found.group() for found in _TURNED.finditer(words) if _GLAD.search(found.group())), None)
    return None if found and _COMPLAINT.search(words) else found


def complaint(words: str) -> str | None:
    """The words that deny something good, or help."""
    found = _COMPLAINT.search(words)
    return found.group() if found else None


def without(words: str) -> str:
    """The folded words without those that deny something bad; unchanged if another negation complains."""
    rest = _TURNED.sub(TAKEN_OUT, words)
    return words if rest != words and _COMPLAINT.search(words) else rest


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(patterns)})(?!\w)")


_TURNED, _COMPLAINT = _any_of((*TURNED, *TURNED_ELSEWHERE)), _any_of(COMPLAINT)
_GLAD = _any_of((*GLAD, *TURNED_ELSEWHERE))
