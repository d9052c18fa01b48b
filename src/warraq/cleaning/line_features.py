"""What the line model sees of a line: columns of bytes, the same on every machine.

Shape, words, marks, place on the page, what the rules said of the lines around it. No word of any language
is known here; `word_columns` spread what is learnt of words (`model.word_scores`) over the lines around.
"""

import itertools
from collections.abc import Iterator

import numpy as np

from warraq.cleaning.around import MAX, Around, Column, log, running_sums, share, small
from warraq.cleaning.features import Features
from warraq.cleaning.line_words import Hashes, LineWords
from warraq.cleaning.lines import Bytes, Flags, Ints
from warraq.cleaning.verdicts import Verdicts

# Running text: a line of so many letters that ends in a full stop, or a longer one however it ends.
RUN_ENDS, RUN = 60, 170
PATTERN_WORDS = 7  # words of a line whose kinds are compared
_NINES = 9 ** np.arange(PATTERN_WORDS)
LONG_WORD = 20  # bytes: a longer word has more letters than the columns tell apart (5, of at most four bytes)

MARKS = {
    "comma": ",;،؛、，",
    "stop": ".!?؟۔。！？।",
    "quote": '"“”«»「」',
    "bar": "|·•›»",
    "link": "@#/",
    "colon": ":：",
    "bracket": "(（[",
    "digit": "0123456789",
}

# What words say, in sixteenths of a logit around the middle of a byte; scores have eight steps to one.
SCORE_MAX, SCORE_STEP = 1016, 8
PART_WORDS = 16_384  # words counted together
WEIGHED_CHARS = 800  # a long line counts for more, up to so many characters

# What a line may be for the rules and yet be near the article; lists of stories; words of readers.
ARTICLE = "body subheading title title_dup deck byline dateline agency_credit date_published date_updated"
ARTICLE += " date_render section breadcrumb reading_time counter tags caption image_credit blank"
RELATED, COMMENTS = "related_heading related_item teaser", "comments user_meta"

NEAR = ("chars", "end", "caps", "digits", "repeats", "word_len")
SHIFTED = {-2: ("chars",), -1: NEAR, 1: NEAR, 2: ("chars",)}


