"""The word lists: which plain English words mean a complaint, a call for help, a question, praise, or a denial.

Every entry is a regular expression over folded text (`plain.fold`: lower case, no accents, straight apostrophes, single
spaces), matched at word boundaries.
All repeats are bounded or possessive, so that no text takes more than linear time.
"""

NOT = (
    r"(?:not|dont|didnt|doesnt|isnt|wasnt|wont|never|no|without|nobody|no one|none|nor|neither|rather than|instead of"
    r"|nothing)"
)
BETWEEN = (
    r"(?:a|an|any|the|that|to|be|been|being|is|was|were|are|have|has|had|get|got|getting|gets|go|going|ever|even"
    r"|actually|really|yet|in|into|from|sign|signs|signs of|kind of|risk of|danger of|of|catch|once|it|cause|caused|all"
    r"|too|so|very|quite|feel|feeling|planning|going to|want|trying|need|afraid of|worried about|single|one|more)"
)
"""A denial holds when only such small words stand between it and the term: "did not actually catch fire"."""

COMPLAINT = (
    r"(?:want|need|demand|get|give me|where is|where's|still no|owe me)(?: \w++){0,3} refund|refund me",
    r"refuse(?:d|s)? (?:to |a |my )?refund|money back",
    r"broken|broke (?:after|within|down|already|again|in)",
    (
        r"(?:does|do|did|is|are|was|has|have|will|would)(?:n't| not) (?:even )?(?:work|turn on|charge|fit|load"
        r"|open|start|arrive|arrived|come|been delivered|delivered|show up)(?:ing|s)?"
    ),
    (
        r"not (?:even )?(?:working|loading|charging|delivered|as described|as advertised|what i ordered"
        r"|good enough|acceptable|impressed|happy|worth|fit for purpose|received)"
    ),
    r"(?:stopped|stops|quit) working|no longer works?",
    r"defective|faulty|damaged|cracked|leak(?:s|ed|ing)|fell apart|falling apart|falls apart|ripped|torn|shattered",
    r"dead on arrival|mou?ldy|stale|rotten|expired",
    (
        r"(?:never|hasn't|has not|haven't|still not|yet to) (?:\w++ )?(?:arrived?|came|come|showed up|received"
        r"|been delivered|shipped|replied|responded|heard back|got (?:a |my ))"
    ),
    r"late again|(?:is|was|arrived|came|running|hours?|days?|weeks?|so|too|always) late|delayed|delays?",
    r"(?:still|been) waiting|wait(?:ed|ing) (?:for )?(?:\w++ )?(?:weeks?|days?|months?|hours?|forever|ages)",
    r"on hold for",
    r"(?:no|zero|without (?:a|any)) (?:response|reply|replies|answer|communication|explanation)",
    r"no one (?:answers?|replies|replied|responds?|helps?|picks up)",
    r"nobody (?:answers?|replies|replied|responds?|helps?|picks up|cares)",
    r"(?:wrong|missing|incorrect) (?:item|order|size|colou?r|product|part|piece|parcel|address|thing|food|one)s?",
    r"(?:item|part|piece|parcel|package|order)s? (?:is|was|are|were|went) (?:missing|lost|wrong|stolen)",
    r"overcharged?|charged (?:me )?(?:twice|double|again|for)|double charged|hidden (?:fees?|charges?|costs?)",
    r"overpriced|rip[- ]?offs?|ripped (?:me )?off|scam(?:med|mers?|s)?|fraud(?:ulent)?|stole my",
    r"worst|terrible|awful|horrible|horrendous|appalling|atrocious|dreadful|abysmal|useless|disgusting|disgusted",
    r"disgraceful|unacceptable|pathetic|ridiculous|shambles|joke of a|what a joke|absolute joke|rubbish|garbage",
    r"trash|crap|crappy|sucks?|sucked|shocking(?:ly)?|nightmare",
    r"disappoint(?:ed|ing|ment|s)|dissatisf\w{1,8}|unhappy|furious|angry|annoy(?:ed|ing)|frustrat(?:ed|ing|ion)",
    r"fed up|sick of|tired of|had enough|let down|upset|livid|outraged|regret",
    r"never (?:again|buying|ordering|using|shopping|coming back|going back|flying)|never (?:buy|order|use|shop)",
    r"(?:avoid|stay away from|do not buy|don't buy|don't bother|boycott)|waste of (?:money|time)",
    r"(?:wasted|lost) (?:my|so much) (?:money|time)",
    (
        r"(?:poor|bad|terrible|low|lousy|rude|slow|horrible|shoddy|cheap) (?:quality|service|customer service"
        r"|experience|staff|support|communication|attitude|build|design|job)"
    ),
    r"rude|unhelpful|unprofessional|incompetent|ignor(?:ed|es|ing) (?:me|us|my|our|your customers|customers)|lied",
    r"lying|misleading|false advertising|mis-?sold",
    r"cancel(?:l?ed|l?ing)? (?:my|our) (?:\w++ )?(?:order|subscription|account|membership|booking|contract|flight)",
    r"(?:switching|switched|moving) to (?:a |your )?competitors?|closing my account",
    (
        r"(?:keeps?|kept|constantly|always) (?:crashing|freezing|logging me out|failing|disconnecting|breaking"
        r"|cutting out|buffering)"
    ),
    r"(?:app|site|website|page|checkout) (?:\w++ )?(?:crash(?:es|ed|ing)?|freezes|broken|down)",
    r"(?:is|are|went) down(?: again)?|outage|glitch(?:y|es|ing)?|buggy",
    r"(?:make|made|making|file|filed|filing|raise|raised|lodge|formal|my|official|a) complaints?",
    r"complain(?:ing|ed)? (?:about|to|that)",
)
"""Something went wrong for somebody."""

