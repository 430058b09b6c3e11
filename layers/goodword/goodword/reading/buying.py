"""Word lists for people who consider buying, and for people who ask for something that does not exist yet.

The format is that of the lists in `terms`.
"""

from goodword.reading.danger import GAP

_GET = r"(?:buy|buying|get|getting|order|ordering|book|booking|try|trying|purchase|purchasing|grab|grabbing)"


PRE_PURCHASE = (
    (
        rf"(?:thinking|thinkin|thought) (?:of|about|bout) (?:\w++ )?(?:{_GET}|having|bringing|switching|joining"
        rf"|signing|coming|going|doing|upgrading|taking|visiting|hiring|renting|treating|surprising|holding"
        rf"|starting|planning|splurging|giving|a|an|your)"
    ),
    r"(?:am|i'm|im|we're|were|been|still|seriously|just|anyone|currently) (?:\w++ )?considering",
    r"considering (?:a|an|the|one|your|buying|getting|switching|booking|joining|it|between)",
    (
        r"(?:tempted|tempting me|torn between|undecided|on the fence|toying with|umming|humming and hawing"
        r"|(?:half|almost|nearly|not quite|very nearly) (?:convinced|sold|persuaded))"
    ),
    (
        r"(?:deciding|choosing|choose|decide|decided|picking|choice) (?:\w++ )?(?:between|which|whether|if i|a"
        r" vendor|on a)"
    ),
    r"can(?:'t|not) (?:decide|make (?:up )?my mind)|make up my mind|help me (?:choose|decide|pick)",
    r"that decides (?:whether|if)|deal ?breaker|dealbreaker",
    (
        rf"before (?:i|we|he|she) (?:\w++ )?(?:{_GET}|commit|put|pay|decide|sign|join|buy|hand|splash|part|invest"
        rf"|go ahead|pull|take|press|hit|click|spend|switch|upgrade|propose|move|choose|order)"
    ),
    (
        rf"if (?:i|we) (?:\w++ )?(?:{_GET}|join|joined|go|went|sign|signed|switch|switched|ordered|bought|booked"
        rf"|upgrade|upgraded|subscribe|moved|pay|took|take|go for|come|came|bring)(?! (?:it )?(?:back|again))"
    ),
    (
        rf"(?:might|may|could be|gonna|going to|will|i'll|we'll|we'd|i'd|would)(?: \w++)? (?:{_GET}|treat|open an"
        rf"|sign up|join|give it|give you|have a bite|be persuaded|pop in|pick one|pick some|splash)(?:"
        rf" \w++){{0,4}} (?:if|when|once|on payday|at the weekend|on friday|on saturday|for (?:my|the)|next week"
        rf"|tomorrow|soon|tonight|first)"
    ),
    r"might (?:just )?(?:treat|buy|order|book|get|try|give|open|pick|splash|have|go for|upgrade|switch|join|sign|take)",
    (
        r"if (?:the price|it|that|they|you|the \w++)(?: \w++){0,4} (?:drops?|goes|comes? down|go on sale|goes on"
        r" sale|falls|still going)"
    ),
    r"(?:price|sale) drop|price ?drop",
    (
        r"(?:wait(?:ing)?|hold(?:ing)? (?:off|out)|hanging on) (?:\w++ )?(?:for|till|until) (?:\w++ ){0,2}(?:sale"
        r"|sales|price|payday|discount|black friday|deal|offer|new year|bonus|january|voucher|code)"
    ),
    r"wait(?:ing)? (?:on|for|till|until) payday|come payday|just need payday",
    r"payday(?: \w++){0,2} (?:then|and|can't come)|saving (?:up )?(?:for|to)|savin up",
    r"next pay ?(?:cheque|check|day)|(?:two|three|one|2|3|1|few) more pay ?(?:checks|cheques|days)|if my bonus",
    r"(?:on|in|to) (?:my|the|our) (?:shopping list|wish ?list|basket|cart|shortlist|list)|wish ?list(?:ed)?",
    r"(?:sat|sitting|still|been) in my (?:basket|cart)|shortlist(?:ed)?|short ?list",
    r"add(?:ed)? (?:it |one |them )?to (?:my )?(?:basket|cart)",
    (
        r"(?:comparing|compared|weighing up|shopping around|shop around|researching|evaluating|browsing|googling"
        r"|reading (?:the )?reviews|been reading reviews|getting quotes|a quote|quotes? (?:for|from))"
    ),
    (
        r"(?:pull(?:ing)? the trigger|tak(?:e|ing) the plunge|bite the bullet|have a bite|seal the deal|building"
        r" my case|talked into|convince me|sell it to me|sell me on|talk me (?:into|out of)|persuade me|worth"
        r" (?:the|it|buying|getting|paying|upgrading|a (?:go|try|punt|visit))(?: \w++){0,3}\?|worth it or|is it"
        r" worth|are they worth|any good\??$|any good for)"
    ),
    rf"(?:should i|shall i) (?:{_GET}|go for|go with|wait for|upgrade|join|pick|choose)",
    (
        r"which (?:one|model|size|version|plan|tier|room|ticket)s? (?:\w++ )?(?:should|would|do|to|is best|is"
        r" better|suits|will)"
    ),
    (
        r"(?:looking|hoping|wanting|planning|want|plan|hope|wish|aiming|keen|about|ready|dying|itching|love|like"
        r"|intend|fancy|fancying|gonna|going|want to|wanna)(?: \w++)? (?:to )?(?:buy|buying|purchase|order one"
        r"|get one|getting one|book for|book a|try one|try it|order the|buy one|sign up|subscribe|get the|getting"
        r" the|get a|getting a|go for the|treat)"
    ),
    (
        r"(?:looking|shopping|searching|hunting|i'm after|im after|we're after|after) (?:for )?(?:a|an|some|two"
        r"|new)(?: \w++){0,3} (?:for (?:my|our|the|a|under)|that|with|which|under|can you|do you|any|what)"
    ),
    r"(?:i'm|im|i am|we're|we are|so im|so i'm) after (?:a|an|some|two|new)|in the market for|on the lookout for",
    r"looking to (?:buy|get|book|switch|upgrade|replace|order|join|rent|hire|move)",
    r"looking at (?:your|the|a|getting|buying|booking|tonight|\w++ \w++ for)|had my eye on",
    r"(?:got|have|keeping) (?:my|an) eye on|eye?ing (?:up )?|eyeing|ogling|drooling over",
    r"(?:calling|whispering) my name|keep going back to look|been thinking about (?:it|getting|buying|one|them)",
    r"thinking about it ever|been thinking about",
    r"only buying if|only want to try",
    r"never (?:tried|used|bought|been|ordered)(?: \w++){0,3} (?:before|this|from|with|one)",
    r"first[- ]time (?:buyer|customer|visitor)",
    r"not (?:booked|ordered|bought|a customer|signed up|decided) (?:\w++ )?(?:yet|as yet)",
    r"haven't (?:booked|ordered|bought|decided) yet|new (?:here|to this|to all this)|want to check before",
    (
        r"(?:don't|not) (?:want to )?(?:order|spend|spending|buy|buying|book|pay)(?: \w++){0,3} (?:otherwise"
        r"|blind|until|unless|without|till)"
    ),
    (
        rf"(?:i'd|i would|we'd|we would|id|would) (?:buy|order|book|get|join|switch|take|be in|subscribe|pay|sign"
        rf" up|upgrade|love to (?:come|try|book|buy|visit|order|give))(?! again)(?:{GAP}(?:if|when|at|for|but)|)"
    ),
    (
        r"(?:count (?:me|us) (?:interested|in) if|if so (?:count|i'll|i will|we'll|i'd|sign)|if (?:yes|so),?"
        r" i(?:'ll| will)? (?:book|buy|order|take|get|have)|if yes|i'll (?:buy|take|book|order|have) (?:it|one"
        r"|two|four|the|them|some)(?: \w++){0,4} (?:if|when|once|for)|and i'll (?:buy|book|order|take)|i'm having"
        r" it|i'll (?:have|take|order|buy) (?:it|one|two) if)"
    ),
    (
        r"(?:got|has got|sold|almost got) me(?:,|\.| |$)(?:.{0,25})(?:googl|compar|look|trigger|dates|try|order"
        r"|book|search|brows|curious|interested|close)"
    ),
    r"now i'm googling|coming to try|want to try|need to try|must try|gotta try|dying to try|can't wait to try",
    r"excited to try|fancy trying|will try|i'll try|gonna try|going to try",
    r"try (?:one|it|them|you|some|this|that) (?:on|this|at|soon|next|tomorrow)",
    r"give (?:it|you|them|yours) a (?:go|try|whirl|shot)",
    r"(?:interested|interest) in (?:buying|your|the|a|booking|joining|getting|trying|one)|i'm interested",
    r"pretty interested|very interested",
    (
        r"(?:would|will|does|do|is|are) (?:your|the|this|that|it|they|these)(?: \w++){0,5} (?:suit|fit|work for"
        r"|be ok for|be good for|be suitable|suitable|good|enough|safe|fine|okay|simple enough|big enough|decent"
        r" enough|compatible|pass as)(?: \w++){0,3} (?:for|me|my|someone|a \w++|with|to share|if)"
    ),
    (
        r"(?:what's the price|what does|what do|what would|price of|cost of|any (?:deals|discount|offers|bundle"
        r"|chance of a (?:deal|discount|bundle))|is there a (?:discount|deal|catch|trial|student)|do you (?:offer"
        r"|do) (?:student|a discount|finance|trials?|free trial|a trial|gift|group|phone support))(?: \w++){0,8}"
    ),
    r"(?:usually|ever) goes? on sale|go on sale (?:in|on|at)|on sale in (?:january|november|the)|see a demo",
    r"book a (?:demo|viewing|tour)",
    (
        r"(?:anyone|anybody|any one|does anyone|has anyone|folks)(?: \w++){0,3} (?:own|owns|tried|used|bought|got"
        r"|have|recommend|rate|been to|stayed)(?! (?:the same|this) (?:problem|issue))"
    ),
    (
        r"(?:see|hold|try|feel|test) (?:the \w++ |it |one |them )?(?:in person|in the flesh|before buying|in"
        r" store) first"
    ),
    r"viewing (?:three|two|a few|the|your)|second on (?:my|our) list|narrowed (?:it )?down|down to two",
    r"between you and|(?:you|yours) (?:or|and|vs) (?:the|a|another|your) (?:ferry|rival|competitor|other)",
    r"(?:comparing|choosing between) you|jump ship from my|my contract elsewhere|if i switch|when i switch",
    r"could i pay for",
    r"(?:in advance|at the gate) or (?:in advance|at the gate|online)|cheaper to (?:buy|grab|book|get|order)",
    r"any (?:\w++ )?(?:deals|offers) (?:in|for|on|this|over)",
    (
        r"(?:i|we|i'd|me and the \w++|missus|husband|wife) want(?:s)? (?:to )?(?:a |take |the pro|an )(?:\w++"
        r" ){0,3}(?:,|does|do|is|version|plan)"
    ),
    r"looked at (?:the|your|it|that)(?: \w++){0,4} again|i think it's time",
    r"(?:popping|coming|pop|heading) (?:in|into|down)(?: \w++){0,6} with (?:a list|questions|some questions)",
    r"talking dates|expect a call|someone from sales|speak to (?:someone in )?sales|talk to sales",
    r"sales (?:team )?(?:please )?(?:call|ring|contact) me|request a quote",
    r"decide (?:this month|by|at the weekend|tonight|soon|before|which)",
    r"will (?:choose|decide) (?:at|by|on|this|tonight|tomorrow)|tomorrow, maybe",
    r"maybe (?:tomorrow|next|this|i|one day)(?: \w++)?",
    r"not sure (?:if|whether|which|between)(?: \w++){1,5}(?: or | and )?|(?:in|of) two minds",
    (
        r"(?:debating|weighing|pondering|mulling|contemplating|wondering|unsure|dithering|agonising)(?: \w++)?"
        r" (?:whether|between|if (?:it|this|i)|about|over|on)(?: \w++){0,3}"
    ),
    (
        r"(?:like|love|want|hoping|hope|need|possible|able|can i|could i|may i|can we|let me|chance) (?:to"
        r" )?(?:test|try|see|sample|feel|view|trial|touch)(?: \w++){0,4} (?:first|before|in person|in store|out"
        r"|it on)"
    ),
    r"try before|test ?drive",
    (
        r"(?:would|which|what|do|can) (?:you|u|anyone|people|one|starter|model|size|plan)(?: \w++){0,4}"
        r" (?:recommend|suggest|advise|go for|choose|pick)(?: \w++){0,4}(?: for|,|\?|$| or | to)"
    ),
    r"which of (?:yours|your|these|the|them)(?: \w++)? (?:is|would|has|do)",
    (
        r"(?:what|which)(?:'s|s| is| are| one is| ones are) (?:the |your )?(?:cheapest|best|quietest|smallest"
        r"|biggest|lightest|fastest|warmest|difference|price|cost|rate|minimum|latest i can (?:book|order)|lead"
        r" time|delivery time)(?: \w++){0,8}"
    ),
    (
        r"(?:we're|i'm|we are|i am|im|we|were) (?:\w++ )?(?:thinking|looking at|hoping for|planning|planing|after"
        r"|aiming for|wanting|moving|getting married|renovating|hosting|organising|organizing)(?: (?:the )?\d++|"
        r" a | an | to | for | on | in |[^\w])(?! (?:leav|cancel|switch|complain))"
    ),
    (
        r"(?:i|we|my \w++|hubby|wife|husband|mum|dad|son|daughter|kids?|partner|nan) (?:really |still |badly "
        r"|also |would )?(?:needs?|wants?|wanted|fancies|fancy) (?:a |an |the |one|two|some|to (?:buy|order|get"
        r"|book|try|join|hire|rent))(?:\w++ ){0,6}(?:which|do you|what|how|is it|can i|for (?:christmas|xmas|her"
        r"|his|my|our)|any|does|would)"
    ),
    r"(?:a )?quote(?: please)? for",
    (
        r"(?:price|cost|charge|rate|fee)s? (?:please )?(?:for|of|to|on) (?:a|an|the|my|\d++|two|three|hiring"
        r"|renting)(?: \w++){0,4}"
    ),
    r"how much (?:is|are|for|would|does|do|to|wud|r)(?: \w++){1,8}\?|what (?:would|do|will) (?:you|u) charge",
    r"boxing day sale|cyber monday|holding (?:out|off)|hold(?:ing)? my (?:breath|money)",
    r"when(?:'s| is| does) (?:the|your) (?:next )?sale",
    r"any (?:discount|deal|offer|promo|voucher|code)s?(?: \w++){0,4}\?",
    r"discount for (?:new|first|students?|nurses|teachers|groups)",
    (
        r"(?:wondering|know|check|see|sure|tell me|wonder)(?: \w++){0,2} (?:if|whether)(?: \w++){1,4} (?:fits?"
        r"|suits?|works? with|goes with|would (?:fit|suit|work)|matches|comes in|is (?:big|small|long|wide|warm"
        r"|soft|loud|quiet|safe|good|ok|suitable) (?:enough |for )?)"
    ),
    (
        r"(?:i|we)(?:'ll| will)(?: \w++){0,2} (?:take|have|order|buy|book|grab|get|come|pop|try|sign)(?:"
        r" \w++){0,6} (?:if|when|once|as soon|provided|depending|by then|on payday|by$|try it|have a look)"
    ),
    r"if (?:it is|so|yes|that works|you do|it does|there is|they do)(?:,)? (?:i|we)(?:'ll|'d| will| would)",
    r"(?:will|would|gonna|going to) have to (?:come|try|visit|order|get|buy|go|pop|check|give)(?: \w++){0,3}",
    r"so close to (?:buying|clicking|ordering|booking|pressing|getting)",
    r"(?:finger|thumb|cursor|mouse) (?:is )?(?:hovering|on the)|about to (?:press|hit|click|order|buy|book|sign)",
    r"one click away",
    (
        r"(?:interested in|keen on|enquiring about|inquiring about|asking about|enquiry (?:about|for)) (?:\w++ing"
        r"|a|an|your|the|one|two)(?: \w++){0,3}"
    ),
    (
        r"do you have (?:it|this|these|them|one|any|that|availability|space|room|a table)(?: \w++)? (?:in|for"
        r"|left|on|free|with)(?: \w++){1,3}"
    ),
    (
        r"(?:do|does|can|is|are|will|would|has) (?:it|this|these|they|the \w++|that|you)(?: \w++){0,5} (?:come"
        r" with|included|include|compatible|suitable|waterproof|machine washable|dishwasher safe|true to size"
        r"|worth|big|run small|left[- ]handed|fit (?:a|an|in|on|my|the)|work (?:with|on|in|for)|hold|support"
        r"|stretch)(?: \w++){0,6}"
    ),
    r"can(?:not|'t)? (?:i|we) (?:book|order|buy|hire|rent|reserve|get|pay)(?: \w++){0,8}\?",
    (
        r"do you (?:take|accept|do|offer|have) (?:bookings|reservations|orders|groups|parties|walk[- ]ins|trials?"
        r"|trial|demos?|samples?|tasters?|swatches|finance|student)(?: \w++){0,6}"
    ),
    r"(?:currently|at the moment|right now) (?:with|using|on|paying)(?: \w++){0,4}",
    r"my (?:contract|lease|renewal|subscription|plan) (?:with|elsewhere|is up|ends|runs out)(?: \w++){0,3}",
    r"(?:next|high|top|first) on (?:my|the|our) list|convince me|talk me (?:in|out)",
    r"new (?:here|to (?:this|your|the brand|all this))(?:[^\w]|$)",
    r"never (?:tried|flown|stayed|ordered|bought|used|eaten)(?: \w++){0,4} (?:before|you|with|from|here)",
    r"first time (?:ordering|booking|buying|flying|cruising|looking)|as a (?:first[- ]timer|beginner|newbie)",
)
"""The author considers buying."""

