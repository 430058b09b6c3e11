"""goodword.yaml: brands, sources, teams.

configuration  the frozen Configuration, and the JSON that the rooms read from the bucket
brands         what is listened for, and who answers
sources        where it is heard
teams          who is rung, and how
loading        goodword.yaml as a person writes it, with every fault by its line (the only user of yaml)
references     what one section says about another
faults         what is wrong, in plain words
strict_yaml    YAML without surprises
"""

from goodword.config.brands import Brand
from goodword.config.configuration import Configuration
from goodword.config.sources import Source
from goodword.config.teams import Person, Team

__all__ = ["Brand", "Configuration", "Person", "Source", "Team"]
