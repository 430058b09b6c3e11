"""goodword.yaml: brands, sources, teams, rules and mutes.

configuration  the frozen Configuration, and the JSON that the rooms read from the bucket
brands         what is listened for, and who answers
brand_faults   queries that cannot be read
name_faults    names that nobody would ever write so
handle_faults  the same of handles, hashtags, authors and accounts
match_faults   what no mention can ever fulfil
sources        where it is heard
teams          who is rung, and how
rota           who owns which hours, and who is rung next
rules          what rings whom, and what nobody for a time
loading        goodword.yaml as a person writes it, with every fault by its line (the only user of yaml)
references     what one section says about another
duties         whom rules and rota can reach, and the hours that nobody owns
faults         what is wrong, in plain words
blanks         characters that look like a blank or like nothing
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
