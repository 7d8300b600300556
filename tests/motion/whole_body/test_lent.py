import json

import pytest
from tests.motion.whole_body.conftest import SCORE, read, work_out

from moderator.motion.whole_body.asked import asked
from moderator.motion.whole_body.kept import kept_score

OPEN = "  open: {height: 94, both_hands: {at: [30, 18, 20], palm: down, fingers: ahead}}\n"
BORROWING = SCORE.replace(f"poses:\n{OPEN}", "poses_from: lender.yaml\n").replace(
    "motion: steps", "motion: borrower"
)
LENDER = SCORE.replace("motion: steps", "motion: lender")


@pytest.fixture
def told(tmp_path, body):
    """What a score that has poses from another one asks, and what is wrong with it."""

    def tell(borrowing=BORROWING, lender=LENDER):
        (tmp_path / "lender.yaml").write_text(lender, encoding="utf-8")
        (tmp_path / "borrower.yaml").write_text(borrowing, encoding="utf-8")
        document, problems = read(tmp_path / "borrower.yaml")
        return asked(body, document, problems), [str(problem) for problem in problems]

    return tell


def figures(score):
    return [moment.figure for moment in score.moments]


def test_a_borrowed_pose_is_as_if_it_were_written_here(told, score, body):
    borrowed, problems = told()
    document, own = read(score())
    assert (problems, list(own)) == ([], [])
    assert figures(borrowed) == figures(asked(body, document, own))


def test_own_poses_begin_with_borrowed_ones_and_mirror_them(told):
    own = "poses_from: lender.yaml\nposes: {wide: {like: open, waist: 9}, other: {mirror: wide}}\n"
    borrowing = BORROWING.replace("poses_from: lender.yaml\n", own).replace(
        "pose: open, apex", "pose: other, apex"
    )
    borrowed, problems = told(borrowing)
    assert problems == []
    assert borrowed.moments[1].figure.plain == {"height": 94.0, "waist": -9.0}
    assert borrowed.moments[1].figure.hands["left"].at == (30.0, 18.0, 20.0)


def test_what_the_lender_does_is_not_done_here(told):
    shorter = BORROWING.split("  - phrase: One leg")[0]
    borrowed, _ = told(shorter)
    assert len(borrowed.moments) == 3


AT = "borrower.yaml:4:13: error: "
REFUSED = [
    ("lendre.yaml", f"{AT}there is no file 'lendre.yaml' — did you mean 'lender.yaml'?"),
    ("qi.txt", f"{AT}there is no file 'qi.txt' — name a file beside borrower.yaml"),
    ("folder", f"{AT}there is no file 'folder' — name a file beside borrower.yaml"),
    (
        "../lender.yaml",
        f"{AT}'../lender.yaml' does not lie beside borrower.yaml — copy the file into its folder",
    ),
    (
        "/lender.yaml",
        f"{AT}'/lender.yaml' does not lie beside borrower.yaml — copy the file into its folder",
    ),
    (
        "folder/a.yaml",
        f"{AT}'folder/a.yaml' does not lie beside borrower.yaml — copy the file into its folder",
    ),
    (
        "borrower.yaml",
        f"{AT}a score that has poses from itself — leave poses_from out",
    ),
]


@pytest.mark.parametrize(("name", "wanted"), REFUSED, ids=[name for name, _ in REFUSED])
def test_a_file_that_cannot_lend_is_refused(name, wanted, told, tmp_path):
    (tmp_path / "folder").mkdir()
    assert told(BORROWING.replace("lender.yaml", name)) == (None, [wanted])


def test_a_link_that_leads_out_of_the_folder_leaves_it(told, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "lender.yaml"
    outside.write_text(LENDER, encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(outside)
    _, problems = told(BORROWING.replace("lender.yaml", "link.yaml"))
    assert [problem.split(" — ")[0] for problem in problems] == [
        f"{AT}'link.yaml' does not lie beside borrower.yaml"
    ]


LENDERS = [
    ("motion: lender\nkeyframes: []\n", f"{AT}lender.yaml is not a score in space"),
    ("- nothing\n", f"{AT}lender.yaml is not a score in space"),
    (
        LENDER.replace("poses:\n", "poses_from: third.yaml\nposes:\n"),
        f"{AT}lender.yaml has poses from 'third.yaml' itself",
    ),
    (
        LENDER.replace("poses:\n", "poses_from: borrower.yaml\nposes:\n"),
        f"{AT}lender.yaml has poses from 'borrower.yaml' itself",
    ),
    (
        LENDER.replace("palm: down", "palm: below"),
        "lender.yaml:5:59: error: 'below' is not a direction",
    ),
    (
        LENDER.replace("open: {", "open: {like: wide, "),
        "lender.yaml:5:16: error: there is no pose 'wide'",
    ),
    (LENDER.replace("poses:", "poses: ["), "lender.yaml:4:8: error: a bracket is not closed"),
]


@pytest.mark.parametrize(("lender", "wanted"), LENDERS, ids=[wanted for _, wanted in LENDERS])
def test_a_score_that_cannot_lend_is_told_in_its_place(lender, wanted, told):
    asks, [problem] = told(lender=lender)
    assert asks is None
    assert problem.startswith(wanted)
    assert " — " in problem


def test_a_pose_of_one_name_in_both_is_told_with_both_places(told):
    own = f"poses_from: lender.yaml\nposes:\n{OPEN}"
    asks, problems = told(BORROWING.replace("poses_from: lender.yaml\n", own))
    assert asks is None
    assert problems == [
        "borrower.yaml:6:3: error: 'open' is there already: lender.yaml:5:3 — call it otherwise"
    ]


def test_a_misspelt_pose_is_looked_for_among_the_borrowed_ones_too(told):
    _, problems = told(BORROWING.replace("pose: open", "pose: opne"))
    assert problems == [
        "borrower.yaml:10:27: error: there is no pose 'opne' — did you mean 'open'?"
    ]


@pytest.fixture
def borrowing(once):
    """A score that has its poses from another one, worked out in no time, and how often."""
    path, times = once
    path.write_text(BORROWING.replace("motion: borrower", "motion: steps"), encoding="utf-8")
    path.with_name("lender.yaml").write_text(LENDER, encoding="utf-8")
    return path, times


def test_a_change_of_the_score_that_lends_poses_makes_what_is_kept_stale(borrowing):
    path, times = borrowing
    lender = path.with_name("lender.yaml")
    work_out(path)
    assert kept_score(path)
    lender.write_text(lender.read_text().replace("height: 94", "height: 93"))
    assert kept_score(path) is None
    work_out(path)
    assert kept_score(path)
    lender.unlink()
    assert kept_score(path) is None
    assert len(times) == 2


def test_a_score_with_lent_poses_is_found_again_in_the_users_cache(borrowing, tmp_path):
    path, _ = borrowing
    path.with_name("steps.compiled.npz").mkdir()  # nothing can be put in its place
    work_out(path)
    assert kept_score(path).arrays.parent == tmp_path / "cache/moderator/motions"


def test_a_score_with_poses_of_its_own_alone_names_no_other_file(once):
    path, _ = once
    work_out(path)
    kept = json.loads(path.with_name("steps.manifest.json").read_bytes())
    assert list(kept) == ["made_of", "problems", "manifest"]
