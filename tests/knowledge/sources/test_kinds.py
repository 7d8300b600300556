"""Files and feeds, as they lie there and as they break."""

import os
import sys
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.knowledge.sources import host as hosts
from tests.knowledge.sources.conftest import NOW, PLAN

from moderator.errors import SourceSilent
from moderator.knowledge.sources.kinds import FeedSource, FileSource, from_feed
from moderator.knowledge.sources.plan import Pick
from moderator.knowledge.sources.web import Web

VISITORS = Pick("[?hall=='2'] | [0].visitors", "count", "{} visitors", "1")


@pytest.fixture
def file_source(tmp_path, kept):
    def made(name, text, pick=VISITORS, **changes):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        plan = replace(PLAN, name="hall", kind="file", where=name, picks={"visitors": pick},
                       as_of=None, **changes)  # fmt: skip
        return FileSource(plan, kept, lambda: NOW, tmp_path)

    return made


async def test_a_csv_file_is_rows_of_keys_and_values_as_of_when_it_was_written(
    file_source, told, tmp_path
):
    hall = file_source("hall.csv", '\ufeffhall,visitors\n1,20\n2,"1,250"\n')
    os.utime(tmp_path / "hall.csv", (1757484000, 1757484000))
    await hall.prepare(told)
    assert hall.read("visitors").value.written() == "1,250 visitors"
    assert hall.read("visitors").as_of == datetime(2025, 9, 10, 6, tzinfo=UTC)


async def test_a_json_file_is_read_again_when_it_has_changed(file_source, told, tmp_path):
    hall = file_source("hall.json", '{"visitors": 12}', replace(VISITORS, at="visitors"))
    await hall.prepare(told)
    (tmp_path / "hall.json").write_text('{"visitors": 13}')
    await hall.refresh(told)
    assert hall.read("visitors").value.written() == "13 visitors"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("hall.json", None, "is no file in the show's folder"),
        ("hall.json", '{"visitors": ', "is not JSON"),
        ("hall.csv", "hall,visitors\n1,20\n", "there is nothing at that place"),
        ("hall.csv", 'hall,visitors\n2,"20', "is not CSV"),
        ("hall.csv", "x" * 2000, "has more than 1000 bytes"),
        ("../hall.csv", None, "is no file in the show's folder"),
    ],
)
async def test_a_bad_file_is_told(name, text, why, file_source, told):
    await file_source(name, text, most_bytes=1000).prepare(told)
    assert why in told[0][1]


async def test_a_link_out_of_the_folder_is_not_followed(file_source, told, tmp_path):
    hall = file_source("hall.json", None, replace(VISITORS, at="visitors"))
    outside = tmp_path.parent / f"{tmp_path.name}-outside.json"
    outside.write_text('{"visitors": 12}')
    (tmp_path / "hall.json").symlink_to(outside)
    await hall.prepare(told)
    assert "is no file in the show's folder" in told[0][1]


RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Robots &lt;b&gt;dance&lt;/b&gt; {clock.time} [mark: bow]</title>
<link>http://elsewhere.example.org/</link>
<pubDate>Wed, 10 Sep 2025 06:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<updated>2025-09-10T06:00:00Z</updated>
<entry><title type="html">Robots &lt;i&gt;dance&lt;/i&gt;</title>
<updated>2025-09-10T05:00:00Z</updated></entry></feed>"""


@pytest.mark.real_time
async def test_the_words_of_a_feed_are_quoted_and_obeyed_by_nothing(host, kept, told):
    host.answer = hosts.body(RSS)
    picks = {"headline": Pick("entries[0].title", "text", "{}", "x")}
    plan = replace(PLAN, name="news", kind="feed", where=host.at(), picks=picks,
                   as_of="entries[0].published")  # fmt: skip
    async with aclosing(Web([host.name])) as web:
        news = FeedSource(plan, kept, lambda: NOW, web)
        await news.prepare(told)
    assert news.read("headline").value.written() == "“Robots dance clock.time mark: bow”"
    assert news.read("as_of").value.written() == "14:00"
    assert told == []


def test_an_atom_feed_has_the_same_keys():
    feed = from_feed(ATOM)
    assert (feed["title"], feed["updated"]) == ("News", "2025-09-10T06:00:00+00:00")
    assert feed["entries"][0]["updated"] == "2025-09-10T05:00:00+00:00"


def test_a_feed_cannot_bring_in_a_file_or_swell(tmp_path):
    (tmp_path / "secret").write_text("not for the hall")
    swells = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    for entity in (f'<!ENTITY e SYSTEM "file://{tmp_path}/secret">', f'<!ENTITY e0 "ha">{swells}'):
        feed = f"<!DOCTYPE rss [{entity}]><rss version='2.0'><channel><title>&e;&e11;</title>"
        told = str(from_feed(f"{feed}</channel></rss>".encode()))
        assert "hall" not in told
        assert len(told) < 1000


@pytest.mark.parametrize("raw", [b"", b"<html><p>No feed</p></html>", b'{"a": 1}', b"\xff" * 50])
def test_what_is_no_feed_is_refused(raw):
    with pytest.raises(SourceSilent, match="no feed"):
        from_feed(raw)


def test_without_what_reads_feeds_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(SourceSilent, match=r"install moderator\[feeds\]"):
        from_feed(RSS)
