"""goodword.yaml: brands, sources, teams, rules and mutes.

configuration  the frozen Configuration, and the JSON that the functions read from the bucket
brands         what Goodword listens for, and which team answers
brand_faults   queries with errors
name_faults    names that nobody would ever write that way
handle_faults  the same for handles, hashtags, authors and accounts
match_faults   names, queries and rules that no mention can match
sources        the channels to listen to
teams          whom to notify, and how
rota           who owns which hours, and who is notified next
rules          which mentions notify whom, and which are muted for a time
loading        reads goodword.yaml and reports every fault by its line (the only user of yaml)
references     checks names that one section uses from another
duties         whom rules and rota can reach, and the hours that nobody owns
faults         one fault: its place and its message
blanks         characters that look like a space or that nobody sees
strict_yaml    YAML without surprises
"""

from goodword.config.brands import Brand
from goodword.config.configuration import Configuration
from goodword.config.rota import Escalation, Hours, Shift
from goodword.config.rules import AtLeast, Mute, Rule, When
from goodword.config.sources import Cap, Source
from goodword.config.teams import Person, Team

__all__ = [
    "AtLeast",
    "Brand",
    "Cap",
    "Configuration",
    "Escalation",
    "Hours",
    "Mute",
    "Person",
    "Rule",
    "Shift",
    "Source",
    "Team",
    "When",
]
