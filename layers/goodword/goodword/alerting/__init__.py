"""What an alert says, by mail and by SMS, and whom it may ring. Pure: no clock, no AWS, no environment.

alert     what is rung about: Alert, Bundle
message   render() and the Message that SNS takes
mail      the subject and the body
sms       160 septets
words     short names that mail and SMS share: brand, what, where, who, when
quote     a stranger's words, made harmless
gsm7      the alphabet of an SMS
pace      whom a priority reaches, and how often a minute
"""

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.message import Rendered, message, render

__all__ = ["Alert", "Bundle", "Rendered", "message", "render"]
