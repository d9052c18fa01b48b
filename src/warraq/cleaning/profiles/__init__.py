"""Site profiles: lines that stand on many pages of one site are furniture there.

`observations.observe` notes the lines of a batch of raw documents (map), `learning.learn` makes the profiles
of all sites from what was noted (reduce), `SiteLines` uses them. A profile is a table, schema.SITE_LINES.
"""

from warraq.cleaning.profiles.keys import site_of
from warraq.cleaning.profiles.use import SiteLines

__all__ = ["SiteLines", "site_of"]
