"""Who speaks and how their time stands, as the record tells of it."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from moderator.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Speaking:
    """A speaker who has the stage.

    Attributes:
        cue: number of the talk cue.
        name: theirs.
        office: theirs, or empty.
        title: of the talk, or empty.
        since_s: when they began, by the record's clock, seconds.
        allotted_s: their time, with what was given beside.
        given_s: what was given of it beside what is written.
        colour: of the confidence monitor: `green`, `amber`, `red`, or `over`.
        courtesy: the last grade of the overtime ladder; empty before the first.
        heard: what the audio gate hears; empty while nobody tells.
    """

    cue: str
    name: str
    office: str
    title: str
    since_s: float
    allotted_s: float
    given_s: float = 0.0
    colour: str = "green"
    courtesy: str = ""
    heard: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data, each key as the attribute of its name."""
        return asdict(self)


def speaking(entry: Entry) -> Speaking:
    """Whoever an entry of kind `talk_started` tells of."""
    data = entry.data
    name, office, title = (str(data.get(key) or "") for key in ("name", "office", "title"))
    allotted_s = float(data.get("allotted_s", 0.0))
    return Speaking(entry.cue or "", name, office, title, entry.at_s, allotted_s)


def spoken_on(before: Speaking | None, entry: Entry) -> Speaking | None:
    """The same after an entry about their talk."""
    if before is None or entry.cue != before.cue:
        return before
    match entry.kind:
        case "time_given":
            more_s = float(entry.data["given_s"])
            allotted_s, given_s = before.allotted_s + more_s, before.given_s + more_s
            return replace(before, allotted_s=allotted_s, given_s=given_s)
        case "hall_sound":
            return replace(before, heard=str(entry.data.get("heard") or ""))
        case "monitor":
            return replace(before, colour=str(entry.data.get("colour", "")))
        case "courtesy":
            return replace(before, courtesy=str(entry.data.get("grade", "")))
        case _:
            return None
