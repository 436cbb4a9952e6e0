"""Files of contacts: every form, and every way a file can be broken, with the line."""

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.exchange import arrays
from coletor.exchange.reading import Read, read_contacts
from coletor.messages import text
from coletor.rules import find_rule


def read(tmp_path: Path, data: bytes | str) -> list[Read]:
    file = tmp_path / "contatos.json"
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return list(read_contacts(file))


def contact(**more: object) -> dict[str, object]:
    return {"modelo": "cmd-2017", "uuid": new_uuid(), **more}


def rules(found: list[Read]) -> list[tuple[int, str | None]]:
    return [(one.line, one.error.rule if one.error else None) for one in found]


def test_ndjson_with_blank_lines_bom_and_crlf(tmp_path: Path) -> None:
    one, two = contact(nome="José"), contact()
    data = f"\ufeff{json.dumps(one, ensure_ascii=False)}\r\n\r\n{json.dumps(two)}"
    found = read(tmp_path, data)
    assert [(r.line, r.document) for r in found] == [(1, one), (3, two)]


def test_one_object_on_one_line_or_over_many(tmp_path: Path) -> None:
    one = contact(lista=[{"a": 1}, {"b": 2}])
    for indent in (None, 1, 4):
        found = read(tmp_path, "\n" + json.dumps(one, indent=indent))
        assert [(r.line, r.document) for r in found] == [(2, one)]
    flat = json.dumps(one, indent=1).replace("\n ", "\n")
    assert [r.document for r in read(tmp_path, flat.replace("\n{", " {"))] == [one]


def test_an_array_with_the_line_of_each_contact(tmp_path: Path) -> None:
    one, two = contact(), contact()
    found = read(tmp_path, f"\ufeff[\n{json.dumps(one)},\n\n {json.dumps(two)}\n]\n")
    assert [(r.line, r.document) for r in found] == [(2, one), (4, two)]
    assert read(tmp_path, " [ ] ") == []


def test_values_that_are_no_objects_are_handed_on_to_the_checker(tmp_path: Path) -> None:
    assert [r.document for r in read(tmp_path, '[1, "a", null, [2]]')] == [1, "a", None, [2]]
    assert [r.document for r in read(tmp_path, '12\n"a"')] == [12, "a"]


def test_a_line_cut_in_half_is_one_finding_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [json.dumps(contact()) for _ in range(3)]
    lines[1] = lines[1][:20]
    found = read(tmp_path, "\n".join(lines))
    assert rules(found) == [(1, None), (2, "arquivo-json"), (3, None)]
    assert found[1].document is None
    assert "linha 2" in found[1].error.message  # type: ignore[union-attr]


def test_an_object_over_many_lines_cut_in_half_names_the_line(tmp_path: Path) -> None:
    whole = json.dumps(contact(a=1, b=2), indent=1)
    found = read(tmp_path, whole[: whole.index('"b"') + 3])
    assert [one.error.rule for one in found if one.error] == ["arquivo-json"]
    assert "linha 1 está cortado" in found[0].error.message  # type: ignore[union-attr]


def test_an_object_over_many_lines_cut_anywhere_is_said_to_be_cut(tmp_path: Path) -> None:
    whole = json.dumps(contact(a={"b": True}, c=[1.5, "\u00e9"]), indent=1)
    for end in range(whole.index("\n") + 3, len(whole) - 1):
        (found,) = read(tmp_path, whole[:end])
        assert found.error is not None
        assert "linha 1 está cortado" in found.error.message, whole[:end]
    wrong = read(tmp_path, whole.replace('"a":', '"a"'))[0].error
    assert wrong is not None
    assert "cortado: o" not in wrong.message


def test_a_file_without_a_name_is_named_by_its_path(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ColetorError, match=r"O arquivo \. não pôde ser lido: é uma pasta"):
        list(read_contacts(Path()))


def test_an_array_cut_at_every_byte_never_crashes_nor_invents(tmp_path: Path) -> None:
    documents = [contact(nome="ação"), contact(n=[1, 2.5, True, None])]
    data = json.dumps(documents, ensure_ascii=False, indent=1).encode("utf-8")
    for end in range(3, len(data)):
        found = read(tmp_path, data[:end])
        assert found[-1].error is not None
        assert all(one.document in documents for one in found[:-1])


def test_a_wrong_array_ends_with_the_line(tmp_path: Path) -> None:
    one = json.dumps(contact())
    for broken, line in ((f"[{one}\n{one}]", 2), (f"[{one},\n\n]", 3), (f"[{one},\n}}]", 2)):
        found = read(tmp_path, broken)
        assert rules(found) == [(1, None), (line, "arquivo-json")]
    assert rules(read(tmp_path, f"[{one}]\n x")) == [(1, None), (2, "arquivo-json")]
    assert rules(read(tmp_path, f"[{one},\n{one[:-3]} : ," + " " * 100)) == [
        (1, None), (2, "arquivo-json"),
    ]  # fmt: skip


