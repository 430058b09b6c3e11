"""What an alert says, by mail and by SMS, and how often it may ring. Pure: no clock, no AWS, no environment.

alert      what is rung about: Alert, Notice, Bundle
message    render() and the Message that SNS takes
mail       subject and body of an alert
why        why it rang, and what would have to differ for it not to
notice     subject and body of what comes after, and of a count: Notice, Bundle
layout     what every mail is made of
sms        160 septets
words      short names that mail and SMS share: brand, what, where, who, when
languages  what language a post is in
quote      a stranger's words, made harmless
gsm7       the alphabet of an SMS
pace       how often a person is rung: a minute, a day
"""

from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.message import Rendered, message, render

__all__ = ["Alert", "Bundle", "Notice", "Rendered", "message", "render"]
