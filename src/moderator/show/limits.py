"""Limits on the robot's readings as a show sets them: stricter than its own, never looser."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import pi
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from moderator.cues.checking import Checking, Path_
from moderator.cues.written import Written
from moderator.robot import Capabilities, Grade, Limit, Reading, Rule
from moderator.values.amounts import read_number

SHOW = "the show"
_PATTERN = r"^\d+(\.\d+)? ?(%|°C|°|deg|rad|ms|s)$"
_EXAMPLES = {
    Reading.BATTERY: "25%",
    Reading.TEMPERATURE: "70 °C",
    Reading.TRACKING_ERROR: "6° or 0.1 rad",
    Reading.TILT: "6° or 0.1 rad",
    Reading.STALE: "500ms or 1s",
}
_UNITS: Mapping[Reading, Mapping[str, float]] = {
    Reading.BATTERY: {"%": 0.01},
    Reading.TEMPERATURE: {"°C": 1.0},
    Reading.TRACKING_ERROR: {"°": pi / 180, "deg": pi / 180, "rad": 1.0},
    Reading.TILT: {"°": pi / 180, "deg": pi / 180, "rad": 1.0},
    Reading.STALE: {"ms": 0.001, "s": 1.0},
}


class Measure(NamedTuple):
    """A number with its unit, as written."""

    number: float
    unit: str


def _measure(value: object) -> Measure:
    if isinstance(value, Measure):
        return value
    read = read_number(value) if isinstance(value, str) else None
    unit = read[2].strip() if read else ""
    if not read or read[0] or not any(unit in units for units in _UNITS.values()):
        hint = "write a number with its unit: 25%, 70 °C, 6°, 500ms"
        told = {"hint": hint, "of": "text"}
        raise PydanticCustomError("bad-limit", "{value} is no limit", told)
    return Measure(float(read[1]), unit)


MeasureWritten = Annotated[
    Measure,
    BeforeValidator(_measure),
    WithJsonSchema({"type": "string", "pattern": _PATTERN, "examples": ["25%", "70 °C", "6°"]}),
]


class Levels(Written):
    """What is done as a reading grows worse."""

    called: ClassVar[str] = "a reading's limits"

    warn: MeasureWritten | None = Field(None, description="it is recorded and shown")
    hold: MeasureWritten | None = Field(
        None, description="the show holds at its next safe point, and no cue that needs it begins"
    )
    relax: MeasureWritten | None = Field(None, description="the show is stopped: relax")
    freeze: MeasureWritten | None = Field(None, description="the show is stopped: freeze")

    @model_validator(mode="after")
    def _has_a_level(self) -> Self:
        if not any(True for _ in self.written()):
            told = {"hint": f"give it one of: {', '.join(Rule)}"}
            raise PydanticCustomError("empty-limit", "a reading without a limit", told)
        return self

    def written(self) -> Iterator[tuple[Rule, Measure]]:
        """Each rule that has a limit, mildest first."""
        for rule in Rule:
            if measure := getattr(self, rule):
                yield rule, measure


class Limits(Written):
    """What the robot must not pass while the show runs."""

    called: ClassVar[str] = "limits"

    battery: Levels | None = Field(None, description="charge left, such as 25%")
    temperature: Levels | None = Field(None, description="hottest actuator, such as 70 °C")
    tracking_error: Levels | None = Field(
        None, description="how far a joint is from where it is told to be, such as 6°"
    )
    tilt: Levels | None = Field(
        None, description="how far the pelvis leans from how it should, such as 6°"
    )
    stale: Levels | None = Field(None, description="age of the robot's state, such as 500ms")

    def written(self) -> Iterator[tuple[Reading, Levels]]:
        """Each reading that has limits."""
        for reading in Reading:
            if levels := getattr(self, reading):
                yield reading, levels


def limits_of(limits: Limits, robot: Capabilities) -> tuple[Limit, ...]:
    """What is watched in a sound show: its own limits, and the robot's for the rest."""
    found = {(limit.reading, limit.rule): limit for limit in robot.limits}
    for reading, levels in limits.written():
        for rule, measure in levels.written():
            if measure.unit in _UNITS[reading]:
                found[reading, rule] = Limit(reading, rule, _value(reading, measure), SHOW)
    return tuple(found[key] for r in Reading for rule in Rule if (key := (r, rule)) in found)


def check_limits(limits: Limits, checking: Checking) -> None:
    """Note what is wrong with a show's limits."""
    robot = checking.materials.robot
    for reading, levels in limits.written():
        path: Path_ = ("limits", reading.value)
        if reading not in robot.measures:
            what = f"{robot.model} does not measure its {reading.in_words}"
            checking.key_warning(path, "not-measured", what, "the limit is never passed there")
        for rule, measure in levels.written():
            _check_level(path, reading, rule, measure, checking)
    watched = limits_of(limits, robot)
    for milder, graver in pairwise(watched):
        if milder.reading is graver.reading and SHOW in (milder.source, graver.source):
            _check_order(milder, graver, checking)


def _check_level(
    path: Path_, reading: Reading, rule: Rule, measure: Measure, checking: Checking
) -> None:
    robot, at = checking.materials.robot, (*path, rule.value)
    if measure.unit not in _UNITS[reading]:
        what = f"{reading.in_words} is not measured in {measure.unit}"
        checking.error(at, "wrong-unit", what, f"write it like {_EXAMPLES[reading]}")
        return
    value = _value(reading, measure)
    if reading is Reading.BATTERY and value > 1:
        checking.error(at, "out-of-range", "more than a full battery", "at most 100%")
    own = next((one for one in robot.limits if (one.reading, one.rule) == (reading, rule)), None)
    if own and reading.worse(value, own.value):
        there = reading.written(own.value)
        what = f"looser than the robot's own limit, {there}"
        checking.error(at, "looser-than-robot", what, f"write {there} or stricter")
    if rule in (Rule.RELAX, Rule.FREEZE) and not robot.stops[Grade(rule)].leaves_standing:
        what = f"{rule} may make {robot.model} fall, and nobody would have asked for it"
        checking.error(at, "may-fall", what, "let the show hold, and a person decide")


def _check_order(milder: Limit, graver: Limit, checking: Checking) -> None:
    reading = milder.reading
    if reading.worse(graver.value, milder.value):
        return
    ours = graver if graver.source == SHOW else milder
    checking.error(
        ("limits", reading.value, ours.rule.value),
        "limits-out-of-order",
        f"{graver.rule} at {reading.written(graver.value)} comes before {milder.rule} at "
        f"{reading.written(milder.value)}",
        f"order: {', '.join(Rule)}, from the mildest reading to the worst",
    )


def _value(reading: Reading, measure: Measure) -> float:
    return measure.number * _UNITS[reading][measure.unit]
