import asyncio
from itertools import pairwise

import pytest

from moderator.cues.floor import Floor
from moderator.robot import Outcome
from moderator.values.hall_sound import HallSound

TALK = """\
talk:
  by: ji
  title: From Fantasy to Reality
  at: lectern
  walk_on: 20s
  allotted: 12m
  warn: {2m: amber, 30s: red}
  overtime: {0s: look, 30s: gesture, 1m: remind, 2m: hand_over}
  remind: One last thought, please.
"""


async def over_to(stage, perform, seconds, text=TALK):
    """A talk that ends so long after it began."""
    talking = perform(text)
    await asyncio.sleep(1 + seconds)
    stage.people.talks.set()
    return await talking


async def test_a_talk_is_recorded_with_who_and_how_long(perform, stage):
    assert (await over_to(stage, perform, 600)).ok
    [(began_s, started)] = stage.told("talk_started")
    [(_, ended)] = stage.told("talk_ended")
    assert began_s == 1.0
    assert started["name"] == "Ji Pengfei"
    assert started["title"] == "From Fantasy to Reality"
    assert started["allotted_s"] == 720.0
    assert (ended["actual_s"], ended["how"]) == (600.0, "applause")


async def test_the_robot_turns_to_the_speaker_and_back(perform, stage):
    await over_to(stage, perform, 600)
    assert stage.did[0] == (1.0, 40)
    assert stage.did[-1] == (601.0, 0.0)


async def test_warnings_and_courtesies_come_at_their_times_exactly(perform, stage):
    await over_to(stage, perform, 900)
    began = 1.0
    assert [(at - began, data["colour"]) for at, data in stage.told("monitor")] == [
        (600.0, "amber"),
        (690.0, "red"),
    ]
    assert [(at - began, data["grade"]) for at, data in stage.told("courtesy")] == [
        (720.0, "look"),
        (750.0, "gesture"),
        (780.0, "remind"),
        (840.0, "hand_over"),
    ]
    palm = stage.begun().index("open_palm_left")
    assert stage.did[palm - 1] == (751.0, 40)
    assert stage.begun().index("One last thought, please.") > palm
    assert stage.told("notice")[0][1]["text"] == "time to take the stage back: press GO"


async def test_a_speaker_who_keeps_to_the_time_hears_nothing(perform, stage):
    await over_to(stage, perform, 719)
    assert stage.told("courtesy") == []


async def test_a_speaker_to_the_right_gets_the_right_palm(perform, stage):
    await over_to(stage, perform, 760, TALK.replace("lectern", "piano"))
    assert "open_palm_right" in stage.begun()


async def test_go_means_that_the_talk_has_ended(perform, stage):
    talking = perform(TALK)
    await asyncio.sleep(100)
    assert stage.go_means == ["the talk has ended"]
    stage.go.set()
    assert (await talking).ok
    [(_, ended)] = stage.told("talk_ended")
    assert (ended["actual_s"], ended["how"]) == (99.0, "operator")
    assert stage.go is None


async def test_the_robot_hands_over_by_itself_when_it_is_to(perform, stage):
    assert (await perform(TALK + "  hand_over: robot\n")).ok
    [(_, ended)] = stage.told("talk_ended")
    assert (ended["actual_s"], ended["how"]) == (840.0, "handed over")


async def test_a_speaker_who_does_not_come_is_absent(perform, stage):
    stage.people.comes_after_s = None
    outcome = await perform(TALK)
    assert (outcome.ok, outcome.why) == (False, "ji did not come")
    assert stage.told("absent") == [(20.0, {"by": "Ji Pengfei"})]


async def test_for_one_who_is_absent_the_robot_says_so_and_goes_on(perform, stage):
    stage.people.comes_after_s = None
    text = TALK + '  if_absent: {say: We go on., go_to: "22"}\n'
    outcome = await perform(text)
    assert (outcome.ok, outcome.code, outcome.why) == (True, "absent", "Ji Pengfei was not there")
    assert stage.begun() == ["We go on."]
    assert stage.next_number == "22"


