"""Write down what the patterns of the packs need: python -m training.write_sieve

Writes src/warraq/cleaning/sieve.npz, which spares every process the most of a second that reading it from the
patterns takes. To be run when a rule, a span or a piece of a pattern has changed; a test says so.
"""

from collections.abc import Iterator

from warraq import packs
from warraq.cleaning import rules, sieve, spans


def sieves() -> Iterator[sieve.Sieve]:
    """All sieves that cleaning asks, with all packs."""
    codes = packs.codes()
    yield rules.sieve_of(codes)
    for where, side in sorted({(span.where, span.side) for span in packs.rules(codes).spans}):
        yield spans.sieve_of(codes, where, side)


if __name__ == "__main__":
    sieve.write(sieves())
