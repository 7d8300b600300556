"""What a show asks a source for, and how that becomes typed facts."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from moderator.knowledge.sources.source import AS_OF
from moderator.values.quantity import Value, parse_value
from moderator.values.quotation import MOST_READ, Quotation

SourceKind = Literal["http", "feed", "file"]
Raw = str | int | float
"""One value as a source gives it."""

NUMBERS = ("money", "percent", "count", "quantity")
"""Kinds of value that have a number, which is all that a source gives of them."""

_NUMBER = re.compile(r"[+−-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_LONGEST_NUMBER = 24
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Pick:
    """One fact of a source.

    Attributes:
        at: where it stands in the source's data, a JMESPath expression.
        kind: which kind of value it is.
        form: how the value is written, with {} for what stands there: `{} °C`.
        sample: what might stand there; what a rehearsal says.
        decimals: how many decimals are told; None for all that there are.
    """

    at: str
    kind: str
    form: str
    sample: Raw
    decimals: int | None = None

    def value(self, raw: Raw) -> Value:
        """Type what stands there.

        Raises:
            ValueError: it is no value of the kind; the message says why, and what to do.
        """
        text = _as_text(raw)
        if self.kind == "text":
            return Quotation.parse(text)
        if self.kind in NUMBERS:
            text = self._number(text)
        return parse_value(self.kind, self.form.replace("{}", text.strip()))

    def _number(self, text: str) -> str:
        written = text.strip()
        if len(written) > _LONGEST_NUMBER or not _NUMBER.fullmatch(written):
            raise ValueError(f"{text[:_LONGEST_NUMBER]!r} is not a number; write it in figures")
        number = Decimal(written.replace(",", "").replace("−", "-"))
        if self.decimals is not None:
            number = number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return format(number or abs(number), "f")


@dataclass(frozen=True)
class SourcePlan:
    """One source of a show, as it is written.

    Attributes:
        name: how the names of its facts begin.
        kind: how it is asked.
        where: its address, or its file in the show's folder.
        source: who says so, for people to read.
        picks: its facts, by name.
        as_of: where its data tells the time that they hold for; None where it does not.
        every_ns: time from one asking to the next.
        timeout_ns: how long it may take to answer.
        good_for_ns: how old its facts may be and still be told as news.
        most_bytes: how much it may send.
    """

    name: str
    kind: SourceKind
    where: str
    source: str
    picks: Mapping[str, Pick]
    as_of: str | None
    every_ns: int
    timeout_ns: int
    good_for_ns: int
    most_bytes: int

    @cached_property
    def knows(self) -> tuple[str, ...]:
        """The names of its facts, without its own."""
        return (*self.picks, AS_OF)

    def samples(self) -> dict[str, Value]:
        """What a rehearsal says."""
        return {name: pick.value(pick.sample) for name, pick in self.picks.items()}

    def picked(self, data: object) -> tuple[dict[str, Raw], dict[str, Value]]:
        """What stands at each of its facts, the time that they hold for among them, and its values.

        Raises:
            ValueError: one is not there, or is no value of its kind.
        """
        found: dict[str, Raw] = {}
        values = {}
        for name, pick in self.picks.items():
            try:
                found[name] = _one(compiled(pick.at).search(data))
                values[name] = pick.value(found[name])
            except ValueError as error:
                raise ValueError(f"{self.name}.{name}: {str(error).partition('; ')[0]}") from error
        if self.as_of:
            found[AS_OF] = _one(compiled(self.as_of).search(data))
        return found, values


class Expression(Protocol):
    """A JMESPath expression, ready to be searched by."""

    def search(self, data: object) -> object:
        """What stands there."""


@lru_cache(maxsize=512)
def compiled(expression: str) -> Expression:
    """A JMESPath expression.

    Raises:
        ValueError: it is none.
    """
    import jmespath

    expressed: Expression = jmespath.compile(expression)
    return expressed


def moment(raw: Raw, zone: tzinfo | None) -> datetime:
    """The moment that a source tells: seconds since 1970, ISO 8601, or as in a mail.

    Args:
        raw: as it stands in the data.
        zone: the time zone of one that names none.

    Raises:
        ValueError: it is no moment.
    """
    from email.utils import parsedate_to_datetime

    text = str(raw)[:MOST_READ].strip()
    try:
        if re.fullmatch(r"\d{1,12}(\.\d*)?", text):
            found = datetime.fromtimestamp(float(text), UTC)
        elif re.match(r"\d{4}-\d\d-\d\d", text):
            found = datetime.fromisoformat(text)
        else:
            found = parsedate_to_datetime(text)
    except (ValueError, OverflowError, OSError, TypeError):
        raise ValueError(f"{text[:40]!r} is no date and time") from None
    return in_zone(found if found.tzinfo else found.replace(tzinfo=zone), zone)


def in_zone(found: datetime, zone: tzinfo | None) -> datetime:
    """A moment where the show is.

    Raises:
        ValueError: it is of no year that anybody tells of.
    """
    with suppress(OverflowError):
        if found.year in _YEARS and (there := found.astimezone(zone)).year in _YEARS:
            return there
    raise ValueError(f"{found.isoformat()} is no date and time of our days")


def _one(found: object) -> Raw:
    """One value; everything else that data can hold is none.

    Raises:
        ValueError: it is something else, or nothing.
    """
    if found is None:
        raise ValueError("there is nothing at that place")
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        raise ValueError("there is no single value at that place")
    if isinstance(found, float) and not math.isfinite(found):
        raise ValueError("the number there is none")
    if isinstance(found, int) and abs(found) >= 10**_LONGEST_NUMBER:
        raise ValueError("the number there is too long")
    return found[:MOST_READ] if isinstance(found, str) else found


def _as_text(raw: Raw) -> str:
    """A value in figures, never with an exponent."""
    return format(Decimal(repr(raw)), "f") if isinstance(raw, float) else str(raw)