CONTENT = (
    r"no complaints?|can(?:'t|not) complain|nothing to complain",
    r"(?:never|not|don't|didn't|doesn't|won't|did not|does not|will not|do not) (?:\w++ )?disappoint\w{0,6}",
    r"not (?:too |so |at all |half )?(?:bad|terrible|awful|horrible)|(?:could|can)(?:n't| not) be (?:happier|better)",
    r"not a scam",
    r"better late than never|(?:never|not|wasn't|isn't) (?:\w++ )?late|no (?:delays?|wait|waiting)",
    r"without (?:any )?(?:delays?|waiting|problems?)|broke the internet|trash can|garbage (?:can|disposal|bag)s?",
    r"worst[- ]case|guilty pleasure|no regrets?|(?:don't|didn't|won't|never) regret",
    r"would(?:n't| not) (?:cancel|change)|(?:isn't|wasn't|not|never) (?:broken|damaged|rude|ripped|stale|expired)",
    r"scam alerts?|record[- ]breaking|never use anything else",
    r"never (?:buy|use|order|shop)(?: \w++){0,3} (?:else|other|another)|upset stomach relief",
)
"""Words of complaint that say the opposite: taken out before complaints are looked for."""

HELP = (
    r"(?:please|pls|plz|someone|anyone|somebody|anybody|you|u|who) (?:\w++ )?help(?! (?:yourself|themselves))",
    r"help (?:me|us|please|pls|plz|needed)",
    r"(?:need|needs|needing|looking for|want|require) (?:\w++ ){0,2}(?:help|assistance|support)",
    (
        r"(?:can't|cannot|can not|couldn't|unable to|not able to|won't let me|impossible to) (?:\w++ )?(?:log ?in"
        r"|log into|sign in|access|connect|pay|check ?out|order|book|cancel|return|update|install|download|reset"
        r"|reach|contact|get through|activate|redeem|find my|open|pair|set up|setup|register|turn)"
    ),
    r"locked out|forgot(?:ten)? my (?:password|login|pin)|reset my (?:password|pin|account)",
    r"my account (?:is|was|has been|got) (?:\w++ )?(?:locked|hacked|suspended|blocked|disabled|closed)|hacked",
    (
        r"where(?:'s| is| are) (?:my|our) (?:\w++ )?(?:order|parcel|package|refund|delivery|stuff|item|money"
        r"|replacement|ticket)s?"
    ),
    r"track(?:ing)? (?:my|our|number|code)|(?:any|an) update(?:s)? (?:on|about|regarding) (?:my|our)|status of my",
    (
        r"how (?:do|can|would|should) (?:i|we) (?:\w++ )?(?:return|fix|reset|cancel|contact|claim|exchange"
        r"|get (?:a|my) (?:refund|replacement|money)|change my|stop|reach|speak|complain|repair|unsubscribe|delete)"
    ),
    (
        r"(?:please|pls|plz|kindly) (?:\w++ )?(?:fix|respond|reply|answer|advise|contact|call|call me|dm|check"
        r"|look into|resolve|sort|send|assist|refund|replace|investigate|get back)"
    ),
    (
        r"(?:can|could|will|would) (?:you|u|someone|somebody|anyone|i|we) (?:please |pls )?(?:fix|call me"
        r"|contact me|dm me|look into|check my|check on|sort|speak to|talk to|get a (?:refund|replacement)|assist"
        r"|advise|resolve|send me)"
    ),
    r"(?:call|dm|message|email|contact) me (?:back|please|asap|urgently|about)",
    r"answer (?:my|your) (?:emails?|dms?|messages?|phones?)|check (?:your|ur) (?:dms?|inbox|messages)",
    r"customer service number|(?:speak|talk) (?:to|with) (?:a|an|someone|somebody)(?: \w++)?|sent (?:you )?a dm",
    r"replacement(?: part)? (?:for my|needed)|urgent(?:ly)?|asap",
)
"""Somebody asks for something to be done."""