def test_nan_repeated_keys_nesting_and_numbers_of_thousands_of_digits(tmp_path: Path) -> None:
    for bad, rule in (
        ('{"a": NaN}', "arquivo-json"),
        ('{"a": -Infinity}', "arquivo-json"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "arquivo-chave-repetida"),
        ("[" * 200_000, "arquivo-json"),
        ('{"a":' * 200_000, "arquivo-json"),
        ('{"a": ' + "9" * 10_000 + "}", "arquivo-json"),
    ):
        assert [r.error.rule for r in read(tmp_path, f"[{bad}") if r.error] == [rule]
        found = read(tmp_path, json.dumps(contact()) + "\n" + bad)
        assert [r.error.rule for r in found if r.error] == [rule]
    assert "NaN" in read(tmp_path, '{"a": NaN}')[0].error.message  # type: ignore[union-attr]
    found = read(tmp_path, json.dumps(contact()) + "\n" + '{"a":' * 200_000)
    assert "dentro do outro" in found[1].error.message  # type: ignore[union-attr]


def test_invalid_utf8_names_the_line(tmp_path: Path) -> None:
    good = json.dumps(contact()).encode()
    bad = b'{"nome": "Jos\xe9"}'
    assert rules(read(tmp_path, good + b"\n" + bad)) == [(1, None), (2, "arquivo-utf8")]
    assert rules(read(tmp_path, b'{\n "a": 1,\n "b": "\xff"\n}')) == [(1, "arquivo-utf8")]
    assert "linha 3" in read(tmp_path, b'{\n "a": 1,\n "b": "\xff"\n}')[0].error.message  # type: ignore[union-attr]
    found = read(tmp_path, b"[" + good + b",\n" + bad + b",\n" + b'{"a": "\xc3\xa9"}]')
    assert rules(found) == [(1, None), (2, "arquivo-utf8"), (3, None)]
    assert found[2].document == {"a": "é"}


def test_the_same_identifier_twice_in_a_file(tmp_path: Path) -> None:
    one, two = contact(), contact()
    again = one | {"uuid": str(one["uuid"]).upper(), "n": 1}
    found = read(tmp_path, "\n".join(json.dumps(c) for c in (one, two, again, {"uuid": "x"})))
    assert rules(found) == [(1, None), (2, None), (3, "arquivo-uuid-repetido"), (4, None)]
    assert found[2].document == again
    assert found[2].error.path == "uuid"  # type: ignore[union-attr]
    assert found[2].error.message == (  # type: ignore[union-attr]
        "O contato da linha 3 tem o mesmo identificador do da linha 1. Cada contato tem o seu: "
        "retire o repetido, ou corrija o sistema de origem."
    )


def test_a_line_longer_than_any_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coletor.exchange.reading.LONGEST", 200_000)
    long = json.dumps({"a": "x" * 450_000})
    found = read(tmp_path, long + "\n" + json.dumps(contact()))
    assert rules(found) == [(1, "arquivo-json"), (2, None)]
    assert "grande demais" in found[0].error.message  # type: ignore[union-attr]
    assert rules(read(tmp_path, f"[{long}]")) == [(1, "arquivo-json")]
    assert rules(read(tmp_path, json.dumps({"a": "x" * 450_000}, indent=1)))[0][1] == "arquivo-json"


def test_a_value_longer_than_a_chunk_is_read_whole(tmp_path: Path) -> None:
    long = contact(nome="ã" * arrays.CHUNK * 3)
    data = json.dumps([long, contact()], ensure_ascii=False)
    found = read(tmp_path, data)
    assert found[0].document == long
    assert len(found) == 2


@pytest.mark.parametrize("form", ["ndjson", "array"])
def test_memory_is_bounded_by_one_contact(tmp_path: Path, form: str) -> None:
    one = contact(nome="x" * 2_000)

    def lines() -> Iterator[str]:
        for _ in range(3_000):
            yield json.dumps(one | {"uuid": new_uuid()})

    file = tmp_path / "many.json"
    with file.open("w", encoding="utf-8") as stream:
        stream.write("[" if form == "array" else "")
        for number, line in enumerate(lines()):
            stream.write(("," if form == "array" else "\n") * (number > 0) + line)
        stream.write("]" if form == "array" else "")
    tracemalloc.start()
    count = sum(1 for _ in read_contacts(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_000
    assert peak < file.stat().st_size / 3


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ColetorError, match=r"não pôde") as absent:
        list(read_contacts(tmp_path / "nada.json"))
    assert absent.value.message_id == "reading.unreadable"
    assert "arquivo não encontrado" in str(absent.value)
    with pytest.raises(ColetorError, match=r"pasta|sem permissão"):
        list(read_contacts(tmp_path))
    for data, message in ((b"", "reading.empty"), (b" \n\n", "reading.empty"),
                          (b"\xff\xfe{\x00", "reading.utf16")):  # fmt: skip
        with pytest.raises(ColetorError) as error:
            read(tmp_path, data)
        assert error.value.message_id == message


def test_reasons_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}")
    text("reason.other")  # the catalogue of messages is a file too
    for error, reason in ((PermissionError(13, "x"), "sem permissão"), (OSError(5, "x"), "falhou"),
                          (IsADirectoryError(21, "x"), "pasta")):  # fmt: skip

        def fail(*_: object, error: OSError = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(Path, "open", fail)
        with pytest.raises(ColetorError, match=reason):
            list(read_contacts(file))
        monkeypatch.undo()


def test_every_text_about_a_file_is_used() -> None:
    assert set(find_rule("arquivo-json").variants) == {
        "cortado", "sobra", "numero", "aninhado", "grande",
    }  # fmt: skip