@pytest.mark.parametrize(("verb", "grade"), [("look", "look"), ("say", "remind")])
async def test_a_robot_that_fails_never_cuts_a_speaker_short(perform, stage, verb, grade):
    stage.fails[verb] = Outcome.rejected("it walks")
    assert (await over_to(stage, perform, 900)).ok
    assert {"what": f"{grade}: it walks"} in [data for _, data in stage.told("warning")]
    assert len(stage.told("courtesy")) == 4


async def test_a_talk_can_be_cancelled(perform, stage):
    talking = perform(TALK)
    await asyncio.sleep(1.5)
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    assert stage.ends == [(1.5, 40, "cancelled")]
    assert stage.go is None


async def test_go_ends_the_talk_and_starts_nothing(on_stage):
    show = await on_stage('- {cue: "1", talk: {by: ji, allotted: 5m}}\n- {cue: "2", wait: 1s}')
    await show.go()
    await show.until("talk_started")
    assert show.conductor.standby().says == "the talk has ended"
    assert (await show.go(expecting="2")).reason == "standby is cue 1"
    assert (await show.go(expecting="1")).accepted
    again = await show.go(expecting="1")
    assert (again.accepted, again.reason) == (False, "that was asked already")
    await show.until("cue_ended", "1")
    await show.after(10)
    assert show.cues("cue_started") == ["1"]
    assert (show.state, show.standby) == ("standby", "2")
    assert show.entries("go")[-1].data["means"] == "the talk has ended"


async def test_after_one_who_is_absent_the_named_cue_is_on_standby(on_stage):
    show = await on_stage("""
      - cue: "1"
        talk: {by: ji, allotted: 5m, walk_on: 5s, if_absent: {say: We go on., go_to: "3"}}
      - {cue: "2", wait: 1s}
      - {cue: "3", wait: 1s}
    """)
    show.people.comes_after_s = None
    await show.go()
    await show.until("cue_ended", "1")
    await show.after(1)
    assert (show.state, show.standby) == ("standby", "3")
    assert not show.entries("fault")


LINES = TALK + "  introduce: usual\n  welcome: usual\n  thanks: usual\n"
INTRODUCED = "Our speaker is Ji Pengfei, General Manager. The talk: From Fantasy to Reality."
WELCOME = "[mark: usual_palm] Please welcome Ji Pengfei."
THANKS = "[mark: usual_applause] Thank you, Ji Pengfei."


def said(stage):
    return [what for what in stage.begun() if isinstance(what, str)]


async def test_a_speaker_is_introduced_welcomed_and_thanked(perform, stage):
    await over_to(stage, perform, 600, LINES)
    assert said(stage) == [INTRODUCED, WELCOME, THANKS]
    assert stage.told("introduced") == [(2.0, {"by": "Ji Pengfei", "place": 1})]


async def test_nobody_is_introduced_twice(perform, stage):
    stage.given_floor = Floor(introduced=True)
    await over_to(stage, perform, 600, LINES)
    assert said(stage) == [WELCOME, THANKS]


@pytest.mark.parametrize(
    ("moved", "line"),
    [
        ("earlier", "A small change to our order: we will hear Ji Pengfei first."),
        ("later", "And now we come back to Ji Pengfei."),
    ],
)
async def test_one_who_is_heard_in_another_place_is_bridged_to(perform, stage, moved, line):
    stage.given_floor = Floor(moved=moved)
    await over_to(stage, perform, 600, LINES)
    assert said(stage) == [line, INTRODUCED, WELCOME, THANKS]


async def test_one_who_is_known_to_be_absent_is_neither_introduced_nor_waited_for(perform, stage):
    stage.given_floor = Floor(absent=True)
    outcome = await perform(LINES)
    assert (outcome.ok, outcome.code) == (True, "absent")
    assert said(stage) == []
    assert stage.told("absent") == [(0.0, {"by": "Ji Pengfei"})]


async def test_one_who_is_said_to_be_absent_is_waited_for_no_longer(perform, stage):
    stage.people.comes_after_s = None
    talking = perform(TALK + "  if_absent: {say: We go on.}\n")
    await asyncio.sleep(5)
    stage.given_floor.absent.set()
    assert (await talking).ok
    assert (stage.now_s, said(stage)) == (7.0, ["We go on."])


