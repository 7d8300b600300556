"""The rundown as plain data."""

from moderator.console.remote.wire import RundownAct, RundownCue, RundownState
from moderator.engine.parts import Parts
from moderator.show.rundown import Called
from moderator.values.duration import seconds


def rundown_state(parts: Parts) -> RundownState:
    """The cues in order, with their planned times, and the hot cues."""
    return RundownState(
        show=parts.show.show,
        starts=parts.show.starts.isoformat(),
        acts=[
            RundownAct(act=act, cues=[_planned(called) for called in cues])
            for act, cues in parts.rundown.acts()
        ],
        hot=[_planned(called) for called in parts.rundown.hot],
    )


def _planned(called: Called) -> RundownCue:
    hot = called.position < 0
    return RundownCue(
        cue=called.number,
        name=called.title,
        kinds=[action.kind for action in called.cue.actions()],
        follows=None if hot else called.follows,
        planned_start_s=None if hot else seconds(called.planned.start_ns),
        planned_s=seconds(called.planned.length_ns),
        moves=bool(called.cue.motions()),
    )
