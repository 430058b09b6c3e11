"""Word lists for people who have bought: who comes back, and who never will.

The format is that of the lists in `terms`.
"""

from goodword.reading.danger import GAP

_AGAIN = (
    r"(?:again|next (?:time|year|week|month|summer|winter|spring|autumn|season|trip|visit|weekend|friday"
    r"|june|\w++)|soon|tomorrow|in (?:the )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|winter|fall))"
)

WOULD_RETURN = (
    (
        r"(?:will|'ll|shall|gonna|going to|would|'d|can't wait to|cannot wait to|definitely|def|defo|deffo"
        r"|certainly|surely|hope to|hoping to|want to|wanna|happy to|plan to|planning to|already|looking forward"
        r" to|we|i)(?: \w++){0,3} (?:be back|come back|coming back|come again|coming again|return(?:ing)?|go back"
        r"|going back|rebook(?:ing)?|reorder(?:ing)?|re-order|revisit|stay(?:ing)? (?:here |there |with you"
        r" )?again|visit(?:ing)? (?:here |you |us )?again|(?:order|buy|book|shop|use|eat|fly|travel|stay|dine"
        r"|drink|rent|hire|visit|go|come|do|purchase|ride|sail|ordering|buying|booking|shopping|using|flying)(?:"
        r" \w++){0,4} again|be using|be ordering|be buying|be booking|be visiting|be over again|pop (?:in|back)"
        r"|be a regular|keep (?:coming|using|buying|ordering|shopping|booking|paying)|be renewing|renew|stick"
        r" with|stay with|remain|recommend(?! me)|ask for \w++ (?:when|next|again))"
    ),
    r"(?:i|we|you|ya|y'all|u|it|that|they|she|he)(?:'ll| will)(?: \w++){0,3} (?:be back|back)",
    r"be back (?:again|soon|for|every|in|next|tomorrow|here|with|before|on|as|come|whenever|asap)|be over again",
    r"(?:back|here|there|round|do it) again (?:next|in|on|soon|come|tomorrow|for)",
    (
        r"(?:coming|come|going|went|keep coming|keep going|keeps me coming|crawling|go|came|comes) back(?! (?:to"
        r" me|with (?:a|an|the)|from|and forth|online|up|on|empty|later with|in stock))(?: \w++)?"
    ),
    r"return(?:ing)? (?:customer|guest|visitor|next|soon|for (?:more|sure)|in \w++)",
    r"repeat (?:customer|guest|buyer|business|visit)|bring me back|brings? (?:me|us) back",
    r"back (?:for more|for round|there again|in august|in july|next)",
    (
        rf"(?:see|seeing|cya|c ya|catch) (?:you|ya|y'all|u|yous|you all|yall|you lot|you guys|me|us) (?:all |both "
        rf"|there |lot |guys |back )?{_AGAIN}"
    ),
    r"cya (?:in|next|soon|again|tomorrow|on)|(?:see|seeing) (?:you|me|us) again|until next|till next",
    r"see you (?:on|at) \w++|roll on next|here's to (?:the )?next|same (?:time|again|place) next",
    r"same again (?:next|please)|(?:already|just) (?:re)?booked(?: \w++){0,5} (?:again|next|for|our|the)",
    r"already (?:pre-?ordered|planning|booked|ordered|counting|looking at|in the diary|signed|saved)",
    (
        r"(?:re-?booked|re-?booking|re-?ordered|re-?newed|renewing|renewal|re-?subscribed|re-?signed"
        r"|resubscribing|upgraded to|just upgraded|signed (?:up )?(?:again|for another))"
    ),
    (
        rf"next (?:time|trip|one|bed|year|visit|holiday|order|phone|car|birthday|summer|winter|stay|pair|wedding"
        rf"|party|flight|holidays?|bed)(?:'s|'ll| is| will| too| also| as well|,)?{GAP}(?:you|yours|here|same"
        rf"|with them|from them|again|too|also|as well|this place|your)"
    ),
    r"(?:not|isn't|won't be|def not|definitely not|wont be|never) (?:the|my|our) last|we'll pop in|pop in every",
    r"we'll use you|i'll use you|be using you",
    (
        r"(?:first|second|third|fourth|1st|2nd|3rd|4th|5th|\d{1,2}th) (?:time|one|pair|visit|order|stay|year|trip"
        r"|hen do|phone|car|bag)(?: \w++){0,6} (?:and )?(?:not|won't be|there'll be|there will be|counting|many"
        r" more|def not|more to come)"
    ),
    r"many more to come",
    (
        r"(?:won't|wouldn't|not|don't|will not|never|no need to|can't|shan't|not gonna|not going to|never going"
        r" to) (?:\w++ )?(?:look(?:ing)?|go(?:ing)?|shop(?:ping)?|be going|bother|bothering|need to look|use"
        r"|using|buy|buying|eat|book|booking|trust|want|switch|switching|change|changing|leave|leaving|move"
        r"|moving|consider|try|budge)(?: \w++){0,3} (?:elsewhere|anywhere else|anyone else|anything else|any"
        r" other|other brand|another|with the internet|the competition|anywhere)"
    ),
    r"not (?:moving|leaving|switching|going anywhere|changing|budging)|never leav(?:e|ing)",
    r"(?:nowhere|no one|nothing|no where) else (?:now|for me|again|will do)",
    (
        r"only (?:place|brand|shop|one|airline|hotel|company|cab|your)(?: \w++){0,4} (?:i|we|i'll|we'll|for me"
        r"|from now|now|for us)(?: \w++)?"
    ),
    r"we are taking only|(?:here|you|with you|your cab|this) only",
    (
        r"(?:stay(?:ing|s)?|stick(?:ing|s)?|remain(?:ing)?|stuck|carry(?:ing)? on|keep(?:ing)?|will be|loyal"
        r"|faithful) (?:\w++ )?with (?:you|u|y'all|them|this|the|your|our|yous|it|these|my|this lot)"
    ),
    r"stays? with you|staying (?:put|on|a member|loyal)|stay i will|stay a (?:member|customer)",
    (
        r"(?:customer|client|fan|convert|member|user|subscriber|guest|passenger|regular|buyer) (?:for life|for"
        r" good|here|now|from now|forever|till i die|until)"
    ),
    (
        r"(?:won|gained|got|made|earned|kept|keep|have|earnt) (?:yourself|yourselves|me|a|an|my|our|you)(?:"
        r" \w++){0,3} (?:customer|convert|regular|fan|business|custom|loyalty|subscriber|member|client|for life"
        r"|order|shop)"
    ),
    r"you've (?:got|kept|won|earned|earnt) (?:me|a|my|us|our)",
    r"have my (?:custom|business|money|loyalty|order|word)",
    (
        r"(?:my|our) (?:custom|business|money|account|loyalty)(?:'s|s| is| will be| stays| remains)? (?:staying"
        r"|stays|yours|with you|safe)"
    ),
    r"loyal(?:ty)? (?:fan|since|to you|till|customer (?:here|for life|forever|since|now|always))",
    r"new (?:regular|favou?rite|local|go-to|happy place|second home)",
    (
        r"(?:my|our|the|a) (?:regular|go-to|usual|local|annual|weekly|monthly)(?: \w++)? (?:spot|place|haunt|now"
        r"|order|pilgrimage|from now|trip|tradition|treat|shop)?"
    ),
    r"regular from now|our regular|regulars now|become (?:a|our|my) (?:regular|tradition|ritual)",
    r"from (?:now|here) on(?:,|\.|!|$| dear| in| it's you)",
    (
        r"every (?:\w++ )?(?:week|month|year|summer|winter|friday|wednesday|monday|tuesday|thursday|saturday"
        r"|sunday|time|bank holiday|christmas|easter|birthday|half term)(?: \w++){0,3} (?:from now|now|on|till"
        r"|until|since|without fail|again)"
    ),
    (
        r"(?:get(?:ting)?|buy(?:ing)?|order(?:ing)?|want(?:ing)?|grab(?:bing)?|have|need(?:ing)?|book(?:ing)?"
        r"|take|pick(?:ing)? up|ordered|bought|booked|doing|treat myself to) (?:\w++ )?(?:another|a second|a"
        r" third|more|one more|two more|three more|a spare|the bigger|the same (?:brand|again|one)|a few more|the"
        r" next|my next|a dozen|them all|the whole)(?: \w++){0,3}"
    ),
    r"doing the (?:kitchen|bedroom|bathroom|other|rest)(?: \w++)? next",
    (
        r"(?:everyone|everybody|what everyone|the whole family|whole family|they're all|mum|dad|family)(?:"
        r" \w++)?(?:'s|s| is| are)? getting (?:one|them|these)"
    ),
    r"day one (?:buy|purchase)|buy(?:ing)? (?:whatever|anything|everything) you|with the same brand|same brand",
    r"(?:sign|put|count|pencil|book) (?:me|us) (?:up|down|in) (?:for|again)|put us down",
    r"(?:sign(?:ing|ed)?) (?:up |on )?(?:for|again)(?: \w++){0,3} (?:next|another|again|more|year)|signing on",
    (
        r"another (?:year|round|one|go|off you|two years|term|season|month|pair|stay|week|trip|dozen|visit|bottle"
        r"|box|order|from you)(?! of (?:this|waiting))"
    ),
    r"for another (?:year|two|month|round|season)|round (?:two|three|four|2|3|4|5)|bookmarked|replaying|streak",
    r"still be (?:playing|using|here|coming|buying)",
    r"keep (?:choosing|using|buying|coming|booking|ordering|me as|us as|flying|picking|my|up the)",
    r"why i (?:keep|stay|always|only|still)",
    r"reason (?:i|we)(?:'m|'re| am| are)? (?:keep|stay|always|come|rebooking|still|go back|renew|return)",
    r"no-brainer|in a heartbeat",
    r"would (?:do|go|buy|stay|book|use|order|visit|eat)(?: \w++){0,3} (?:in a heartbeat|again)",
    r"won me (?:over|back)",
    (
        r"(?:recommend(?:ed|ing)?|told|telling) (?:\w++ ){0,3}(?:to )?(?:everyone|all my|my friends|my family"
        r"|anyone|friends|the whole)"
    ),
    r"(?:till|until) (?:i (?:retire|die)|next|june|july)|forever (?:fan|customer|loyal)",
    (
        r"can(?:'t|not) wait (?:to (?:come|go|be|get|return|order|book|visit|do)|for (?:next|the next|round|our"
        r" next|my next))"
    ),
    r"counting (?:down )?(?:the )?(?:days|sleeps)|annual (?:\w++ )?(?:pass|pilgrimage) (?:renewed|is)",
    r"pass renewed",
    (
        r"i('ll| will) (?:shop|come|be|visit|order|eat|go|drink|fly|book|stay)(?: \w++){0,3} (?:daily|again|only"
        r"|every|always|forever|till|until|with you|through you|regularly)"
    ),
    r"through you again|with you again|be through you|see me again|i'd go (?:back|again)",
    (
        r"(?:have|buy|get|be buying|be ordering|be getting|be booking|be having|order|book|take|use)(?:"
        r" \w++){0,4} (?:off|from|with|through) you(?: \w++)? (?:again|when|for|too|next)"
    ),
    r"the same way|(?:your|this) (?:app|card|site|place) (?:stays|is staying)|staying installed",
    r"keep(?:ing)? (?:the|this|that|your)(?: \w++){0,2} (?:app|subscription|membership|plan)",
    r"sticking(?: \w++){0,2} with|off you (?:again|when|next)",
    r"(?:regulars?|locals?) (?:by|soon|now|already|since|for|in)",
    (
        r"(?:been|being) (?:a |an )?(?:\w++ )?(?:customer|member|client|guest|fan|subscriber|user|regular)s?"
        r" (?:since|for|from)"
    ),
    r"no (?:plans|intention|reason|desire|need) (?:to|of) (?:\w++ )?(?:chang|leav|switch|go|look|mov|stop)\w{0,3}",
    r"(?:going|go) nowhere|not going anywhere",
    (
        r"(?:same|usual) (?:table|room|cottage|cabin|order|week|place|time|spot|again|lodge|seat|dish|pitch|suite"
        r"|hotel|slot)(?: \w++){0,3}(?:,)? (?:again|please|next|as (?:always|usual|ever|last))"
    ),
    (
        r"(?:i'd|we'd|i would|we would|would)(?: \w++){0,2} (?:happily|gladly|definitely|absolutely|love to"
        r"|certainly|100%)(?: \w++){0,2} (?:again|return|stay|come|go|use|book|buy|order|back|recommend)"
    ),
    (
        r"(?:will|'ll|shall|gonna|going to)(?: \w++){0,3} (?:order|buy|book|shop|use|come|visit|fly|stay|return"
        r"|eat|go|rent|hire)(?: \w++){0,5} (?:in future|in the future|from now|for sure|going forward|for life"
        r"|every|always|more often|for all)"
    ),
    (
        r"(?:nobody|no ?one|nothing|no other \w++|only you|only they) (?:else )?(?:gets?|is|will|touches|cuts"
        r"|comes close|for me|does)(?: \w++){0,5} (?:my|from (?:now|today)|again|for me)"
    ),
    (
        r"(?:third|fourth|fifth|sixth|tenth|\d++(?:th|rd|nd)) (?:\w++ )?(?:this year|in a row|pair|bag|order"
        r"|visit|stay|summer|winter|trip|phone|bottle|box)(?! (?:reply|complaint|delay|call|email"
        r"|late|wrong|cancel))"
    ),
    r"there(?:'ll| will)(?: \w++)? be (?:a|an) (?:second|third|fourth|fifth|next|another|encore)",
    r"(?:second|another) (?:purchase|order|visit|stay|pair|one) (?:already|and|in|coming|on its way|soon)",
    (
        r"(?:when|once|if)(?: \w++){1,5} (?:wears? out|breaks?|dies|runs? out|goes|is (?:empty|finished|done|up"
        r"|old))(?:,)?(?: \w++){0,2} (?:i'm|i'll|we'll|i am|we are|getting|buying|ordering|same)(?: \w++){0,5}"
    ),
    (
        r"next (?:\w++ ){1,3}(?:will be|is going to be|'ll be|is|has to be)(?: \w++){0,2} (?:yours|one of yours"
        r"|from (?:you|here|them)|with (?:you|them)|here|this brand|the same)"
    ),
    r"back (?:here )?again(?: today| already| this| for|,)",
    r"(?:went|going|came) back(?: \w++){0,3} (?:next|same|very|following|again|day|for more|twice)",
    r"back for (?:more|seconds|thirds|another)",
    r"(?:we|i) (?:come|go|stay|visit|order|book|buy|shop|eat|fly|travel)(?: \w++){0,5} every(?: \w++){1,2}",
    r"always will(?: be)?|(?:come|coming|go|going|back) every \w++",
    r"(?:expect|see) (?:me|us)(?: \w++){0,2} (?:on|at|next|again|this|tomorrow|soon|with)|get rid of me",
    r"(?:won't|can't|cannot) (?:get|keep) (?:rid of|away|me away|us away)",
    r"can't stop (?:buying|ordering|coming|going|eating)",
    r"hooked|addicted|converted|(?:i'm|we're|im) (?:a )?convert(?:ed)?|sold on|repeat order|on repeat",
    r"standing order (?:for|with)|auto ?renew(?:ed)? (?:and|happily|gladly)|another renewal",
    r"renewal (?:done|paid|sorted|sent)",
    (
        r"(?:go[- ]to|my|our) (?:place|spot|shop|brand|hotel|airline|salon|cafe|garage|barber|bakery) (?:now|for"
        r"|from|forever|always)"
    ),
    r"for the foreseeable|for years to come|many (?:more )?years|here's to (?:many|the next|another)",
    r"(?:take|have) my money (?:again|already|every|forever)",
    r"(?:keep|keeps) (?:us|me|them) (?:coming|buying|ordering|loyal|here)|why we (?:come|keep|always|stay)",
    r"as long as(?: \w++){1,4} (?:is|are|'s|there|here|at the)(?: \w++){0,3}",
    (
        r"(?:booked|book) (?:in |us |me |again |already ){0,3}for (?:round|next|the next|another|our next|a second"
        r"|christmas|easter|august|july|june|summer|winter)"
    ),
    r"before (?:i|we) (?:even )?(?:left|checked out|got home)(?: \w++){0,4}",
    r"count (?:me|us) in|sign (?:me|us) up (?:again|for)|see you (?:at|on|in|for) (?:the )?\w++",
    r"more of (?:that|those|the)(?: \w++){1,3} (?:soon|next|please|at the)",
    r"(?:i|we)'ll keep (?:coming|buying|ordering|using)",
)
"""The author comes back, buys again, stays."""

