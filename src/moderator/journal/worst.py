"""What the robot's gauges read at worst, and by which cue's end."""

from dataclasses import dataclass

from moderator.journal.reading import Record


@dataclass(frozen=True)
class Worst:
    """The worst reading of a gauge.

    Attributes:
        name: what is measured.
        value: the reading.
        unit: of the reading.
        cue: the cue at whose end it was first read; None after the last cue.
    """

    name: str
    value: float
    unit: str
    cue: str | None = None

    @property
    def in_words(self) -> str:
        """The reading with its unit: `312 N`, `0.4 mm`, with a true minus sign."""
        value = round(self.value, 2) + 0.0  # makes −0.0 into 0.0
        told = f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"
        return f"{told.replace('-', '−')} {self.unit}"


def worst_readings(record: Record) -> tuple[Worst, ...]:
    """Return the last reading of each gauge, with the cue by whose end it was that already."""
    known: dict[str, Worst] = {}
    for entry in record.of("cue_ended", "show_ended"):
        found = [
            Worst(gauge["name"], gauge["value"], gauge["unit"], entry.cue)
            for gauge in entry.data.get("gauges", ())
            if gauge["value"] is not None  # what is not finite is null in the record
        ]
        if found:
            known = {now.name: _first(known.get(now.name), now) for now in found}
    return tuple(known.values())


def _first(before: Worst | None, now: Worst) -> Worst:
    """The earlier of two when they read the same."""
    return before if before and before.value == now.value else now
