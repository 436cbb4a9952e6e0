"""Searching the manual: every word typed must be in a section; accents and case do not matter."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from coletor import clock
from coletor.messages import text
from coletor.model.library import in_force
from ui.help.book import INDEX, KEYS, Page, bare, written
from ui.help.pages import page_of
from ui.help.topics import FIELD, field_topic

SHOWN = 40
_BEFORE, _AROUND = 40, 150


@dataclass(frozen=True)
class Section:
    """What stands under one heading.

    Args:
        topic: the page, and the heading's anchor behind ``#``.
        title: the heading.
        page: the page's title; empty where the heading is that title.
        words: its text without marks.
    """

    topic: str
    title: str
    page: str
    words: str


@dataclass(frozen=True)
class Hit:
    """One place that was found.

    Args:
        topic: opens the place.
        title: its heading.
        page: the page's title, empty where it is the same.
        excerpt: the words around what was sought.
    """

    topic: str
    title: str
    page: str
    excerpt: str


def fold(words: str) -> str:
    """Return words without accents and capitals, letter for letter: places stay the same."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in words)


def wanted(typed: str) -> list[str]:
    """Return the folded words of what was typed."""
    return fold(typed).split()


def search(typed: str, here: str = "") -> list[Hit]:
    """Return the places that have every word, those in a heading and those of a page first.

    Args:
        typed: what was typed so far.
        here: topic of the page in view, whose places come first.
    """
    words = wanted(typed)
    if not words:
        return []
    found: list[tuple[int, int, Hit]] = []
    for order, (section, title, body) in enumerate(_index()):
        if not all(word in title or word in body for word in words):
            continue
        rank = 0 if all(word in title for word in words) else 2
        away = 0 if section.topic.partition("#")[0] == here else 1
        found.append((rank + away, order, _hit(section, body, words)))
    return [hit for _, _, hit in sorted(found, key=lambda item: item[:2])[:SHOWN]]


def _hit(section: Section, body: str, words: list[str]) -> Hit:
    places = [place for place in (body.find(word) for word in words) if place >= 0]
    first = min(places, default=0)
    start = max(0, first - _BEFORE)
    if start:
        start = section.words.find(" ", start, first + 1) + 1 or start
    end = start + _AROUND
    cut = section.words[start:end].strip()
    before, after = "…" if start else "", "…" if end < len(section.words) else ""
    return Hit(section.topic, section.title, section.page, f"{before}{cut}{after}")


@cache
def _index() -> tuple[tuple[Section, str, str], ...]:
    sections = [part for page in pages() for part in sections_of(page)]
    return tuple((part, fold(part.title), fold(part.words)) for part in sections)


def prepare() -> None:
    """Read everything that is searched; called off the GUI thread before the first search."""
    _index()


def pages() -> list[Page]:
    """Return every page that is searched: the manual, the keys, the fields of today's model."""
    model = in_force(clock.today())
    topics = [KEYS, *(field_topic(model, one.path) for one in model.leaves)]
    made = [page for page in map(page_of, topics) if page is not None]
    return [page for page in written() if page.topic != INDEX] + made


def sections_of(page: Page) -> list[Section]:
    """Return the sections of a page; those of a field are one, named as a field."""
    if page.topic.startswith(f"{FIELD}/"):
        title = text("help.search.field", label=page.title)
        return [Section(page.topic, title, "", _words(page.markdown))]
    found = []
    ends = [heading.offset for heading in page.headings[1:]] + [len(page.markdown)]
    for heading, end in zip(page.headings, ends, strict=True):
        body = page.markdown[heading.offset : end].partition("\n")[2]
        anchor = f"#{heading.anchor}" if heading.level > 1 else ""
        above = page.title if heading.level > 1 else ""
        found.append(Section(page.topic + anchor, heading.title, above, _words(body)))
    return found


def _words(markdown: str) -> str:
    lines = (line.lstrip("#>-|0123456789. ") for line in markdown.splitlines())
    kept = [bare(line).replace("|", " ") for line in lines if not line.startswith("![")]
    return " ".join(" ".join(kept).split())
