"""One motion on several robots: what each leaves out, or does in its own way, and who is told."""

from dataclasses import replace

from moderator.adapters.kuavo.capabilities import capabilities_of
from moderator.body.joints import PARTS
from moderator.cli.main import main
from moderator.show.load import load

SHOW = """show: Trial
starts: 2026-01-01T10:00+08:00
robot: {{name: Trial}}
acts:
  - act: One
    cues:
      - {{cue: "1", {cue}}}
      - {{cue: "2", {cue}}}
"""


def loaded(folder, cue, robot, **config):
    (folder / "show.yaml").write_text(SHOW.format(cue=cue))
    return load(str(folder), robot, config)


def told(result):
    return [(problem.code, problem.message) for problem in result.problems]


def test_what_a_robot_leaves_out_is_warned_of_once(tmp_path):
    result = loaded(tmp_path, "move: bow", "kuavo", model="52")
    assert result.sound
    assert told(result) == [("rendering", "'bow' is done without legs on this robot")]


def test_behind_ros_the_joints_that_are_there_do_it(tmp_path):
    result = loaded(tmp_path, "move: bow", "ros_fjt")
    assert result.sound
    assert ("rendering", "'bow' is done without legs on this robot") in told(result)


def test_a_robot_that_has_all_of_it_is_not_spoken_of(tmp_path):
    assert told(loaded(tmp_path, "move: bow", "simulator")) == []


def test_what_is_left_is_what_the_robot_is_given(tmp_path):
    materials = loaded(tmp_path, "move: bow", "kuavo", model="52").materials
    motion = materials.motion("bow")
    legs = set(PARTS["legs"])
    assert legs.isdisjoint(motion.trajectory().joints)
    assert set(motion.manifest.peaks) == set(motion.trajectory().joints)
    assert set(motion.manifest.start_rad) == set(motion.trajectory().joints)
    assert "legs" not in motion.manifest.claims
    assert motion.manifest.about.startswith("(without legs) ")
    whole = loaded(tmp_path, "move: bow", "simulator").materials.motion("bow")
    column = whole.trajectory().joints.index("left_elbow")
    kept = motion.trajectory().joints.index("left_elbow")
    for at_s in (0.0, 0.4, whole.trajectory().duration_s):
        assert motion.trajectory().at(at_s)[kept] == whole.trajectory().at(at_s)[column]


def test_a_robot_that_leaves_nothing_out_refuses_it(tmp_path, monkeypatch):
    def strict(settings):
        return replace(capabilities_of(settings), leaves_out=False)

    monkeypatch.setattr("moderator.adapters.kuavo.robot.capabilities_of", strict)
    result = loaded(tmp_path, "move: bow", "kuavo", model="52")
    assert {code for code, _ in told(result)} == {"beyond-limit"}


def test_a_motion_of_its_own_instead_is_warned_of_and_that_it_cannot_be_stopped(tmp_path):
    instead = {"bow": "perform_taiji"}
    result = loaded(tmp_path, "move: bow", "kuavo", model="52", renderings=instead)
    assert result.sound
    codes = [code for code, _ in told(result)]
    assert sorted(codes) == ["not-stoppable", "not-stoppable", "rendering"]
    said = dict(told(result))["rendering"]
    assert said.startswith("'bow' is done as the robot's own 'perform_taiji': Kuavo's own Tai Chi")
    assert result.materials.motion("bow").name == "perform_taiji"
    assert result.materials.motion("bow.2").name == "perform_taiji"


def test_it_is_shown_in_the_plan(tmp_path, capsys):
    loaded(tmp_path, "move: bow", "kuavo")
    config = tmp_path / "robot.yaml"
    config.write_text("model: 52\n")
    main(["plan", str(tmp_path), "--robot", "kuavo", "--config", str(config)])
    assert "without legs" in capsys.readouterr().out


def test_a_motion_of_the_show_instead_is_warned_of(tmp_path):
    result = loaded(tmp_path, "move: nod", "kuavo", model="52", renderings={"nod": "wave"})
    assert told(result) == [("rendering", "'nod' is done as wave")]
    assert result.materials.motion("nod").name == "wave"


def test_an_unknown_motion_instead_is_an_error_that_says_where_it_stands(tmp_path):
    result = loaded(tmp_path, "move: nod", "kuavo", model="52", renderings={"nod": "nodd"})
    (problem, _) = result.problems
    assert problem.code == "unknown-motion"
    assert problem.message == "'nod' is to be done as 'nodd' on this robot: there is no such motion"
    assert problem.hint == "change `renderings` in the robot's config"


def test_a_part_that_a_show_needs_is_left_out_like_its_motions(tmp_path):
    show = SHOW.format(cue="move: wave").replace("{name: Trial}", "{name: Trial, needs: [head]}")
    (tmp_path / "show.yaml").write_text(show)
    result = load(str(tmp_path), "unitree_g1", {})
    assert result.sound
    says = "Unitree G1, 29 joints has no head: what it does is done without"
    assert ("robot-lacks", says) in told(result)
