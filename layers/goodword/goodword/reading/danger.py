"""Plain English words that mean danger or a legal threat, and phrases that only sound like it.

The format is that of the lists in `terms`. `GAP` matches up to four words in between, within one sentence.
"""

GAP = r"(?:[^\w.!?;~]{1,3}\w++){0,4}?[^\w.!?;~]{1,3}"
_BIT = r"(?:[^\w.!?;~]{1,3}\w++){0,2}?[^\w.!?;~]{1,3}"

_MY = r"(?:my|his|her|our|their|your|the|both my)"
_THING = (
    r"(?:(?:phone|hoverboard|e-?bike|laptop|tablet|computer|charger|adapter|adaptor|batter(?:y|ie)|power ?bank"
    r"|cable|cord|plug|socket"
    r"|outlet|wire|wiring|usb|device|gadget|unit|appliance|machine|toaster|oven|stove|cooker|fryer|kettle|microwave|blender|mixer"
    r"|grill|heater|dryer|drier|iron|washer|dishwasher|fridge|freezer|boiler|tv|monitor|console|speaker|headphone|earbud"
    r"|watch|lamp|light|bulb|candle|toy|crib|stroller|seat|bed|sofa|mattress|chair|scooter|bike|car|van|engine|motor|vape"
    r"|house|kitchen|flat|apartment|garage|room|curtain|carpet|pillow|blanket|clothes|shirt|pocket|bag|box|package|product"
    r")s?)"
)
_POWER = (
    r"(?:(?:charger|adapter|adaptor|batter(?:y|ie)|power ?bank|cable|cord|plug|socket|outlet|wire|wiring|usb|heater"
    r"|kettle)s?)"
)
_BODY = (
    r"(?:(?:hand|finger|thumb|arm|wrist|leg|foot|knee|toe|face|skin|mouth|tongue|lip|throat|gum|scalp|eye|ear|head|neck"
    r"|back|thigh|chest|palm|nose|tooth)s?|feet|teeth)"
)
_DEAR = (
    r"(?:son|daughter|kid|child|children|baby|toddler|boy|girl|wife|husband|partner|mum|mom|mother|dad|father|brother|sister"
    r"|grandma|grandmother|grandpa|friend|family|dog|cat|puppy|kitten|pet)s?"
)
_SOMEONE = rf"(?:me|us|him|her|them|someone|somebody|people|everyone|{_MY} {_DEAR})"

