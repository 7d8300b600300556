import re
from pathlib import Path

import pytest

from moderator.engine.lifecycle import diagram
from moderator.show.load import load

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_diagram_of_the_state_machine_is_the_machine():
    page = (ROOT / "docs/lifecycle.md").read_text(encoding="utf-8")
    assert page.split("```mermaid\n")[1].split("\n```")[0].splitlines() == list(diagram())


def test_the_show_in_the_readme_is_sound_and_twenty_lines(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [show] = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "show.yaml").write_text(show, encoding="utf-8")
    assert [str(problem) for problem in load(str(tmp_path), "simulator").problems] == []
    assert len(show.splitlines()) <= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