NO_HELP_NEEDED = (
    r"(?:can't|couldn't|cannot) help but|can't help (?:falling|loving|smiling|it|myself|thinking|feeling)",
    r"(?:thanks?|thank you|grateful|appreciate)(?: \w++){0,4} help(?:ing|ed)?(?: (?:me|us))?|so help me god",
    r"help yourself|helped (?:me|us)|no help needed|(?:don't|do not|didn't) need (?:\w++ )?help",
    r"(?:happy|glad|here) to help|help (?:them|others|people|the|kids|children|save|support)",
)
"""Help that was given or is not wanted: taken out before calls for help are looked for."""

PRAISE = (
    (
        r"(?:i|we|my \w++|just|absolutely|really|truly|still|everyone|totally|kids|customers|do"
        r"|so) (?:\w++ )?(?:love|loves|loved|adore|adores)"
    ),
    r"loving|in love with|love (?:it|this|these|that|your|the|my|you|them|how|their)|lovely",
    r"thank you|thanks|thx|thankyou|ty so much|cheers (?:for|to)|grateful|appreciate(?:d|s)?|kudos|shout ?out to",
    r"props to|hats off|well done",
    (
        r"(?:good|great|amazing|fantastic|excellent|nice|awesome|brilliant) (?:job|work|service|experience"
        r"|quality|product|team|staff|support|customer service|stuff|app|job)"
    ),
    r"bravo|congrat(?:s|ulations)",
    r"amazing|awesome|excellent|fantastic|wonderful|brilliant|superb|outstanding|phenomenal|incredible|fabulous",
    r"flawless|perfect(?:ly|ion)?|impeccable|exceptional|stunning|gorgeous|delicious|magnificent|top[- ]notch",
    r"first class|world class|spot on|second to none|the bomb",
    r"(?:highly |would |definitely |can't |cannot |totally |strongly |i )recommend(?:ed| enough)?",
    (
        r"(?:so|very|really|super|extremely|well|truly|am|are|was|been) (?:\w++ )?(?:happy|pleased|impressed"
        r"|satisfied|delighted|thrilled|grateful)"
    ),
    r"happy (?:with|customer)|delighted|impressed",
    r"(?:the|my|is|are|by far|simply|absolute) (?:\w++ )?best",
    (
        r"best (?:\w++ )?(?:ever|purchase|buy|service|product|in town|coffee|customer service|decision|thing"
        r"|company|brand)"
    ),
    r"favou?rites?|five stars?|5 stars?|5/5|10/10|100/100|a\+",
    r"game[- ]?changer|life ?saver|made my (?:day|week|year)|exceed(?:ed|s) (?:my |our |all )?expectations",
    r"never (?:\w++ )?disappoint\w{0,4}|(?:could|can)(?:n't| not) be (?:happier|better|more pleased)|no complaints",
    r"worth every (?:penny|cent)|customer for life|(?:went|going) above and beyond|above and beyond",
    r"so (?:good|helpful|kind|friendly|quick|fast|nice)|(?:very|really|super) (?:good|helpful|kind|friendly|nice)",
    r"works? (?:great|perfectly|like a charm|like a dream|wonders)|rocks|you rock|keep it up|keep up the good work",
    r"is (?:great|fire|lit|dope)|straight fire",
)
"""Somebody is glad."""

