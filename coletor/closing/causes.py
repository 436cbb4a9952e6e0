"""The cause of most refusals, without reading every refused contact."""

from collections import Counter
from dataclasses import dataclass

from coletor.contact.document import pattern_of
from coletor.model import load_model
from coletor.store import Database
from coletor.webservice.codes import explain

_CAUSES = """
SELECT COALESCE(r.code, ''), COALESCE(r.path, ''), COUNT(*), MAX(r.message), MAX(o.id)
    FROM operation o JOIN rejection r ON r.operation_id = o.id
    WHERE o.state = 'rejeitado' GROUP BY r.code, r.path
"""


@dataclass(frozen=True, slots=True)
class MainCause:
    """The cause that most refusals have.

    Args:
        message: what a person does about it.
        count: how many refusals have it.
    """

    message: str
    count: int


def main_cause(db: Database) -> MainCause | None:
    """Return the most frequent cause of what the service refused, None without any.

    Args:
        db: a connection inside a transaction.
    """
    counts: Counter[tuple[str, str]] = Counter()
    samples: dict[tuple[str, str], tuple[str, int]] = {}
    for code, path, count, words, operation in db.execute(_CAUSES).fetchall():
        key = (code, pattern_of(path))
        counts[key] += count
        samples.setdefault(key, (words or "", operation))
    if not counts:
        return None
    key, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    words, operation = samples[key]
    row = db.execute(
        "SELECT c.model FROM operation o JOIN contact c ON c.uuid = o.uuid WHERE o.id = ?",
        [operation],
    ).fetchone()
    plain = explain(key[0], load_model(row[0]))[1]
    return MainCause(plain if key[0] or not words else words, count)