class TestListening:
    async def test_it_is_small_never_twice_the_same_and_over_before_a_courtesy(
        self, perform, stage
    ):
        await over_to(stage, perform, 715)
        looks = [(at_s, what) for at_s, what in stage.did if 1.0 < at_s < 716]
        assert len(looks) > 40
        for _, what in looks:
            bearing, down = what if isinstance(what, tuple) else (what, 0.0)
            assert 15 <= bearing <= 46
            assert 0 <= down <= 10
        for colour_s in (601.0, 691.0):
            assert not any(colour_s - 2 < at_s < colour_s for at_s, _ in looks)
        apart = [round(after - at_s, 3) for (at_s, _), (after, _) in pairwise(looks)]
        assert len(set(apart)) > len(apart) / 3

    async def test_it_is_never_twice_the_same_in_a_row(self, perform, stage):
        await over_to(stage, perform, 715)
        looks = [(at_s, what) for at_s, what in stage.did if 1.0 < at_s < 716]
        kinds = []
        for (before_s, _), (at_s, what) in pairwise(((0, 40), *looks)):
            if at_s - before_s > 6.9:
                away = 0 if isinstance(what, tuple) else abs(what - 40)
                kinds.append("nod" if isinstance(what, tuple) else "hall" if away > 10 else "shift")
        assert set(kinds) == {"nod", "hall", "shift"}
        assert all(one != other for one, other in pairwise(kinds))

    async def test_none_is_under_way_when_something_is_due(self, perform, stage):
        often = ", ".join(
            f"{minutes}m: {'amber' if minutes % 2 else 'red'}" for minutes in range(12)
        )
        often = often.replace("0m:", "10s:", 1)
        await over_to(stage, perform, 700, TALK.replace("{2m: amber, 30s: red}", f"{{{often}}}"))
        assert len(stage.told("monitor")) == 11
        looks = [at_s for at_s, _ in stage.did if at_s < 701]
        begun = [at_s for before_s, at_s in pairwise(looks) if at_s - before_s > 6.9]
        due = [at_s for at_s, _ in stage.told("monitor")]
        assert len(begun) > 15
        assert not [at_s for at_s in begun if any(0 < due_s - at_s < 9 for due_s in due)]

    async def test_it_ends_at_once_with_the_talk(self, perform, stage):
        talking = perform(TALK)
        while not any(isinstance(what, tuple) for what in stage.begun()):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        stage.go.set()
        await talking
        assert [how for _, _, how in stage.ends][-2:] == ["cancelled", "succeeded"]

    async def test_a_robot_that_cannot_is_not_asked_again(self, perform, stage):
        stage.fails["look"] = Outcome.rejected("it walks")
        await over_to(stage, perform, 600)
        assert len(stage.did) == 3