FAINT_PRAISE = (
    r"thanks? (?:you )?for nothing|no,? thanks?|no thank you|thanks? (?:you )?in advance",
    (
        r"(?:would|will|'d|would have|'d have) (?:\w++ )?(?:love|loved|appreciate|appreciated|be grateful"
        r"|be great|be nice|be lovely)(?: \w++)?"
    ),
    r"love to (?:hear|get|know|have|see)|love (?:how|when) you(?: \w++){0,3} (?:ignore|charge|never|don't|still)",
    r"best (?:before|regards|wishes|buy\b)|perfect storm|perfectly (?:good|clear) (?:reason|that)|all the best",
    r"at best|do(?:ing)? (?:my|your|its|their) best|best friends?",
    r"thanks to your (?:\w++ )?(?:incompetence|delay|error|mistake|driver)",
    r"(?:used to|once|was going to) (?:be )?(?:love|great|the best|good|amazing|my favou?rite)",
    (
        r"not (?:so|the|very|really|that|too|exactly|even) (?:good|best|great|happy|helpful|nice|impressed"
        r"|amazing|perfect|satisfied|pleased)"
    ),
    r"great(?:,)? (?:another|now|so now|just great)|oh great|just great|just perfect|just wonderful",
)
"""Thanks that are not: taken out before praise is looked for."""

QUESTION_OPENINGS = (
    (
        r"how (?:do|does|did|can|could|much|many|long|often|far|old|big|would|should|is|are|to|come)(?! (?:cool"
        r"|cute|great|good|nice|awesome|lovely))"
    ),
    (
        r"what (?:is|are|was|were|time|size|kind|type|does|do|did|happens|happened|colou?r|about|if|would|should"
        r"|can|brand|version)"
    ),
    r"what's",
    r"where (?:is|are|can|do|does|did|was|should|could|would|to)|where's",
    r"when (?:is|are|will|do|does|did|can|should|would) (?:\w++)|when's",
    r"why (?:is|are|do|does|did|was|were|has|have|can't|isn't|aren't|won't|don't|doesn't|would|can|not)",
    r"which (?:one|size|is|are|of|colou?r|model|version|do|would)",
    r"who (?:is|are|do|does|can|should|makes|sells|has|knows)|whose",
    r"(?:can|could|may|should|shall) (?:i|we|you|someone|anyone|somebody|it|this|they|the)",
    r"do (?:you|u|i|we|they|these|any|the)|does (?:it|this|that|anyone|anybody|the|your|my|he|she|everyone)",
    r"did (?:you|anyone|it|they|the|i|someone)",
    r"is (?:there|it|this|that|the|your|anyone|anybody|my) \w++|are (?:there|you|these|they|those|your|the|we) \w++",
    r"will (?:you|it|there|this|these|they|i|the|your|we)|would (?:you|it|this|these|they|i|the)|have you",
    r"has (?:anyone|anybody|it|the|this)",
    r"any(?:one|body) (?:know|knows|else|here|tried|got|have|has|can|able|using)",
    r"any (?:idea|ideas|chance|news|word|update|updates|plans|tips|recommendations|suggestions|clue)",
)
"""How a question begins, at the head of a sentence."""

QUESTION = (
    r"(?:i'm |i am |was |just )?wondering (?:if|whether|how|what|when|where|why|which)",
    r"(?:i |quick |one |a |have a |another )question|question (?:about|for|on|regarding)",
    r"(?:can|could|does|do|did) (?:anyone|anybody|someone|somebody) (?:tell|know|explain|recommend|confirm|have)",
    r"let me know (?:if|when|how|what|where|whether)",
    (
        r"(?:curious|want to know|like to know|love to know|tell me|not sure) (?:if|whether|how|what|when|where"
        r"|why|which)"
    ),
)
"""A question anywhere in a sentence."""

ENGLISH = """
the and is are i i'm im it it's its you your my we our they to of for with this that these those not have has had on at
be been but all just so from by out up when will would can can't don't didn't won't do does did he she his her who how
what why where there then than too very still again never ever about after before
"""
"""Function words that tell English from its neighbours; what both share is in neither, save German die and war."""

FOREIGN = """
der die das und war nicht ist ich ein eine einen mit auf für dem auch aber wie nur noch sehr kein keine mein wir ihr
euch haben habe wird wenn oder bei vom zum zur sich sind bin es le les une est et pas je vous nous pour dans sur avec
mais très cette ce qui au aux du ne plus el los las una por para con como pero muy está estoy se lo esta este todo ya
porque il che di sono mi ho anche più della gli ma questo non uma com os um mais eu você muito isso da na het een niet
van voor ik je dat zijn maar ook hai ka ki ke kya nahi ko
"""
"""Function words of German, French, Spanish, Italian, Portuguese, Dutch and Hindi in Latin letters."""
