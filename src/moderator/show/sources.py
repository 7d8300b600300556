"""What a show asks elsewhere: how its sources are written, and their checks."""

from collections.abc import Mapping
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, WithJsonSchema

from moderator.cues.checking import Checking, Path_
from moderator.cues.written import Title, Word, Written
from moderator.knowledge.facts import PEOPLE
from moderator.knowledge.sources.plan import NUMBERS, Pick, SourceKind, SourcePlan, compiled
from moderator.knowledge.sources.source import AS_OF, LIVE
from moderator.knowledge.sources.web import in_a_list, is_listed
from moderator.knowledge.template import names_in
from moderator.values.duration import NS_PER_S
from moderator.values.fields import DurationNs, OrElse
from moderator.values.quantity import KINDS

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FILES = (".csv", ".json")
_KINDS: tuple[SourceKind, ...] = ("http", "feed", "file")
_MINUTE_NS = 60 * NS_PER_S

Host = Annotated[
    str,
    StringConstraints(pattern=r"^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$"),
    OrElse("{value} is not a host", "write it like api.example.org, or localhost:8080"),
]

Address = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s/?#@]+([/?#]\S*)?$", max_length=2000),
    OrElse("{value} is not a web address", "write it like https://api.example.org/now?city=bj"),
]

Expression = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Sample = Annotated[Title, WithJsonSchema({"type": ["string", "number"], "maxLength": 300})]
Form = Annotated[str, StringConstraints(min_length=2, max_length=100)]


class AsOfWritten(Written):
    """Where a source tells the time that its facts hold for."""

    called: ClassVar[str] = "as_of"
    short: ClassVar[str] = "at"

    at: Expression = Field(description="where the time stands in the data, as JMESPath")


class PickWritten(Written):
    """One fact of a source."""

    called: ClassVar[str] = "a source's fact"
    never: ClassVar[Mapping[str, str]] = {
        "about": "leave it out: it is asked for by its name and its source's"
    }

    at: Expression = Field(description="where it stands in the data, as JMESPath")
    sample: Sample = Field(description="what might stand there; what a rehearsal says")
    round: Annotated[int, Field(ge=0, le=9)] | None = Field(None, description="decimals told")
    money: Form | None = Field(None, description='such as "{} yuan"')
    percent: Form | None = Field(None, description='"{} %"')
    count: Form | None = Field(None, description='such as "{} visitors"')
    quantity: Form | None = Field(None, description='such as "{} °C"')
    year: Form | None = Field(None, description='"{}"')
    period: Form | None = Field(None, description='"{}"')
    date: Form | None = Field(None, description='"{}"')
    ratio: Form | None = Field(None, description='"{}"')
    text: Form | None = Field(None, description='"{}"; it is told as a quotation')

    @property
    def kinds(self) -> list[str]:
        """The kinds of value that are written: one, when all is well."""
        return [kind for kind in KINDS if getattr(self, kind) is not None]

    def pick(self) -> Pick:
        """As a source takes it."""
        (kind,) = self.kinds
        return Pick(self.at, kind, getattr(self, kind), self.sample, self.round)


class SourceWritten(Written):
    """Where some facts come from that are on no sheet."""

    called: ClassVar[str] = "a source"

    http: Address | None = Field(None, description="the address of JSON")
    feed: Address | None = Field(None, description="the address of an RSS or Atom feed")
    file: Title | None = Field(None, description="a CSV or JSON file in the show's folder")
    source: Title | None = Field(None, description="who says so; the host or file if left out")
    every: DurationNs = Field(10 * _MINUTE_NS, description="time from one asking to the next")
    timeout: DurationNs = Field(5 * NS_PER_S, description="how long it may take to answer")
    good_for: DurationNs = Field(60 * _MINUTE_NS, description="how old what it says may be")
    at_most: Annotated[int, Field(ge=100, le=10_000_000)] = Field(
        500_000, description="bytes that it may send"
    )
    as_of: AsOfWritten | None = Field(None, description="where its data tells its time")
    values: Annotated[dict[Word, PickWritten], Field(min_length=1)] = Field(
        description="its facts, by name"
    )

    @property
    def kinds(self) -> list[SourceKind]:
        """The kinds of source that are written: one, when all is well."""
        return [kind for kind in _KINDS if getattr(self, kind) is not None]

    def plan(self, name: str) -> SourcePlan | None:
        """As it is asked; None when it cannot be."""
        if len(self.kinds) != 1 or any(len(value.kinds) != 1 for value in self.values.values()):
            return None
        (kind,) = self.kinds
        where = str(getattr(self, kind))
        return SourcePlan(
            name=name,
            kind=kind,
            where=where,
            source=self.source or (where if kind == "file" else urlsplit(where).netloc),
            picks={name: value.pick() for name, value in self.values.items()},
            as_of=self.as_of.at if self.as_of else None,
            every_ns=self.every,
            timeout_ns=self.timeout,
            good_for_ns=self.good_for,
            most_bytes=self.at_most,
        )


def plans(sources: Mapping[str, SourceWritten]) -> dict[str, SourcePlan]:
    """All sources that can be asked, by name."""
    found = {name: written.plan(name) for name, written in sources.items()}
    return {name: plan for name, plan in found.items() if plan}


