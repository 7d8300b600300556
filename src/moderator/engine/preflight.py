"""Preflight: everything that takes time happens here, never between GO and action."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from moderator.cues.answers import offered
from moderator.cues.dialogue import Dialogue
from moderator.cues.racing import first
from moderator.engine.causes import in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.refreshing import tell
from moderator.errors import ModeratorError, NotConfirmed, NotLegal
from moderator.knowledge.loading import load
from moderator.knowledge.sources.source import Source
from moderator.knowledge.wording import Offer
from moderator.people import Decision, Inquiry
from moderator.robot import Check, Reading, Support
from moderator.show.checks import all_motions
from moderator.values.language import LANGUAGES

_AGAIN_S = 1.0
"""After that, an answer that was refused is given again."""


async def prepare(parts: Parts, conductor: Conductor) -> None:
    """Bring a show to standby, at its start and, as a deliberate act, after a stop or a fault.

    Raises:
        CannotStart: the robot is not there, or there is nothing to play sound on.
        NotConfirmed: a person did not confirm a check.
        ModeratorError: a check is not green.
        NotLegal: the show is under way or is being left, or a preflight that was stopped has not
            ended yet.
    """
    if conductor.over:
        raise NotLegal("the show has ended", "run it afresh, or go on with --resume")
    if conductor.preparing:
        raise NotLegal("a stopped preflight is still under way", "wait a moment and try again")
    lifecycle = conductor.lifecycle
    lifecycle.fire("prepare")
    conductor.preparing = True
    try:
        while conductor.running():
            await conductor.turned()
        await parts.supervision.start()
        await parts.robot.connect()
        await parts.supervision.reach(parts.robot)
        await _load_motions(parts)
        if dialogues := tuple(_dialogues(parts)):
            await _hear(dialogues, parts, conductor)
        if slow := [each for each in parts.knowledge.live.values() if each.takes_time]:
            await first(_asked(slow, parts), _stop_of(conductor))
        await _listen(parts)
        await parts.outputs.prepare()
        if in_a_row := _sounds_in_a_row(parts):
            await parts.player.prepare(in_a_row)
        await _confirmed(parts, conductor)
        if _stopped(conductor):
            return
        await _all_green(parts)  # last, so that it is still so when the robot is activated
        if not _stopped(conductor):
            await parts.robot.activate()
            if _stopped(conductor):
                await parts.robot.deactivate()
            else:
                conductor.ready()
    except Exception as error:
        why = str(error) if isinstance(error, ModeratorError) else f"defect: {in_a_line(error)}"
        parts.journal.write("fault", what=f"preflight: {why}")
        if not _stopped(conductor):
            lifecycle.fire("fault")
        raise
    finally:
        conductor.preparing = False


def _dialogues(parts: Parts) -> Iterator[Dialogue]:
    for called in (*parts.rundown.cues, *parts.rundown.hot):
        if called.cue.dialogue:
            yield called.cue.dialogue


def _offered(dialogues: Iterable[Dialogue], parts: Parts) -> Iterator[tuple[Offer, ...]]:
    for each in dialogues:
        for language in LANGUAGES:
            yield offered(each.answers, parts.knowledge.facts, language)


async def _hear(dialogues: Sequence[Dialogue], parts: Parts, conductor: Conductor) -> None:
    """Make ready to hear questions, and to find their answers; a stop ends the former."""
    if not conductor.readied:  # it stays loaded
        await load(_offered(dialogues, parts), parts.knowledge)
    ways = (way for each in dialogues for answer in each.answers for way in answer.ask)
    hearing = parts.ears.prepare(tuple(dict.fromkeys(ways)))
    await first(hearing, _stop_of(conductor))


async def _listen(parts: Parts) -> None:
    """Make the gate ready; talks end without it too, as the operator says."""
    if not any(called.cue.talk for called in parts.rundown.cues):
        return
    try:
        await parts.gate.prepare()
    except ModeratorError as error:
        parts.journal.write("warning", what=f"{parts.gate.name} hears nothing: {error}")


async def _asked(sources: Iterable[Source], parts: Parts) -> None:
    """Have sources asked, all at once; one that does not answer says so."""
    telling = partial(tell, parts.journal)
    await asyncio.gather(*(each.prepare(telling) for each in sources))


async def _stop_of(conductor: Conductor) -> None:
    while not _stopped(conductor):
        await conductor.turned()


def _stopped(conductor: Conductor) -> bool:
    """Whether a stop came meanwhile."""
    return conductor.lifecycle.now is not State.PREFLIGHT


async def _confirmed(parts: Parts, conductor: Conductor) -> None:
    """Have a person confirm what only a person can see; a stop ends it.

    Raises:
        NotConfirmed: something is not as it must be, or is to be said that nobody has approved.
    """
    for words in parts.words():
        parts.journal.write("check", name=words.name, ok=words.ok, why=words.why)
        if not words.ok:
            hint = "have them approved: moderator script SHOW --approve … --by NAME"
            raise NotConfirmed(f"words are not approved: {words.why}", hint)
    for check in parts.show.preflight:
        decision = await _word_on(Inquiry(check.check, check.ask), parts, conductor)
        if decision is None:
            return
        ok, by = decision.approved, decision.by
        why = f"confirmed by {by}" if ok else f"not so, says {by}; {check.if_not}"
        parts.journal.write("check", name=check.check, ok=ok, why=why, by=by)
        if not ok:
            raise NotConfirmed(f"{check.check} is not confirmed", check.if_not)


async def _word_on(inquiry: Inquiry, parts: Parts, conductor: Conductor) -> Decision | None:
    """A person's word, from whichever input it comes first; None when the show was stopped."""

    async def answer() -> None:
        while conductor.inquiring.asked is inquiry:
            decision = await parts.people.confirm(inquiry)
            verb = Verb.CONFIRM if decision.approved else Verb.DECLINE
            await conductor.order(verb, decision.by, inquiry.check)
            await asyncio.sleep(_AGAIN_S)

    answering = asyncio.ensure_future(answer())
    try:
        conductor.turn()
        return await conductor.inquiring.ask(inquiry)
    finally:
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)