BOUGHT = (
    (
        r"how (?:do|can|could) (?:i|we) get (?:my|a|the|our) (?:refund|money|parcel|order|invoice|account"
        r"|deposit)(?: \w++){0,2}"
    ),
    r"how much (?:i|we|you|longer|more|time)(?: \w++){0,4}|free trial(?: \w++){0,6} charged",
    r"charged(?: \w++){0,6} trial",
    r"can't stop thinking|when (?:is|will) my (?:order|parcel|delivery|refund)",
    r"does my (?:order|refund|ticket|card)|can i get (?:my|a refund|a replacement)",
    r"i (?:already|just) (?:ordered|bought|booked|paid)",
    (
        r"(?:i|we|just|already|have|i've) (?:\w++ )?(?:bought|ordered|paid for|purchased) (?:this|it|one|two|my"
        r"|the)(?: \w++){0,3} (?:and|but|yesterday|last|in|on|weeks?|months?)"
    ),
    (
        r"(?:don't|wouldn't|would not|not|never|won't) (?:even )?(?:think of|thinking of|consider|considering|be"
        r" tempted)"
    ),
    r"refund|replacement|never arrived|didn't arrive|not worth|isn't worth|wasn't worth|worth every",
    r"seriously considering (?:switching|leaving|cancelling)",
    r"thinking (?:of|about) (?:leaving|switching|cancelling|canceling|moving)",
    r"going to (?:report|try again|buy from)",
)
"""What buyers say in these words: removed first."""

