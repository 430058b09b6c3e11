"""Whom to ring, when, and what follows: the decisions of the rooms alert and sweep, over a drawer of cases and rings.

ringing     a mention opens a case and rings, joins one that is open, or waits to be counted
recipients  whom it reaches: rule, rota, means, quiet hours, a person's day
room        who may be rung right now
rounds      the sweep's minute: what was missed, what is due, bundles, N in M
following   what follows from a ring: taken, handed over, the next step, more of the same, over
answers     our own answer on the platform, noticed
voices      how many have spoken in a case
moot        whether a promised ring still has somebody to reach
missed      which mentions nobody has dealt with
telling     what each person is told, looked up at the moment of sending
"""