SAFETY = (
    # fire and smoke
    r"(?:caught|catch(?:es|ing)?|cought) (?:on )?fire",
    r"(?:burst|bursts|bursting|went up|going up|up) in(?:to)? flames",
    rf"set{GAP}(?:on fire|alight)",
    rf"(?:set|setting) fire to {_MY}",
    r"start(?:s|ed|ing)? (?:a|an|the)(?: \w{1,20})? fire",
    r"(?:caus(?:e|ed|es|ing)|had|put out|was|be) (?:a|an|the)(?: (?:small|big|little|huge))? fire",
    r"fire (?:hazard|risk|department|brigade)",
    r"(?:house|kitchen|electrical|battery|garage|car|apartment) fire",
    rf"{_THING}{_BIT}(?:is|was|are|were|goes|went) (?:\w++ )?on fire",
    rf"{_THING}'?s on fire",
    r"smoke (?:is |was )?(?:came|coming|comes|pouring|poured|billowing|rising) (?:out|from|off|up)",
    r"(?:smell(?:s|ed|ing)?|smelt)(?: \w++)? (?:of |like )?(?:gas|burning|smoke from|burning plastic|burnt plastic)",
    r"burn(?:ing|t) (?:plastic )?smell",
    r"smell of (?:smoke|burning|gas)",
    r"gas leak|leak(?:s|ing) gas|carbon monoxide|toxic fumes",
    (
        rf"{_THING}{_BIT}(?:(?:is|was|are|were|start(?:ed|s)?|began|kept|keeps) )?(?:just |already |even "
        r"|now )?(?:smok(?:ing|ed)|sparking)"
    ),
    rf"(?:smoking|burning|sparking) {_THING}",
    (
        rf"{_POWER}{_BIT}(?:melt(?:ed|s|ing)|overheat(?:ed|s|ing)|(?:is|gets|got|was) (?:\w++ )?(?:scorching"
        r"|red hot|burning hot))"
    ),
    rf"melted {_MY} {_POWER}",
    r"(?:dangerously|too) hot to touch|dangerously hot",
    r"burn(?:ed|t|s|ing) (?:a hole|holes|marks)|burn marks",
    rf"{_MY} {_BODY} (?:is|are|was|were|started|keeps?) (?:\w++ )?burning",
    rf"burn(?:ed|t) down {_MY}|{_MY} (?:house|home|kitchen) burn(?:ed|t) down",
    (
        rf"burn(?:ed|t|s|ing) (?:down )?{_MY} (?:\w++ )?(?:house|home|kitchen|flat|apartment|room|car|garage|bed"
        r"|carpet|floor)"
    ),
    rf"(?:in|on) flames|flames? (?:came|coming|shot|shooting|everywhere)|{_THING}{_BIT}ignited",
    r"ignited (?:while|when|in)",
    r"smoke (?:filled|filling|everywhere|in my)|sparks? (?:flew|flying|came|coming) (?:out )?(?:from|of|out)",
    (
        r"(?:it|this thing|the thing|that thing)(?:'s| is| was| started| keeps) (?:literally |now "
        r"|just )?smoking(?! hot)"
    ),
    r"(?:the|this|that|my) (?:damn |whole |bloody )?(?:thing|scooter|hoverboard) (?:is|was|went) (?:\w++ )?on fire",
    r"help it'?s on fire",
    rf"{_POWER}{_BIT}(?:got|gets|is|was|became|becomes) (?:so|too|extremely|dangerously|insanely|really) hot",
    rf"batter(?:y|ies){_BIT}(?:swelled|swollen|swelling|bulging|bulged|leaked|leaking|puffed)",
    r"(?:swollen|bulging) batter(?:y|ies)",
    # explosion and electricity
    r"explod(?:e|es|ed|ing)|explosion",
    rf"{_THING}{_BIT}(?:blew up|blown up|blows up)|blew up {_MY} {_THING}|blew up in {_MY} (?:hands?|pocket)",
    r"electric(?:al)? shocks?|electrocut(?:e|ed|es|ing|ion)|live wires?",
    rf"(?:shocked|zapped|shocks|zaps) {_SOMEONE} when",
    (
        rf"(?:got|get|getting|gave {_SOMEONE}|gives {_SOMEONE}) (?:an? )?(?:\w++ )?(?:shock|shocks|shocked"
        r"|zapped) (?:from|off|by|when \w++ (?:touch|plug))"
    ),
    rf"{_POWER}{_BIT}(?:shocked|zapped|shocks|zaps) {_SOMEONE}",
    rf"{_THING}{_BIT}went bang|burn(?:ed|t) {_MY} (?:\w++ )?{_POWER}|(?:smoke|fire) alarm went off",
    # injury
    r"(?:a|got|gave me a|nasty|bad|severe|serious) burns? (?:on|from|to) (?:my|his|her|your|the)",
    r"(?:threatened|attacked|punched|stabbed) (?:me|us|him|her|my \w++)(?: with (?:a|an|his|her))?",
    r"(?:with|has|had|pulled) (?:a|an) (?:knife|gun|weapon)",
    (
        r"(?:burn(?:ed|t|s|ing)?|scald(?:ed|s)?|cut(?:s|ting)?|slic(?:ed|es)|crushed|injur(?:ed|es)|hurt"
        rf"|blistered) (?:open )?{_MY} (?:\w++ )?{_BODY}"
    ),
    (
        rf"{_MY} (?:\w++ )?{_BODY} (?:got|get|was|is|were|are) (?:\w++ )?(?:burn(?:ed|t)|scalded|bleeding|swollen"
        r"|injured|crushed|numb)"
    ),
    rf"(?:burn(?:ed|t|s)?|scalded|injured|hurt) (?:{_MY} {_DEAR}|myself|himself|herself)",
    rf"burn(?:ed|t) by {_MY} {_THING}|{_THING}{_BIT}burn(?:ed|t|s) (?:me|him|her|us)",
    r"(?:first|second|third|1st|2nd|3rd)[- ]degree burns?|chemical burns?|burns on (?:my|his|her)",
    r"blisters on (?:my|his|her)",
    (
        r"(?:got|get|was|were|be|been|badly|seriously|someone) (?:\w++ )?(?:hurt|scalded|burned|burnt)(?! (?:by"
        r"|in|on|with|out))"
    ),
    (
        r"(?:could|can|might|will|going to|gonna) (?:\w++ )?(?:hurt|kill|injure) (?:someone|somebody|people"
        r"|a child|a kid|kids|children)"
    ),
    (
        rf"(?:i|he|she|we|they|you|{_MY} {_DEAR}|someone|somebody|people|person|customer|child|worker)(?:'s| is"
        r"| was| were| got| gets| could get| will get| could be| has been| have been| am|'m"
        r"|'ve been)(?: \w++)? injured"
    ),
    rf"injur(?:ed|es|ing) (?:{_SOMEONE}|myself|himself|herself)",
    r"injured (?:by|because|while using|when (?:the|your|it|my))",
    r"caus(?:e|ed|es|ing)(?: \w++){0,2} injur(?:y|ies)",
    r"(?:serious|severe|terrible|head|eye|hand|burn|personal|spinal|permanent) injur(?:y|ies)",
    r"(?:needed|need|got|had|\d{1,3}) stitches|concussion",
    (
        r"(?:broke|fractured|sprained) (?:my|his|her) (?:\w++ )?(?:arm|leg|wrist|ankle|foot|hand|nose"
        r"|hip) (?:when|because|using|on your|after|falling)"
    ),
    r"(?:lost|broke|chipped|cracked) (?:a|my|his|her) (?:tooth|finger|toe|eye)",
    r"(?:is|was|were|started|wouldn't stop|won't stop) bleeding",
    r"hospitali[sz]ed|emergency room|hours in (?:the )?(?:er|a&e|hospital)|scalp bleed|ambulance|called 911",
    r"poison control|intensive care",
    (
        rf"(?:ended up|landed|rushed|taken|took|sent|put|admitted|go|went|gone|going|drove){GAP}(?:in|to|at"
        r"|into) (?:the |a )?(?:hospital|er|a&e|icu)"
    ),
    r"(?:is|are|was|were|am|'s|'m|still|now) in (?:the )?(?:hospital|icu)",
    r"(?:lost|losing) consciousness|unconscious|passed out|fainted|had a seizure|seizures|went blind",
    r"lost (?:my|his|her) (?:sight|vision)",
    (
        r"(?:found|finding|bit (?:in)?to|swallowed|full of|there(?:'s| is| was| were)|pieces? of|bits? of|shards?"
        r" of)(?: (?!no |not )\w++){0,2} (?:glass|metal|needle|razor|razor blade|screw|nail)s? in (?:my|the|our"
        r"|his|her|this|your|it)"
    ),
    rf"(?:swallow(?:ed|ing)?|ate){GAP}(?:battery|batteries|magnets?|pieces?|parts?|buttons?|coin|bead|screw)",
    (
        rf"(?:killed|kills|nearly killed|almost killed) (?:{_MY} {_DEAR}|someone|somebody|people|a (?:child|man"
        r"|woman|person))"
    ),
    rf"{_MY} {_DEAR} (?:has |have |had )?(?:just |nearly |almost )?(?:died|is dead|is dying)",
    r"could have (?:died|been killed)|life[- ]threatening|death trap",
    (
        rf"(?:brakes?|airbags?|seat ?belts?|steering){_BIT}(?:fail(?:ed|s|ing)?|did(?:n't| not) (?:work|deploy)"
        r"|do(?:es)?(?:n't| not) work|gave out)"
    ),
    r"brake failure",
    (
        r"(?:wheel|handlebars?|ladder|chair|seat|bed|stroller|crib|shelf)(?: \w++)? (?:came off|snapped|collapsed"
        r"|gave way)"
    ),
    r"(?:caus(?:e|ed|es|ing)) (?:an? )?(?:\w++ )?(?:accident|crash|collision)",
    r"(?:safety|health|choking|tripping|electrical|burn) (?:hazard|risk)s?|safety (?:issue|problem|concern|defect)s?",
    r"(?:is|are|was|this|it's|that's|very|so|really|extremely|incredibly|highly) (?:unsafe|hazardous)",
    r"(?:is|was|are)(?:n't| not) safe|not safe (?:for|to)",
    r"(?:very|extremely|really|incredibly|seriously|potentially|highly) dangerous",
    r"(?:this|it|that)(?:'s| is| was) dangerous|dangerous product",
    rf"{_THING}{_BIT}(?:is|are|was) (?:\w++ )?(?:dangerous|a hazard|a danger)",
    # allergy, poison, breath
    r"allergic reactions?|anaphyla(?:xis|ctic)|epi-?pen|undeclared (?:nuts?|peanuts?|milk|eggs?|gluten|allergens?)",
    r"(?:throat|face|lips?|tongue|eyes?) (?:\w++ )?(?:closed up|closing up|swelled|swelling|swollen|swell|puffed up)",
    r"swollen (?:face|lips?|throat|tongue|eyes?)",
    r"(?:broke|broken|breaking|came) out in (?:hives|a rash)|covered in (?:hives|a rash)",
    r"(?:severe|bad|horrible|terrible|awful) (?:skin )?(?:rash|reaction)",
    r"food poisoning|(?:rat|with|like|is|was|has) poison in|poison(?:ed|ing|ous)|salmonella|e\.? ?coli|listeria",
    r"botulism|contaminated|tampered with",
    rf"made (?:me|us|him|her|everyone|{_MY} {_DEAR}) (?:\w++ )?(?:sick|ill|vomit|throw up)",
    (
        r"(?:sick|ill|vomit(?:ed|ing)?|throwing up|threw up|puking)(?: \w++){0,3} (?:after|from) (?:eating"
        r"|drinking|using|taking|your|the|this|their)"
    ),
    r"chok(?:ed|es|ing|e) (?:on|to death)|suffocat(?:ed|es|ing|e|ion)|strangl(?:ed|es|ing|e)",
    rf"{_DEAR} (?:\w++ )?(?:nearly |almost )?(?:chok(?:ed|ing)|drowned)",
    r"(?:he|she|baby) (?:was |is |nearly |almost )(?:chok(?:ed|ing)|drowned)",
    r"(?:can't|couldn't|cannot|could not|can not|not|stopped|trouble|difficulty|struggling to) breath(?:e|ing)",
    # self-harm and harm to others
    r"suicid(?:e|al)|kill myself|end(?:ing)? (?:it all|(?:my|my own) life)|take my own life|self[- ]?harm(?:ing|ed)?",
    r"hurt(?:ing)? myself",
    r"want to die|don't want to (?:live|be alive)",
    (
        r"(?:will|gonna|going to|'ll) (?:kill|shoot|stab|murder|attack) (?:you|them|him|her|your|everyone|someone"
        r"|people)"
    ),
    r"death threats?|bomb threat|active shooter",
    r"sexual(?:ly)? (?:harass(?:ed|ment)?|assault(?:ed)?)|assaulted|physically attacked",
    # recall
    r"(?:product|safety|voluntary|urgent|vehicle|battery|airbag|food|nationwide|mass|factory) recalls?",
    r"recall (?:notice|letter|campaign|list|on)",
    r"(?:a|any|under|issue|issued|issuing|announced?|announcing) (?:\w++ )?recall",
    r"(?:was|been|be|being|were|got|is|are|get) recalled|recalled (?:product|model|batch|item|unit)s?",
    r"(?:recall|recalling) (?:these|this|it|all|them)(?! (?:was|were|is|being|as|from|when))",
)
"""Somebody may come to harm. These words make a mention P1, which notifies a person at once."""

