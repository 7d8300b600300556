"""Margins in words and figures, as a person reads them."""

from collections.abc import Iterator

from moderator.motion.whole_body.margins import FormMargins, Margins

HEADINGS = ("form", "from", "apart", "centre in", "zero moment in", "foot", "torque")
"""Of `rows`: distances in millimetres, torque as a share of its limit and whose it is."""


def rows(margins: Margins) -> Iterator[tuple[str, ...]]:
    """One row a form, under `HEADINGS`."""
    for form in margins.forms:
        yield (
            form.form,
            f"{form.start_s:.1f} s",
            f"{form.apart_mm:.0f} mm",
            f"{form.centre_mm:.0f} mm",
            f"{form.pressure_mm:.0f} mm",
            f"{form.foot_mm:.1f} mm",
            _torque(form),
        )


def summary(margins: Margins) -> Iterator[str]:
    """What holds of the whole motion, a sentence each."""
    left, right = (max(0.0, lifted) for lifted in margins.highest_step_mm)
    yield f"feet are lifted up to {left:.0f} mm on the left, {right:.0f} mm on the right"
    yield (
        f"it ends {margins.ends_m * 100:.0f} cm from where it began, "
        f"turned by {margins.ends_deg:.0f}°"
    )
    yield f"a freeze takes up to {margins.stands_within_s:.1f} s until the body stands"


def lines(margins: Margins) -> Iterator[str]:
    """All of it as plain text."""
    table = [HEADINGS, *rows(margins)]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    for row in table:
        name, *figures = row
        cells = (f"{figure:>{width}}" for figure, width in zip(figures, widths[1:], strict=True))
        yield "  ".join((f"{name:{widths[0]}}", *cells)).rstrip()
    yield from summary(margins)
    yield from map(str, margins.findings)


def _torque(form: FormMargins) -> str:
    share, joint = form.torque_share
    return f"{share:.0%} {joint}"
