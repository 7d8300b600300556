"""The checks of the facts sheet against the show: what is out of date, what is never said."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from moderator.cues.checking import Checking
from moderator.knowledge.facts import PEOPLE, Fact, Facts
from moderator.knowledge.recalling import tellable
from moderator.knowledge.template import names_in
from moderator.show.model import Show
from moderator.values.dates import Date, Period

_BEGINS = {"H2": 7, "Q2": 4, "Q3": 7, "Q4": 10}
"""The month in which a part of a year begins, where it is not the first."""


def check_facts(show: Show, lines: Iterable[str], checking: Checking) -> None:
    """Warn of facts that are out of date at the show, and of those that nobody can hear."""
    facts, day = checking.materials.facts, show.starts.date()
    if (people := facts.facts.get(PEOPLE)) and people.place:
        what = f"{PEOPLE!r} are the show's people, and no fact"
        checking.problems.error(people.place, "name-taken", what, "rename it")
    for name, fact, whole in _all(facts.facts, "", Fact(None)):
        until = _first_day(fact.until) if fact.until != whole.until else None
        if fact.place and until and until < day:
            what = f"{name} is good until {fact.until}, and the show is later"
            hint = "bring it up to date, with its as_of and until"
            checking.problems.warning(fact.place, "stale-fact", what, hint)
        as_of = _first_day(fact.as_of) if fact.as_of != whole.as_of else None
        if fact.place and as_of and as_of > day:
            what = f"{name} is as of {fact.as_of}, and the show is earlier"
            checking.problems.warning(fact.place, "fact-ahead", what, "mend its as_of")
    if not checking.problems.errors and ("facts",) not in checking.document.taken:
        _check_said(show, facts, lines, checking)


def _check_said(show: Show, facts: Facts, lines: Iterable[str], checking: Checking) -> None:
    """A fact is heard in a line, as the time of another or in it, or when somebody asks for it."""
    heard = [name for line in lines for name in names_in(line)]
    cues = (*(cue for act in show.acts for cue in act.cues), *show.hot)
    asks = any(cue.dialogue for cue in cues)
    heard += tellable(facts) if asks else ()
    heard += facts.with_inputs(heard)
    heard += [time for name in heard for time in facts.times_of(name)]
    for name in facts.names():
        fact = facts.find(name)
        if fact and fact.place and name not in heard:
            hint = f"say {{{name}}} in a line, or leave it out"
            if asks:
                hint = "give it 'about' and 'source', so that it can be asked for, or leave it out"
            checking.problems.warning(fact.place, "unused-fact", f"nobody hears {name}", hint)


def _all(facts: Mapping[str, Fact], before: str, whole: Fact) -> Iterator[tuple[str, Fact, Fact]]:
    """Every fact by its name, with what it is a part of."""
    for name, fact in facts.items():
        yield before + name, fact, whole
        yield from _all(fact.parts, f"{before}{name}.", fact)


def _first_day(written: str) -> date | None:
    """The day, or the first of a period, if that is what was written."""
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    try:
        day = Date.parse(written)
        return date(day.year, day.month, day.day) if day.year else None
    except ValueError:
        pass
    try:
        period = Period.parse(written)
        return date(period.first, _BEGINS.get(period.part, 1), 1)
    except ValueError:
        return None
