"""Speed of the full catalogue, bytes in and findings out, against jsonschema on the same contacts.

Run: python tests/bench/bench_rules.py [contacts]. Prints medians of seven runs with their spread;
asserts nothing, because machines differ. With ../shared there, SIGTAP and CID-10 are real.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import TODAY, contacts

from coletor.model import Element, Kind, Model, load_model
from coletor.rules import Checker
from coletor.terminology import Library, import_paths

RUNS = 7
SHARED = Path(__file__).resolve().parents[3] / "shared"


def schema_of(model: Model) -> dict[str, Any]:
    """Return a plain JSON Schema of the model's documents: types, values, forms, occurrence."""
    root: dict[str, Any] = {"type": "object", "properties": {}, "required": ["modelo", "uuid"]}
    root["properties"] = {"modelo": {"const": model.id}, "uuid": {"pattern": "^[0-9a-f-]{36}$"}}
    for element in model.leaves:
        here = root
        *steps, key = element.path.split(".")
        for step in steps:
            here = _step(here, step)
        here["properties"][key] = _value(element)
        if element.minimum:
            here["required"].append(key)
    return root


def _step(here: dict[str, Any], step: str) -> dict[str, Any]:
    name = step.removesuffix("[]")
    inner = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    wrapped = {"type": "array", "minItems": 1, "items": inner} if step != name else inner
    found = here["properties"].setdefault(name, wrapped)
    return found.get("items", found)


def _value(element: Element) -> dict[str, Any]:
    if element.kind is Kind.CODE:
        return {"enum": list(element.values)}
    if element.kind is Kind.INTEGER:
        return {"type": "integer", "minimum": 1}
    if element.kind is Kind.DATE:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}-\d{2})?$"}
    lengths = {Kind.CNS: 15, Kind.CNES: 7, Kind.INE: 10, Kind.CEP: 8}
    if element.kind in lengths:
        return {"type": "string", "pattern": rf"^\d{{{lengths[element.kind]}}}$"}
    return {"type": "string", "minLength": 1, "maxLength": element.length or 40}


def sample(model: Model, count: int) -> list[bytes]:
    """Return generated contacts as bytes."""
    found: list[bytes] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(contacts(model))
    def collect(document: dict[str, Any]) -> None:
        found.append(json.dumps(document, ensure_ascii=False).encode())

    collect()
    return found


def measure(work: Callable[[bytes], object], data: list[bytes]) -> list[float]:
    """Return microseconds a contact of each run."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        for one in data:
            work(one)
        times.append((time.perf_counter() - started) / len(data) * 1e6)
    return times


def tell(name: str, times: list[float]) -> float:
    middle = statistics.median(times)
    print(f"{name:32} {middle:9.1f} us  ({min(times):.1f} to {max(times):.1f})")  # noqa: T201
    return middle


def tables(folder: Path) -> Library:
    """Return real tables where they are, the demonstration otherwise."""
    if (SHARED / "data").is_dir():
        package = SHARED / "data/sigtap/TabelaUnificada_202607_v2607101010.zip"
        import_paths([package, SHARED / "data/cid10"], folder)
    return Library(folder, demonstration=True)


def keystroke(checker: Checker) -> list[float]:
    """Return milliseconds of a re-check after one value of a form with 20 procedures changed."""
    example = json.loads(max(sample(checker.model, 50), key=len))
    row = example["procedimentos"][0]
    example["procedimentos"] = [row | {"quantidade": number + 1} for number in range(20)]
    previous = checker.check(example)
    times = []
    for number in range(300):
        example["procedimentos"][7]["quantidade"] = number + 1
        started = time.perf_counter()
        previous = checker.check_roles(example, ["quantidade"], previous)
        times.append((time.perf_counter() - started) * 1e3)
    return sorted(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    model = load_model("cmd-2017")
    data = sample(model, count)
    validator = jsonschema.Draft202012Validator(schema_of(model))
    with tempfile.TemporaryDirectory() as name:
        library = tables(Path(name))
        checker = Checker(model, tables=library, today=date.fromisoformat(str(TODAY)))
        ours = tell(
            "checker (whole catalogue)", measure(lambda b: checker.check(json.loads(b)), data)
        )
        theirs = tell(
            "jsonschema (form only)",
            measure(lambda b: list(validator.iter_errors(json.loads(b))), data),
        )
        tell("json.loads alone", measure(json.loads, data))
        print(f"ratio: {theirs / ours:.1f} times as fast as jsonschema, {len(data)} contacts")  # noqa: T201
        times = keystroke(checker)
        print(f"keystroke, 20 procedures: p50 {times[150]:.2f} ms, p99 {times[296]:.2f} ms")  # noqa: T201
        library.close()


if __name__ == "__main__":
    main()
