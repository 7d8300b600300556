import asyncio
from itertools import pairwise

import pytest

from moderator.people import (
    Behaviour,
    Decision,
    Draft,
    HostBehaviour,
    OperatorBehaviour,
    PeopleSetup,
    Person,
    Standby,
    Talk,
    TalkBehaviour,
    Turn,
    people_class,
)
from moderator.values.chance import Chance
from moderator.values.duration import NS_PER_S
from moderator.values.hall_sound import HallSound
from moderator_simulator.people import SimulatedPeople

JI = Person("ji", "Ji Pengfei")
HOST = Person("host", "the moderator")
APPLAUSE_S = 7 * 1.4
OFFERED = (
    ("gdp", ("What is the GDP?", "How did the economy do?", "Did the economy grow?")),
    ("weather", ("What is the weather outside?",)),
)


def people(seed=1, **behaviour):
    return SimulatedPeople(PeopleSetup(Behaviour(**behaviour), Chance(seed)))


def talk(cue="21", allotted_s=720):
    return Talk(cue, JI, "From Fantasy to Reality", allotted_s * NS_PER_S)


async def took(waiting):
    loop = asyncio.get_running_loop()
    began = loop.time()
    answer = await waiting
    return answer, loop.time() - began


async def questions(who, cue="10", already=()):
    asked, number = [], 0
    while True:
        number += 1
        turn = Turn(cue, HOST, number, OFFERED, tuple(already), 300 * NS_PER_S)
        question = await who.ask(turn)
        if question is None:
            return asked
        asked.append(question.text)


def test_they_are_found_by_name():
    assert people_class("simulated") is SimulatedPeople


async def test_the_operator_presses_go_within_their_reaction():
    times = [(await took(people(seed).call(Standby("3", "")))) for seed in range(50)]
    assert {pressed for pressed, _ in times} == {"operator"}
    assert all(1.0 <= time_s <= 2.0 for _, time_s in times)
    assert max(times)[1] - min(times)[1] > 0.5


