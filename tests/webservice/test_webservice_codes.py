"""Codes of rejections: what to do, and which field they speak of."""

import tomllib

import pytest

from coletor import resources, training
from coletor.webservice import Mensagem, encode, explain, is_known, locate
from coletor.webservice.codes import load_codes


def test_every_code_that_the_training_webservice_answers_is_explained():
    text = resources.path("webservice", "criticas.toml").read_text(encoding="utf-8")
    answered = {row["codigo"] for row in tomllib.loads(text)["critica"]}
    answered |= {code for code, _ in training.load_account().replies.values()}
    assert answered <= set(load_codes().known)


def test_every_role_of_the_file_is_one_of_the_model(model):
    roles = {code.role for code in load_codes().known.values() if code.role}
    assert roles <= set(model.by_role)


def test_a_known_code_has_a_role_and_says_what_to_do(model):
    role, words = explain("CMD-0008", model)
    assert role == "cns_individuo"
    assert "Confira o número no cartão" in words


def test_an_unknown_code_is_kept_and_said(model):
    assert not is_known("XYZ-1")
    role, words = explain("XYZ-1", model)
    assert role is None
    assert "XYZ-1" in words  # webservice.code.unknown


PLACE = (
    "contatoAssistencial[1]/procedimentos[1]/financiamento[{f}]/terminologia/procedimento[{p}]/{x}"
)


@pytest.mark.parametrize(
    ("f", "p", "x", "path"),
    [
        (1, 2, "quantidade[1]", "procedimentos[2].quantidade"),
        (2, 1, "profissional[2]/cbo", "procedimentos[1].profissionais[1].cbo"),
        (1, 1, "numeroAutorizacao", "procedimentos[0].numero_autorizacao"),
    ],
)
def test_a_place_in_the_text_finds_its_row(model, wire, sample, f, p, x, path):
    message = Mensagem("CMD-0127", "Recusado. Local: " + PLACE.format(f=f, p=p, x=x))
    assert locate(model, encode(model, wire, sample).places, message, sample) == path


@pytest.mark.parametrize(
    ("code", "words", "path"),
    [
        ("CMD-0008", "não encontrado", "individuo.cns"),
        ("CMD-0127", "quantidade 3 acima", "procedimentos[2].quantidade"),
        ("CMD-0127", "acima", "procedimentos"),
        ("CMD-0041", "dígito", "procedimentos[2].profissionais[0].cns"),
        ("CMD-0014", "sem nome", "individuo.nome"),
        ("CMD-0002", "existe", None),
        ("XYZ-1", "?", None),
    ],
)
def test_without_a_place_the_code_finds_its_field(model, wire, sample, code, words, path):
    places = encode(model, wire, sample).places
    assert locate(model, places, Mensagem(code, words), sample) == path


def test_a_field_that_is_absent_is_still_found(model, wire, sample):
    del sample["individuo"]["cns"]
    places = encode(model, wire, sample).places
    assert locate(model, places, Mensagem("CMD-0012", "sem CNS"), sample) == "individuo.cns"


def test_any_of_several_rows_points_at_their_list(model, wire, sample):
    sample["procedimentos"] = sample["procedimentos"][1:2]
    places = encode(model, wire, sample).places
    found = locate(model, places, Mensagem("CMD-0041", "dígito"), sample)
    assert found == "procedimentos[0].profissionais"
