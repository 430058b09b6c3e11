"""Dead letters of SNS: every known shape, and those with nothing to send."""

import base64
import json

MAIL = "WHAT HAPPENED\nA complaint."
SMS = 'GOODWORD> ACME P1 safety - X @jo: "fire" due 09:22 7K2'


def notification(names, text=MAIL, to=("ana:mail", "ana:sms"), topic="AlertTopic", **more):
    """What SNS keeps of a notification that it could not deliver to one subscription."""
    attributes = {"to": {"Type": "String.Array", "Value": json.dumps(to)}} if to is not None else {}
    letter = {
        "Type": "Notification",
        "MessageId": "1",
        "TopicArn": names[topic],
        "Subject": "[ACME P1 7K2] safety on X",
        "Message": text,
        "Timestamp": "2026-11-18T02:14:05.123Z",
        "MessageAttributes": attributes,
    }
    return json.dumps(letter | more)


ALARM = {"AlarmName": "goodword-SweepMissed", "NewStateValue": "ALARM", "NewStateReason": "Threshold Crossed"}


def wordings(**more):
    """The published message: every wording in one, as `goodword.messages.message` writes it."""
    machine = {"subject": "[ACME P1 7K2] safety on X", "email": MAIL, "sms": SMS, "to": ["ana:mail", "ana:sms"]}
    return json.dumps({"default": MAIL, "email": MAIL, "sms": SMS, "sqs": json.dumps(machine)} | more)


def without(body, *keys):
    return json.dumps({key: value for key, value in json.loads(body).items() if key not in keys})


TO_ANA = {"to": {"DataType": "String", "StringValue": '["ana:mail", "ana:sms"]'}}
WHY_NOT = {
    name: {"DataType": "String", "StringValue": text}
    for name, text in (("RequestID", "1"), ("ErrorCode", "ProviderFailure"), ("ErrorMessage", "no +4915112345678"))
}

# Each shape: the body, the attributes of the letter, and which of Ana's two subscriptions it is for.
SHAPES = {
    "as to a queue": lambda names: (notification(names), {}, "mail"),
    "with why not": lambda names: (notification(names), WHY_NOT, "mail"),
    "an SMS with why not": lambda names: (notification(names, text=SMS), WHY_NOT, "sms"),
    "all wordings in it": lambda names: (notification(names, text=wordings()), {}, "mail sms"),
    "all wordings, for mail only": lambda names: (notification(names, text=wordings(), to=["ana:mail"]), {}, "mail"),
    "without the attribute": lambda names: (notification(names, text=wordings(), to=None), {}, "mail sms"),
    "without any attributes": lambda names: (
        without(notification(names, text=wordings()), "MessageAttributes", "Subject", "Timestamp", "Type"),
        WHY_NOT,
        "mail sms",
    ),
    "without a topic": lambda names: (without(notification(names), "TopicArn"), {}, "mail"),
    "raw wordings": lambda names: (wordings(), {}, "mail sms"),
    "a raw mail": lambda names: (MAIL, TO_ANA | WHY_NOT, "mail"),
    "a raw SMS": lambda names: (SMS, TO_ANA, "sms"),
    "as a queue on the topic reads it": lambda names: (json.loads(wordings())["sqs"], {}, "mail sms"),
    "as Lambda gets it": lambda names: (
        json.dumps({"Records": [{"EventSource": "aws:sns", "Sns": json.loads(notification(names))}]}),
        {},
        "mail",
    ),
    "in base64": lambda names: (base64.b64encode(notification(names).encode()).decode(), {}, "mail"),
    "in a string": lambda names: (json.dumps(notification(names)), {}, "mail"),
    "by other names": lambda names: (
        json.dumps({key[0].lower() + key[1:]: value for key, value in json.loads(notification(names)).items()}),
        {},
        "mail",
    ),
    "attributes as SQS writes them": lambda names: (
        notification(names, MessageAttributes={"to": {"DataType": "String.Array", "StringValue": '["ana:mail"]'}}),
        {},
        "mail",
    ),
    "attributes by value": lambda names: (notification(names, MessageAttributes={"to": ["ana:mail"]}), {}, "mail"),
    "an unreadable time": lambda names: (notification(names, Timestamp="yesterday"), {}, "mail"),
    "a subject that SNS would refuse": lambda names: (notification(names, Subject="Feuer\nüberall"), {}, "mail"),
    "half a surrogate": lambda names: (notification(names, text=f"{MAIL} \ud83d"), {}, "mail"),
}


HOSTILE = {
    "nothing": lambda _: " ",
    "null": lambda _: "null",
    "a list": lambda _: "[]",
    "an empty object": lambda _: "{}",
    "a number": lambda _: "7",
    "somebody's words": lambda _: "jo@example.com wrote",
    "an object of somebody's words": lambda _: '{"Message": "jo@example.com wrote"}',
    "control characters": lambda _: "\x1b[2J",
    "deep": lambda _: "[" * 99_999,
    "deep within": lambda names: notification(names, text="[" * 99_999, to=None),
    "a fax": lambda names: notification(names, to=["ana:fax"]),
    "for all that were subscribed by us": lambda names: notification(names, to=["goodword:configure"]),
    "for two people": lambda names: notification(names, to=["ana:mail", "ben:mail"]),
    "for one here and another there": lambda names: notification(names, text=wordings(), to=["ben:mail"]),
    "for a number": lambda names: notification(names, to=[7]),
    "no attributes": lambda names: notification(names, MessageAttributes=[]),
    "a mail for a phone": lambda names: notification(names, to=["ana:sms"]),
    "no words": lambda names: notification(names, text=" "),
    "wordings without words": lambda names: notification(names, text=json.dumps({"default": 7, "sms": None})),
    "another topic": lambda names: notification(names, TopicArn="arn:aws:sns:eu-central-1:123456789012:other"),
    "a topic that is none": lambda names: notification(names, TopicArn=["x"]),
    "a subscription to confirm": lambda names: notification(names, Type="SubscriptionConfirmation", Token="secret"),
    "two records": lambda names: json.dumps({"Records": [{"Sns": json.loads(notification(names))}] * 2}),
    "no record": lambda _: '{"Records": []}',
    "a record of something else": lambda _: '{"Records": [{"s3": {}}]}',
    "a delivery": lambda _: '{"platform": "x", "source": "acme-x", "body": "aGk=", "encoding": "base64"}',
    "a record of the stream": lambda _: '{"requestContext": {}, "DDBStreamBatchInfo": {}}',
}
