"""What notifications say, by mail and by SMS. Pure: no clock, no AWS, no environment.

alert      what a notification is about: Alert, Notice, Bundle
message    render(), and the Message for SNS
mail       subject and body of an alert
why        why a person was notified, and what would have prevented it
notice     subject and body of a Notice: a case was taken or resolved
bundle     subject and body of a Bundle: what was suppressed
layout     sections, moments and last lines that mails share
sms        the SMS, in 160 septets
words      short names that mail and SMS share: brand, what, where, who, when
languages  the language of a post
quote      makes an author's text harmless
gsm7       the alphabet of an SMS
"""

from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.message import Rendered, message, render

__all__ = ["Alert", "Bundle", "Notice", "Rendered", "message", "render"]