async def _all_green(parts: Parts) -> None:
    """Record every check of the supervisor's and the robot's.

    Raises:
        ModeratorError: one is not green.
    """
    red = []
    supervised = await parts.supervision.arm(parts.robot)
    for check in (*supervised, *await parts.robot.preflight(), _watched(parts)):
        parts.journal.write("check", name=check.name, ok=check.ok, why=check.why)
        red += [] if check.ok else [f"{check.name}: {check.why}"]
    if red:
        raise ModeratorError(f"the robot is not ready: {', '.join(red)}")


def _watched(parts: Parts) -> Check:
    """What is watched while the show runs, and what cannot be."""
    measures = parts.materials.robot.measures
    limited = {limit.reading for limit in parts.limits}
    watched = ", ".join(r.in_words for r in measures if r in limited) or "nothing"
    lacking = ", ".join(reading.in_words for reading in Reading if reading not in measures)
    why = f"watched: {watched}" + (f"; not measured: {lacking}" if lacking else "")
    return Check("limits", ok=True, why=why)


async def _load_motions(parts: Parts) -> None:
    motions = parts.materials.motions
    for name in all_motions(parts.show):
        for variant in motions.variants(name):
            if motions.compile(variant):
                await asyncio.sleep(0)  # no pause long enough for the supervisor to miss a beat


def _sounds_in_a_row(parts: Parts) -> int:
    """How many sounds the show computer plays, one shortly after another; 0 where it plays none."""
    cues = [called.cue for called in (*parts.rundown.cues, *parts.rundown.hot)]
    speaks = parts.materials.robot.voice is Support.NONE
    plays = any(cue.sounds() for cue in cues)
    groups = (cue for cue in cues if cue.timeline or cue.sequence or cue.count_down)
    quick = (len([*group.sounds(), *(group.lines() if speaks else ())]) for group in groups)
    return max(int(speaks or plays), *quick, 0)
