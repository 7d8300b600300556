import re
import shutil
import subprocess

import pytest
from tests.console.page.browser import PAGE

HERE = PAGE.parents[3] / "tests/console/page"
WORDS = re.compile(r"^  (\w+): [\"`](.*)[\"`],$", re.MULTILINE)
NAMES = re.compile(r"\{\w+\}")
SENTENCES = re.compile(r'^  \[\s*"(.*?)",\s*"(.*?)",?\s*\],$', re.MULTILINE)
SOURCES = (PAGE.parents[1], PAGE.parents[3] / "simulator")
CLAUSES = re.compile(r"\{\w+\}|[:;,()]")
COMPOSED = {
    "of the last GO",
    "of the last answer",
    "the show is not locked",
    "it comes before the standby",
    "elsewhere made nothing of it",
    "the audio gate hears nothing",
    "live operator",
    "http operator",
}
"""What the program puts together of words that stand apart in it."""


def words(language):
    return dict(WORDS.findall((PAGE / f"words/{language}.js").read_text("utf-8")))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="there is no npm here")
def test_the_types_of_the_page_are_right(tmp_path):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, tmp_path)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(tmp_path)]
    installing = subprocess.run(npm, check=False, capture_output=True, text=True)
    if installing.returncode:
        pytest.skip(f"npm installs nothing here: {installing.stderr.strip()[:200]}")
    tsc = [tmp_path / "node_modules/.bin/tsc", "--project", HERE]
    checked = subprocess.run(tsc, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_both_languages_have_the_same_words():
    english, chinese = words("en"), words("zh")
    assert english.keys() == chinese.keys()
    for word, text in english.items():
        assert sorted(NAMES.findall(text)) == sorted(NAMES.findall(chinese[word])), word


def test_every_sentence_is_one_that_the_program_says():
    said = "".join(path.read_text("utf-8") for folder in SOURCES for path in folder.rglob("*.py"))
    said = re.sub(r'"\s*\n\s*f?"', "", said)
    written = SENTENCES.findall((PAGE / "words/sentences_zh.js").read_text("utf-8"))
    clauses = {clause.strip() for english, _ in written for clause in CLAUSES.split(english)}
    assert {clause for clause in clauses if " " in clause and clause not in said} == COMPOSED
    for english, chinese in written:
        assert set(NAMES.findall(chinese)) <= set(NAMES.findall(english)), english


def test_every_word_that_the_html_names_is_there():
    named = re.compile(r'data-(?:word|label)="(\w+)"')
    used = {word for page in PAGE.glob("*.html") for word in named.findall(page.read_text("utf-8"))}
    assert used <= words("en").keys()


def test_no_page_takes_anything_from_elsewhere():
    for path in (path for path in PAGE.rglob("*") if path.suffix in (".html", ".css", ".js")):
        text = path.read_text("utf-8")
        assert not re.search(r"(?:src|href|import|url\()\s*[=(]?\s*[\"']?https?://", text), path
        assert "innerHTML" not in text, path


def test_the_words_are_in_order():
    for language in ("en", "zh"):
        names = list(words(language))
        assert names == sorted(names), language
