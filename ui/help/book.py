"""The manual as pages: what a page is, and those that are written in ``resources/manual``.

A topic names a page: the stem of a file (``03-enviar``), ``campo/MODEL/PATH`` (``?RULE`` behind it
puts first what that rule says there now), ``regra/ID``, ``campos/MODEL`` or ``teclas``;
``#anchor`` behind a topic names a place in the page.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from coletor import resources

INDEX = "README"
KEYS = "teclas"
RULES = "regras"
_HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((\d\d-[\w-]+|\w+)\.md\)")
_MARKS = re.compile(r"[*`]|\[([^\]]*)\]\([^)]*\)")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Heading:
    """A heading of a page.

    Args:
        level: 1 for the page's title.
        title: its words, without marks.
        anchor: what a link names it by.
        offset: where its line begins in the page's text.
    """

    level: int
    title: str
    anchor: str
    offset: int


@dataclass(frozen=True)
class Page:
    """A page of the manual.

    Args:
        topic: what names it.
        markdown: its text.
    """

    topic: str
    markdown: str

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, the title first; an anchor that would come twice gets a number."""
        found: list[Heading] = []
        taken: dict[str, int] = {}
        for match in _HEADING.finditer(self.markdown):
            title = bare(match[2])
            anchor = anchor_of(title)
            taken[anchor] = taken.get(anchor, -1) + 1
            anchor = f"{anchor}-{taken[anchor]}" if taken[anchor] else anchor
            found.append(Heading(len(match[1]), title, anchor, match.start()))
        return tuple(found)

    @property
    def title(self) -> str:
        """The page's title."""
        return self.headings[0].title


def bare(words: str) -> str:
    """Return words without Markdown's marks."""
    return re.sub(r"\\(.)", r"\1", _MARKS.sub(lambda match: match[1] or "", words)).strip()


def plain(words: str) -> str:
    """Return words so that Markdown shows them letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~])", r"\\\1", words)


def anchor_of(title: str) -> str:
    """Return what a link names a heading by, as the usual viewers of Markdown do."""
    return _NOT_IN_ANCHOR.sub("", title.lower()).strip().replace(" ", "-")


def split(topic: str) -> tuple[str, str]:
    """Return a topic's page and the place in it, empty for its beginning."""
    page, _, anchor = topic.partition("#")
    return page, anchor


@cache
def written() -> tuple[Page, ...]:
    """Return the written pages: the index, those it names in its order, then any other."""
    folder = resources.path("manual")
    index = Page(INDEX, _read(INDEX))
    named = list(dict.fromkeys(_LINK.findall(index.markdown)))
    there = sorted(file.stem for file in folder.glob("*.md") if file.stem != INDEX)
    order = [stem for stem in named if stem in there]
    order += [stem for stem in there if stem not in order]
    return (index, *(Page(stem, _read(stem)) for stem in order))


def _read(stem: str) -> str:
    return resources.path("manual", f"{stem}.md").read_text(encoding="utf-8")


@cache
def screen_pages() -> dict[str, str]:
    """Return the topic of every screen, by the screen's id."""
    file = resources.path("manual", "telas.toml")
    return dict(tomllib.loads(file.read_text(encoding="utf-8")))