class TestWithAGate:
    @pytest.fixture(autouse=True)
    def gate(self, stage):
        stage.gate.tell(HallSound.SPEECH)
        return stage.gate

    async def test_the_reminder_waits_for_a_pause(self, perform, stage, gate):
        talking = perform(TALK)
        await asyncio.sleep(1 + 785)
        assert said(stage) == ["open_palm_left"]
        gate.tell(HallSound.SILENCE)
        await asyncio.sleep(10)
        assert stage.told("courtesy")[-1] == (786.0, {"grade": "remind", "heard": "silence"})
        stage.go.set()
        await talking

    async def test_what_it_hears_is_told_when_that_changes_and_lasts(self, perform, stage, gate):
        talking = perform(TALK)
        speech, silence, applause = HallSound.SPEECH, HallSound.SILENCE, HallSound.APPLAUSE
        for at_s, sound in (
            (60, silence),
            (62, speech),
            (80, silence),
            (80.5, speech),
            (600, None),
            (650, applause),
        ):
            await asyncio.sleep(1 + at_s - stage.now_s)
            gate.tell(sound)
        assert (await talking).ok
        gate.tell(silence)
        heard = [(at_s - 1, told["heard"]) for at_s, told in stage.told("hall_sound")]
        expected = [(0, speech), (61, silence), (63, speech), (601, None), (651, applause)]
        assert heard == expected

    async def test_nobody_is_reminded_who_is_applauded(self, perform, stage, gate):
        talking = perform(TALK)
        await asyncio.sleep(1 + 779)
        gate.tell(HallSound.APPLAUSE)
        assert (await talking).ok
        assert "One last thought, please." not in stage.begun()
        [(_, ended)] = stage.told("talk_ended")
        assert (ended["how"], ended["heard"]) == ("applause", "applause")

    async def test_where_no_pause_comes_the_reminder_is_left_out(self, perform, stage):
        assert (await perform(TALK + "  hand_over: robot\n")).ok
        assert "One last thought, please." not in stage.begun()
        assert stage.told("courtesy_left_out") == [(841.0, {"grade": "remind", "heard": "speech"})]
        [(_, ended)] = stage.told("talk_ended")
        assert (ended["how"], ended["heard"]) == ("handed over", "speech")

    async def test_applause_that_is_held_late_enough_ends_the_talk(self, perform, stage, gate):
        talking = perform(TALK)
        clapped, spoke = HallSound.APPLAUSE, HallSound.SPEECH
        heard = ((300, clapped), (310, spoke), (600, clapped), (602, spoke), (650, clapped))
        for at_s, sound in heard:
            await asyncio.sleep(1 + at_s - stage.now_s)
            gate.tell(sound)
        assert (await talking).ok
        [(_, ended)] = stage.told("talk_ended")
        assert (ended["how"], ended["actual_s"]) == ("applause", 654.0)

    async def test_silence_ends_it_only_after_the_allotted_time(self, perform, stage, gate):
        talking = perform(TALK)
        await asyncio.sleep(700)
        gate.tell(HallSound.SILENCE)
        await talking
        [(_, ended)] = stage.told("talk_ended")
        assert (ended["how"], ended["actual_s"]) == ("silence", 735.0)

    async def test_what_is_left_out_of_ends_on_ends_nothing(self, perform, stage, gate):
        talking = perform(TALK + "  ends_on: {applause: 2s}\n")
        await asyncio.sleep(700)
        gate.tell(HallSound.SILENCE)
        await asyncio.sleep(200)
        assert not talking.done()
        gate.tell(HallSound.APPLAUSE)
        await talking
        assert stage.now_s == 903.0


class TestTheOperatorsWord:
    async def test_time_that_is_given_moves_all_that_comes(self, perform, stage):
        talking = perform(TALK)
        await asyncio.sleep(1 + 710)
        stage.given_floor.give(300 * 1_000_000_000)
        await asyncio.sleep(800)
        stage.go.set()
        await talking
        colours = [(at_s - 1, data["colour"]) for at_s, data in stage.told("monitor")]
        assert colours == [
            (600, "amber"),
            (690, "red"),
            (710, "green"),
            (900, "amber"),
            (990, "red"),
        ]
        assert [at_s - 1 for at_s, _ in stage.told("courtesy")] == [1020, 1050, 1080, 1140]

    async def test_the_stage_is_taken_back_by_the_last_grades(self, perform, stage):
        talking = perform(TALK + "  thanks: Thank you.\n")
        await asyncio.sleep(100)
        stage.given_floor.taken_back.set()
        assert (await talking).ok
        assert [data["grade"] for _, data in stage.told("courtesy")] == [
            "look",
            "remind",
            "hand_over",
        ]
        assert said(stage) == ["One last thought, please.", "[mark: usual_applause] Thank you."]
        [(_, ended)] = stage.told("talk_ended")
        assert ended["how"] == "taken back"

    async def test_taking_back_waits_for_a_pause_so_long_and_no_longer(self, perform, stage):
        stage.gate.tell(HallSound.SPEECH)
        talking = perform(TALK)
        await asyncio.sleep(100)
        stage.given_floor.taken_back.set()
        await talking
        [(at_s, left_out)] = stage.told("courtesy_left_out")
        assert (round(at_s), left_out["heard"]) == (121, "speech")

    async def test_a_message_ends_the_talk(self, perform, stage):
        talking = perform(TALK)
        await asyncio.sleep(100)
        stage.given_floor.ended.set()
        await talking
        assert stage.told("talk_ended")[0][1]["how"] == "message"
