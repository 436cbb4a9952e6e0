"""Files as nobody should write them: findings with the line, or one sentence, never a crash."""

import json
from pathlib import Path
from typing import Any

import pytest

from coletor.contact import new_uuid
from coletor.rules.catalogue import by_id

UUID = new_uuid()


def line(**more: Any) -> str:
    return json.dumps({"modelo": "cmd-2017", "uuid": new_uuid(), **more})


HOSTILE: dict[str, tuple[str | bytes, str, int]] = {
    "unknown keys": (line(zebra=1), "modelo-chave", 1),
    "wrong types": (line(individuo=[], procedimentos="x"), "modelo-tipo", 1),
    "hundreds of procedures": (line(procedimentos=[{}] * 500), "modelo-obrigatorio", 1),
    "a megabyte of text": (line(individuo={"nome": "x" * 10**6}), "modelo-tamanho", 1),
    "control characters": (line(individuo={"nome": "A\x00\x1b[2J"}), "modelo-caractere", 1),
    "no such day": (line(contato={"admissao": {"data": "2026-02-30"}}), "modelo-data", 1),
    "long ago": (line(individuo={"data_nascimento": "0001-01-01"}), "nascimento-130-anos", 1),
    "numbers as text": (line(procedimentos=[{"quantidade": "2"}]), "modelo-inteiro", 1),
    "an identifier twice": (line(uuid=UUID) + "\n" + line(uuid=UUID), "arquivo-uuid-repetido", 2),
    "unknown model": (line(modelo="cmd-2099"), "modelo-id", 1),
    "NaN": (line() + '\n{"quantidade": NaN}', "arquivo-json", 2),
    "infinity by exponent": (line(procedimentos=[{"quantidade": 0.5}]).replace("0.5", "1e999"),
                             "modelo-inteiro", 1),
    "thousands of digits": (line() + '\n{"n": ' + "9" * 2_000 + "}", "arquivo-json", 2),
    "deep nesting": (line() + "\n" + '{"a":' * 200_000, "arquivo-json", 2),
    "invalid UTF-8": (line().encode() + b'\n{"nome": "Jos\xe9"}', "arquivo-utf8", 2),
    "half a surrogate": (line(individuo={"nome": "A\ud800"}), "modelo-caractere", 1),
    "no object": ("[1, null, [[]]]", "modelo-tipo", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "words"])
def test_hostile_contacts_are_findings(run: Any, tmp_path: Path, case: str, as_json: bool) -> None:
    data, rule, number = HOSTILE[case]
    file = tmp_path / "c.ndjson"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    ran = run("--pasta", tmp_path, "validar", file, *(["--json"] if as_json else []))
    assert ran.code == 1, ran.err
    if as_json:
        assert (rule, number) in {(one.get("regra"), one.get("linha")) for one in ran.records}
    else:
        assert f"[{rule}]" in ran.out
        assert f"Linha {number}: " in ran.out
        assert by_id()[rule].in_file in ran.out
        assert "\x1b" not in ran.out
        assert "\x00" not in ran.out
        assert max(map(len, ran.out.splitlines())) < 2_000
    assert "Traceback" not in ran.err