async def test_the_operator_waits_for_a_fixed_time_and_no_longer_than_that():
    assert (await took(people().call(Standby("3", "", 90 * NS_PER_S))))[1] == 90.0
    soon = (await took(people().call(Standby("3", "", NS_PER_S // 10))))[1]
    assert soon == (await took(people().call(Standby("3", ""))))[1]


async def test_a_speaker_talks_around_the_time_allotted():
    times = [(await took(people(seed).talk(talk())))[1] for seed in range(200)]
    assert sum(times) / len(times) == pytest.approx(727, abs=8)
    assert min(times) < 700
    assert max(times) > 740


async def test_a_talk_is_never_absurdly_short_or_long():
    wild = TalkBehaviour(talks=60 * NS_PER_S, spread=600 * NS_PER_S)
    for seed in range(200):
        _, time_s = await took(people(seed, everyone=wild).talk(talk()))
        assert 15 <= time_s <= 120 + APPLAUSE_S


async def test_a_speaker_may_be_named():
    long = people(speakers={"ji": TalkBehaviour(talks=900 * NS_PER_S, spread=0)})
    assert 900 <= (await took(long.talk(talk())))[1] <= 900 + APPLAUSE_S


async def test_a_speaker_walks_on_or_does_not_come():
    assert await took(people(everyone=TalkBehaviour(absent=1)).walk_on(talk(), 20 * NS_PER_S)) == (
        False,
        20,
    )
    there, time_s = await took(people().walk_on(talk(), 20 * NS_PER_S))
    assert there
    assert 9.6 <= time_s <= 14.4
    slow = people(everyone=TalkBehaviour(walks=60 * NS_PER_S))
    assert await took(slow.walk_on(talk(), 20 * NS_PER_S)) == (False, 20)


async def test_a_speaker_talks_in_sentences_with_pauses_and_is_applauded():
    heard, loop = [], asyncio.get_running_loop()
    setup = PeopleSetup(Behaviour(), Chance(1), lambda sound: heard.append((loop.time(), sound)))
    await SimulatedPeople(setup).talk(talk(allotted_s=120))
    spans = [(sound, after - at) for (at, sound), (after, _) in pairwise(heard)]
    sentences = [length for sound, length in spans if sound is HallSound.SPEECH]
    pauses = [length for sound, length in spans if sound is HallSound.SILENCE]
    assert len(sentences) > 8
    assert all(0 < length <= 12 for length in sentences)
    assert all(0 < length <= 1.8 for length in pauses)
    assert len({round(length, 3) for length in sentences}) > 8
    assert [sound for _, sound in heard[-2:]] == [HallSound.APPLAUSE, HallSound.SILENCE]


async def test_a_speaker_whose_talk_is_cut_is_silent():
    heard = []
    talking = asyncio.ensure_future(
        SimulatedPeople(PeopleSetup(Behaviour(), Chance(1), heard.append)).talk(talk())
    )
    await asyncio.sleep(1)
    talking.cancel()
    await asyncio.gather(talking, return_exceptions=True)
    assert heard == [HallSound.SPEECH, HallSound.SILENCE]


async def test_a_speaker_may_be_late():
    late = people(everyone=TalkBehaviour(late=1, late_by=100 * NS_PER_S))
    there, time_s = await took(late.walk_on(talk(), 200 * NS_PER_S))
    assert there
    assert 20 + 9.6 <= time_s <= 100 + 14.4


async def test_the_host_asks_everything_in_one_of_its_ways_and_then_no_more():
    asked = await questions(people())
    assert len(asked) == 2
    assert asked[0] in OFFERED[0][1]
    assert asked[1] == "What is the weather outside?"


async def test_the_host_varies_the_words_with_the_seed():
    firsts = {(await questions(people(seed)))[0] for seed in range(30)}
    assert firsts == set(OFFERED[0][1])


async def test_the_host_asks_in_the_order_told_and_strays_in_between():
    host = HostBehaviour(asks=("weather", "gdp"), unscripted=("Do you dream?", "Are you well?"))
    orders = set()
    for seed in range(40):
        asked = await questions(people(seed, host=host))
        assert len(asked) == 4
        assert asked.index("Do you dream?") < asked.index("Are you well?")
        assert next(text for text in asked if text not in host.unscripted) == OFFERED[1][1][0]
        orders.add(asked.index("Do you dream?"))
    assert orders == {0, 1, 2}


async def test_what_was_not_understood_is_asked_once_all_the_same():
    assert len(await questions(people())) == 2


async def test_what_was_asked_already_is_not_asked_again():
    assert await questions(people(), already=("gdp",)) == ["What is the weather outside?"]


async def test_a_dialogue_that_begins_again_is_asked_again():
    who = people()
    assert len(await questions(who)) == len(await questions(who)) == 2


async def test_the_operator_approves_most_drafts():
    draft = [Draft(f"10/{n}", "Who?", "I.", "facts", (), (), 0) for n in range(300)]
    who = people(operator=OperatorBehaviour(approves=0.8))
    approved = sum([(await who.approve(one)).approved for one in draft])
    assert 0.7 < approved / 300 < 0.9


async def test_the_operator_has_no_answer_of_their_own_where_there_is_no_draft():
    decision = await people().approve(Draft("10", "Who?", "", "", (), (), 0))
    assert decision == Decision(approved=False, by="operator")


async def test_a_draw_elsewhere_changes_nothing():
    alone = await took(people().talk(talk("21")))
    after_others = people()
    await after_others.talk(talk("20"))
    await after_others.call(Standby("21", ""))
    await questions(after_others)
    assert (await took(after_others.talk(talk("21"))))[1] == pytest.approx(alone[1], abs=1e-9)


async def test_a_wait_that_is_cancelled_ends():
    waiting = asyncio.ensure_future(people().talk(talk()))
    await asyncio.sleep(1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
