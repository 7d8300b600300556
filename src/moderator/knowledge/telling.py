"""How a fact is told when nobody has written a line for it."""

import re

from moderator.knowledge.facts import Facts
from moderator.knowledge.guard.cited import COMPUTED, Cited
from moderator.knowledge.sources.source import AS_OF
from moderator.knowledge.template import literal
from moderator.values.quantity import Count, Date, Money, Percent, Period

_AFTER_THING = re.compile(r"[,(]|\b(?:of|in|at|on|to|for|from|by|with|over)\b")
_SEVERAL = re.compile(r"[^\W\d]{2}(?<![sui'])s$")


def of_its_time(fact: Cited, facts: Facts, year: int) -> str:
    """A fact of the sheet as a line: what it is of, its value, its time and who says so.

    Args:
        fact: what is known of it.
        facts: the sheet.
        year: that of the show; what is of another one is told as past.
    """
    times = () if fact.is_time else facts.times_of(fact.name)
    if fact.name.endswith(".before"):  # what it belongs to is of now
        times = tuple(time for time in times if time.startswith(f"{fact.name}."))
    past = fact.name.endswith(".before") or (bool(times) and ("year", year) not in fact.held)
    return _line(fact, _when(times, facts), past=past)


def as_of_now(fact: Cited) -> str:
    """A fact of a source as a line, with the time that it is as of."""
    return _line(fact, f", as of {{{fact.name.partition('.')[0]}.{AS_OF}}}", past=False)


def _line(fact: Cited, when: str, *, past: bool) -> str:
    about = literal(fact.about.partition("(")[0].strip())
    about = f"{about[:1].upper()}{about[1:]}{',' * (',' in about)}"
    hedges = sorted(word for word, number in fact.hedges if number in fact.form)
    verb = " ".join((_verb(fact, past=past), *hedges[:1]))
    return f"{about} {verb} {{{fact.name}}}{when}, {_from(fact)}."


def _verb(fact: Cited, *, past: bool) -> str:
    many = _is_plural(fact.about)
    if isinstance(fact.value, Money | Percent | Count):
        return "stood at" if past else "stand at" if many else "stands at"
    named = any(word in fact.about.split() for word in ("day", "date"))
    if isinstance(fact.value, Date) and not named:
        return "is on"
    if many:
        return "were" if past else "are"
    return "was" if past else "is"


def _is_plural(about: str) -> bool:
    """Whether the thing named first, up to `of` or `in`, is several."""
    thing = _AFTER_THING.split(about, maxsplit=1)[0].split()
    return bool(thing) and bool(_SEVERAL.search(thing[-1]))


def _when(times: tuple[str, ...], facts: Facts) -> str:
    """The times that it holds for, as places for facts; nothing where it has none."""
    if len(times) == 2 and [each.rpartition(".")[2] for each in times] == ["from", "to"]:
        return f" from {{{times[0]}}} to {{{times[1]}}}"
    if len(times) != 1:
        return ""
    when = facts.value(times[0])
    several = isinstance(when, Period) and when.first != when.last
    return f" {'for' if several else 'in'} {{{times[0]}}}"


def _from(fact: Cited) -> str:
    who = literal(fact.source.partition(",")[0].strip())
    if who.startswith(COMPUTED):
        return who
    return f"according to {who if who[:1].isupper() or who.startswith('the ') else f'the {who}'}"