class LineFeatures:
    """The columns of `features.lines`, given what is decided of the lines so far."""

    def __init__(self, features: Features, verdicts: Verdicts) -> None:
        self.features, self.lines = features, features.lines
        self.around = Around(self.lines.doc, len(self.lines.buffer.bounds) - 1)
        self.words = LineWords(self.lines)
        self.comments = verdicts.isin(COMMENTS.split())
        self.related = verdicts.isin(RELATED.split())
        self.furniture = ~verdicts.open() & ~verdicts.isin(ARTICLE.split())
        self._count()

    def columns(self) -> dict[str, Column]:
        """All columns but those of learnt words, by name."""
        out = {**self._shape(), **self._shared_words(), **self._structure()}
        out |= {**self._page(), **self._place(), **self._windows()}
        for step, names in SHIFTED.items():
            out |= {f"{name}{step:+d}": self.around.shifted(out[name], step) for name in names}
        return out

    def word_columns(self, scores: Ints) -> dict[str, Column]:
        """What the words of the line say, by `scores`, and of the lines above, below and around it."""
        around, own = self.around, np.clip(scores, -SCORE_MAX, SCORE_MAX)
        weight = np.sqrt(np.minimum(self.lines.chars, WEIGHED_CHARS)).astype(np.int64)
        out = {"w": _score(own)}
        for step in (-2, -1, 1, 2):
            out[f"w{step:+d}"] = around.shifted(out["w"], step)
        weighed = own * weight
        windows = [("w_1", 1, 1)]
        windows += [(f"w_{k}", k, k) for k in (3, 10, 30)]
        for k in (10, 30):
            windows += [(f"w_-{k}", k, -1), (f"w_+{k}", -1, k)]
        for name, above, below in windows:
            of = np.maximum(around.window(weight, above, below), 1)
            out[name] = _score(around.window(weighed, above, below) // of)
        out["w_page"] = _score(around.total(weighed) // np.maximum(around.total(weight), 1))
        return out

    def _count(self) -> None:
        """The counts the columns are made of."""
        features, lines = self.features, self.lines
        self.wide = self.count(self.words.wide_at)
        self.weight = lines.chars + (self.wide * 3) // 2
        self.run = (features.ends_full & (self.weight >= RUN_ENDS)) | (self.weight >= RUN)
        self.run_weight = np.where(self.run, self.weight, 0)
        self.word_count = self.words.stop - self.words.first
        self._count_words()
        self.marks = self._count_marks(lines.buffer.data)

    def count(self, positions: Ints) -> Ints:
        """How many of these places lie in each line."""
        return np.searchsorted(positions, self.lines.end) - np.searchsorted(positions, self.lines.start)

    def _count_marks(self, data: Bytes) -> dict[str, Ints]:
        """How many marks of each kind stand in each line: looked for once, for all kinds."""
        counts = {kind: np.zeros(len(self.lines), np.int64) for kind in MARKS}
        for at, kinds in _marks(data):
            first, stop = np.searchsorted(at, self.lines.start), np.searchsorted(at, self.lines.end)
            for number, kind in enumerate(MARKS):
                sums = running_sums((kinds >> number) & 1)
                counts[kind] += sums[stop] - sums[first]
        return counts

    def _count_words(self) -> None:
        lines = len(self.lines)
        self.caps, self.numbers, self.short = np.zeros((3, lines), np.int64)
        kinds = np.zeros(lines, np.int64)
        for part in self.words.parts():
            self.caps[part], self.numbers[part], self.short[part], kinds[part] = self._words_of(part)
        self._pattern(kinds)

    def _words_of(self, part: slice) -> tuple[Ints, Ints, Ints, Ints]:
        """Of each of these lines the words with a capital, the numbers, the short words; and the kinds of its
        first words, as one number."""
        buffer = self.lines.buffer
        words, line = self.words.of_lines(part)
        line -= part.start
        data, start, end = buffer.data, buffer.words[words], buffer.word_ends[words]
        first, last = data[start], data[end - 1]
        upper, digit = (first - np.uint8(65)) < 26, (first - np.uint8(48)) < 10
        marked = (last < 65) & ((last - np.uint8(48)) >= 10)
        letters = _letters(data, start, end)
        place = words - self.words.first[part][line]
        some = np.flatnonzero(place < PATTERN_WORDS)
        kind = np.where(digit, 2 + np.minimum(letters, 5), upper)[some] * _NINES[place[some]]

        stops = np.cumsum(self.words.stop[part] - self.words.first[part])

        def of_line(mask: Flags) -> Ints:
            return np.diff(running_sums(mask)[stops], prepend=0)

        codes = np.bincount(line[some], kind, part.stop - part.start).astype(np.int64)
        return of_line(upper), of_line(digit), of_line(letters - marked <= 3), codes

    def _pattern(self, kinds: Ints) -> None:
        """How many lines of the page have words of the same kinds: entries of a list, dates, names."""
        codes = kinds + 9**PATTERN_WORDS * np.minimum(self.word_count, 15)
        pair = self.lines.doc * 9 ** (PATTERN_WORDS + 2) + codes
        _, inverse, counts = np.unique(pair, return_inverse=True, return_counts=True)
        self.pattern = np.where(self.word_count > 12, 1, counts[inverse])

    def _shape(self) -> dict[str, Column]:
        lines, features, data = self.lines, self.features, self.lines.buffer.data
        weight, words = self.weight, self.word_count
        marks = self.marks
        end = np.zeros(len(lines), np.int64)
        end[(data[lines.end - 1] - np.uint8(48)) < 10] = 3
        end[features.introduces], end[features.trails_off], end[features.ends_full] = 1, 2, 4
        return {
            "chars": log(weight),
            "words": log(words),
            "word_len": small(8 * lines.chars // np.maximum(words, 1)),
            "caps": share(self.caps, words),
            "numbers": share(self.numbers, words),
            "short": share(self.short, words),
            "digits": share(marks["digit"], lines.chars),
            **{kind: small(counts) for kind, counts in marks.items() if kind != "digit"},
            "first": _class(data, lines.start),
            "end": small(end),
            "repeats": small(features.repeats),
            "pattern": small(self.pattern),
        }

    def _shared_words(self) -> dict[str, Column]:
        """Which of its words the page's running text has, too; which only its other lines."""
        words = np.zeros((3, len(self.words.line)), np.bool_)
        doc = self.lines.doc[self.words.line]
        for part in _parts(doc, self.around.documents):
            words[:, part] = self._shared(doc[part], part)
        stops = np.cumsum(self.words.count)
        self.known, common, outside = (np.diff(running_sums(mask)[stops], prepend=0) for mask in words)
        return {
            "known": share(self.known, self.words.count),
            "common": share(common, self.words.count),
            "outside": share(outside, self.words.count),
        }

    def _shared(self, doc: Ints, part: slice) -> tuple[Flags, Flags, Flags]:
        """Of these words, all those of some pages: which the running text has elsewhere, too; which it has
        often; which other lines have alone."""
        in_run = self.run[self.words.line[part]]
        doc = doc - doc[0]
        slot, slots = _slots(doc, self.words.number[part])
        running = np.bincount(slot[in_run], minlength=slots)[slot]
        every = np.bincount(slot, minlength=slots)[slot]
        total = np.bincount(doc[in_run], minlength=int(doc[-1]) + 1)[doc]
        common = (running * 100 >= total) & (running > in_run + 1)
        return running > in_run, common, every - running > ~in_run

    def _structure(self) -> dict[str, Column]:
        """What the rules say of the lines around, and how much around repeats itself."""
        around = self.around
        furniture, comments, related = self.furniture, self.comments, self.related
        other = furniture & ~comments & ~related
        again, alike = self.features.repeats > 1, self.pattern > 3
        # Dates, counters and the like in the same words again and again: records of a list, or of readers.
        records = (self.pattern > 2) & (self.numbers > 0)
        out = {
            "records_10": share(around.window(records, 10, 10), around.width(10, 10)),
            "furniture_10": share(around.window(furniture, 10, 10), around.width(10, 10)),
            "alike_10": share(around.window(alike, 10, 10), around.width(10, 10)),
            "repeated_3": share(around.window(again, 3, 3), around.width(3, 3)),
            "repeated_10": share(around.window(again, 10, 10), around.width(10, 10)),
        }
        masks = {"comments": comments, "related": related, "other": other, "records": records}
        for name, mask in masks.items():
            above, below = around.last(mask), around.next(mask)
            out[f"{name}_up"] = np.where(above < 0, MAX, log(around.index - above)).astype(np.uint8)
            out[f"{name}_down"] = np.where(below < 0, MAX, log(below - around.index)).astype(np.uint8)
            out[f"{name}_above"] = log(around.before(mask))
        out["p_furniture"] = share(around.total(furniture), around.stop - around.begin)
        out["p_comments"] = log(around.total(comments))
        out["p_records"] = log(around.total(records))
        out["p_again"] = share(around.total(again), around.stop - around.begin)
        return out

    def _page(self) -> dict[str, Column]:
        around = self.around
        size, total, runs = (
            around.stop - around.begin,
            around.total(self.weight),
            around.total(self.run),
        )
        running = around.total(self.run_weight)
        top = around.maximum(self.weight)
        return {
            "p_lines": log(size),
            "p_run_lines": share(runs, size),
            "p_run_n": log(runs),
            "p_run_chars": share(running, total),
            "p_run_mean": log(running // np.maximum(runs, 1)),
            "p_wide": share(around.total(self.wide), around.total(self.lines.chars)),
            "p_caps": share(around.total(self.caps), around.total(self.word_count)),
            "p_max": log(top),
            "of_max": share(self.weight, top),
        }

    def _place(self) -> dict[str, Column]:
        around = self.around
        weight, size = self.weight, around.stop - around.begin
        total, seen = around.total(weight), around.before(weight)
        running, ran = around.total(self.run_weight), around.before(self.run_weight)
        up, down = around.last(self.run), around.next(self.run)
        sums = np.concatenate([[0], np.cumsum(weight)])
        to_up = sums[around.index] - sums[np.maximum(up, 0) + 1] if len(weight) else sums[:0]
        to_down = sums[np.maximum(down, 0)] - sums[around.index + 1]
        return {
            "place": share(around.index - around.begin, size),
            "place_chars": share(seen, total),
            "from_top": log(around.index - around.begin),
            "to_end": log(around.stop - around.index - 1),
            "run_above": share(ran, running),
            "run_above_n": log(ran // 4),
            "run_below_n": log((running - ran - self.run_weight) // 4),
            "up": np.where(up < 0, MAX, log(around.index - up)).astype(np.uint8),
            "down": np.where(down < 0, MAX, log(down - around.index)).astype(np.uint8),
            "up_chars": np.where(up < 0, MAX, log(to_up + 1)).astype(np.uint8),
            "down_chars": np.where(down < 0, MAX, log(to_down + 1)).astype(np.uint8),
        }

    def _windows(self) -> dict[str, Column]:
        around = self.around
        weight, run, out = self.weight, self.run_weight, {}
        marks = 8 * (self.marks["comma"] + self.marks["stop"])
        for k in (3, 10):
            width, chars = around.width(k, k), around.window(weight, k, k)
            out[f"chars_{k}"] = log(chars // width)
            out[f"run_{k}"] = share(around.window(run, k, k), chars)
            out[f"known_{k}"] = share(around.window(self.known, k, k), around.window(self.words.count, k, k))
            out[f"caps_{k}"] = share(around.window(self.caps, k, k), around.window(self.word_count, k, k))
            out[f"ends_{k}"] = share(around.window(self.features.ends_full, k, k), width)
            out[f"marks_{k}"] = share(around.window(marks, k, k), chars)
        for name, above, below in (("-10", 10, -1), ("+10", -1, 10), ("-30", 30, -1), ("+30", -1, 30)):
            chars = around.window(weight, above, below)
            out[f"chars_{name}"] = log(chars // np.maximum(around.width(above, below), 1))
            if "30" in name:
                out[f"run_{name}"] = share(around.window(run, above, below), chars)
        dense = around.window(run, 8, 8)
        out["dense"] = share(dense, around.maximum(dense))
        return out


def _letters(data: Bytes, start: Ints, end: Ints) -> Ints:
    """How many characters each word has; LONG_WORD or more for one of more bytes."""
    if not len(start):
        return start
    begin = int(start[0])
    # Bytes inside characters are counted in bytes that wrap around: right for words of no more than 255.
    inner = np.zeros(int(end[-1]) - begin + 1, np.uint8)
    np.cumsum((data[begin : int(end[-1])] & 0xC0) == 0x80, dtype=np.uint8, out=inner[1:])
    letters = end - start
    return np.where(letters > LONG_WORD, letters, letters - (inner[end - begin] - inner[start - begin]))


def _score(values: Ints) -> Column:
    """A score as a byte, its middle for no opinion."""
    return (np.clip(values, -SCORE_MAX, SCORE_MAX) // SCORE_STEP + 128).astype(np.uint8)


def _marks(data: Bytes) -> Iterator[tuple[Ints, Bytes]]:
    """Where marks stand (their last byte), in order, their kinds as bits; those of one byte, then others."""
    at = np.flatnonzero(_ENDS_ASCII[data])
    yield at, _kinds_of({ord(mark): kinds for mark, kinds in _KINDS.items() if mark.isascii()}, data[at])
    at = np.flatnonzero(_ENDS_WIDE[data])
    at = at[at >= 1]  # a text may open with a mark of two bytes; no mark of three has its end there
    three = data[at].astype(np.int32)
    three += (data[at - 1].astype(np.int32) << 8) + (data[at - 2].astype(np.int32) << 16)
    two = three & 0xFFFF
    kinds = np.zeros(len(at), np.uint8)
    for mark, bits in ((mark.encode(), bits) for mark, bits in _KINDS.items() if not mark.isascii()):
        kinds[(two if len(mark) == 2 else three) == int.from_bytes(mark)] = bits
    some = np.flatnonzero(kinds)
    yield at[some], kinds[some]


def _kinds_of(kinds: dict[int, int], of: Bytes) -> Bytes:
    table = np.zeros(256, np.uint8)
    table[list(kinds)] = list(kinds.values())
    return table[of]


_KINDS = {  # the kinds of each mark, as bits; one mark may be of two
    mark: sum(1 << number for number, of_kind in enumerate(MARKS.values()) if mark in of_kind)
    for mark in "".join(MARKS.values())
}


def _last_bytes(ascii_marks: bool) -> Flags:
    table = np.zeros(256, np.bool_)
    table[
        [mark.encode()[-1] for marks in MARKS.values() for mark in marks if mark.isascii() == ascii_marks]
    ] = True
    return table


_ENDS_ASCII, _ENDS_WIDE = _last_bytes(True), _last_bytes(False)


def _parts(doc: Ints, documents: int) -> Iterator[slice]:
    """Stretches of whole documents, short enough for their counters to stay in the cache of the processor."""
    bounds = np.searchsorted(doc, np.arange(documents + 1))
    part = bounds[:-1] // PART_WORDS
    first = bounds[:-1][np.diff(part, prepend=-1) != 0]
    for start, stop in itertools.pairwise([*np.unique(first).tolist(), len(doc)]):
        if start < stop:
            yield slice(start, stop)


def _slots(doc: Ints, number: Hashes) -> tuple[Ints, int]:
    """A counter for each word, in a table of its own document: the rest of the batch changes nothing."""
    size = np.bincount(doc)
    bits = np.zeros(len(size), np.int64)
    while (short := (1 << bits) < 8 * size).any():
        bits += short
    bits = np.maximum(bits, 1)
    offset = np.concatenate([[0], np.cumsum(1 << bits)])
    return offset[doc] + (number >> (64 - bits[doc]).astype(np.uint64)).astype(np.int64), int(offset[-1])


def _class(data: Bytes, start: Ints) -> Column:
    """What kind of character opens each line."""
    table = np.zeros(256, np.uint8)
    table[33:48] = 1
    table[58:65] = 1
    table[91:97] = 1
    table[123:127] = 1
    table[48:58] = 2
    table[65:91] = 3
    table[97:123] = 4
    table[0xC3:0xD4] = 5
    table[0xD4:0xDF] = 6
    table[0xE0:0xE2] = 7
    table[0xE2] = 8
    table[0xE3:0xEE] = 9
    table[0xF0:] = 10
    return table[data[start]] if len(start) else np.zeros(0, np.uint8)