LEGAL = (
    r"law ?suits?|class[- ]action|legal (?:action|proceedings|team|counsel|threat|letter|complaint)|litigation",
    r"take legal|legally liable",
    (
        r"(?:my|our|a|an|the|your|with|by|from|to|call(?:ing)?|contact(?:ing)?|hir(?:e|ing)) (?:lawyer|attorney"
        r"|solicitor)s?"
    ),
    r"lawyers|lawyer(?:ing)? up|cease and desist",
    r"(?:take|taking|took|see|drag(?:ging)?)(?: \w++){1,3} (?:to|in) (?:\w++ )?court|small claims(?: court)?",
    (
        r"sue (?:you|them|u|your|this (?:company|shop|store)|the (?:company|hell|pants|shop|store|airline|hotel)"
        r"|over|for (?:damages|false|negligence|this|that|fraud|breach|every))"
    ),
    (
        r"(?:gonna|going to|want to|wanna|should|about to|threaten(?:ed|ing)? to|planning to|ready to|'ll|will"
        r"|have to) sue(?! (?:be|call|come|help|reply|get|send|from|at|please|know|have|do|and|who|is|was|in|on)\b)"
    ),
    r"suing|(?:been|be|being|get|getting|got|were|was|have|has|you) sued|sued (?:you|them|the|by|for)",
    r"press(?:ing)? charges|criminal (?:complaint|charges|negligence)|police report",
    (
        r"(?:call|called|calling|contact|contacted|contacting|involve|involving|phoned?|phoning|tell|told"
        r"|(?:going|gone|went|report(?:ed|ing)?(?: \w++){0,3}) to) (?:the )?(?:police|cops)"
    ),
    (
        r"report(?:ed|ing)?(?: \w++){0,4} to (?:the )?(?:fda|cpsc|ftc|fcc|bbb|osha|trading standards|ombudsman"
        r"|authorities|regulators?|attorney general|consumer (?:protection|affairs|rights)|health (?:department"
        r"|inspector)|data protection)"
    ),
    r"data breach|identity theft|stole my identity",
    r"(?:breach|violat\w{1,5}) (?:of )?(?:gdpr|contract|my privacy|the law)",
    r"(?:this|it|that|which)(?:'s| is| was) illegal",
)
"""A legal threat: as urgent as danger."""

