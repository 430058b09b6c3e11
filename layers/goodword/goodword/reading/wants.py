"""Word lists for people who want an answer: calls for help, and questions.

The format is that of the lists in `terms`.
"""

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
    r"replacement(?: part)? (?:for my|needed)|urgent(?:ly)?(?! (?:loan|hiring|sale|cash))|asap",
    # asks the company to do something for the author
    (
        r"(?:can|could|would|will|cud) (?:you|u|ya|y'all|they|he|she|someone|somebody|anyone|anybody|a human|a"
        r" person|an (?:engineer|agent|adult|actual \w++))(?: \w++){0,2} (?:look|check|put|send|add|set|chase"
        r"|hold|ask|ring|call|email|trace|find|tell me (?:if|whether|where) my|reconnect|reset|let (?:us|me)|have"
        r" a look|take a look|come|reopen|resend|move|change|swap|switch|cancel|remove|refund|replace|unlock"
        r"|unblock|restore|transfer|escalate|confirm|correct|update my|fix|help|sort|book|collect|pick (?:it|them"
        r"|this) up|bring|explain my|verify|process|release|credit|honou?r|waive|extend my|arrange|forward|get"
        r" back)(?:ing)?(?! (?:option|feature|mode))"
    ),
    (
        r"(?:please|pls|plz|kindly|can you please)(?: (?:just|do|also|can you|could you|you|someone|somebody|asap"
        r"|urgently))? (?:look|check|put|send|add (?:a \w++ \w++ to )?my|merge|cancel|terminate|erase|delete my"
        r"|remove|reopen|transfer|transfer me|verify|freeze|block|unblock|unlock|pass|ring|make me|move|change"
        r"|swap|reset|restore|reinstate|honou?r|tell (?:me|us) (?:there|where|what|how|if|whether)|let (?:me|us)"
        r" (?:in|know|out)|take (?:the|my|it|this) \w++|bring|collect|confirm|correct|close my|refund|escalate"
        r"|hurry|come|chase|release|process|find|update my|release|book|do the needful|do something|go up|enter"
        r"|explain|provide|forward|return my|cancel my|stop charging)"
    ),
    r"(?:have|has|had) (?:a look|someone (?:look|read|call|check))|(?:look|looking) into (?:it|this|that)",
    r"(?:do|fix|sort|change|cancel) (?:it|this|that) for (?:me|us)|could (?:they|you) do for us|something you could do",
    (
        r"(?:i|we) (?:really |still |urgently |just )?need (?:a|an|my|the|you|someone|somebody|to (?:swap|change"
        r"|cancel|cash|speak|talk|get|reach|know where|move|update|return|fetch|fix)|this|it)(?! (?:holiday|drink"
        r"|nap|coffee|life"
    ),
    r"one of))",
    (
        r"(?:any|no) (?:news|update|word|sign|eta|progress)(?: \w++)? (?:on|of|about|with|from) (?:my|our|the"
        r"|table|order|it|this|when)"
    ),
    r"what(?:'s| is) (?:happening|going on|the (?:status|hold ?up|latest)) (?:with|on|of)",
    (
        r"(?:no|not|never) (?:any )?(?:confirmation|tracking|code|email|reply)(?: \w++){0,3} (?:yet|came|arrived"
        r"|received|still)"
    ),
    (
        r"where(?:'s|s| is| are| r|'re) (?:my|our|the)(?: \w++){0,2} (?:order|parcel|package|refund|delivery|stuff|item"
        r"|money|replacement|ticket|driver|courier|bag|bags|luggage|fuse box|engineer|technician|email|code|reset)s?"
    ),
    (
        r"(?:still )?waiting (?:on|for) (?:my|our|a|the) (?:\w++ )?(?:refund|order|parcel|reply|callback"
        r"|replacement|money|engineer)"
    ),
    (
        r"left (?:my|our|a|an|his|her) (?:\w++ ){0,3}(?:on the|in (?:your|the)|at (?:your|the))|lost property"
        r"|(?:i've|i have|have|we've) (?:\w++ )?(?:lost|left behind|mislaid) (?:my|our|a)"
    ),
    (
        r"(?:tried|trying) (?:to )?(?:reinstall\w{0,3}|restart\w{0,3}|everything|swap|cancel|log|change|reach"
        r"|contact|get|switch\w{0,3}|turning it)"
    ),
    r"been trying to|(?:can't|cannot|couldn't) get (?:past|into|it to|in|out|hold of|the)",
    (
        r"(?:my|our|the) (?:\w++ ){0,3}(?:says|said|shows|is|was|got|has been|went|came up) (?:\w++ )?(?:invalid"
        r"|expired|declined|pending|missing|gone|rejected|blocked|locked|suspended|wrong|zero balance|error|white"
        r" screen|blank)"
    ),
    (
        r"(?:returns?|gives?|shows?|says|throws?|get|getting) (?:a |an |me )?(?:error|403|404|500|502|503|white"
        r" screen|blank)"
    ),
    (
        r"(?:save file|photos?|order|booking|points|balance|playlist|account|history|contacts) (?:is|are|has"
        r"|have)?(?: just)? ?(?:gone|vanished|disappeared|been wiped)"
    ),
    r"vanished from|disappeared from",
    (
        r"how (?:do|can|could|i can|to|would) (?:i |we )?(?:\w++ )?(?:put|get (?:an?|my|out|back|rid)|claim"
        r"|report|recover|unlock|remove|turn|undo|restore|find my|redeem|appeal|change)"
    ),
    r"what (?:do|should|can|shall) (?:i|we) (?:do|try)",
    r"whom? (?:do|can|should) (?:i|we) (?:address|contact|call|speak|talk|emailwrite|ask|report)",
    r"is (?:she|he|it|anyone|somebody|someone|the \w++) still coming|(?:we are|we're|i'm",
    r"im) (?:stuck|stranded)",
    r"someone from (?:sales|support|your)|copy of (?:all|my)|i didn't ask (?:for )?(?:this|it)|ring me|call me",
    r"(?:nothing|none of (?:it|them)) (?:i (?:press|do|try|type)|works)",
    r"(?:what|any) (?:now|ideas?|tips|clues?|suggestions?)\?",
    r"(?:is|are|r) (?:frozen|stuck|jammed|bricked|locked)(?: (?:in|on|at|with|inside))?",
    r"(?:is|got|been) (?:stuck|trapped|swallowed) (?:in|inside|at|on|by)",
    (
        r"(?:won't|wont|doesn't|doesnt|didn't|does not|will not|isn't) (?:scan|work|open|load|accept|go through"
        r"|turn on|connect|let me|recogni[sz]e|register|send|arrive|show|charge|pair|start)(?:ing)?(?:"
        r" \w++){0,6}(?:,)? (?:and|it's for|i need|we need|help|please|pls|what|any|tonight|tomorrow|today|i've"
        r" tried|tried)"
    ),
    (
        r"(?:stood|standing|sat|sitting|waiting|stuck|locked) (?:outside|here|in the (?:rain|lobby|lift)|at the"
        r" (?:door|gate|desk))(?: \w++){0,12}"
    ),
    r"(?:code|key|keycard|fob|app|gate) (?:does|did|do)(?:n't| not) (?:work|open)",
    (
        r"how (?:do|can|could|should|shall) (?:i|we|you) (?:\w++ )?(?:swap|exchange|reach|speak|get (?:my|hold"
        r"|through|a|back|into)|return|cancel|stop|change|fix|update|claim|report|log|delete|talk|find|track"
        r"|send)(?: \w++){0,5}"
    ),
    r"(?:would|do) you mind (?:\w++ing)",
    (
        r"kindly (?:\w++ )?(?:reverse|do|refund|resolve|help|assist|cancel|check|update|send|share|look|revert"
        r"|arrange|call|release|process|activate|unblock)"
    ),
    (
        r"(?:please|pls)(?: \w++){0,3} (?:sort it|sort this|sort out|reply to|respond|reverse|resend|look into"
        r"|update|activate|book me)"
    ),
    (
        r"(?:need|want|like) (?:to )?(?:\w++ ){0,4}(?:changed?|updated?|corrected|cancelled|moved|amended|fixed"
        r"|sorted|reset|reissued|replaced|rebooked|sent|removed)(?: (?:on|before|by|asap|urgently|to|from|a|my"
        r"|the|today|now))"
    ),
    r"need to (?:change|update|correct|amend|move|cancel|rebook|reschedule|speak|swap|add|reach|know)",
    (
        r"(?:never|not|hasn't|didn't|no) (?:showed|shown|turned|show|turn|arrived?|come|came)(?: up)?(?:,)?"
        r" (?:when|where|what|please|can|is|so|should|do)"
    ),
    (
        r"when(?:'s| is) (?:he|she|it|my|our|the (?:engineer|technician|driver|courier|plumber|man)) (?:coming"
        r"|arriving|due|back)"
    ),
    (
        r"(?:went|gone|sent|delivered|given|shipped) to (?:the )?(?:wrong|number|my old|another|somebody|someone"
        r"|next door|a different)(?: \w++){0,6}"
    ),
    (
        r"(?:left|lost|forgot|dropped) (?:my|her|his|our|a|the|their) (?:\w++ ){0,4}(?:on|in|at|under|behind)(?:"
        r" \w++){1,5}"
    ),
    r"has my (?:phone|bag|wallet|keys|coat|laptop)",
    (
        r"(?:been )?(?:trying|tried) to (?:reach|contact|call|ring|get hold|get through|cancel|log|speak|pay|book"
        r"|change|order|update|return)(?: \w++){0,6}"
    ),
    r"is (?:anyone|anybody|somebody|someone) (?:there|out there|home|listening|working|around|able)",
    r"(?:hello|anyone)\?+ (?:is|anyone|anybody|hello)",
    (
        r"(?:still )?(?:shows?|says|showing|saying|reads) (?:processing|pending|unpaid|in transit|cancelled"
        r"|failed|error|delivered|wrong|invalid|expired|unavailable|out of)(?: \w++){0,4}"
    ),
    r"(?:order|ticket|booking|case|ref|reference|trip|account) (?:number |no |id |#)?\W{0,2}\d{3,}",
)
"""The author asks for help."""

