"""A show's own sources: asked for real, or told from their samples."""

from collections.abc import Callable
from datetime import datetime

from moderator.cues.materials import Materials
from moderator.knowledge.sources.fetched import Fetched
from moderator.knowledge.sources.kept import Kept
from moderator.knowledge.sources.kinds import FeedSource, FileSource, JsonSource
from moderator.knowledge.sources.plan import SourcePlan
from moderator.knowledge.sources.source import AS_OF, Live, Now
from moderator.knowledge.sources.web import Web
from moderator.values.moment import moment_told
from moderator.values.quantity import Value

SAMPLED = "sample for rehearsal"
"""Who says what a sample says."""

Date = Callable[[], datetime]


def sampled(materials: Materials, date: Date) -> Live:
    """Sources that say their samples, as of now.

    Args:
        materials: what is asked for.
        date: the date and time now.
    """
    return {name: _sampled(plan, date) for name, plan in materials.sources.items()}


def _sampled(plan: SourcePlan, date: Date) -> Now:
    def constant(value: Value) -> Callable[[], Value]:
        return lambda: value

    reads = {fact: constant(value) for fact, value in plan.samples().items()}
    reads[AS_OF] = lambda: moment_told(date(), date())
    return Now(plan.name, reads, date, SAMPLED)


def asked_by(web: Web) -> Callable[[Materials, Date], Live]:
    """What makes sources that are asked for real.

    Args:
        web: asks the show's hosts.
    """

    def asked(materials: Materials, date: Date) -> Live:
        kept = Kept.of_show(materials.folder)

        def source(plan: SourcePlan) -> Fetched:
            if plan.kind == "file":
                return FileSource(plan, kept, date, materials.folder_of(plan.where))
            kind = FeedSource if plan.kind == "feed" else JsonSource
            return kind(plan, kept, date, web)

        return {name: source(plan) for name, plan in materials.sources.items()}

    return asked
