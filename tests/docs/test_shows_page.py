import json
from typing import get_args

import pytest
from pydantic import BaseModel
from tests.docs.pages import code_words, examples, of_sort, page, put_together, sort_of, table

from moderator.cli import main
from moderator.cues.cue import KINDS as KINDS_OF_CUE
from moderator.document import Problems
from moderator.document.annotations import keys_of
from moderator.knowledge.sheet import read_facts
from moderator.knowledge.sources.source import LIVE
from moderator.motion.compile import compiled
from moderator.motion.score import Score
from moderator.music import read_music
from moderator.show.load import load
from moderator.show.model import Show
from moderator.values.quantity import KINDS, parse_value

PAGE = "shows.md"
CUES = of_sort(PAGE, "cue")
HEADS = of_sort(PAGE, "head")
SOURCES = [head for head in HEADS if head.startswith("hosts:")]
MATERIALS = [head for head in HEADS if head.startswith(("people:", "defaults:"))]


def first_words(block):
    return block.splitlines()[0]


def problems_of(folder):
    """All but the facts of the page's sheet that the part in hand has no line for."""
    problems = load(str(folder), "simulator").problems
    return [str(problem) for problem in problems if problem.code != "unused-fact"]


@pytest.mark.parametrize("show", of_sort(PAGE, "show"), ids=first_words)
def test_a_whole_show_is_sound(show, tmp_path):
    (tmp_path / "show.yaml").write_text(show, encoding="utf-8")
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize("cues", CUES, ids=first_words)
def test_cues_are_sound_in_a_show_with_the_pages_people_and_facts(cues, tmp_path):
    heads = [*MATERIALS, *SOURCES] if "{weather." in cues else MATERIALS
    assert problems_of(put_together(tmp_path, [cues], heads)) == []


@pytest.mark.parametrize("head", HEADS, ids=first_words)
def test_keys_of_the_head_are_sound_in_a_show_with_the_pages_cues(head, tmp_path):
    heads = [*MATERIALS, *SOURCES, *([] if head in (*MATERIALS, *SOURCES) else [head])]
    assert problems_of(put_together(tmp_path, CUES, heads)) == []


def test_all_of_the_page_together_is_a_show_that_reaches_its_end(tmp_path, capsys):
    folder = put_together(tmp_path, CUES, HEADS)
    assert problems_of(folder) == []
    assert main(["rehearse", str(folder), "--out", str(tmp_path / "out"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ended"] == "finished"
    assert told["cues"]["failed"] == 0


def test_there_is_an_example_of_every_kind_of_cue(tmp_path):
    show = load(str(put_together(tmp_path, CUES, MATERIALS)), "simulator").show
    shown = {action.kind for act in show.acts for cue in act.cues for action in cue.actions()}
    assert shown == KINDS_OF_CUE.keys()


@pytest.mark.parametrize("sheet", of_sort(PAGE, "facts.yaml"), ids=first_words)
def test_facts_are_read(sheet, tmp_path):
    (tmp_path / "facts.yaml").write_text(sheet, encoding="utf-8")
    problems = Problems()
    facts = read_facts(tmp_path / "facts.yaml", "facts.yaml", problems)
    assert list(problems) == []
    assert all(facts.find(name).as_of and facts.find(name).source for name in facts.names())


def test_motions_compile(tmp_path):
    motions = {sort_of(b): b for b in examples(PAGE) if sort_of(b).startswith("motions/")}
    assert motions
    for file, motion in motions.items():
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(motion, encoding="utf-8")
        problems = Problems()
        assert compiled(path, file, problems), list(problems)
        assert len(motion.splitlines()) <= 11


@pytest.mark.parametrize("piece", of_sort(PAGE, "music/rain.yaml"), ids=first_words)
def test_music_is_read(piece, tmp_path):
    (tmp_path / "rain.yaml").write_text(piece, encoding="utf-8")
    problems = Problems()
    assert read_music(tmp_path / "rain.yaml", "music/rain.yaml", problems), list(problems)


VALUES = table(PAGE, "| kind | written | said |")


@pytest.mark.parametrize(("kind", "written", "said"), VALUES)
def test_a_value_is_said_as_the_page_has_it(kind, written, said):
    assert parse_value(kind, written.strip('"')).said() == said


def test_the_page_has_every_kind_of_value_and_every_live_fact():
    assert {kind for kind, *_ in VALUES} == set(KINDS)
    assert all(f"`{{{name}}}`" in page(PAGE) for name in LIVE)


BITES = table(PAGE, "| not | but | why |")


@pytest.mark.parametrize(("wrong", "right", "why"), BITES)
def test_what_yaml_bites_is_found_and_the_way_out_is_sound(wrong, right, why, tmp_path):
    def problems(line):
        gestures = "  gestures: {bow: bow}\n" if "[mark: bow]" in line else ""
        other = "" if line.startswith(("speak:", "wait:")) else "  move: bow\n"
        cue = f'- cue: "1"\n{other}{gestures}  {line}\n'
        return problems_of(put_together(tmp_path, [cue], MATERIALS))

    assert problems(wrong)
    assert problems(right) == []


def models(annotation):
    """Every model that an annotation leads to."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models(info.annotation)
    for inner in get_args(annotation):
        yield from models(inner)


@pytest.mark.parametrize("whole", [Show, Score])
def test_every_key_is_on_the_page(whole):
    known = {key for model in models(whole) for key in keys_of(model)}
    assert known <= code_words(PAGE)
