"""Drafts made from those written by hand: the same in other words, and untrue ones.

A draft names its figures as a show's line does, `{gdp.now}`, so that each can be put in another
true form, or altered, and the sheet proves that what comes out is true or is not.

`python -m tests.knowledge.altered_drafts 10 3` measures the guard: up to ten forms of each draft,
and up to three untrue ones of each kind.
"""

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from moderator.document import Problems
from moderator.knowledge.facts import Facts
from moderator.knowledge.guard import Cited, cite, objections
from moderator.knowledge.sheet import read_facts
from moderator.values.numerals import decimal
from moderator.values.numerals import year as year_said
from moderator.values.quantity import (
    Count,
    Date,
    Money,
    Percent,
    Period,
    Quantity,
    Ratio,
    Text,
    Value,
    Year,
)

FORUM = Path(__file__).parents[2] / "scripts/open-cooperation-forum"
DRAFTS = Path(__file__).parent / "drafts"
SLOT = re.compile(r"\{([a-z_0-9.]+)\}")
SIZES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def sheet() -> Facts:
    return read_facts(FORUM / "facts.yaml", "facts.yaml", Problems())


@dataclass(frozen=True)
class Draft:
    """A draft with places for figures, and the families of facts that it was given."""

    cited: tuple[str, ...]
    question: str
    text: str

    def facts(self, facts: Facts) -> tuple[Cited, ...]:
        return cite(facts, [n for n in facts.names() if n.partition(".")[0] in self.cited])


@dataclass(frozen=True)
class Altered:
    """An untrue draft: how it was made so, what it was made from, and what it says."""

    how: str
    draft: Draft
    text: str


def drafts(file: str) -> list[Draft]:
    with (DRAFTS / file).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Draft(tuple(row["cited"].split()), row["question"], row["draft"]) for row in rows]


# ── True forms ─────────────────────────────────────────────────────────────────────────────────


def true_forms(value: Value) -> list[str]:
    """Ways to write a value that all mean exactly it."""
    match value:
        case Money():
            return money_forms(value)
        case Percent(number):
            digits, words = f"{number:f}", decimal(number)
            return [f"{digits} %", f"{digits}%", f"{digits} percent", f"{digits} per cent",
                    f"{words} per cent", f"{words} percent"]  # fmt: skip
        case Quantity(number, "percentage points"):
            return [f"{n} {unit}" for n in (f"{number:f}", decimal(number))
                    for unit in ("percentage points", "points")] + [f"{number:f} pp"]  # fmt: skip
        case Count(number, things):
            return [f"{n} {things}".strip() for n in (f"{number:,f}", decimal(number))]
        case Year(number):
            return [str(number), year_said(number)]
        case Period(first, last, part):
            return period_forms(first, last, part)
        case Ratio(parts):
            written, said = [f"{p:f}" for p in parts], [decimal(p) for p in parts]
            return [":".join(written), " to ".join(written), " to ".join(said)]
        case Date():
            return date_forms(value)
        case Text(text):
            return text_forms(text)
    raise TypeError(value)


def money_forms(value: Money) -> list[str]:
    amount = value.number * SIZES[value.scale]
    yuan = value.currency.many == "yuan"
    signs = ("RMB ", "¥", "CNY ") if yuan else ("US$", "$", "USD ")
    names = ("yuan", "RMB", "yuan renminbi") if yuan else ("US dollars", "dollars", "U.S. dollars")
    forms = []
    for scale in ("million", "billion"):
        number = (amount / SIZES[scale]).normalize()
        digits = f"{number:,f}"
        forms += [f"{digits} {scale} {name}" for name in names]
        forms += [f"{sign}{digits} {scale}" for sign in signs]
        if scale == value.scale:
            forms += [f"{decimal(Decimal(f'{number:f}'))} {scale} {name}" for name in names[::2]]
            forms += [f"{signs[1]}{digits}{'bn' if scale == 'billion' else 'm'}"]
    return forms


def period_forms(first: int, last: int, part: str) -> list[str]:
    if first != last:
        return [f"{first} to {last}", f"{first}–{last}", f"{year_said(first)} to {year_said(last)}"]
    if not part:
        return [str(first), year_said(first)]
    assert part in ("H1", "H2")
    half, months = ("first", "first") if part == "H1" else ("second", "last")
    return [f"the {half} half of {first}", f"{part} {first}", f"the {months} six months of {first}",
            f"the {half} half of {year_said(first)}", f"{part} of {first}"]  # fmt: skip


def date_forms(value: Date) -> list[str]:
    day, _, year = value.written().rpartition(" ")
    number, month = day.split()
    th = "st" if number.endswith("1") and number != "11" else "th"
    return [value.written(), value.said(), f"{month} {number}, {year}", f"{month} {number}",
            f"the {number}{th} of {month}", f"{month} {number}{th}, {year}"]  # fmt: skip


