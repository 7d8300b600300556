"""Numbers in words, read back: the other way round from `numerals.py`."""

from collections.abc import Sequence
from decimal import Decimal

_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: number for number, word in enumerate(_UNITS + _TEENS)}
SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)} | {"oh": 0}
"""Words for a number below a hundred that are one word."""

SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""Words that multiply the number before them."""

_ALONE = {"hundred": 100, "dozen": 12} | SIZES

_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
ORDINALS = {word: number for number, word in enumerate(_PLACES, 1)}
ORDINALS |= {f"{word}th": SMALL[word] for word in _TEENS[3:]}
ORDINALS |= {f"{word[:-1]}ieth": SMALL[word] for word in _TENS}
"""Words for a place in a row that are one word."""

VAGUE = frozenset(
    """
    half halves halve halved third thirds quarter quarters fifth fifths sixth sixths seventh
    sevenths eighth eighths ninth ninths tenth tenths hundredth hundredths thousandth
    twice thrice double doubled doubles doubling treble trebled triple tripled tripling
    quadruple quadrupled quintupled twofold threefold fourfold fivefold sixfold tenfold
    hundredfold fold dozens scores hundreds thousands millions billions trillions hundred thousand
    million billion trillion dozen couple pair handful majority minority several
    """.split()
) - frozenset(_PLACES)
"""Words for how much that are no number."""


def read_number_words(words: Sequence[str]) -> tuple[Decimal, int] | None:
    """Read the number that some words begin with.

    Args:
        words: in small letters, without hyphens.

    Returns:
        The number and how many of the words it takes, or None when they begin with none.
    """
    if len(words) > 1 and words[0] in ("a", "an") and words[1] in _ALONE:
        return Decimal(_ALONE[words[1]]), 2
    number, used = _whole(words)
    if not used:
        return None
    if words[used : used + 1] == ["point"]:
        decimals = []
        for word in words[used + 1 :]:
            if not 0 <= SMALL.get(word, 10) < 10:
                break
            decimals.append(str(SMALL[word]))
        if decimals:
            return Decimal(f"{number}.{''.join(decimals)}"), used + 1 + len(decimals)
    return Decimal(number), used


def _whole(words: Sequence[str]) -> tuple[int, int]:
    """A whole number and how many words it takes, none when there is none."""
    total, group, size, used = 0, 0, 10**15, 0
    begun = False
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        after = words[position + 1] if position + 1 < len(words) else ""
        if word in SMALL and _adds(group, begun, word):
            group, begun = group + SMALL[word], True
        elif word in SMALL and not total and 10 <= group < 100:
            second, taken = _whole(words[position + (word == "oh") :])
            year_like = 10 <= second < 100 if word != "oh" else 0 < second < 10
            if not year_like:
                break
            return group * 100 + second, position + (word == "oh") + taken
        elif word == "hundred" and begun and 0 < group < 100:
            group *= 100
        elif word in SIZES and begun and SIZES[word] < size:
            size = SIZES[word]
            total, group, begun = total + group * size, 0, False
        elif word != "and" or not SMALL.get(after) or before not in ("hundred", *SIZES):
            break
        used = position + 1
    return total + group, used


def _adds(group: int, begun: bool, word: str) -> bool:
    """Whether a small number goes on with the group before it: `twenty` `five`, `hundred` `two`."""
    number = SMALL[word]
    if not begun:
        return word != "oh"
    if not number:
        return False
    return group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and number < 10)
