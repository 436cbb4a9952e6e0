"""The server's own checks: a data file, each with its code and its place."""

import ast
import datetime
from pathlib import Path

import pytest
from sample_contacts import changing

from coletor import clock, training
from coletor.errors import ColetorError
from coletor.webservice import Accepted, RefusalKind, Refused, encode, explain, locate

ROOM = Path(training.__file__).parent


@pytest.fixture
def send(serve, connect, model, wire):
    client = connect(serve().address)
    return lambda document: client.incluir(encode(model, wire, document).body)


def tomorrow() -> str:
    return (clock.today() + datetime.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("code", "change", "path"),
    [
        ("CMD-0008", changing(("individuo", "cns"), "700000000000005"), "individuo.cns"),
        ("CMD-0011", changing(("individuo", "cns"), "700000000000006"), "individuo.cns"),
        ("CMD-0012", changing(("individuo", "cns"), None), "individuo.cns"),
        ("CMD-0013", changing(("individuo", "justificativa"), "01"), "individuo.justificativa"),
        ("CMD-0014", changing(("individuo", "nome"), None), "individuo.nome"),
        (
            "CMD-0021",
            changing(("individuo", "data_nascimento"), "2026-07-15"),
            "individuo.data_nascimento",
        ),
        (
            "CMD-0030",
            changing(("contato", "admissao", "data"), tomorrow()),
            "contato.admissao.data",
        ),
        (
            "CMD-0031",
            changing(("contato", "desfecho", "data"), "2026-07-13"),
            "contato.desfecho.data",
        ),
        (
            "CMD-0041",
            changing(("procedimentos", 2, "profissionais", 0, "cns"), "700000000000014"),
            "procedimentos[2].profissionais[0].cns",
        ),
        ("CMD-0051", changing(("diagnosticos", 0, "categoria"), "02"), "diagnosticos"),
        (
            "CMD-0101",
            changing(("procedimentos", 1, "data"), "2026-07-13"),
            "procedimentos[1].data",
        ),
        (
            "CMD-0127",
            changing(("procedimentos", 2, "quantidade"), 1000),
            "procedimentos[2].quantidade",
        ),
    ],
)
def test_each_check_refuses_at_its_place(send, sample, model, wire, code, change, path):
    change(sample)
    answer = send(sample)
    assert isinstance(answer, Refused)
    assert answer.kind is RefusalKind.BUSINESS
    message = next(item for item in answer.messages if item.code == code)
    assert locate(model, encode(model, wire, sample).places, message, sample) == path
    assert explain(code, model)[1]


def test_the_year_alone_is_a_birth_date_of_the_unidentified(send, sample):
    sample["individuo"] = {"justificativa": "03", "sexo": "M", "data_nascimento": "1980"}
    assert isinstance(send(sample), Accepted)


def test_every_failed_check_is_in_the_answer(send, sample):
    sample["procedimentos"][0]["quantidade"] = 1000
    sample["procedimentos"][1]["quantidade"] = 1001
    sample["individuo"]["cns"] = "700000000000005"
    answer = send(sample)
    assert [item.code for item in answer.messages] == ["CMD-0008", "CMD-0127", "CMD-0127"]


def test_a_breach_of_the_schema_names_its_element(send, sample, model, wire):
    sample["contato"]["admissao"]["modalidade"] = "55"
    message = send(sample).messages[0]
    assert message.code == "CMD-9003"
    places = encode(model, wire, sample).places
    assert locate(model, places, message, sample) == "contato.admissao.modalidade"


CHECK = """
[[critica]]
codigo = "T-1"
texto = "Recusado."
em = "c:individuo/c:sexo"
"""


@pytest.mark.parametrize(
    ("condition", "accepted"),
    [
        ('permitidos = ["M"]', False),
        ('permitidos = ["F", "M"]', True),
        ('proibidos = ["F"]', False),
        ('forma = "[A-F]"', True),
        ('forma = "[G-Z]"', False),
        ("exige = \"../c:nome = 'x'\"", False),
        ('exige = "$hoje > 20200101"', True),
    ],
)
def test_another_file_replaces_the_checks(
    tmp_path, serve, connect, model, wire, sample, condition, accepted
):
    file = tmp_path / "criticas.toml"
    file.write_text(CHECK + condition, encoding="utf-8")
    sample["procedimentos"][0]["quantidade"] = 1000
    client = connect(serve(criticas=file).address)
    answer = client.incluir(encode(model, wire, sample).body)
    assert isinstance(answer, Accepted) is accepted
    if not accepted:
        assert [item.code for item in answer.messages] == ["T-1"]


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("isto não é TOML", "training.file"),
        (CHECK, "training.check"),
        (CHECK + 'forma = "["', "training.check"),
        (CHECK + 'exige = "c:("', "training.check"),
        (CHECK + 'digito = "cpf"', "training.check"),
        (CHECK.replace("codigo", "cod") + 'forma = "a"', "training.check"),
        (CHECK + 'exige = "z:outro"', "training.check"),
        (CHECK + 'exige = "$amanha > 1"', "training.check"),
        ("critica = [1]", "training.check"),
        ("critica = 1", "training.check"),
    ],
)
def test_a_file_of_checks_that_cannot_be_used_says_why(tmp_path, text, message_id):
    file = tmp_path / "criticas.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(tmp_path, criticas=file)
    assert caught.value.message_id == message_id


def test_an_absent_file_of_checks_is_said(tmp_path):
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(tmp_path, criticas=tmp_path / "nada.toml")
    assert caught.value.message_id == "training.file"


def test_the_server_does_not_use_the_rules_of_the_program():
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in getattr(node, "names", [])]
            imported = [getattr(node, "module", None) or "", *names]
            assert not any("rules" in name.split(".") for name in imported), file