_ADD = (
    r"(?:add|make|open|bring|do|let|extend|stock|allow|offer|introduce|start|include|build|give us"
    r"|consider|sell|create|launch|release|support|expand|think about|deliver|provide|install|restock"
    r"|reinstate|run)"
)

WISH = (
    r"dear (?:devs?|developers|app team|team|acme)",
    r"(?:for|in) (?:couples|people|those|folks|us|anyone) who (?:don't|can't|live|aren't)",
    r"(?:please|pls) put (?:photos|a|an|some|more)|bring(?:ing)? (?:\w++ ){0,2}back|bringback",
    r"(?:please|pls|plz|can you|could you|when will you|will you) (?:\w++ )?(?:restock|bring)",
    (
        rf"(?:please|pls|plz|kindly|dear devs?|dear developers) (?:just |do |also |someone )?{_ADD}(?! (?:sure|me"
        rf"|it right|this right|this stop|it stop|the needful|it by hand|something))"
    ),
    r"(?:pls|please|plz) (?:can|could) (?:you|u|we|i) (?:\w++ )?(?:have|add|get|make|do|open|bring|stock)",
    (
        rf"(?:could|can|would|will) (?:you|u|y'all|we|they|someone|somebody) (?:please |pls |ever |guys |lot "
        rf"|maybe |also |not |just |consider )?(?:{_ADD}|have) (?:adding |opening |making |doing )?(?:a|an|the"
        rf"|some|more|us|this|to|that|folders|support|in|for|up|bigger|smaller|longer|later|earlier)(?! (?:look"
        rf"|word|list|chance|copy|wheelchair|child|seat|note|reason|card))"
    ),
    r"will (?:you|u|y'all|there) (?:\w++ )?(?:ever|be (?:a|an|any))",
    (
        r"(?:ever|any) (?:going to|gonna|plans?|chance) (?:to|for|of|on) (?:you |a |an |the |this |that |us"
        r" )?(?:\w++ing|add|open|do|make|bring|sell|release|support|smaller|bigger|new|have|\w++)"
    ),
    r"any plans?|(?:on|in) (?:the|your) (?:roadmap|pipeline|cards)",
    r"planning (?:to|on) (?:add|open|bring|releas|launch|mak|stock)\w{0,3}|feature request|suggestion(?:s|:)?",
    r"one suggestion|small suggestion|an idea|(?:decent|good|great|here's an) idea",
    r"(?:please|pls|do|kindly) (?:the|do the) \w++(?: \w++){0,3} again|throw in a",
    r"ought to (?:\w++ )?(?:deliver|open|do|make|sell|have|stock|add)|stock more",
    (
        r"wish (?:you|u|there|i could|we could|it|they|the|your|this|that|list item|someone|more)(?! (?:all|luck"
        r"|a|well|happy|the best|every|them))"
    ),
    r"wishing (?:you|there|for)|if only",
    (
        r"i'd (?:love|like|kill|pay|buy)(?: \w++){0,2} (?:a|an|to see|if|extra|more|one|for|it if|the option|some"
        r"|to be able|another)"
    ),
    r"we'd (?:love|like|use) (?:a|an|to see|if|it daily|one|some)",
    (
        r"would (?:love|like|kill for|pay (?:extra|more) for) (?:a|an|to see|if|it if|the option|some|more|one|to"
        r" be able|\w++ (?:support|version|option|mode))"
    ),
    r"(?:i|we|i'd|we'd|would|'d) (?:love|like) to see (?:a|an|more|some|you|this|it in|your|one|the)",
    r"be good to see|nice to see (?:a|an|more|some)",
    (
        r"(?:would|it'd|that'd|it would|'d|might|could)(?: \w++){0,2} (?:be|make) (?:\w++ )?(?:nice|great|lovely"
        r"|mint|grand|cool|awesome|handy|perfect|brilliant|heaven|amazing|helpful|useful|fab|ace|good|better"
        r"|sweet|fantastic|wonderful|much easier|easier|a dream|a godsend|a lifesaver|appreciated|ideal|sick|dope"
        r"|class|welcome|smashing|neat|super|it perfect|my day|life easier|sense)"
    ),
    (
        rf"would (?:help|save|bring|stop|make|solve|suit|sell|fly|do wonders|go a long way){GAP}(?:me|us|my|loads"
        rf"|everyone|no end|shift|people|a lot|lots|so|hours|time|half|the|it|life|perfect)"
    ),
    (
        r"(?:you|u|y'all|they|this place|the app|it|app|site|website|town|city|guys) (?:really |just |all |still "
        r"|badly |desperately |could |could really |seriously )?(?:need|needs|should have|should do|should add"
        r"|should make|should offer|should sell|should open|should bring|should let|ought to|could do with|could"
        r" use|should be able to|should really|should consider|want) (?:a|an|to (?:add|do|make|open|bring|deliver"
        r"|sell|offer|have|start|stock)|more|some|one|one of these|another|better|longer|shade|the option|this in"
        r"|these in|in)"
    ),
    r"(?:we|i) (?:really |so |badly )?need (?:shade|more|longer|better|a bigger|an option)",
    (
        r"need (?:one|a branch|a shop|this|these|you|a store|a|something)(?: of these)? (?:in|near|at|up|down"
        r"|over|round) (?:\w++)"
    ),
    (
        r"come to (?!my|our|the|an?|rural|it|me|us|your|you|this|think|mind|life|terms|say)\w++(?: already|!|,|"
        r" please| pls| next|$)"
    ),
    (
        r"open (?:one|up|a (?:shop|store|branch|place)|another|here|more|soon)(?: \w++){0,2} (?:in|near|on|at"
        r"|here|already|please|round)"
    ),
    (
        r"when(?:'s| is| are| will| r) (?:you|u|y'all|the|it|\w++)(?: \w++){0,3} (?:opening|coming|adding"
        r"|releasing|launching|getting|gonna|going to|available|open in|add|bring)(?: \w++){0,3}"
    ),
    (
        r"when (?:will|are|r) (?:you|u|ya|y'all) (?:\w++ )?(?:open|add|com|bring|sell|support|releas|launch"
        r"|expand|deliver)\w{0,3}"
    ),
    (
        r"(?:version|branch|store|shop|option|size|mode|edition|app|colour|tram|bus|route|delivery)(?:"
        r" \w++){0,4},? when\?{0,3}"
    ),
    (
        r"why (?:isn't|is not|can't we|can't i|don't you|doesn't|is there no|are there no|no|not|hasn't|have you"
        r" never|do you not|aren't there)(?: \w++){0,5} (?:a thing|yet|have|sell|offer|do|support|add|make|let"
        r"|allow|option|there|mode|just|stock)"
    ),
    r"why no|isn't (?:that|this|it|there) a(?: thing)?",
    (
        r"still (?:no|isn't|not|waiting for (?:a|an|the) (?:feature|option|app|dark|version))(?: \w++){0,3}"
        r" (?:mode|widget|option|app|support|version|feature|yet|integration|in 20\d\d|for android|for ios|on"
        r" android)"
    ),
    (
        r"there(?:'s| is|s) (?:still )?no (?:dark mode|option|way to|filter|button|app|widget|setting|support for"
        r"|vegan|veggie|halal|gluten)"
    ),
    r"no (?:dark mode|widget|option to|way to)",
    (
        r"hop(?:e|ing|es) (?:you|you'll|they|they'll|u|there|to see|that you|for a|for an|someday|one day|it"
        r" comes|this comes)(?: \w++){0,2} (?:add|allow|make|open|bring|do|come|release|consider|get|one day|soon"
        r"|start|expand|sell|let|offer|be|introduce|put|have)"
    ),
    (
        r"(?:only|one|just one|the only|sole|all) (?:thing|request|suggestion|wish|addition|gripe|bit"
        r"|improvement)(?: \w++){0,2} (?:i'd|i would|we'd|missing|is a|is to|would be|that|to add|lacking|you"
        r" need|it needs|i need|i want)"
    ),
    r"now (?:just )?(?:add|all i need|make|open|do|we need|if you|all it needs|give us|let)",
    r"all (?:i|it|we|that) (?:need|needs|ask|want|lack|lacks|wants|miss)(?: is)?|(?:is|that's|that is) all i ask",
    r"missing (?:a|an|only|one thing|feature|from the)|(?:lacks|lacking) (?:a|an|only)|just add",
    r"add (?:a|an|the option|more|some|dark mode|support|please)",
    r"how about (?:a|an|some|adding|opening|letting|making|you|doing|more|bringing|selling)",
    r"what about (?:a|an|adding|opening|doing|us|making|some|letting)|(?:just )?a thought|food for thought",
    r"make it happen|take my money|shut up and take",
    (
        r"make (?:this|it|these|them|one|a|that)(?: \w++){0,3} (?:in|for|with|please|pls|happen|bigger|smaller"
        r"|longer|available|optional|waterproof|vegan)"
    ),
    (
        r"let (?:us|me|people|users|customers|folk|guests|members)(?: \w++)? (?:bring|hold|pick|choose|buy|pay"
        r"|save|turn|use|have|add|change|order|book|sort|filter|see|do|set|pause|skip|share|opt|hide|keep|select"
        r"|know when)"
    ),
    r"pause my|give us (?:a|an|the|more|some|back|our)|we want",
    r"i want (?:a|an|more|it in|this in|one in|to be able|the option)|petition|deserves? (?:more|its own)",
    r"crying out for|begging (?:you )?for|beg you",
    r"waiting for (?:a|an|the|you to) (?:\w++ ){0,2}(?:version|feature|release|branch|option|to open|to add)",
    r"dark mode|looking forward to (?:a|the day|when you)",
    r"would (?:buy|get|pay|order|subscribe|come|use|join|book)(?: \w++){0,6} if (?:it|you|they|there|the|only|u)",
    (
        r"if (?:it|you|they|the \w++|u|only|this|these|there was|there were) (?:\w++ )?(?:came|had|made|sold|did"
        r"|could|offered|let|added|opened|delivered|supported|allowed|were|was)(?: \w++){0,6}"
    ),
    r"(?:please|pls|plz|one day|someday)(?: \w++){0,3} (?:one day|someday)",
    r"(?:next|future) (?:patch|update|version|release|time|season|year)(?: \w++)? (?:could|can|please|add|maybe)",
    r"more (?:\w++ ){1,6}(?:please|pls|plz)",
    (
        r"(?:slots?|options?|hours|sizes?|colou?rs?|versions?|mode|support|vegan|veggie|merch|tour|flavou?rs?"
        r"|branch(?:es)?|stores?|more) (?:please|pls|plz)"
    ),
    r"one of these (?:in|near)|eh\?$|(?:^|[.!?] )(?:a|an) (?:\w++ ){1,6}(?:would|please|pls|just a thought)",
    r"instead of (?:just )?online only|in (?:our|my) town|in my size",
    r"other (?:lines|apps|brands|places|airlines|shops|hotels|gyms|banks) do it",
    r"every (?:other|rival|competitor)(?: \w++){0,2} (?:has|does|got|lets|offers)",
    r"(?:i|we) (?:dream|long|pray|yearn) (?:of|for)|dreaming of a",
    (
        r"(?:would it kill|how hard (?:is|can) it (?:be )?to|is it (?:too much|so hard) to|what would it take"
        r" to)(?: \w++){0,3}"
    ),
    (
        r"(?:what|all|the (?:only )?thing) (?:this|the|your|you|it|that)(?: \w++){0,3} (?:needs?|lacks?|misses|is"
        r" missing|could do with)(?: \w++)? is"
    ),
    (
        r"(?:needs?|lacks?|could use|could do with|really use|cries out for) (?:a|an|more|some|another|one"
        r"|better)(?: \w++){1,4}"
    ),
    (
        r"(?:could|can|would|will|should) (?:the|your|there|this|these|it)(?: \w++){1,4} (?:be|have|get|stay"
        r"|start|run|open|come|go|include|support|do)(?: \w++){0,4} (?:longer|bigger|smaller|later|earlier|louder"
        r"|softer|more|better|too|as well|an option|optional|available|on (?:sundays?|weekends?)|at weekends?"
        r"|cheaper|lighter|darker|wider|extended|back)"
    ),
    (
        r"(?:longer|later|earlier|extended|more|bigger|smaller|better|extra|cheaper|new|different|wider|healthier"
        r"|vegan|sunday|weekend|evening|night|late) (?:\w++ ){1,5}(?:please|pls|plz|would|needed|wanted|in store"
        r"|on the menu|we exist|for (?:us|those|people))"
    ),
    r"(?:wouldn't|wouldnt|would not) (?:go amiss|hurt|be amiss|say no to)|not (?:too much|a lot) to ask",
    r"is that too much",
    r"(?:it's|its|such|is|'s) (?:a|such a|a real) (?:shame|pity) (?:there|you|it|that|we|they|the)(?: \w++){0,4}",
    (
        r"still waiting (?:for|on) (?:you|y'all|the|an|a) (?:to (?:come|open|add|bring|make|do)|\w++ (?:version"
        r"|app|option|edition|branch|store|release))"
    ),
    r"(?:has|have) (?:anyone|you|anybody)(?: \w++){0,4} (?:thought|considered|think) (?:about|of)",
    (
        r"(?:hope|hoping|fingers crossed|praying|here's hoping)(?: \w++){0,2} (?:there|for|you|they|we|it|one day"
        r"|soon)(?: \w++){0,5} (?:soon|someday|one day|option|version|tariff|branch|feature|near|here|too|next|in"
        r" my)"
    ),
    r"give (?:the people|us|me) (?:what|a|an|the|more|some|our|back)(?: \w++){0,4}",
    r"imagine (?:if|a|having|how)(?: \w++){0,4}|(?:i|we) miss (?:the|your|that|when)(?: old)?(?: \w++){1,4}",
    r"(?:chance|hope|possibility|any news) of (?:a )?(?:comeback|return|reissue|restock|rerun|sequel)",
    (
        r"(?:put|add|make|sell|stock|open|bring|include|install|build|offer|do|start|create|launch|let) (?:some"
        r"|more|a few|a|an|us|another|these|those|them) (?:\w++ ){1,8}(?:for|in|on|near|so|too|with|to|please|pls"
        r"|as)(?= )"
    ),
    (
        r"(?:an option|a way|a button|a setting|a toggle|a mode|a filter|a feature|the option|the ability|a"
        r" version|an? \w++ version) (?:to|for|that|where|of|with)(?: \w++){0,8} (?:would|please|pls|one day"
        r"|needed|be|missing)"
    ),
    (
        r"(?:you|u|they) (?:guys |lot |really |could |should |might |need to |ought to |must ){0,3}(?:should|could"
        r"|ought to|must|need to) (?:really |totally |seriously |definitely |maybe |also |just )?(?:do|make|sell"
        r"|offer|add|open|have|bring|try|consider|stock|start|think about|introduce|let)(?! (?:something|better"
        r"|it right|your job|this right|a refund|sure))"
    ),
    (
        r"(?:pretty|please|pls|plz)(?: \w++){0,2} (?:make|add|sell|open|bring|stock|offer|release|introduce"
        r"|launch|extend|consider|think about|allow|let|do a|do an|do some|come to|support)(?! (?:sure|it stop|it"
        r" right|this right))"
    ),
    r"(?:suggestion|idea|request|feature idea|wishlist|wish list|plea|feedback|thought)s?(?: \w++){0,2}:",
    (
        r"would be (?:so |really |pretty |super |very )?(?:\w++ ){0,1}(?:nice|cool|great|lovely|handy|good"
        r"|helpful|amazing|awesome|useful|brilliant) (?:if|to|having)"
    ),
    (
        r"(?:i'd|i would|we'd|id) (?:pay|give|do|trade|swap|kill|sell)(?: \w++){0,4} for (?:a|an|this|these|that"
        r"|more|the)(?: \w++){0,6} (?:option|version|size|colou?r|mode|feature|edition|in|to|that)"
    ),
)
"""The author asks for something that does not exist yet."""

