"""Licences by their many names, and the rights that follow."""

import pytest

from warraq.annotation.rights import is_open, license_of, rights_of, spdx
from warraq.dataset import Dataset, Source


@pytest.mark.parametrize(
    ("name", "identifier", "free"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC BY 4.0", "CC-BY-4.0", True),
        ("cc by-sa 3.0", "CC-BY-SA-3.0", True),
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", False),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", True),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", True),
        ("CC0", "CC0-1.0", True),
        ("Public Domain", "PUBLIC-DOMAIN", True),
        ("ODC-By-1.0", "ODC-By-1.0", True),
        ("All rights reserved", "All rights reserved", False),
    ],
)
def test_licences(name: str, identifier: str, free: bool) -> None:
    assert spdx(name) == identifier
    assert is_open(identifier) is free


def test_the_nearest_licence_counts_and_rights_follow() -> None:
    dataset = Dataset(license="CC0-1.0")
    source = Source(license="CC BY-NC 4.0")
    assert license_of("CC BY 4.0", source, dataset) == "CC-BY-4.0"
    assert license_of(None, source, dataset) == "CC-BY-NC-4.0"
    assert license_of(None, Source(), dataset) == "CC0-1.0"
    assert license_of(None, Source(), Dataset()) is None
    assert rights_of("CC-BY-NC-4.0", source) == "unstated"
    assert rights_of(None, Source(rights="open")) == rights_of("CC0-1.0", Source()) == "open"
