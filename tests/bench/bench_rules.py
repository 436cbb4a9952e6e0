"""Speed of the full catalogue, bytes in and findings out, against jsonschema and lxml.

Run: python tests/bench/bench_rules.py [contacts] [runs]. All work on the same contacts, one after
the other in each run; medians of the runs with their spread, in processor time. Asserts nothing,
because machines differ. With ../shared there, SIGTAP and the other tables are real.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema
from bench_contacts import TODAY, Document, as_bytes, sample, tables
from lxml import etree

from coletor import resources
from coletor.exchange.decoding import DECODER
from coletor.model import load_model
from coletor.model.jsonschema import document_schema
from coletor.rules import Checker
from coletor.webservice.encoding import encode
from coletor.webservice.names import load_wire

Work = tuple[str, Callable[[bytes], object], Sequence[bytes]]


def xml_of(documents: list[Document]) -> list[bytes]:
    """Return the bodies of ``incluir`` of the same contacts."""
    model, wire = load_model("cmd-2017"), load_wire()
    return [encode(model, wire, one).body for one in documents]


def measure(works: Sequence[Work], runs: int) -> dict[str, list[float]]:
    """Return microseconds a contact of each run; the works take turns in every run."""
    times: dict[str, list[float]] = {name: [] for name, _, _ in works}
    for _ in range(runs):
        for name, work, data in works:
            started = time.process_time()
            for one in data:
                work(one)
            times[name].append((time.process_time() - started) / len(data) * 1e6)
    return times


def keystroke(checker: Checker, example: Document) -> list[float]:
    """Return milliseconds of a re-check after one value of a form with 20 procedures changed."""
    row = example["procedimentos"][0]
    example["procedimentos"] = [row | {"quantidade": number + 1} for number in range(20)]
    previous = checker.check(example)
    times = []
    for number in range(1000):
        example["procedimentos"][7]["quantidade"] = number + 1
        started = time.perf_counter()
        previous = checker.check_roles(example, ["quantidade"], previous)
        times.append((time.perf_counter() - started) * 1e3)
    return sorted(times)


def worst(checker: Checker, example: Document) -> None:
    """Print seconds for one contact of the worst kinds."""
    row = example["procedimentos"][0]
    hostile = {
        "10,000 equal procedures": example | {"procedimentos": [row] * 10_000},
        "10,000 empty procedures": example | {"procedimentos": [{}] * 10_000},
        "100,000 unknown keys": example | {f"k{number}": 1 for number in range(100_000)},
        "1 MB of text a person's field": example
        | {"individuo": dict.fromkeys(example["individuo"], "x" * 10**6)},
    }
    for name, document in hostile.items():
        started = time.process_time()
        found = len(checker.check(document))
        taken = time.process_time() - started
        print(f"{name:34} {taken:8.2f} s   {found} findings")  # noqa: T201


def tell(name: str, times: list[float]) -> None:
    middle = statistics.median(times)
    print(f"{name:34} {middle:8.1f} us  ({min(times):.1f} to {max(times):.1f})")  # noqa: T201


def tell_ratio(what: str, theirs: list[float], ours: list[float]) -> None:
    """Print how often our rate is theirs, run by run."""
    ratios = sorted(their / our for their, our in zip(theirs, ours, strict=True))
    middle = statistics.median(ratios)
    print(f"rate against {what:21} {middle:8.2f}     ({ratios[0]:.2f} to {ratios[-1]:.2f})")  # noqa: T201


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    model = load_model("cmd-2017")
    validator = jsonschema.Draft202012Validator(document_schema(model))
    schema = etree.XMLSchema(etree.parse(resources.path("webservice", "servico.xsd")))
    with tempfile.TemporaryDirectory() as name:
        library = tables(Path(name))
        documents = sample(model, library, count)
        data, bodies = as_bytes(documents), xml_of(documents)
        checker = Checker(model, tables=library, today=TODAY)
        wrong = sum(bool(checker.check(one)) for one in documents)
        print(f"{count} contacts, {wrong} with findings, {len(data[0])} bytes the first")  # noqa: T201
        times = measure(
            [
                ("checker, json.loads", lambda one: checker.check(json.loads(one)), data),
                (
                    "checker, strict reading",
                    lambda one: checker.check(DECODER.decode(one.decode())),
                    data,
                ),
                ("jsonschema", lambda one: list(validator.iter_errors(json.loads(one))), data),
                ("lxml + XSD", lambda one: schema.validate(etree.fromstring(one)), bodies),
                ("json.loads alone", json.loads, data),
            ],
            runs,
        )
        for work, taken in times.items():
            tell(work, taken)
        for other in ("jsonschema", "lxml + XSD"):
            tell_ratio(other, times[other], times["checker, json.loads"])
        worst(checker, documents[0])
        taken = keystroke(checker, documents[0])
        print(f"keystroke, 20 procedures: p50 {taken[500]:.2f} ms, p99 {taken[990]:.2f} ms")  # noqa: T201
        library.close()


if __name__ == "__main__":
    main()
