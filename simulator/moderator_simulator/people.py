"""People made of software: an operator, a host and speakers, for rehearsals.

Every draw has a stream of its own, named by cue and purpose, so that one more draw elsewhere in a
show changes nothing here.
"""

import asyncio
from random import Random

from moderator.people import (
    Asked,
    Decision,
    Draft,
    Inquiry,
    People,
    PeopleSetup,
    Standby,
    Talk,
    Turn,
)
from moderator.people.behaviour import OperatorBehaviour, TalkBehaviour
from moderator.values.duration import NS_PER_S
from moderator.values.hall_sound import HallSound

_AS_WRITTEN_FIRST = 0.5
"""How often the first way of asking is taken."""
_STRAYS = 0.35
"""How often a turn goes to a question that nobody scripted, while there are any."""
_SHORTEST, _LONGEST = 0.25, 2.0
"""A talk's drawn length stays within these shares of its usual one."""


class SimulatedPeople(People):
    """Everybody in a rehearsal, behaving as the show's `rehearsal` section says.

    Args:
        setup: behaviour and random streams.
    """

    def __init__(self, setup: PeopleSetup) -> None:
        super().__init__(setup)
        self._scripted_asked: dict[str, list[str]] = {}
        self._strays_asked: dict[str, int] = {}

    async def call(self, standby: Standby) -> str:
        """Press GO a human reaction time after the cue went on standby, or at its fixed time."""
        operator = self.setup.behaviour.operator
        reaction_ns = _reaction(self._stream("go", standby.cue), operator)
        await _wait(max(reaction_ns, standby.fixed_in_ns))
        return "operator"

    async def walk_on(self, talk: Talk, within_ns: int) -> bool:
        """Walk to the lectern, unless absent or too slow."""
        speaker = self._speaker(talk)
        if self._stream("absent", talk.cue).random() < speaker.absent:
            await _wait(within_ns)
            return False
        pace = self._stream("walk", talk.cue).uniform(0.8, 1.2)
        walks_ns = round(speaker.walks * pace)
        late = self._stream("late", talk.cue)
        if late.random() < speaker.late:
            walks_ns += round(speaker.late_by * late.uniform(0.2, 1.0))
        await _wait(min(walks_ns, within_ns))
        return walks_ns <= within_ns

    async def talk(self, talk: Talk) -> str:
        """Talk for a drawn time, sentence after sentence, and be applauded."""
        speaker, sounds = self._speaker(talk), self.setup.sounds
        usual_ns = talk.allotted_ns if speaker.talks is None else speaker.talks
        left_ns = _drawn(self._stream("talk", talk.cue), usual_ns, speaker.spread)
        pace = self._stream("sentences", talk.cue)
        try:
            while left_ns > 0:
                sounds(HallSound.SPEECH)
                left_ns -= await _wait(min(left_ns, round(speaker.says * pace.uniform(0.3, 2.0))))
                if left_ns <= 0:
                    break
                sounds(HallSound.SILENCE)
                left_ns -= await _wait(min(left_ns, round(speaker.pauses * pace.uniform(0.5, 2.0))))
            sounds(HallSound.APPLAUSE)
            await _wait(round(speaker.applauded * pace.uniform(0.6, 1.4)))
        finally:
            sounds(HallSound.SILENCE)
        return "applause"

    async def ask(self, turn: Turn) -> Asked | None:
        """Think, then ask for the next scripted answer, or something that nobody scripted."""
        host = self.setup.behaviour.host
        question = self._question(turn)
        if question is None:
            return None
        pace = self._stream(f"think/{turn.number}", turn.cue).uniform(0.6, 1.6)
        await _wait(round(host.thinks * pace))
        return Asked(question, "simulated")

    async def approve(self, draft: Draft) -> Decision:
        """Read the draft and decide; where there is none, leave it to the scripted way out."""
        operator = self.setup.behaviour.operator
        stream = self._stream(f"approve/{draft.question}", draft.cue)
        await _wait(_reaction(stream, operator))
        approved = bool(draft.answer) and stream.random() < operator.approves
        return Decision(approved, "operator")

    async def confirm(self, inquiry: Inquiry) -> Decision:
        """Look, and say what they see."""
        operator = self.setup.behaviour.operator
        stream = self._stream("confirm", inquiry.check)
        await _wait(_reaction(stream, operator))
        return Decision(stream.random() < operator.confirms, "operator")

    def _speaker(self, talk: Talk) -> TalkBehaviour:
        behaviour = self.setup.behaviour
        return behaviour.speakers.get(talk.by.key, behaviour.everyone)

    def _question(self, turn: Turn) -> str | None:
        host = self.setup.behaviour.host
        if turn.number == 1:
            self._scripted_asked[turn.cue], self._strays_asked[turn.cue] = [], 0
        asked, strays = self._scripted_asked[turn.cue], self._strays_asked[turn.cue]
        ways = {answer: texts for answer, texts in turn.offered if texts}
        left = [answer for answer in host.asks or tuple(ways) if answer in ways]
        left = [answer for answer in left if answer not in asked and answer not in turn.already]
        stray = self._stream(f"stray/{turn.number}", turn.cue).random() < _STRAYS
        if strays < len(host.unscripted) and (stray or not left):
            self._strays_asked[turn.cue] = strays + 1
            return host.unscripted[strays]
        if not left:
            return None
        asked.append(left[0])
        return self._one_way(turn, ways[left[0]])

    def _one_way(self, turn: Turn, ways: tuple[str, ...]) -> str:
        stream = self._stream(f"words/{turn.number}", turn.cue)
        if len(ways) == 1 or stream.random() < _AS_WRITTEN_FIRST:
            return ways[0]
        return stream.choice(ways[1:])

    def _stream(self, purpose: str, cue: str) -> Random:
        return self.setup.chance.stream(f"people/{purpose}/{cue}")


def _reaction(stream: Random, operator: OperatorBehaviour) -> int:
    """The time that the operator takes to see and press, nanoseconds."""
    return max(0, operator.reaction + round(stream.uniform(-1.0, 1.0) * operator.spread))


def _drawn(stream: Random, usual_ns: int, spread_ns: int) -> int:
    """A length from a normal distribution that is cut off on both sides, nanoseconds."""
    for _ in range(100):
        drawn_ns = stream.gauss(usual_ns, spread_ns)
        if _SHORTEST * usual_ns <= drawn_ns <= _LONGEST * usual_ns:
            return round(drawn_ns)
    return usual_ns


async def _wait(ns: int) -> int:
    await asyncio.sleep(ns / NS_PER_S)
    return ns
