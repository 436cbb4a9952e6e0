"""Search in one package: walk the matches in static order, then rank the first few hundred."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from coletor.terminology.builder import slug
from coletor.terminology.errors import SearchInterrupted
from coletor.terminology.everyday import alternatives
from coletor.terminology.text import code_like, fold, query_words, variants

CANDIDATES = 140
"""Matches that are ranked; they come in the static order, short names first."""

EVERYDAY = 28
"""Of these, those for each other way of asking, such as "hipertensão" for "pressão alta"."""

MAX_FAVOURITES = 100

_LAST = "\U0010ffff"
_Rank = tuple[int, int, bool, bool, bool, int]
_Entry = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A term found, with what is needed to say whether it fits."""

    code: str
    name: str
    group: str
    valid_from: str
    valid_to: str
    synonym: str
    exact: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """One way of asking: words that must be there, and little ones that help the order."""

    words: tuple[tuple[str, ...], ...]
    little: tuple[str, ...]
    phrase: str
    everyday: bool = False

    def expression(self) -> str:
        """Return the full-text expression (the words hold letters and digits only)."""
        return " AND ".join(
            "(" + " OR ".join(f'"{start}"*' for start in _shortest(word)) + ")"
            for word in self.words
        )

    def answered_by(self, words: str) -> bool:
        """Tell whether words (a space before each) have all the beginnings asked for."""
        return all(any(f" {start}" in words for start in word) for word in self.words)

    def rank(self, entries: Iterable[_Entry]) -> Iterator[tuple[_Rank, int, str]]:
        """Yield how well each entry answers (smaller is better), its term and its synonym.

        Args:
            entries: place in the static order, term, synonym or empty, and its words with a space
                on either side of each.
        """
        # A letter or two begin a word; they are hardly ever the whole of one ("C/", "A").
        whole = self.words if len(self.phrase) > 3 else ()
        words = [[f" {form} " for form in word] for word in whole]
        single = [forms[0] for forms in words if len(forms) == 1]
        several = [forms for forms in words if len(forms) > 1]
        little = [f" {word} " for word in self.little]
        starts = tuple(f" {form}" for form in self.words[0])
        phrase, plain = self.phrase, not self.everyday
        for place, term, synonym, folded in entries:
            partial = 0
            for form in single:
                partial += form not in folded
            for forms in several:
                partial += not any(form in folded for form in forms)
            missing = int(phrase not in folded)
            for word in little:
                missing += word not in folded
            begins = not folded.startswith(starts)
            yield (partial, missing, begins, synonym != "", plain, place), term, synonym


def search(
    connection: sqlite3.Connection,
    table: str,
    text: str,
    limit: int,
    favourites: Collection[str] = (),
) -> list[Match]:
    """Return the terms that answer to a text, best first.

    Args:
        connection: an open package.
        table: table id.
        text: what was typed: a code with or without mask, or beginnings of words in any order.
        limit: most answers wanted.
        favourites: codes that come first where they answer, best loved first.

    Raises:
        SearchInterrupted: another thread asked to stop.
    """
    questions = _questions(table, text)
    if not questions:
        return []
    try:
        found: dict[int, str] = dict.fromkeys(_by_code(connection, table, text, limit), "")
        loved = _loved(connection, table, questions, list(favourites)[:MAX_FAVOURITES])
        found = {**_first(connection, table, text), **loved, **found}
        for term, synonym in _by_words(connection, table, questions):
            if len(found) >= limit:
                break
            found.setdefault(term, synonym)
        kept = dict(list(found.items())[:limit])
        return _load(connection, table, kept, code_like(text))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise SearchInterrupted from error
        raise


def _shortest(forms: tuple[str, ...]) -> list[str]:
    """Return the forms without those that another one begins: it finds them too."""
    return [
        form
        for form in forms
        if not any(form != other and form.startswith(other) for other in forms)
    ]


def _questions(table: str, text: str) -> list[_Question]:
    words, little = query_words(text)
    if not words:
        return []
    typed = fold(text).split()
    questions = [_question(words, little, typed)]
    for other in alternatives(table, typed):
        telling, small = query_words(" ".join(other))
        questions.append(_question(telling, small, other, everyday=True))
    return questions


def _question(
    words: list[str], little: list[str], typed: list[str], *, everyday: bool = False
) -> _Question:
    forms = tuple(variants(word) for word in words)
    return _Question(forms, tuple(little), " " + " ".join(typed), everyday)


def _by_code(connection: sqlite3.Connection, table: str, text: str, limit: int) -> Iterator[int]:
    """Yield the terms whose code begins with what was typed, the exact one first."""
    code = code_like(text)
    if not code:
        return
    rows = connection.execute(
        f"SELECT id FROM term_{slug(table)} WHERE code >= ? AND code < ? ORDER BY code LIMIT ?",
        (code, code + _LAST, limit),
    )
    for (term,) in rows:
        yield term


def _first(connection: sqlite3.Connection, table: str, text: str) -> dict[int, str]:
    """Return the terms whose whole code was typed."""
    rows = connection.execute(
        f"SELECT id FROM term_{slug(table)} WHERE code = ?", (code_like(text),)
    )
    return {term: "" for (term,) in rows}


def _loved(
    connection: sqlite3.Connection, table: str, questions: list[_Question], codes: list[str]
) -> dict[int, str]:
    """Return the favourites that answer, in the order in which they are loved."""
    if not codes:
        return {}
    name = slug(table)
    rows = connection.execute(
        f"SELECT t.code, t.id, e.synonym, e.folded FROM term_{name} t "
        f"JOIN entry_{name} e ON e.term = t.id WHERE t.code IN ({', '.join('?' * len(codes))}) "
        "ORDER BY e.id",
        codes,
    )
    found: dict[str, tuple[int, str]] = {}
    for code, term, synonym, folded in rows:
        words = f" {code.lower()}{folded}"
        if any(question.answered_by(words) for question in questions):
            found.setdefault(code, (term, synonym))
    return {found[code][0]: found[code][1] for code in codes if code in found}


def _by_words(
    connection: sqlite3.Connection, table: str, questions: Sequence[_Question]
) -> Iterator[tuple[int, str]]:
    """Yield terms and the synonym by which each was found, best first."""
    name = slug(table)
    ranked: list[tuple[_Rank, int, str]] = []
    own = CANDIDATES - EVERYDAY * sum(question.everyday for question in questions)
    for question in questions:
        rows = connection.execute(
            f"SELECT e.id, e.term, e.synonym, e.folded FROM words_{name} "
            f"JOIN entry_{name} e ON e.id = words_{name}.rowid "
            f"WHERE words_{name} MATCH ? ORDER BY words_{name}.rowid LIMIT ?",
            (question.expression(), EVERYDAY if question.everyday else max(own, EVERYDAY)),
        )
        ranked += question.rank(rows)
    ranked.sort()
    for _, term, synonym in ranked:
        yield term, synonym


def _load(
    connection: sqlite3.Connection, table: str, found: dict[int, str], code: str
) -> list[Match]:
    places = ", ".join("?" * len(found))
    rows = connection.execute(
        f"SELECT id, code, name, grouping, valid_from, valid_to FROM term_{slug(table)} "
        f"WHERE id IN ({places})",
        list(found),
    )
    loaded = {row[0]: row for row in rows}
    return [
        Match(
            code=loaded[term][1],
            name=loaded[term][2],
            group=loaded[term][3],
            valid_from=loaded[term][4],
            valid_to=loaded[term][5],
            synonym=synonym,
            exact=loaded[term][1] == code,
        )
        for term, synonym in found.items()
    ]
