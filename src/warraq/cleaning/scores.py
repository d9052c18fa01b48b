"""How sure a rule is: the `score` of the segments it decides.

A score is the share of lines its class of rules got right where that was measured (`scores.toml`, made by
`training/measure_scores.py`), pulled towards one half where little was measured.
"""

import tomllib
from functools import cache
from importlib.resources import files

_OWN_KINDS = ("title", "top", "context", "shape", "span")


def class_of(rule_id: str) -> str:
    """Rules that are counted together: `ar.related.read_also` is `related`, those of profiles are `profile`,
    our own rules stand alone."""
    parts = rule_id.split(".")
    if parts[0] == "profile":
        return "profile"
    return rule_id if parts[0] in _OWN_KINDS or len(parts) < 3 else parts[1]


@cache
def score(rule_id: str) -> float:
    """The score of a rule, 0 to 1; white space is certain."""
    if rule_id == "blank":
        return 1.0
    seen, right = _measured().get(class_of(rule_id), (0, 0))
    return (right + 1) / (seen + 2)


@cache
def _measured() -> dict[str, tuple[int, int]]:
    text = files("warraq.cleaning").joinpath("scores.toml").read_text("utf-8")
    return {name: (seen, right) for name, (seen, right) in tomllib.loads(text).items()}