GOING = (
    r"returning (?:the|my|our|this|that|these|those|them|it|a|an|your)",
    r"(?:servers?|service|internet|power|signal|it|site|app|website|they|stock) (?:\w++ )?(?:coming|comes?|going) back",
    r"coming back(?: up| online)?\?|if (?:it|you|they|there) (?:came|had|made|did|was|were)",
    r"next (?:day|patch|update|version|stop|step|train|bus|available|slot)",
    r"would you recommend|(?:get|getting) (?:on|in|off) another|another one of your",
    r"see you in (?:small claims |the )?(?:court|tribunal)|(?:i'd|we'd) (?:sooner|rather)(?: \w++){0,9}",
    r"recommend\w{0,3}(?: \w++){0,6} (?:else|elsewhere|avoid\w{0,3}|against|competit\w{1,4})|as long as i live",
    r"another (?:hour|delay|day of|excuse|error|fee|one of your)",
)
"""Other things that come back: removed first."""

_LEFT = (
    r"(?:not|never|n't|no longer|won't|wont|cant|can't|shan't|shall not|will not|wouldn't|would not"
    r"|nobody|without|hardly|refuse to|doubt)"
)

WOULD_NOT_RETURN = (
    r"never(?: \w++){0,6} (?:again|back|foot in|set foot|return)",
    (
        r"never (?:ever )?(?:buy(?:ing)?|order(?:ing)?|us(?:e|ing)|shop(?:ping)?|fly(?:ing)?|stay(?:ing)?"
        r"|book(?:ing)?|eat(?:ing)?|going|coming|go|come|return(?:ing)?|visit(?:ing)?|trust(?:ing)?|touch(?:ing)?"
        r"|rent(?:ing)?|hir(?:e|ing)|dealing|set(?:ting)?|giv(?:e|ing)|pay(?:ing)?|purchas(?:e|ing)"
        r"|travel(?:ling)?|spend(?:ing)?|step(?:ping)?|dine|darken|renew(?:ing)?)(?! (?:anything else|another|any"
        r" other|anywhere else|elsewhere|anyone else|had))"
    ),
    r"never ever(?:$|[.! ])|never again|nevr again|neva again",
    (
        rf"{_LEFT}(?: \w++){{0,4}} (?:come|coming|go|going|be|been|head|get|getting|heading) back(?! (?:to me|to"
        rf" us|to you|with|from|online|up|on|in stock|later))"
    ),
    (
        rf"{_LEFT}(?: \w++){{0,4}} (?:return(?:ing)?(?! (?:my|the|a|your|it|them|calls?|to work))|rebook(?:ing)?"
        rf"|re-?order(?:ing)?|renew(?:ing|al)?|set(?:ting)? foot|darken|(?:buy|buying|order|ordering|use|using"
        rf"|shop|shopping|book|booking|stay|staying|eat|eating|fly|flying|trust|travel|visit|spend|get|see|use"
        rf"|dine|drink|pay|recommend|hire|rent|ride|sail|be seeing|see me)(?: \w++){{0,6}} (?:again|anymore|any"
        rf" more|twice|a second time|another (?:penny|cent|rupee|dime|pound|dollar|quid)))"
    ),
    (
        r"(?:won't|not|wont|never|shan't|will not|shall not|n't) (?:be )?(?:seeing|see|get(?:ting)?|have|having"
        r"|hear from|meet(?:ing)?) (?:me|us|another|my|our|a (?:penny|cent|rupee|dime)|any more|again)"
    ),
    r"see me (?:in there )?again, ever",
    (
        r"(?:last|final) (?:time|one|purchase|order|visit|stay|trip|flight|penny|straw|booking|ride|meal|rental"
        r"|voyage|holiday|shop|subscription|dime|cent|rupee|chance|payment|renewal|\w++ (?:from|with|in|for|on)"
        r" (?:you|this|here|them))(?! (?:i|we) (?:was|were|came|ordered|visited|checked|bought|had|went)| was"
        r" (?:great|good|fine|perfect|lovely|better))"
    ),
    r"(?:my|our|the|was|first and|your) last(?: (?:one|ever|with|from|time|purchase|order)|[.!,]|$)",
    r"first and (?:last|final|only)|final straw|last straw|there shall not be",
    r"there won't be a (?:second|third|next|repeat)|no (?:second|next) time|once bitten",
    r"(?:won't|not|wont|wouldn't) (?:be )?mak(?:e|ing) (?:that|this|the same) mistake|mistake (?:twice|again)",
    r"not making that mistake|lesson learn(?:ed|t)",
    (
        r"(?:i'm|im|we're|we are|i am|that's me|that's us|thats me|is me|so|are|am|officially|absolutely|totally"
        r"|completely) (?:\w++ )?(?:done|finished|through|out|over)(?: (?:with|here|now|for good|forever|by|too)"
        r"|[.!,]|$)"
    ),
    r"done with (?:you|u|this|them|the|your|it|these|that|y'all|ya)",
    r"(?:that's|thats|that is) (?:me|us|it|that)(?: \w++){0,2} (?:done|finished|out|gone|we're through)",
    (
        r"(?:we're|i'm|im|we are) (?:off|out|gone|leaving|a no|switching|moving|cancelling|canceling|finished)(?:"
        r" (?:to|from now|for good|your|you|this|the)|[.!,]|$)"
    ),
    r"i'm off(?: to|[.!]|$)|out by (?:\w++)|finished for us|a no from (?:now|here|me|us)|not from you|nope not",
    r"no more (?:from|of my|for (?:me|us)|money|custom|business|orders)|(?:we're|were|im|i'm) through",
    r"washed my hands|had enough of (?:you|this|them)|over it and out|i quit|quitting|gave up on (?:you|this)",
    r"given up on (?:you|this)|giving up on (?:you|this)|jog on",
    (
        r"(?:switch(?:ed|ing|es)?|mov(?:ed|ing|es)|chang(?:ed|ing)|swapp(?:ed|ing)|transferr(?:ed|ing)"
        r"|defect(?:ed|ing)|going|gone|went|go|off|tak(?:e|ing|en)|port(?:ed|ing)?)(?: \w++){0,6} (?:to (?:a |an "
        r"|the |your |another |my |their )?(?:\w++ ){0,2}(?:competitors?|rivals?|opposition|competition|other"
        r" (?:lot|coffee|brand|chain|company|place|bank|airline|provider|shop|one|side)|elsewhere|supermarket"
        r"|someone else|somebody else|another|council|different|building society|provider|brand)|elsewhere"
        r"|elsewere|somewhere else|anywhere else|someone else|to someone else|back to|over to|with (?:a|another"
        r"|your) (?:competitor|rival|different))"
    ),
    (
        r"(?:will|'ll|shall|be|from now on|i'd rather|better off|rather|going|shop(?:ping)?|dine|dining"
        r"|eat(?:ing)?|book(?:ing)?|bank(?:ing)?|fly(?:ing)?|business|custom|money|look(?:ing)?|order(?:ing)?"
        r"|goes|going)(?: \w++){0,3} (?:elsewhere|somewhere else|your rivals?|your competitors?|competitors?)"
    ),
    r"switching (?:brands?|providers?|banks?|to|over|airlines?|gyms?)|(?:buying|ordering|booking) from your",
    r"(?:competitor|rival)s? (?:it is|from now|now|next|instead)",
    r"with (?:another|a different|whoever isn't|someone else|somebody else)|with another (?:\w++) now",
    r"whoever isn't you",
    (
        r"(?:found|got|have|using|joined|bought|there's|we've got) (?:\w++ )?(?:a|an) (?:new|different|better"
        r"|another|other) (?:\w++ )?(?:place|pub|provider|shop|gym|bank|brand|bike|hotel|airline|supplier|company"
        r"|dentist|app|cafe|restaurant|service|vendor|one)(?: now)?"
    ),
    r"moved (?:all |everything|my|our|house)|pulled (?:my|our|the)",
    r"taking (?:my|our) (?:custom|business|money|trade|account|family|savings)",
    r"take (?:my|our) (?:custom|business|money|trade)|vot(?:ed|ing) with (?:my|our) feet",
    r"going with (?:a|another|your|someone|the)|jump(?:ed|ing) ship|port code|pac code|porting",
    (
        r"(?:cancel(?:l?ed|l?ing)?|terminat(?:e|ed|ing)|clos(?:e|ed|ing)|delet(?:e|ed|ing)|ditch(?:ed|ing)?"
        r"|bin(?:ned|ning)|dropp(?:ed|ing)|scrapp(?:ed|ing)|quit(?:ting)?|leav(?:e|ing)|deactivat(?:ed|ing)"
        r"|stopp(?:ed|ing))(?: \w++){0,4} (?:subscription|sub|membership|account|accounts|contract|preorder"
        r"|pre-order|direct debit|plan|policy|standing order|app|service|licence|license|bank|box|card|renewal"
        r"|gym|pass|policy|it|credit card)"
    ),
    (
        r"(?:my|our|the) (?:subscription|membership|account|contract|policy|preorder|season ticket|plan)(?:"
        r" \w++){0,2} (?:cancelled|canceled|closed|terminated|deleted|is cancelled|gone|ended)"
    ),
    r"subscription cancelled|cancelling (?:until|today|now|everything|tomorrow|this|my|immediately|asap)",
    r"uninstall(?:ed|ing)?|unsubscrib(?:e|ed|ing)|unfollow(?:ed|ing)?",
    r"(?:i've|i|we|we've|so i|just) (?:binned|ditched|deleted|dumped|dropped|cancelled|canceled|blocked|closed)",
    r"deleting (?:it|the app|this)|delet(?:ed|ing) (?:the|your|this) app|binned (?:it|you|the|this)",
    r"blocked(?:,| and)",
    r"leaving (?:your|you|this|the) (?:bank|gym|network|company|service|platform|club|airline|provider)?",
    r"i am leaving",
    r"account goes (?:to|elsewhere)|transferr(?:ed|ing) (?:my|our)",
    (
        r"(?:lost|lose|losing|loses) (?:yourself |yourselves |yourself a |my |our |a |me |us |the )(?:\w++ "
        r"|\w++'s ){0,4}(?:customers?|custom|business|client|family|member|fan|order|guest|subscriber|passenger"
        r"|sale|trade|user|trust)"
    ),
    r"lost (?:me|us)(?: (?:as|for|forever|there)|[.!,]|$)|customer (?:lost|no more|gone)",
    (
        r"(?:ex|former|soon[- ]to[- ]be ex|was a|used to be a)[- ]?(?: \w++)? (?:customer|member|guest|fan"
        r"|regular|subscriber)"
    ),
    r"boycott(?:ing|ed)?",
    (
        r"(?:not|never|isn't|won't|ain't|aren't|not getting|n't) (?:\w++ ){0,3}(?:another|one more|a single|any"
        r" more of my|my) (?:penny|cent|rupee|dime|pound|dollar|quid|euro|money|custom|business|p)"
    ),
    r"not another|another penny|last penny|last rupee",
    r"(?:wouldn't|would not|will not|won't|i'd not) (?:touch|trust|use|go near|recommend|set foot)(?: \w++){0,5}",
    r"i'd (?:trust|rather)(?: \w++){0,8} (?:before|than) (?:this|you|use|go|set|stay|fly|eat|buy|pay)",
    r"(?:avoid|stay away|steer clear|never darken)(?: \w++)?",
    (
        r"(?:will|'ll|shall|gonna|i'd rather|better|rather)(?: \w++){0,3} (?:cook|walk|drive|make my own|grow our"
        r" own|holidaying by|stick to|go outside)(?: \w++){0,2}(?: (?:instead|next time|from now))?"
    ),
    r"instead(?:\. unsubscribed)|by car from",
    r"(?:for us|for me|it's the \w++|it is) (?:in future|from now on|from here on)",
    r"from now on(?:,)? (?:it's|i'll use|i'll go|we'll use|elsewhere)|(?:closed|dead) to (?:you|me)",
    r"me and (?:you|this \w++) are (?:done|finished)|we shan't|shall dine",
    r"(?:good)?bye(?:$|[ .!,👋](?:$|and|season|👋|forever|felicia|then|now))|goodbye (?:and|season|forever|then)",
    r"farewell,? (?:\w++ )?(?:\w++),? we|ta-?ra|adios|sayonara|good riddance|cya[.!]?$|so long(?:,| and)",
    r"i can (?:cook|walk|run|get|make|do)(?: \w++){0,3} (?:myself|cheaper|for less|a moped)",
    r"made (?:up )?my (?:mind|decision)(?: \w++){0,2}",
    r"(?:not|never) (?:worth|bother(?:ing)?) (?:going|coming|a second|another|returning) ?",
    r"(?:is|are|am) (?:going|moving|leaving) elsewhere|one (?:less|fewer) customer|wont get (?:my|another)",
    r"ruined it(?: \w++){0,5} off|grow our own",
    # endings
    r"(?:seen|have seen) the (?:back|last) of (?:me|us)",
    r"(?:down the drain|out (?:of )?the window|ends? here|this is how it ends)",
    r"(?:consider (?:this|it)|this is) (?:my|our) (?:notice|goodbye|farewell|resignation)",
    r"(?:you can |can )?forget (?:about )?(?:my|our|me|us) \w++",
    r"(?:not|no) (?:any ?more|longer)(?: \w++){0,2} (?:customer|member|yours?|welcome|with you)",
    r"(?:used|been|shopped|come)(?: \w++){0,6}\. not any ?more",
    (
        r"(?:not a|no|zero|fat|any) (?:chance|way|hope)(?: \w++){0,5} (?:again|renew\w{0,3}|return\w{0,3}|back"
        r"|second time|another|going|giving|paying|booking|ordering)"
    ),
    r"(?:i'd|i would|we'd|we would|id) (?:sooner|rather)(?: \w++){1,6} than",
    r"(?:wouldn't|would not|won't) (?:\w++ ){1,4}(?:if (?:it|you|they)|for free|for love)",
    r"(?:fool me|once) (?:once|bitten)|one strike|final nail|nail in the coffin",
    r"last (?:one|person) (?:i|we) (?:recommend|trust|use)|last chance (?:gone|wasted)",
    r"(?:won't|wont|not|never|n't)(?: \w++){0,3} set (?:eyes|foot)",
    r"(?:stepping|step|walking|walk) (?:in|into|through)(?: \w++){0,4} again|not (?:crossing|darkening)",
    r"(?:can|may) keep (?:the|your|my) (?:change|money|deposit|points|voucher|apology|card|job|phone|discount)",
    r"not (?:getting|seeing|having) (?:any more|more|another) of",
    r"(?:customer|client|member|guest|subscriber|family|household)s? (?:fewer|less|down|gone|lost)",
    r"minus one (?:customer|member|subscriber)",
    r"you(?:'ve| have)? (?:just )?lost (?:me|us)",
    (
        r"you(?:'ve| have)? (?:just )?lost (?:my|our|a|this|another|one) (?:\w++ ){0,2}"
        r"(?:custom|customer|client|guest|fan|business|orders?|trust|loyalty|member)"
    ),
    r"lost (?:me|us) (?:at|with|when|after|for)|there goes my (?:loyalty|custom|business|order)",
    (
        r"(?:done|deleted|cancelled|canceled|uninstalled|gone|finished|over|bye)\. (?:done|deleted|cancelled"
        r"|canceled|uninstalled|gone|finished|over|good ?bye|bye)"
    ),
    # where they go instead
    (
        r"(?:find|found|finding|try|trying|join|joined|use|using|choose|chose|bought|buy|hired|booked|ordered|get"
        r"|got|go to|going to|went to|off to find|look(?:ing)? for|recommend(?:ing)?)(?: \w++){0,5} (?:a"
        r" different|somebody else|someone else|somewhere else|the (?:other|rival)|a rival|the competition"
        r"|your competit\w{1,4}|a bank that|a \w++ that (?:answers|works|cares|listens)) ?\w*+"
    ),
    (
        r"(?:shopping|banking|eating|flying|staying|booking|at|with|from|to) the (?:other|rival|competing)"
        r" (?:place|shop|lot|one|side|bank|airline|store|brand|chain|company|network)"
    ),
    (
        r"(?:with|from|by|using) (?:somebody|someone|anyone|anybody) else(?: (?:next|now|from|instead|in future"
        r"|then))?"
    ),
    r"(?:the )?rival(?:s|'s)? (?:one|it is|instead)|anywhere but",
    (
        r"(?:new|different|other) (?:contract|provider|supplier|bank|gym|dentist|network|airline|club|school|vet"
        r"|salon|garage)(?: \w++)? (?:signed|found|sorted|booked|from)"
    ),
    (
        r"(?:took|taking|moved?|moving) (?:my|our|the) (?:\w++ )?(?:money|pension|savings|business|custom|account"
        r"|mortgage|kids|family|dog|company|order|prescriptions?)"
    ),
    r"should have (?:done it|left|switched|gone|cancelled)(?: \w++){0,3}",
    r"(?:cancelled|returned|deleted|closed) (?:everything|the lot|all of it|them all)",
    r"avoid(?: \w++){0,6} (?:i (?:certainly )?will|from here|from now)",
    r"(?:i|we)(?:'ll| will) (?:certainly |definitely )?(?:avoid|steer clear|give it a miss|stay away|pass)",
    (
        r"(?:not|never|won't be|isn't)(?: \w++){0,2} (?:worth|getting) (?:a )?(?:second|another) (?:chance|visit"
        r"|go|try)"
    ),
    r"no second chances?|blacklisted|on my blacklist",
    (
        r"(?:from )?(?:here|now) on(?: \w++){0,2} (?:elsewhere|someone else|the other|amazon|walking|cycling|home"
        r" ?cooking|driving)"
    ),
    r"not (?:the|a) customer (?:any|no)",
)
"""The author never comes back."""

