"""Drawings of the motions in a record, for its report."""

from moderator.journal.reading import Record
from moderator.motion.library import Library


def motion_pictures(record: Record, motions: Library) -> dict[str, str]:
    """An SVG storyboard of each motion that was made, by its name."""
    from moderator.motion.draw import storyboard

    made = dict.fromkeys(str(entry.data.get("motion")) for entry in record.of("motion", "gesture"))
    return {name: storyboard(motions[name]) for name in made if name in motions}
