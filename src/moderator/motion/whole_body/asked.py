"""What a whole-body score asks of a body: its keyframes, and every part's way between them."""

from dataclasses import dataclass

from moderator.document import Document, Problems, validated
from moderator.motion.whole_body.lent import lent
from moderator.motion.whole_body.mannequin import Mannequin
from moderator.motion.whole_body.sheet import Moment, Sheet
from moderator.motion.whole_body.targets import Targets, rest_figure, targets
from moderator.motion.whole_body.written import WholeBodyScore
from moderator.values.duration import seconds


@dataclass(frozen=True)
class Asked:
    """A score, read.

    Attributes:
        score: as it is written.
        moments: its keyframes in order.
        targets: what the body shall do a hundred times a second.
    """

    score: WholeBodyScore
    moments: list[Moment]
    targets: Targets


def asked(mannequin: Mannequin, document: Document, problems: Problems) -> Asked | None:
    """Read what a score asks.

    Args:
        mannequin: the body.
        document: the score's file.
        problems: where to note what is wrong.

    Returns:
        None when there was an error.

    Raises:
        CannotStart: the file that it has poses from may not be read.
    """
    before = problems.errors
    score = validated(WholeBodyScore, document, problems)
    if score is None:
        return None
    rest = rest_figure(mannequin)
    others = lent(document, rest, problems)
    if others is None:
        return None
    sheet = Sheet(score, rest, document, problems, others.figures, others.places)
    moments = sheet.moments()
    if problems.errors == before and moments[-1].left_s <= 0:
        place = document.place(*moments[-1].path)
        problems.error(place, "no-time", "a motion that takes no time", "add a keyframe")
    if problems.errors > before:
        return None
    trail: dict[str, float] = {part: seconds(time) for part, time in score.trail.items()}
    found = targets(mannequin, moments, trail, document, problems)
    return None if found is None or problems.errors > before else Asked(score, moments, found)