def check_sources(
    sources: Mapping[str, SourceWritten], hosts: tuple[str, ...], checking: Checking
) -> None:
    """Note what is wrong with each source by itself."""
    taken = {PEOPLE, *(name.partition(".")[0] for name in LIVE)}
    taken |= checking.materials.facts.facts.keys()
    for name, written in sources.items():
        path = ("sources", name)
        if name in taken:
            hint = "rename the source"
            checking.key_error(path, "name-taken", f"{name!r} has facts already", hint)
        kinds = ", ".join(_KINDS)
        if not written.kinds:
            checking.key_error(path, "empty", "nothing says where it is", f"write one of {kinds}")
        for extra in written.kinds[1:]:
            what = f"a source is at one place, and this is {written.kinds[0]!r} already"
            checking.key_error((*path, extra), "two-kinds", what, "make two sources of it")
        for key in ("every", "timeout"):
            if getattr(written, key) < NS_PER_S // 10:
                checking.error((*path, key), "out-of-range", "that is too short", "at least 100ms")
        _check_place(path, written, hosts, checking)
        if written.as_of:
            _check_expression((*path, "as_of", "at"), written.as_of.at, checking)
        for fact, value in written.values.items():
            _check_value((*path, "values", fact), fact, value, checking)


def check_used(
    sources: Mapping[str, SourceWritten], lines: tuple[str, ...], checking: Checking
) -> None:
    """Warn of each source that no line asks for anything; a dialogue may tell what no line does.

    What another show is asked for too is not told of.
    """
    used = {name.partition(".")[0] for line in lines for name in names_in(line)}
    for name in sources:
        if name not in used and ("sources", name) not in checking.document.taken:
            what, hint = f"no line says anything of {name!r}", f"say {{{name}.…}}, or leave it out"
            checking.key_warning(("sources", name), "unused-source", what, hint)


def _check_place(
    path: Path_, written: SourceWritten, hosts: tuple[str, ...], checking: Checking
) -> None:
    if written.file:
        file = checking.file((*path, "file"), written.file)
        if file and file.suffix.lower() not in _FILES:
            what = f"{written.file!r} is neither CSV nor JSON by its name"
            checking.error((*path, "file"), "bad-file", what, "name a .csv or a .json file")
    for key in ("http", "feed"):
        if address := getattr(written, key):
            check_address((*path, key), address, hosts, checking)


def check_address(path: Path_, address: str, hosts: tuple[str, ...], checking: Checking) -> None:
    """Note what is wrong with an address, or that the show does not list its host."""
    try:
        where = urlsplit(address)
        host, port = where.hostname or "", where.port
    except ValueError:
        checking.error(path, "bad-address", f"{address!r} is no address", "look at its port")
        return
    if not is_listed(where.scheme, host, port, hosts):
        named = in_a_list(where.scheme, host, port)
        hint = f"add it to the show's hosts: [{named}]"
        checking.error(path, "host-not-listed", f"the show does not list {named!r}", hint)
    if where.scheme == "http" and host not in _LOOPBACK:
        what = "anybody on the way can read and change what it says"
        checking.warning(path, "cleartext", what, "write https:// if it has that")


def _check_expression(path: Path_, expression: str, checking: Checking) -> None:
    try:
        compiled(expression)
    except ValueError as error:
        why = str(error).partition("\n")[0].removeprefix("Invalid jmespath expression: ")
        why = why.rstrip(":")
        hint = "write it like current.temperature, or items[0].title"
        checking.error(path, "bad-expression", f"{expression!r} is no JMESPath: {why}", hint)


def _check_value(path: Path_, fact: str, value: PickWritten, checking: Checking) -> None:
    _check_expression((*path, "at"), value.at, checking)
    if fact == AS_OF:
        hint = "write as_of beside values, and call this otherwise"
        checking.key_error(path, "name-taken", "'as_of' is the source's own time", hint)
    if not value.kinds and checking.document.lost:
        return  # what cannot be read might be it
    if not value.kinds:
        hint = f"give it one of {', '.join(KINDS)}"
        checking.key_error(path, "empty", "nothing says what kind of value it is", hint)
        return
    for extra in value.kinds[1:]:
        what = f"a fact is one thing, and this is {value.kinds[0]!r} already"
        checking.key_error((*path, extra), "two-kinds", what, "make two facts of it")
    if value.kinds[1:]:
        return
    (kind,) = value.kinds
    form = getattr(value, kind)
    if form.count("{}") != 1 or form.count("{") != 1 or (kind == "text" and form != "{}"):
        hint = 'write "{}"' if kind not in NUMBERS else f"write it like {_LIKE[kind]}"
        checking.error((*path, kind), "bad-form", f"{form!r} has no one place for it", hint)
        return
    if value.round is not None and kind not in NUMBERS:
        what = f"a {kind} is not rounded"
        checking.key_error((*path, "round"), "bad-form", what, "leave it out")
    try:
        value.pick().value(value.sample)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        checking.error((*path, "sample"), "bad-sample", message, hint or "write another")


_LIKE = {
    "money": '"{} yuan"',
    "percent": '"{} %"',
    "count": '"{} visitors"',
    "quantity": '"{} °C"',
}