GRANTED = (
    (
        r"(?:hope|hoping) (?:you|they|he|she|it|that)(?: \w++){0,2} (?:burn|rot|fail|choke|are|is|feel|had|have"
        r"|enjoy|get (?:well|better|what))"
    ),
    r"(?:was|is|not|such) (?:a )?(?:good|great|bad|terrible) idea|when's (?:he|she|it|the \w++) coming$",
    r"(?:needs?|need) (?:a|an) (?:new|refund|replacement|engineer|doctor|human|invoice|receipt|hand|reply|answer)",
    r"take my money|give me (?:a|my) (?:refund|reason|break|call|money)|i miss (?:you|him|her|them|my)",
    (
        r"(?:could|can|would|will|should) (?:you|the|your|it)(?: \w++){1,4} be (?:any )?(?:more|better|worse"
        r"|ruder|slower|happier)"
    ),
    r"give (?:them|him|her|it) a (?:raise|medal|go|try|bonus)",
    r"(?:financial|watchdog|police|lawyer|press|regulator|ombudsman)(?: \w++){0,3} would (?:love|like) to \w++",
    r"mean the world|copy of all|data you hold",
    (
        r"wish (?:you|u|them|her|him|everyone|us|me) (?:\w++ )?(?:luck|well|all|a happy|a merry|the best|every"
        r"|happy|merry)"
    ),
    r"best wishes|well wishes|warm(?:est)? wishes|as you wish",
    (
        r"(?:please|pls) (?:fix|refund|help|call|contact|reply|respond|answer|cancel|check|ring|send|tell|advise"
        r"|stop|explain|do the needful|do something|let me know|make sure|make it stop|bring my|put me through"
        r"|get (?:back|this|it|my))"
    ),
    r"let me (?:know|down|tell|in|see|speak|guess|explain)|let us (?:know|down|in)",
    r"(?:could|would|can)(?:n't| not) (?:be|have been|make) (?:\w++ )?(?:better|easier|nicer|happier|more|greater)",
    r"bring(?:s|ing)? (?:back )?(?:memories|the memories|childhood)|brings? me back|bring me back",
    r"bring it back (?:in|to the)|thing(?: \w++)? bring me back|add(?:ed)? (?:insult|to (?:basket|cart))",
    (
        r"would be (?:nice|good|great|lovely) if (?:you|they|someone|somebody) (?:\w++ )?(?:answered|replied"
        r"|picked|responded|told|bothered|could be bothered|called|turned|cared|listened)"
    ),
    (
        r"(?:would|i'd) (?:love|like) (?:a|an|my|to (?:know|speak|hear|get)) ?(?:refund|reply|answer|response"
        r"|update|explanation|know|speak|hear|get|money)"
    ),
    r"nice if (?:it|they|the \w++) (?:worked|turned up|arrived)",
)
"""Good wishes, and what anybody may expect: removed first."""
