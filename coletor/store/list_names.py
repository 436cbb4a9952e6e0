"""Names by any of their words: who is not called so at the beginning is known by the register."""

from dataclasses import dataclass

from coletor.store.list_keys import Course, looked_up, ordered

MOST = 1000
"""Contacts of what the register found, at most: the latest typed."""
_KNOWN = (
    "SELECT id FROM (SELECT id FROM contact_list INDEXED BY {index} WHERE {column} IN ({places})"
    " ORDER BY id DESC LIMIT ?)"
)
_DRAFTS = "SELECT id FROM contact_list INDEXED BY contact_list_draft WHERE draft_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class People:
    """Who the register knows by the words of a text.

    Args:
        names: folded names.
        numbers: their CNS.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def named_query(
    course: Course, beginning: Course, people: People, words: list[str]
) -> tuple[str, list[object]]:
    """Return the SQL of the numbers of all rows of a name, sorted; its values.

    They are those whose name begins with a text, those of people whom the register knows by its
    words, and drafts, whose people no register knows yet.

    Args:
        course: the order, with the facets and what else is wanted looked up.
        beginning: the stretch of the names that begin with the text.
        people: whom the register knows.
        words: the folded words; each begins a word of the name.
    """
    inside = " AND ".join("instr(' ' || by_patient, ?) > 0" for _ in words)
    found = [
        f"SELECT id FROM contact_list INDEXED BY {beginning.sort.whole_index}"
        f" WHERE {beginning.sort} >= ? AND {beginning.sort} < ?",
        f"{_DRAFTS} AND {inside}",
    ]
    values: list[object] = [beginning.low, beginning.high, *(f" {word}" for word in words)]
    known = {"by_patient": people.names, "by_cns": people.numbers}
    indexes = {"by_patient": "contact_list_patient", "by_cns": "contact_list_number"}
    for column, said in known.items():
        if said:
            places = ", ".join("?" * len(said))
            found.append(_KNOWN.format(index=indexes[column], column=column, places=places))
            values += [*said, MOST]
    conditions, further = looked_up(course)
    if course.facets is not None:
        conditions.append(f"+w.facet IN ({', '.join(map(str, course.facets))})")
    where = " AND ".join([f"w.id IN ({' UNION '.join(found)})", *conditions])
    sql = f"SELECT w.id FROM contact_list w WHERE {where} ORDER BY {ordered(course, 'w')}"
    return sql, [*values, *further]
