"""May the text be published? Only where the source or an open licence says so."""

import re

from warraq.dataset import Dataset, Source

OPEN = re.compile(
    r"CC0(?:-.*)?|CC-PDDC|CC-PDM-.*|CC-BY(?:-SA)?(?:-[0-9.]+)?(?:-[A-Z]{2,4})?|ODC-By(?:-.*)?|ODbL(?:-.*)?|PDDL(?:-.*)?"
    r"|OGL(?:-.*)?|etalab-.*|DL-DE-(?:BY|ZERO)(?:-.*)?|MIT|Apache-2\.0|PUBLIC-DOMAIN|Unlicense",
    re.IGNORECASE,
)
"""Identifiers of licences that let anyone publish the text: no NC, no ND."""
DEED = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/([0-9.]+))?")
CREATIVE_COMMONS = re.compile(
    r"CC[ -_]?(BY(?:[ -](?:SA|NC|ND))*)[ -]?([0-9]\.[0-9])?(?:[ -].*)?", re.IGNORECASE
)


def license_of(own: str | None, source: Source, dataset: Dataset) -> str | None:
    """The licence of a document, as SPDX where it is one: its own, its source's, the dataset's."""
    stated = own or source.license or dataset.license
    return spdx(stated) if stated else None


def rights_of(license_name: str | None, source: Source) -> str:
    """`open` when the source says so or the licence is an open one, else `unstated`."""
    return "open" if source.rights == "open" or is_open(license_name) else "unstated"


def is_open(license_name: str | None) -> bool:
    """Whether this licence lets anyone publish the text."""
    return license_name is not None and OPEN.fullmatch(license_name) is not None


def spdx(name: str) -> str:
    """The SPDX identifier of a licence written freely (`CC BY 4.0`, its deed), else the name as given."""
    name = name.strip()
    if deed := DEED.search(name.lower()):
        kind, version = deed[1], deed[2]
        if kind in ("zero", "mark"):
            return f"CC0-{version or '1.0'}" if kind == "zero" else "CC-PDM-1.0"
        return f"CC-{kind.upper()}" + (f"-{version}" if version else "")
    if common := CREATIVE_COMMONS.fullmatch(name):
        kind = re.sub(r"[ -]+", "-", common[1].upper())
        return f"CC-{kind}" + (f"-{common[2]}" if common[2] else "")
    if name.lower() in ("cc0", "cc0 1.0", "cc-0", "cc zero"):
        return "CC0-1.0"
    return "PUBLIC-DOMAIN" if name.lower() == "public domain" else name
