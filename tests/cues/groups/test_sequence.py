from moderator.robot import Outcome

NAMES = """
sequence:
  - {speak: On stage., wait: 3s}
  - {speak: Ji Pengfei.}
  - {wait: 1s, on_failure: skip}
"""


async def test_each_child_begins_when_the_one_before_has_ended(perform, stage):
    assert (await perform(NAMES)).ok
    began = [(at_s, data["child"]) for at_s, data in stage.told("child_started")]
    assert began == [(0.0, "sequence[0]"), (3.0, "sequence[1]"), (5.0, "sequence[2]")]


async def test_it_does_not_drift(perform, stage):
    await perform(f"sequence: [{', '.join(['{wait: 333ms}'] * 30)}]")
    assert stage.exact_ends_ns == [30 * 333_000_000]


async def test_nothing_comes_after_a_child_that_fails(perform, stage):
    stage.fails["Ji Pengfei."] = Outcome.aborted("voice", "hoarse")
    assert (await perform(NAMES)).why == "hoarse"
    assert len(stage.told("child_started")) == 2


async def test_a_child_that_may_be_skipped_stops_nothing(perform, stage):
    stage.fails["Ji Pengfei."] = Outcome.aborted("voice", "hoarse")
    skipping = NAMES.replace("{speak: Ji Pengfei.}", "{speak: Ji Pengfei., on_failure: skip}")
    assert (await perform(skipping)).ok
    assert stage.told("child_ended")[1][1]["outcome"] == "aborted"
    assert len(stage.told("child_started")) == 3


async def test_its_length_is_that_of_all_its_children(on_stage):
    show = await on_stage('- {cue: "1", sequence: [{wait: 2s}, {wait: 3s, speak: Yes.}]}')
    await show.go()
    await show.until_state("finished")
    ended = show.entries("cue_ended")[0].data
    assert ended["planned_s"] == ended["actual_s"] == 5.0