HARMLESS = (
    # fire as slang and in names
    r"fire sale",
    (
        r"fire (?:stick|tv|tablet|hd|wire|wall|works?|place|fox|pit|alarm|extinguisher|emoji|track|beat|album|mix"
        r"|fit|drip)"
    ),
    r"under fire|hire and fire|fire drill",
    (
        r"(?:he|she|they|you|u|i|we|team|squad|boys|girls|lads|guys|mouth|legs|lungs|beat|track|song|album"
        r"|playlist|mix|outfit|fit|band|kitchen staff|internet|timeline|world|stock|sales?)(?:'s|'re|'m| is| are"
        r"| was| were| am)?(?: (?:so|literally|just|really|absolutely|all|straight|totally|always|both"
        r"|been))? on fire"
    ),
    r"(?<!\w )on fire (?:today|tonight|lately|this (?:week|season|year|morning|month)|right now with)",
    (
        r"set(?: \w++){1,3} (?:world|internet|stage|dance ?floor|charts|bar|night|crowd|heart|soul"
        r"|mood)(?: on fire| alight)"
    ),
    r"get on like a house on fire|like a house on fire",
    (
        r"(?:career|idea|song|trend|sales|campaign|imagination|album|show|hashtag)(?: \w++){0,2} (?:caught"
        r"|catch(?:es|ing)?) fire"
    ),
    r"(?:plans?|dreams?|career|hopes)(?: \w++){0,2} (?:went|going|go) up in (?:flames|smoke)",
    r"fire in (?:my|his|her|your) (?:belly|heart|soul)|play(?:ing)? with fire|ring of fire|wild ?fire|camp ?fire",
    r"bon ?fire|catch(?:ing)? fire (?:movie|film|book|trailer|premiere)|hunger games:? catching fire",
    r"the hunger games catching fire",
    (
        r"smok(?:ing|in'?) (?:hot|good|fast|deals?|prices?|offer|gun|area|room|section|section|jacket|ban|break"
        r"|weed|pot|cigar\w{0,5}|something|crack|hookah|outside)"
    ),
    r"(?:no|non|quit|stop(?:ped)?|gave up|anti|chain|passive)[- ]?smoking",
    r"smoke[- ](?:free|detector|alarm|screen|machine|break|test|signal)",
    r"smoked? (?:salmon|paprika|meat|ribs|brisket|bbq|cheese|trout|ham|the competition)",
    (
        r"burn(?:ed|t|ing|s)? (?:calories|fat|a cd|bridges|rubber|toast|questions?|man|desire|the midnight oil"
        r"|a hole in (?:my|your|his|her) (?:pocket|wallet)|out)"
    ),
    r"spark(?:s|ed|ing) (?:joy|a|an|the|my|interest|debate|conversation|ideas?)",
    r"spark(?:ing|ling) (?:wine|water|clean|joy)",
    # explosions as praise or joy
    (
        r"(?:head|mind|brain|heart|inbox|mentions|notifications|timeline|feed|sales|demand|popularity"
        r"|social media|taste ?buds|market|growth|business|twitter|internet|population|crowd|room|stadium"
        r"|flavou?rs?)(?:'s| is| are| was| has| have| just| nearly| almost| about to| gonna| going to| will"
        r"| could| might| literally){0,3} (?:explod(?:e|es|ed|ing)|blew up|blowing up|blown up)"
    ),
    (
        r"explod(?:e|es|ed|ing) (?:with|in popularity|onto|in my mouth|of)(?: (?:joy|laughter|happiness"
        r"|excitement|flavou?rs?|colou?rs?|taste|love|anger|pride|notifications?|messages?|texts?|calls?|emotion"
        r"|confetti|energy|mentions))?"
    ),
    r"explosion of \w++|flavou?r explosion|population explosion|colou?r explosion|(?:big bang|cambrian) explosion",
    (
        r"(?:blew|blows|blowing|blown) up (?:on|with|my (?:phone|inbox|mentions|feed|timeline|dms)|twitter"
        r"|overnight|the internet)"
    ),
    (
        r"phones?(?: (?:is|was|has|just|keeps|been|'s|won't stop)){0,2} (?:blew|blowing|blows"
        r"|blown) up(?: (?:with|from|since))"
    ),
    r"phone(?: (?:is|was|has|been|'s)){0,2} blowing up",
    # shock, hurt and death as feelings
    r"shocked (?:me )?(?:by|at|that|to|how|when i (?:saw|heard|read|got|opened))|culture shock|sticker shock",
    r"shock(?:ed)? (?:and|horror|value|wave|absorbers?)|shell shocked",
    r"shock(?:s|ed)? (?:off|from|by) (?:the|your) (?:price|bill|news|result)s?",
    r"insult to injury|injury (?:time|report|list|update|prone|news|reserve|crisis|lawyer)",
    r"injured (?:list|reserve|player|striker|list)",
    r"(?:out|back|returns?|return|recover\w{0,3}) (?:with|from) (?:an? |his |her |my )?(?:\w++ )?injur(?:y|ies)",
    (
        r"(?:knee|hamstring|ankle|shoulder|groin|calf|achilles|back|acl|hip|quad|thigh|wrist|elbow"
        r"|season[- ]ending|old) injur(?:y|ies)"
    ),
    r"hurt(?:s|ing)? (?:my|his|her|your) (?:feelings|wallet|heart|head to|eyes? to|soul|pride|brain)",
    r"my (?:wallet|bank account|heart|soul|feelings|eyes|ears)(?: \w++)? (?:hurts?|bleeding|got hurt)",
    r"bleeding (?:edge|heart|love|money|cash|obvious|hell)|(?:get|got|be|been) hurt (?:again|in love|feelings)",
    r"(?:heart|soul|wallet|eyes|ears|company|nose)(?: is|'s| are| was) bleeding",
    r"broke my (?:heart|back for|bank)|cut my (?:hair|nails|losses)|in stitches|stab in the back",
    r"cut(?:ting)? (?:my|your) teeth",
    r"kill(?:s|ed|ing)? (?:it|me|the (?:game|mood|vibe)|my (?:battery|vibe|mood|wallet|bank account|productivity))",
    r"(?:phone|battery|laptop|tablet|screen|app|internet|wifi|console)(?: \w++){0,2} (?:died|is dead|dead)",
    (
        r"(?:almost |nearly |just |literally )?(?:died|dying|dead|die) (?:laughing|of laughter|of cringe"
        r"|of embarrassment|for (?:this|these|a))"
    ),
    r"to die for|(?:kill|killing|killed) (?:myself|me) laughing",
    r"(?:want|going) to die (?:laughing|of (?:embarrassment|cringe)|on)",
    r"suicide (?:squad|girls|doors?|note by|silence|bomb\w{0,4})",
    r"(?:children'?s|local|kids|animal|pet|dolls?) hospital|hospital(?:ity|s? staff|s? workers?)",
    (
        r"chok(?:ed|ing|e) (?:up|on (?:my|his|her) (?:words|laughter|coffee|tea|drink|wine|water) (?:laughing"
        r"|when i (?:saw|read|heard)))"
    ),
    r"pick your poison|name your poison|poison(?:ed)? (?:ivy|chalice)|drowning in",
    r"can't breathe (?:lol|lmao|haha|i'm laughing|omg|from laughing)",
    r"laugh(?:ed|ing)?(?: \w++){0,4} (?:can't|couldn't) breathe",
    r"dangerous(?:ly)? (?:good|delicious|tasty|addictive|cute|low|close|woman|game|combination)",
    r"dangerous (?:for|to) my (?:wallet|diet|bank account|waistline)|not safe for work|safe to say",
    r"(?:toxic|poisonous) (?:reviews?|comments?|relationship|culture|people|fans)|safe and sound",
    # law and police as figures of speech
    (
        r"(?:as far as|if|i|you|can't|cannot|don't|didn't|do|to|vaguely|distinctly|we|still|total|perfect"
        r"|instant) recall(?! (?:notice|letter|campaign|on (?:the|my|this|your)|it|them|this|these|all))"
    ),
    r"memory recall",
    r"(?:fashion|grammar|style|food|fun|tone|music|word) police",
    r"police (?:concert|song|album|tribute|academy|band|box)",
    (
        r"(?:i'm|i am|as|is|was|became|become|be|being|she's|he's|wife's|husband's) (?:a|an"
        r"|the)(?: \w++)? (?:lawyer|attorney|solicitor)s?"
    ),
    r"power of attorney|(?:our |my |the |a )?lawyer (?:jokes?|show|drama|friends?|colleagues?)",
    r"(?:district|state) attorney|saul",
    (
        r"(?:aunt(?:ie)?|miss|ms|mrs|dear|hi|hey|hello|thanks?|thank you|named|called|agent|lovely|talk(?:ed"
        r"|ing)? to|spoke to|thanks to|shout ?out to|kudos to|props to) sue"
    ),
    (
        r"(?:shipping|shoes|heels|suspense|wait(?:ing)?|prices?|commute|heat|allergies|weather"
        r"|traffic)(?: \w++){0,2} kill(?:s|ing|ed)? (?:me|us)"
    ),
)
"""Phrases that only sound like danger: removed before the search."""