STILL = (
    r"can(?:'t|not) wait(?: \w++){0,6}",
    r"(?:moved|moving) to (?:another (?:sim|seat|room|table|flight|date)|\w++\?)|ending it",
    r"crawling back(?: \w++|[.,]){0,8}",
    (
        r"(?:not|never|n't|won't|no) (?:\w++ )?(?:be )?(?:leaving|switching|cancelling|quitting|going elsewhere"
        r"|done with|moving|going anywhere)"
    ),
    r"(?:not|def not|definitely not|isn't|won't be|wasn't) (?:the|my|our) last",
    r"last time (?:i|we) (?:was|were|came|visited|ordered|went|checked)",
    (
        r"never (?:going|go|shopping|using|buying|look|looking|had|been|disappoint\w{0,4}|fail\w{0,3}|let|wrong"
        r"|better)(?: \w++)? ?(?:elsewhere|anywhere else|anyone else|anything else|any other)?"
    ),
    r"never (?:use|buy|order|fly|shop|want|need|eat|go)(?: \w++){0,3} (?:else|other|another|elsewhere)",
    r"(?:won't|not|don't|no need to) (?:look|shop|go|bother|be going|be looking|eat)(?: \w++){0,2} elsewhere",
    r"(?:how|where|can|do|to) (?:\w++ ){0,3}(?:cancel|delete|close|unsubscribe)(?: \w++){0,4}",
    (
        r"(?:they|you|was|been|got|flight|order|airline|delta|train|class|which|that) (?:was |were |got |has been"
        r" |been |is )?(?:cancel(?:l?ed)|closed|deleted|blocked)(?: \w++){0,3}"
    ),
    r"cancell?ed by (?:you|them)|be cancelled",
    (
        r"(?:can't|cannot|couldn't|unable to|won't let me|let me|tried to|trying to) (?:even )?(?:cancel"
        r"|unsubscribe|delete|close)(?: \w++){0,3}"
    ),
    r"tried leaving|came crawling back|back again from",
    r"moved house|moved (?:in|out|here|home|abroad|flat|to (?:the|a new) (?:area|city|town|country|house|flat))",
    r"(?:room|flight|train|show|trip|class) (?:i|we|you|they) cancelled",
    (
        r"(?:you|they|it|airline|venue|landlord|hotel) (?:just |have |has )?(?:cancell?ed|cancelling|closing"
        r"|deleted|closed)(?: \w++){0,3}"
    ),
    r"would you mind cancell?ing",
    r"(?:took|take|taken|taking) my (?:money|order)(?: again)?(?! (?:elsewhere|out|to|away))",
    r"charged (?:me )?(?:for|after)(?: \w++){0,5} cancell?ed",
)
"""Farewells that mean the opposite, and things cancelled for the author: removed first."""