def text_forms(text: str) -> list[str]:
    if "+" in text:
        parts = text.split("+")
        return [text, " + ".join(parts), " plus ".join(decimal(Decimal(p)) for p in parts)]
    return [text, text.replace("15th", "fifteenth"), text.replace("14th", "fourteenth")]


def filled(text: str, forms: dict[int, str]) -> str:
    """A draft with a form in each place, a word that begins it with a capital."""
    number = iter(range(len(SLOT.findall(text))))
    out = SLOT.sub(lambda _: forms[next(number)], text)
    return re.sub(r"(^|(?<!U\.S)[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), out)


def any_forms(facts: Facts, text: str, chance: random.Random) -> dict[int, str]:
    return {
        number: chance.choice(true_forms(facts.value(name)))
        for number, name in enumerate(SLOT.findall(text))
    }


def as_written(facts: Facts, draft: Draft) -> str:
    forms = {n: facts.value(name).written() for n, name in enumerate(SLOT.findall(draft.text))}
    return filled(draft.text, forms)


def faithful(facts: Facts, draft: Draft, many: int, seed: int) -> list[str]:
    """A draft as written, and with its figures in other true forms."""
    chance = random.Random(f"{seed} {draft.text}")
    made = {as_written(facts, draft): None}
    for _ in range(many * 4):
        if len(made) == many:
            break
        made[filled(draft.text, any_forms(facts, draft.text, chance))] = None
    return list(made)


# ── Untrue drafts ──────────────────────────────────────────────────────────────────────────────


def exact(value: Value) -> object:
    """What a value comes to, for telling whether two are the same."""
    match value:
        case Money(number, currency, scale):
            return (currency.many, number * SIZES[scale])
        case Percent(number):
            return ("%", number)
        case Count(number, _, scale):
            return number * (SIZES[scale])
    return value.written()


def one_digit(number: Decimal, chance: random.Random) -> Decimal:
    written = format(number, "f")
    at = chance.choice([i for i, sign in enumerate(written) if sign.isdecimal()])
    lowest = "1" if at == 0 else "0"
    other = chance.choice([d for d in "0123456789" if d not in (written[at], *("0" * (at == 0)))])
    return Decimal(written[:at] + max(other, lowest) + written[at + 1 :])


def other_figure(value: Value, chance: random.Random) -> Value | None:
    """A value with one digit altered."""
    match value:
        case Money(number) | Percent(number) | Count(number) | Quantity(number):
            return replace(value, number=one_digit(number, chance))
        case Ratio(parts):
            at = chance.randrange(len(parts))
            other = Decimal(chance.choice([d for d in range(1, 10) if d != parts[at]]))
            return Ratio((*parts[:at], other, *parts[at + 1 :]))
        case Text(text) if "+" in text:
            at = chance.choice([0, 2, 4])
            digit = chance.choice([d for d in "123456789" if d != text[at]])
            return Text(text[:at] + digit + text[at + 1 :])
        case Text("15th Five-Year Plan"):
            return Text("14th Five-Year Plan")
    return None


def other_time(value: Value, chance: random.Random) -> Value | None:
    by = chance.choice([-10, -4, -3, -2, -1, 1, 2, 3, 10])
    match value:
        case Year(number):
            return Year(number + by)
        case Period(first, last, part):
            if part and chance.random() < 0.3:
                return Period(first, last, "H2")
            return Period(first + by, last + by, part)
        case Date(day, month, year):
            if chance.random() < 0.5:
                return Date(day % 28 + 1, month, year)
            return Date(day, month % 12 + 1, year)
    return None


def other_unit(value: Value, chance: random.Random) -> list[str]:
    match value:
        case Money(number, currency, scale):
            wrong = ["euros", "yen", "pounds", "Hong Kong dollars"]
            wrong += ["US dollars"] if currency.many == "yuan" else ["yuan", "RMB"]
            return [f"{number:f} {scale} {name}" for name in wrong] + [f"{number:f} {scale} tonnes"]
        case Percent(number):
            return [f"{number:f} percentage points", f"{number:f} billion yuan", f"{number:f}"]
        case Quantity(number, _):
            return [f"{number:f} %", f"{number:f} per mille"]
        case Count(number, things) if things:
            return [f"{number:f} {other}" for other in ("percent", "months", "universities")]
    return []


def other_scale(value: Value) -> list[str]:
    if not isinstance(value, Money):
        return []
    wrong = [s for s in ("thousand", "million", "billion", "trillion") if s != value.scale]
    said = decimal(value.number)
    return [f"{n} {s} {value.currency.many}" for s in wrong for n in (f"{value.number:f}", said)]


NAMES = {
    "Shijingshan": ["Chaoyang", "Haidian", "Shanghai", "Shijiazhuang", "Tongzhou"],
    "Beijing": ["Shanghai", "Tianjin", "China"],
    "Shougang Park": ["Shoucheng Park", "Olympic Park", "Zhongguancun Park"],
    "CCOIC": ["CCPIT", "CCTV"],
    "China Chamber": ["Korea Chamber", "Beijing Chamber"],
    "Taozhu": ["Taobao", "Tongzhou"],
    "Tai Chi": ["Kung Fu", "Qigong"],
    "Open Cooperation Forum": ["Boao Forum", "World Economic Forum"],
}
SUBJECTS = [
    (r"(?<!mports and )\bexports\b", ["imports", "tourism", "services", "the economy"]),
    (r"(?<!mports and )\bExports\b", ["Imports", "Wages", "Services", "Budget revenue"]),
    (r"[Ii]mports and exports", ["Exports", "Imports", "Services", "Fixed assets"]),
    (r"[Tt]rade in services|[Ss]ervices trade", ["Trade in goods", "Foreign trade", "Exports"]),
    (r"[Ff]oreign trade", ["Trade in services", "Industry", "Foreign investment"]),
    (r"\beconomy\b", ["population", "budget", "debt", "export sector"]),
    (r"\bGDP\b", ["Revenue", "Public debt", "Foreign trade", "GDP per head"]),
    (r"budget revenue", ["budget spending", "budget deficit", "export revenue"]),
    (r"[Ff]ixed-asset investment|[Aa]ctual foreign investment", ["Household saving", "Trade"]),
    (r"[Nn]ew foreign-invested enterprises", ["state-owned enterprises", "research centres"]),
    (r"innovation centres", ["shopping centres", "R&D centres"]),
    (r"overseas offices", ["domestic offices", "overseas mechanisms"]),
    (r"[Ii]ndustry and services|industry to services", ["Imports and exports"]),
    (r"per unit of land", ["per head", "per enterprise"]),
    (r"the city\b", ["the country", "the province", "Hebei"]),
    (r"by the middle", ["by the end"]),
    (r"first Taozhu Community store", ["second Taozhu Community store", "Taozhu Community hotel"]),
]
DIRECTIONS = [
    (r"\b(grew|rose|expanded|went up)\b", ["fell", "shrank", "did not grow", "lost"]),
    (r"\bgrown\b|\brisen\b", ["fallen", "shrunk", "not grown"]),
    (r"\bgrowing\b", ["falling", "shrinking"]),
    (r"\bup\b", ["down", "not up"]),
    (r"\ba rise of\b", ["a fall of", "a loss of"]),
    (r"\b(above|ahead of|more than)\b", ["below", "behind", "less than"]),
    (r"\b(reached|came to|amounted to|was|stood at|totalled)\b", ["did not reach", "never reached",
     "was not", "fell to", "was below", "was less than"]),
    (r"\bnearly\b", ["over", "barely half of", "more than", "far below"]),
    (r"\bover (?=\{)", ["under ", "nearly ", "fewer than "]),
    (r"\bfastest\b", ["slowest", "second fastest", "third fastest"]),
    (r"\bhighest\b", ["lowest", "second highest"]),
    (r"\bfirst in Beijing\b", ["last in Beijing", "second in Beijing", "first in China"]),
]  # fmt: skip


class _Maker:
    def __init__(self, facts: Facts, draft: Draft, chance: random.Random) -> None:
        self.facts, self.draft, self.chance = facts, draft, chance
        self.slots = SLOT.findall(draft.text)
        self.written = sheet_text()

    def with_form(self, at: int, form: str) -> str:
        forms = any_forms(self.facts, self.draft.text, self.chance)
        return filled(self.draft.text, forms | {at: form})

    def with_value(self, at: int, value: Value) -> str | None:
        if exact(value) == exact(self.facts.value(self.slots[at])):
            return None
        return self.with_form(at, self.chance.choice(true_forms(value)))

    def digit(self) -> str | None:
        at = self.chance.randrange(len(self.slots))
        other = other_figure(self.facts.value(self.slots[at]), self.chance)
        return self.with_value(at, other) if other else None

    def year(self) -> str | None:
        at = self.chance.randrange(len(self.slots))
        other = other_time(self.facts.value(self.slots[at]), self.chance)
        return self.with_value(at, other) if other else None

    def unit(self) -> str | None:
        at = self.chance.randrange(len(self.slots))
        forms = other_unit(self.facts.value(self.slots[at]), self.chance)
        return self.with_form(at, self.chance.choice(forms)) if forms else None

    def scale(self) -> str | None:
        at = self.chance.randrange(len(self.slots))
        forms = other_scale(self.facts.value(self.slots[at]))
        return self.with_form(at, self.chance.choice(forms)) if forms else None

    def figure_of_another(self) -> str | None:
        """A true figure of another fact that was cited, in this one's place."""
        at = self.chance.randrange(len(self.slots))
        mine = self.facts.value(self.slots[at])
        others = [c.value for c in self.draft.facts(self.facts)]
        fitting = [v for v in others if type(v) is type(mine) and exact(v) != exact(mine)]
        if isinstance(mine, Count):
            fitting = [replace(mine, number=v.number) for v in fitting if isinstance(v, Count)]
            fitting = [v for v in fitting if v.number != mine.number]
        return self.with_value(at, self.chance.choice(fitting)) if fitting else None

    def swapped(self) -> str | None:
        """Two figures or times in each other's place."""
        values = [self.facts.value(name) for name in self.slots]
        pairs = [
            (a, b)
            for a, one in enumerate(values)
            for b, other in enumerate(values)
            if a < b and type(one) is type(other) and exact(one) != exact(other)
            and not isinstance(one, Count)
        ]  # fmt: skip
        if not pairs:
            return None
        a, b = self.chance.choice(pairs)
        forms = any_forms(self.facts, self.draft.text, self.chance)
        return filled(self.draft.text, forms | {a: forms[b], b: forms[a]})

    def name(self) -> str | None:
        known = [name for name in NAMES if name in self.draft.text]
        if not known:
            return None
        name = self.chance.choice(known)
        other = self.chance.choice(NAMES[name])
        assert other in ("China", "Korea Chamber", "Beijing Chamber") or other not in self.written
        return self.reworded(self.draft.text.replace(name, other))

    def from_table(self, table: list[tuple[str, list[str]]]) -> str | None:
        words = SLOT.sub(lambda slot: "{" + "_" * len(slot[1]) + "}", self.draft.text)
        fitting = [(m, o) for p, o in table for m in re.finditer(p, words)]
        if not fitting:
            return None
        found, others = self.chance.choice(fitting)
        other = self.chance.choice(others)
        text = self.draft.text[: found.start()] + other + self.draft.text[found.end() :]
        return self.reworded(text) if SLOT.search(sentence_at(text, found.start())) else None

    def subject(self) -> str | None:
        return self.from_table(SUBJECTS)

    def direction(self) -> str | None:
        return self.from_table(DIRECTIONS)

    def reworded(self, text: str) -> str | None:
        if text == self.draft.text:
            return None
        return filled(text, any_forms(self.facts, text, self.chance))


def sentence_at(text: str, at: int) -> str:
    begin = max(text.rfind(". ", 0, at), 0)
    end = text.find(". ", at)
    return text[begin : end if end >= 0 else len(text)]


def sheet_text() -> str:
    return (FORUM / "facts.yaml").read_text("utf-8")


NAMED = ("Kuafu", "Tai Chi")
"""What the show has names for besides its facts."""

HOW = "digit year unit scale figure_of_another swapped name subject direction".split()


def untrue(facts: Facts, draft: Draft, each: int, seed: int) -> Iterator[Altered]:
    """Some untrue drafts of each way to make one, where it can be made that way."""
    chance = random.Random(f"{seed} {draft.text}")
    maker = _Maker(facts, draft, chance)
    for how in HOW:
        made: dict[str, None] = {}
        for _ in range(each * 6):
            if len(made) < each and (text := getattr(maker, how)()):
                made[text] = None
        yield from (Altered(how, draft, text) for text in made)


def measured(file: str, forms: int, each: int) -> str:
    """How many faithful and how many untrue drafts of a file pass, in words."""
    facts = sheet()
    kept = made = 0
    passed: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for draft in drafts(file):
        cited = draft.facts(facts)
        for text in faithful(facts, draft, forms, seed=1):
            made += 1
            kept += not objections(text, cited, draft.question, NAMED)
        for altered in untrue(facts, draft, each, seed=1):
            bad[altered.how] += 1
            passed[altered.how] += not objections(altered.text, cited, draft.question, NAMED)
    by_kind = ", ".join(f"{how} {passed[how]}/{bad[how]}" for how in HOW)
    return (
        f"{file}: {kept} of {made} faithful pass ({kept / made:.1%}); "
        f"{passed.total()} of {bad.total()} untrue pass: {by_kind}"
    )


if __name__ == "__main__":
    for name in ("faithful.tsv", "last.tsv"):
        print(measured(name, int(sys.argv[1]), int(sys.argv[2])))
