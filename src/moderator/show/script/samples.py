"""What might stand in the places of facts that are only known when they are spoken."""

from collections.abc import Mapping
from decimal import Decimal

from moderator.cues.materials import Materials
from moderator.knowledge.template import names_in
from moderator.values.duration import NS_PER_S
from moderator.values.in_mandarin import written_in
from moderator.values.language import language_of
from moderator.values.quantity import Date, Quantity, Text, Value
from moderator.values.show_time import Left, Standing, Weekday

_MINUTE_NS = 60 * NS_PER_S

_SAMPLES: Mapping[str, Value] = {
    "clock.time": Text("15:20"),
    "clock.date": Date(10, 9, 2025),
    "clock.weekday": Weekday(2),
    "show.over": Standing(3 * _MINUTE_NS),
    "show.left": Left(25 * _MINUTE_NS),
    "robot.battery": Text("80%"),
    "robot.temperature": Quantity(Decimal(41), "°C"),
}
"""Nobody's measurement. What is not among them stays as it is written."""


def sampled(text: str, materials: Materials) -> str:
    """A line with samples in the places of live facts, those of the show's own sources too."""
    language = language_of(text)
    filled = materials.sampled(text)
    for name in names_in(filled):
        if name in _SAMPLES and name in materials.live:
            filled = filled.replace(f"{{{name}}}", written_in(language, _SAMPLES[name]))
    return filled
