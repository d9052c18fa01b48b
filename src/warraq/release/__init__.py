"""Releases: what a build becomes, as files that describe, hash and prove themselves.

A release is a folder `output/releases/<version>/` that appears whole by one rename and never changes.
"""

from warraq.release.assembly import release, write
from warraq.release.diff import Diff, between, compare
from warraq.release.index import latest
from warraq.release.manifest import build_digest, row_count
from warraq.release.problems import Problem
from warraq.release.publication import lock, publish
from warraq.release.verification import verify
from warraq.release.version import next_version

__all__ = [
    "Diff",
    "Problem",
    "between",
    "build_digest",
    "compare",
    "latest",
    "lock",
    "next_version",
    "publish",
    "release",
    "row_count",
    "verify",
    "write",
]