NO_HELP_NEEDED = (
    r"(?:can't|couldn't|cannot) help but|can't help (?:falling|loving|smiling|it|myself|thinking|feeling)",
    r"(?:thanks?|thank you|grateful|appreciate)(?: \w++){0,4} help(?:ing|ed)?(?: (?:me|us))?|so help me god",
    r"help yourself|helped (?:me|us)|no help needed|(?:don't|do not|didn't) need (?:\w++ )?help",
    r"(?:happy|glad|here) to help|help (?:them|others|people|the|kids|children|save|support)",
    r"would (?:\w++ )?help (?:me|us)(?: (?:loads|a lot|lots|no end|so much))?|help me (?:decide|choose|loads)",
    r"(?:i|we) need (?:a|an) (?:holiday|drink|nap|lie down|coffee|minute|moment|new|bigger|second|third)",
    (
        r"(?:please|pls|plz) (?:add|make|bring back|open|stock|extend|put photos|think|do (?:a|an|the)"
        r"|consider)(?: \w++){0,3}"
    ),
)
"""Help that was given or is not wanted: removed before the search for calls for help."""

FAVOUR = (
    (
        r"(?:can|could|would|will|cud) (?:you|u|ya|he|she|they|someone|somebody|anyone|anybody|a human|an"
        r" engineer)(?: \w++)? (?:look|check|put|send|add|set|chase|hold|ask|ring|call|trace|find out|reconnect"
        r"|reset|let|have a look|take a look|come and|reopen|resend|move|change|swap|switch|cancel|remove|refund"
        r"|replace|unlock|restore|transfer|escalate|fix|help|sort|collect|pick|verify|process|release|honou?r"
        r"|arrange|forward|get back|do it|have a)"
    ),
    r"(?:is|was) \w{1,15}ing us(?: \w++){1,8} you could do|do it for me|could (?:they|you) do for us",
    r"(?:can|could) we have (?:a|an|some|more|folders)",
    r"when (?:will|are) you (?:open|com|add|bring|gonna open)\w*+ (?:in|to|here)|can (?:you|u) do (?:a|an|some|more)",
    (
        r"(?:once more|honest opinion|coincidence|seriously|really|are you (?:kidding|joking|serious|for real)"
        r"|what is wrong with you|you want how much)$"
    ),
    r"anyone (?:else going|looking into)|who knew|what do (?:i|we) do|what should we do",
)
"""A sentence with a question mark that asks for a favour or something else, or only exclaims."""

QUESTION_OPENINGS = (
    (
        r"(?:roughly |so |and |but |hi |hello |hey |just |quick one |wait so |also )(?:how|what|when|where|which"
        r"|is|are|do|does|can|will) (?:do|does|much|many|long|is|are|it|they|you|u|the|i|there|if|happens)"
    ),
    r"which (?:\w++ ){1,3}(?:has|have|is|are|do|does|did|would|should|can|will)",
    r"what (?:\w++ ){1,2}(?:do|does|did|is|are|should) (?:they|you|i|we|it|the|u|one)",
    r"are (?:\w++ ){1,2}(?:allowed|available|included|open|big|still|any|ok)",
    r"do \w++ (?:knock|work|fit|come|need|still|go|run|get|take|count)",
    r"was (?:that|it|there|this) (?:really|actually|your|a)|why (?:am|on earth|the) \w++",
    r"is \w++ (?:running|open|available|included|free|down)",
    r"where do (?:u|you|i|we)|how (?:i|we) can|does (?:one|anybody|anyone|everyone|u|ur|a)",
    r"is (?:ur|one|he|she|they|\w++ing) \w++",
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
"""How a question begins, at the start of a sentence."""

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
