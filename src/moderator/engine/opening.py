"""The first and the last entries of a record."""

from moderator import __version__
from moderator.engine.gauged import gauged
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.journal.segments import FORMAT
from moderator.values.duration import seconds


def record_start(parts: Parts, fingerprint: str) -> None:
    """What the show is, what it is to do from the first standby on, and how its lines sound."""
    journal, rundown, first = parts.journal, parts.rundown, parts.time.standby
    journal.write(
        "show_started",
        format=FORMAT,
        show=parts.show.show,
        starts=parts.show.starts.isoformat(),
        seed=parts.chance.seed,
        robot=parts.show.robot.name,
        model=parts.materials.robot.model,
        fingerprint=fingerprint,
        planned_s=_planned_s(parts),
        version=__version__,
    )
    journal.write(
        "rundown",
        acts=[
            {
                "act": act,
                "cues": [
                    {
                        "cue": called.number,
                        "name": called.title,
                        "kinds": [action.kind for action in called.cue.actions()],
                        "planned_start_s": seconds(called.acting.start_ns - parts.clock.first_ns),
                        "planned_s": seconds(called.acting.length_ns),
                    }
                    for called in cues
                    if called.position >= first
                ],
            }
            for act, cues in rundown.acts()
            if cues[-1].position >= first
        ],
    )
    for called in (*rundown.cues, *rundown.hot):
        for line in parts.speaker.ready_lines(called.cue.lines()):
            journal.write(
                "rendered",
                called.number,
                text=line.written,
                spoken=line.spoken,
                duration_s=seconds(line.sound.duration_ns),
            )


def _planned_s(parts: Parts) -> float:
    """The planned length from the cue that was on standby first, seconds."""
    return seconds(parts.rundown.planned_ns - parts.clock.first_ns)


def record_end(parts: Parts, ended: State, tally: dict[str, int]) -> None:
    """How the show ended."""
    parts.journal.write(
        "show_ended",
        None,
        ended=ended.value,
        planned_s=_planned_s(parts),
        actual_s=seconds(parts.clock.now_ns()),
        **tally,
        **gauged(parts),
    )
