"""The word lists: plain English words that mean a complaint, praise, or a denial.

Each entry is a regular expression over folded text (`plain.fold`: lower case, no accents, straight apostrophes, single
spaces), matched at word boundaries.
All repeats are bounded or possessive, so the time is linear.
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
"""A denial counts if only such small words separate it from the term: "did not actually catch fire"."""

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
    # got something else than ordered, paid for or promised
    (
        r"(?:paid|paying|pay|asked|ordered|booked|promised|advertised|charged) (?:for )?(?:\w++[ ,]{1,2}){1,6}(?:and )?"
        r"(?:got|get|getting|received|receiving|came|arrived)"
    ),
    r"(?:it's|it is|that's) (?:now )?the \w++ after|not what (?:i|we) (?:asked|paid|booked|wanted)",
    r"(?:didn't|did not) ask for",
    r"(?:never|not|nowhere) (?:\w++ ){0,2}as (?:advertised|promised|pictured)|in the (?:picture|photo)s?: ",
    r"got added twice|two charges|charged \$?\d++|added (?:\w++ )?(?:fee|charge)s?|\w++ fee\. for",
    r"(?:gone|went|going|put) up (?:from|by|again|another)|went from \d++ to \d++|costs? more than (?:my|the|a)",
    r"shrinkflation",
    # how often, how long, how few
    r"(?:every|each)\.? single\.? (?:time|day|week)|make it make sense",
    r"time after time",
    r"for the (?:\w++th|third|second|umpteenth|hundredth) (?:time|minute|week|month|day)",
    r"\d++ (?:days|weeks|months) (?:later|ago|and)",
    (
        r"(?:three|four|five|six|seven|ten|several|\d++) (?:emails|calls|tickets|times|attempts|forms|clicks"
        r"|letters) (?:to|later|and|in|forraised)"
    ),
    r"(?:\d++|two|three) mins?\. (?:human|still)|hold music|(?:\d++|\w++ty) minutes? (?:for|on|of|to get",
    r"waiting|in a)",
    (
        r"still (?:says?|no|not|isn't|hasn't|haven't|broken|shows?|showing|down|open|charging)(?! (?:regrets?"
        r"|complaints?|sure|bad))"
    ),
    r"only (?:one|two|three|\d++) (?:\w++ )?(?:out )?of|(?:one|two|three) \w++ (?:working|open) out of",
    r"half the \w++(?: \w++){0,4} (?:are|is|were) (?:missing|flat|broken|empty|out|gone)",
    r"(?:one|single) (?:person|till|toilet|lift|barista|cashier) (?:on|for|in|open|serving)|instead of \d++",
    r"not even (?:a|an|one)",
    (
        r"(?:no|zero|nil) (?:soap|water|hooks|lift|heating|signal|internet|wifi|hot water|toilet paper|loo roll"
        r"|towels|seats?|staffannouncement|apology|sorry|warning|notice|explanation|solutions?|record|sign"
        r"|lights?|ventilation|parking"
    ),
    r"bin)s?(?! needed)",
    r"barely (?:makes|works|lasts|lasted|edible|warm|made|any)|lasted (?:less|all of|about)",
    r"used to (?:\w++ ){1,5}(?:now|but)",
    # what staff, machines and places did
    (
        r"(?:sighed|shrugged|scoffed|rolled (?:his|her|their) eyes|laughed at (?:me|us)|looked (?:straight"
        r" )?through (?:me|us)|blamed (?:me|us|my|our))"
    ),
    r"on (?:his|her|their) phone|as if (?:i'm|i was|we) (?:invisible|stupid|lying)|closed my ticket|hung up on",
    r"(?:everyone|others|people|tables|lads|those) (?:\w++ ){0,4}(?:served|seated) (?:first|before)",
    r"served the \w++ behind",
    r"copy[ -]?(?:and[ -])?paste|(?:says|said) the (?:robot|bot)|owes? (?:me|us) (?:an apology|money|a refund)",
    r"do the maths",
    (
        r"(?:vanished|disappeared|wiped|duplicates?|duplicated|reverts?|reverting|resets? (?:whenever|every)"
        r"|spins? forever|won't apply|logs me out|kicked (?:me )?out|signs me out|forgets|double[- ]booked|eats?"
        r" my|ate my)"
    ),
    (
        r"stop (?:sending|showing|serving|charging|emailing|texting|calling|spamming|pushing|asking|putting"
        r"|selling)(?: (?:me|us|my|your))?"
    ),
    (
        r"(?:is|was|are|were|in there|in here|shop|store|so) (?:so|too|far too|way too|that|ridiculously) (?:\w++"
        r" )?(?:loud|noisy|slow|cold|hot|dirty|smallexpensive|crowded|dark|salty|sweet|greasy|dear|long|late"
        r"|difficult|complicated)"
    ),
    r"so (?:loud|noisy|laggy",
    r"slow|dirty) ",
    (
        r"(?:smells?|smelled|smelt|stinks?|stank|tastes?|tasted|looked|looks) (?:like|of) (?:a |an |it |the |they"
        r" )?(?:wet|bleach|feet|sick|sewage|drains|rubber|cardboard|it had|dishwater|smoke|damp|mould|cheap)"
    ),
    r"left (?:\w++ ){1,5}(?:in the (?:rain|sun|bin|street|open)|outside|under a|hanging)|in the bin|by a mayfly",
    r"empty (?:shelf|shelves)|shelf empty",
    r"(?:so|too) much for|more like|my foot|my arse|what a (?:mess|shambles|waste|con|disgrace)",
    r"(?:thanks|cheers|congrats|bravo) for (?:nothing|that)",
    r"ghastly|daft|dire|shoddy|vultures|jokers|bandits|cowboys|muppets|clowns|shameful|ashamed|tasteless|tacky",
    r"tone[- ]deaf|cringe|creepy|greedy|sneaky|bloated|laggy|clunky|confusing|unusable|soggy|rubbery|inedible",
    r"bland|lukewarm|filthy|grubby|grimy|despair|headache|farce|circus|classy\.|inspired\.|charming\.|genius\.",
    r"poetry",
    r"who (?:made|designed|thought|signed off)",
    r"(?:why on earth|why the hell|why am i|why was my|why is the \w++ (?:\w++ )?always)",
    r"you want how much",
    (
        r"(?:quid|dollars|bucks|pounds|euros?) for (?:a|one|an|two|three|the) \w++(?: \w++){0,4}(?:,| and) (?:the"
        r"|was|it|that)"
    ),
    (
        r"(?:zip|handle|wheel|button|screen|battery|heel|sole|strap|lid)s? (?:gone|went|broke|snapped|died|lasted"
        r"|fell)"
    ),
    r"dent(?:ed)? in|hair in the",
    (
        r"(?:was|is|were|are|came|arrived|served) (?:\w++ )?(?:cold|raw|burnt|stale|soggy|dry|tough|frozen"
        r"|lukewarm|undercooked|overcooked|flat|greasy|tasteless|dirty|filthy|sticky|freezing|mouldy|damp|blocked"
        r"|closed|shut|locked|empty|wet|squashed|crushed|soaked)(?: (?:and|again|when|on|for|with|by|inside|the"
        r" whole|all)|[.,!]|$)"
    ),
    r"(?:sailed|drove|went|flew|walked) (?:straight |right )?past",
    (
        r"(?:paid|paying|pay) (?:for|extra|full|good money)(?: \w++){1,6} (?:and|but|only|to) (?:\w++ )?(?:sat"
        r"|stood|got|no|not|had|still|was|were|find|be|end)"
    ),
    r"(?:to be|only to be|was|were) told (?:that |the |to |we |i )?(?:\w++)",
    (
        r"(?:smaller|less|worse|slower|fewer|longer|higher|bigger) (?:\w++ )?(?:portions?|prices?|quality|queues?"
        r"|waits?|fees?|service|choice|sizes?|bars?)(?:,| and)"
    ),
    r"same (?:old )?(?:excuses?|problem|issue|answer|story|mistake|error)",
    r"(?:fees?|charges?|ads?|excuses?|forms?) (?:on top of|after|upon) (?:fees?|charges?|ads?|excuses?|forms?)",
    (
        r"(?:dies|died|dead|flat|broke|gone|failed|packed (?:in|up)|conked(?: out)?|gave up|snapped|came"
        r" (?:undone|apart|off|loose)|fell (?:off|apart)|peeled|faded|shrunk|shrank|split|bobbled|rusted)(?:"
        r" \w++){0,2} (?:by|after|within|in|on|before|already|inside) (?:\w++ )?(?:noon|lunch|days?|weeks?"
        r"|months?|hours?|minutes?|the first|first|one|two|three|day|use|wash|wear|a)"
    ),
    (
        r"(?:you|they|it) (?:keep|keeps|kept) (?:sending|asking|telling|charging|ringing|calling|changing"
        r"|cancelling|losing|forgetting|moving|saying|crashing|logging|freezing|stopping|dropping|switching"
        r"|breaking|emailing|playing)"
    ),
    (
        r"(?:nobody|no ?one|not one person|none of (?:you|them)) (?:told|tells|said|knew|knows|warned|bothered"
        r"|came|could|would|had|has|answers?|replies|cared|thought|apologi[sz]ed|checked)"
    ),
    (
        r"(?:threw|thrown|chucked|dumped|dropped|slammed|kicked|lobbed) (?:it|my|our|the|them)(?: \w++){0,3}"
        r" (?:over|at|into|on|in|through|down)"
    ),
    r"it said fragile|(?:passed|bounced|shoved|pushed|sent) (?:between|around|from|back and forth)",
    r"none the wiser|pillar to post|going round in circles|brick wall",
    (
        r"(?:got|get|met with|given|gave me|received) (?:a|an|only a|nothing but a) (?:shrug|blank|scripted|rude"
        r"|automated|canned|copy|lecture|grunt|sigh|eye ?roll|telling off|stare)"
    ),
    (
        r"(?:louder|worse|slower|colder|ruder|smaller|shorter|thinner|more (?:expensive|annoying|boring)) than"
        r" (?:a|an|the|my|any|last|ever|it)"
    ),
    (
        r"so (?:slow|bad|rude|cold|loud|small|thin|tough|salty|sweet|dirty|late|long|weak|dull|dry|hard|poor"
        r"|expensive|noisy|old|tight|cheap|flimsy|boring|stupid) (?:i|that|we|you|it|my|they|even)"
    ),
    r"could (?:sole|have (?:posted|walked|cooked|grown|flown|built|learned))|quicker (?:to|by|on|if)",
    r"not (?:one|a single) (?:\w++ ){1,4}(?:on|in|at|that|who|to|of)",
    r"who (?:decided|thought|approved|designed|on earth|in their right)",
    r"(?:slept|sleep|got) (?:\w++ )?(?:two|three|no|zero|one|2|3) hours?|couldn't sleep|didn't sleep",
    r"next to (?:the|a) (?:lift|toilet|road|bins|nightclub|generator|kitchen)",
    (
        r"(?:half|bits?|parts?|most|some) of (?:it|the|my|our)(?: \w++){0,3} (?:missing|gone|broken|closed|cold"
        r"|wrong|empty|off)"
    ),
    (
        r"(?:second|third|fourth|fifth|umpteenth|\d++(?:th|rd|nd)) (?:time|attempt|week|day|email|call|month"
        r"|engineer|replacement|chance|letter)(?: \w++){0,2} (?:this|in a row|running|i|we|and|that|the|now|you"
        r"|it)"
    ),
)
"""Something went wrong for the author or another person."""

CONTENT = (
    r"torn between|cracked (?:it|on|me up|open)|crack(?:ed)? (?:the case|a smile)",
    r"(?:can|could|would|do|did|will|is|are)(?: \w++){0,5} too late",
    r"(?:what happens )?if (?:it|the \w++|they|one|this) (?:doesn't|don't|breaks|isn't|is|gets) \w++",
    r"(?:money back|refund\w{0,2}) (?:in|hit|within|guarantee|came)\b(?: \w++){0,4}",
    r"overcharged? (?:put right|sorted|refunded)|regret nothing|no quibble refund|(?:on a|my old) faulty",
    r"no (?:sign-?up|record low|parking problems)|still no regrets|not one late|in one piece",
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
"""Words of complaint that mean the opposite: removed before the search for complaints."""

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
    r"(?:site|app|food|staff|place|team|room|service|stay|flight|shop)'?s? great",
    r"genius|legends?(?! (?:of|has|says))|absolute (?:legend|angel|star|hero|joy|gem|treat|beast)|heroes?",
    r"godsend|class act",
    r"what a (?:star|legend|gem|find|treat|joy|delight|team|place|service|hero|bargain|rush|lovely|great|ride)",
    r"you beauty",
    r"spotless|smooth(?:est|ly)?(?: as)?|seamless(?:ly)?|effortless|painless|faultless|hassle[- ]free|no fuss|no drama",
    r"easiest|fastest|friendliest|kindest|quickest|tastiest|cleanest|comfiest|nicest|cheapest|smoothest|loveliest",
    r"chef's kiss|divine|heaven(?:ly)?|magic(?:al)?|unreal|smashing|cracking|belter|banging",
    r"beaut(?:y|iful|ifully)?|superb",
    r"hilarious|cheered me up|made me (?:smile|laugh)",
    r"(?:so|very|truly) (?:gentle|patient|thoughtful|polite|cosy|clean|crisp)",
    r"patience (?:itself|of a saint)|faith in humanity|(?:that's|now that's) (?:service|decency|how)|restored my faith",
    r"compliments to|credit to|(?:massive|huge|big|many) (?:thanks|ta|thank|cheers|shout)|fair play",
    r"ta (?:very )?much|gracias",
    r"thank u|thanku|tysm|ty all|cheers (?:guys|all|lads|mate|folks|everyone|team)|well in|nailed it|chuffed",
    r"over the moon",
    r"wow(?! (?:how (?:rude|slow|bad)|just|really|thanks))|(?:pure|like) butter|as butter|works a treat|beast",
    r"bit of kit",
    r"deserves? (?:a (?:raise|medal|statue|bonus|pay rise|promotion)|an award|every)",
    r"give (?:them|him|her|that \w++) a (?:raise|bonus|medal|pay rise|promotion)",
    r"(?:good|great|excellent|fantastic) value|value for money|can't (?:grumble|fault|complain|beat)",
    r"worth (?:it|every|the wait)",
    r"brand new (?:after|still)|still (?:going strong|looks (?:brand )?new)",
    r"better than (?:ever|expected|i expected|the)",
    r"(?:didn't|did not|didnt|never) (?:even )?expect(?: \w++){0,6} but|(?:grown|growing) on me",
    r"won (?:me )?(?:over|a convert)",
    r"turned up (?:early|on time|ahead)|(?:came|arrived|here) (?:early|ahead of time|on time|before)",
    r"on time to the minute",
    r"no quibbles?|got it (?:right|straight)|sorted (?:it|me|us)? ?(?:out )?(?:in|within|straight|quickly|so)",
    r"put right",
    r"alive because of|saved (?:my|our|the|his|her) (?:day|life|trip|holiday|wedding|bacon|skin|night)",
    r"remembered my name",
    r"(?:above|beyond) (?:what|my|all)|as (?:wonderful|lovely|good|brilliant|great) as",
    r"(?:10|ten) out of (?:10|ten)|five[- ]star",
    r"kept smiling|with a smile|big smile|so smooth|so easy|so simple|so comfy|so fresh|yum(?:my)?|lush",
    r"scrumptious|👏+|💛|😍+|🥰+",
    r"in (?:two|2|ten|10|five|5|under|less than)(?: \w++){0,2} (?:secs|seconds|minutes|mins)|within the hour",
    r"not one late",
    r"adore(?:d|s)?|proud (?:of|to)|keep (?:it|up|them|doing)",
    r"best (?:\w++ ){0,2}(?:i've|i have|we've|around|going|yet|of)",
    (
        r"(?:couldn't|could not|can't|cannot|can not) (?:\w++ )?(?:fault|praise|thank|say enough|ask for (?:more"
        r"|better)|be (?:happier|more)|have (?:been|gone|asked) (?:\w++ )?(?:better|smoother|nicer|more|easier"
        r"|kinder))"
    ),
    r"(?:didn't|nothing) (?:\w++ )?disappoint",
    r"oh my (?:days|word|goodness|life)(?:[.!]|$)|big up|respect(?:[.!]|$)|impressive",
    r"(?:a )?(?:pleasure|joy|delight|treat) (?:to|from|as)|happy tears",
    (
        r"(?:made|making) (?:our|my|their|her|his) (?:\w++ )?(?:evening|night|day|week|year|christmas|trip"
        r"|holiday|birthday|morning)"
    ),
    r"(?:finally|at last)(?:,)? (?:a|an|someone|somebody|some) (?:\w++ ){1,3}(?:that|who|which) (?:\w++)",
    r"(?:put|puts) (?:\w++ ){1,3}to shame|this is how (?:you|it|to)|(?:how|the way) (?:it|things) should be",
    r"more (?:\w++ )?(?:like|of) (?:this|them|you)(?:[,.!]| please|$)",
    (
        r"(?:works?|worked|runs?|ran|goes|looks?|feels?|tastes?|smells?|fits?|sounds?) (?:\w++ )?(?:like new"
        r"|first time|perfect|perfectly|great|amazing|lovely|wonderful|beautifully|brilliant|fantastic|like a"
        r" dream|so good|incredible|fab|well|flawlessly|a treat)"
    ),
    (
        r"(?:well|beautifully|perfectly|brilliantly|lovely|properly|nicely) (?:made|thought out|designed|cooked"
        r"|organi[sz]ed|packed|packaged|run|trained|looked after|presented|done|explained|priced|behaved|wrapped"
        r"|finished|seasoned)"
    ),
    r"made with (?:care|love)",
    r"obsessed with|in awe|blown away|head over heels|can't get enough|over the moon|chuffed|buzzing",
    (
        r"(?:so{1,20} ){1,3}(?:happy|pleased|good|lovely|nice|grateful|excited|cute|pretty|tasty|yummy|clean"
        r"|comfy|helpful|thoughtful|quick|easy|worth)"
    ),
    r"never (?:seen|had|felt|been|tasted|known)(?: \w++){0,5} (?:so|better|such|like)",
    r"(?:knew|knows) (?:absolutely |literally )?(?:everything|her stuff|his stuff|their stuff|exactly)",
    r"(?:went|goes|going|gone) (?:out of (?:her|his|their|your) way|above|the extra mile|beyond)",
    (
        r"treat(?:s|ed) (?:us|me|you|my|people|everyone)(?: \w++){0,3} (?:like (?:family|royalty|a queen|a king"
        r"|humans|old friends)|well|kindly|with)"
    ),
    (
        r"(?:quick|fast|polite|friendly|clean|kind|honest|cheap|lovely|warm|fresh|efficient|tidy|helpful|punctual"
        r"|professional|patient|funny|calm|generous)(?:,| and| &) (?:\w++ )?(?:quick|fast|polite|friendly|clean"
        r"|kind|honest|cheap|lovely|warm|fresh|efficient|tidy|helpful|punctual|professional|patient|funny|calm"
        r"|generous|fair)"
    ),
    r"what more (?:do|could|can) (?:you|i|we|anyone) (?:want|ask|need)",
    (
        r"(?:such|what) a (?:laugh|lovely|great|good|nice|wonderful|brilliant|pleasant|kind|friendly|gem|joy"
        r"|relief|result)"
    ),
    (
        r"(?:no|zero|without) (?:complaints|faults|fuss|quibbles|issues|hassle|drama|hiccups?|problems)(?!"
        r" (?:with|from) my)"
    ),
    (
        r"(?:comfiest|tastiest|friendliest|kindest|smoothest|freshest|crispest|cosiest|softest|prettiest"
        r"|loveliest|finest|nicest|greatest|coolest|juiciest|warmest|easiest|quietest|cleanest|happiest)(?: \w++)?"
    ),
    r"(?:sleep|slept) like a (?:baby|log)|before (?:i'd|i had|i) (?:even )?(?:hung up|finished|asked)",
    (
        r"(?:in|within|under|took|only) (?:\w++ )?(?:minutes|seconds|an hour|a day|hours)(?: \w++){0,3} (?:fixed"
        r"|sorted|done|solved|delivered|refunded|resolved)"
    ),
    r"from (?:call|order|click|start)(?: \w++)? to (?:\w++)|ahead of schedule|bang on time|dead on time",
    r"right on time|a day early|earlier than",
    r"(?:long may|keep (?:up|it up|them coming|doing)|don't (?:ever )?change|never change)|thumbs up|👍|🙌|❤️|💯",
    r"🔥{2,}|😋|🤩|(?:10|ten|5|five|100) ?(?:/|out of) ?(?:10|5|ten|five|100)|★{4,5}|⭐{4,5}",
    r"top (?:marks|man|bloke|lass|lad|service|job|class|quality|tier|stuff|people|team|bins)",
)
"""The author is glad."""

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
    (
        r"(?:cheers|congrats|well done|thanks|bravo|kudos|ta)(?: \w++)? for (?:nothing|that|ruining|losing"
        r"|wasting|making me|breaking|charging"
    ),
    r"the (?:extra|surprise|wait|lecture))|cheers for nothing|perfect timing|brilliant quality control|real genius",
    (
        r"(?:wow|love|loving|brilliant|great|genius)(?:,)? (?:how|that|when) (?:it|you|they|the|your)(?:"
        r" \w++){0,3} (?:logs?|crash|charge|break|lose|lost|ignore|never|don't|doesn't|freez|fail|delete"
        r"|cancel)\w*+"
    ),
    r"what a (?:joke|mess|shambles|waste)",
    (
        r"(?:would|'d|could|might)(?: \w++){0,2} (?:be|make)(?: \w++)? (?:so )?(?:lovely|perfect|great|amazing"
        r"|brilliant|heaven|happy|kind|magic|grand|mint|nice|handy|good|easier|thrilled|grateful|made up)"
    ),
    r"if you'd be so kind|so kind as to",
    r"(?:the )?thanks (?:i|we) get|thank you (?:for your patience|email|for holding)",
    r"(?:said|says|typed|replied|wrote) \"?thank",
    r"you're happy with|happy to (?:hear|take|charge|help)",
    r"the best (?:you|they) (?:can|could) (?:do|offer|manage)|smell(?:ed|s)? amazing",
    r"no(?:t a)? (?:beauty|magic|genius|legend)|(?:local|living|urban) legend|magic (?:number|wand)",
    r"beauty (?:salon|counter|product)s?",
)
"""Ironic thanks: removed before the search for praise."""
