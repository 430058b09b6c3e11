"""Whom to notify, when, and what happens next: the logic of the functions `alert`, `sweep` and `desk`.

changes        from a change in the table to what alerting does about it
dispatch       one path from a mention to a notification, for alert, sweep, redrive and dry run
triage         notify about a mention, add it to an open case, or suppress it
rules          the team's rules and mutes, applied to a mention
routing        who gets a notification, by mail or SMS: rule, rota, quiet hours
capacity       which recipients can be notified right now
rate_limits    how many notifications a person gets in a minute and a day
incident_key   which incident a mention belongs to, and the tag of a case
floods         one author, or one copied text, that opens many cases
case           cases: who was notified, who took it, how it ended
outbox         promised notifications, their slots and leases
suppressed     mentions that notified nobody by themselves
sweep          what the sweep does each minute
catch_up       notifications for P1 mentions that waited for capacity
waiting_list   the P1 mentions that wait, in fair order
bundles        one mail for each brand about what was suppressed
next_steps     what is due for an open case: the pure half of follow_ups
follow_ups     what follows a notification: taken, handed over, escalated, more mentions, resolved
mention_count  how many mentions a case has
missed         urgent mentions that nobody was notified about
replies        our own answers on the platform, noted on the case
cancellation   whether a promised notification is still needed
send           publishes a notification to each person, and marks it as sent
compose        the content of each notification, looked up when it is sent
action_links   the personal link in an alert
actions        what people do on a case from that link
corrections    the sentiment that people chose instead of the model's
ports          what alerting needs from outside: the feed, mentions, author history, health
"""
