"""The parts of the function `score` that do not handle its event."""
