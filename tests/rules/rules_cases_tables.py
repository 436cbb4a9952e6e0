"""Cases of the rules that look codes up, with small tables."""

# A table, one case a line.
# fmt: off
# ruff: noqa: E501

from typing import Any

from rules_cases import boundary, fails, passes
from rules_contacts import (
    ABSENT,
    CONSULTATION,
    PERSON,
    PRENATAL,
    SURGERY,
    UNKNOWN,
    SmallStore,
    SmallTables,
    diagnosis,
    invented,
    unidentified,
)

from coletor.model import masked
from coletor.terminology.types import Cover

P = "procedimentos[0]"
CODE, CBO = f"{P}.codigo", f"{P}.profissionais[0].cbo"
MODALITY, BIRTH, SEX = "contato.admissao.modalidade", "individuo.data_nascimento", "individuo.sexo"
WARN = {"severity": "aviso"}


def having(**more: Any) -> dict[str, Any]:
    return {"around": {"tables": SmallTables(**more)}}


EXACT = having()
OTHER_MONTH = having(kind=Cover.OTHER)
DEMONSTRATION = having(demonstration=True)


def looked_up(rule: str, path: str, right: Any, wrong: str, says: str, table: str, **also: Any) -> None:
    """The cases every look-up has: found, not found, other package, demonstration, not loaded."""
    passes(rule, {path: right}, **EXACT)
    fails(rule, path, says, {path: wrong}, **EXACT, **also)
    boundary(rule, path, {path: wrong}, **WARN, **OTHER_MONTH, **also)
    boundary(rule, path, {path: wrong}, **WARN, **DEMONSTRATION, **also)
    boundary(rule, None, {path: wrong}, **having(missing=frozenset({table})), **also)


looked_up("municipio-tabela", "individuo.municipio_nascimento", "3550308", "3304557", "Município de nascimento: o código 3304557 não está na tabela de municípios do IBGE.", "municipio")
looked_up("pais-tabela", "individuo.pais_residencia", "10", "999", "País de residência: o código 999 não está na tabela de países.", "pais", also=("modelo-nao-cabe",))
looked_up("cid-tabela", "diagnosticos[0].codigo", "J450", "J999", "Diagnóstico 1 · Problema / diagnóstico: o código J99.9 não está na CID-10.", "cid-10")
looked_up("cbo-tabela", CBO, "223505", "225133", "Procedimento 1 · Profissional 1 · Ocupação (CBO): o código 225133 não está na tabela de ocupações (CBO).", "cbo")
CIAP = {"diagnosticos[0].terminologia": "ciap-2", "diagnosticos[0].versao": "20170101"}
passes("ciap-tabela", CIAP | {"diagnosticos[0].codigo": "R96"}, **EXACT)
fails("ciap-tabela", "diagnosticos[0].codigo", "Diagnóstico 1 · Problema / diagnóstico: o código P99 não está na CIAP-2.", CIAP | {"diagnosticos[0].codigo": "P99"}, **EXACT)
boundary("ciap-tabela", "diagnosticos[0].codigo", CIAP | {"diagnosticos[0].codigo": "P99"}, **WARN, **OTHER_MONTH)
TUSS = {f"{P}.terminologia": "tuss", f"{P}.financiamento": "04"}
passes("tuss-tabela", TUSS | {CODE: "40302040"}, **EXACT)
fails("tuss-tabela", CODE, "Procedimento 1 · Procedimento: o código 9.99.99.99-9 não vale na TUSS na data do procedimento.", TUSS | {CODE: "99999999"}, **EXACT)
boundary("tuss-tabela", None, TUSS | {CODE: "99999999"}, **having(missing=frozenset({"tuss"})))
passes("cid-asterisco", **EXACT)
fails("cid-asterisco", "diagnosticos[0].codigo", "Diagnóstico 1 · Problema / diagnóstico: G63.2 (Polineuropatia diabética) é um código com asterisco", {"diagnosticos[0].codigo": "G632"}, **WARN, **EXACT)
boundary("cid-asterisco", None, {"diagnosticos[1]": diagnosis(codigo="G632", categoria="02")}, **EXACT)

WRONG_DIGIT = CONSULTATION[:9] + str((int(CONSULTATION[9]) + 1) % 10)
passes("sigtap-digito")
fails("sigtap-digito", CODE, f"Procedimento 1 · Procedimento: o código {masked(WRONG_DIGIT)} não confere com o dígito verificador.", {CODE: WRONG_DIGIT})
boundary("sigtap-digito", CODE, {CODE: WRONG_DIGIT}, **EXACT)
boundary("sigtap-digito", CODE, {CODE: WRONG_DIGIT, f"{P}.financiamento": "04"}, **WARN)
passes("sigtap-tabela", **EXACT)
fails("sigtap-tabela", CODE, f"Procedimento 1 · Procedimento: o procedimento {masked(UNKNOWN)} não está no SIGTAP de 07/2026.", {CODE: UNKNOWN}, **EXACT)
boundary("sigtap-tabela", CODE, {CODE: UNKNOWN}, "Procedimento 1 · Procedimento: o procedimento 99.99.99.999-", **WARN, **OTHER_MONTH)
boundary("sigtap-tabela", CODE, {CODE: UNKNOWN}, **WARN, **DEMONSTRATION)
boundary("sigtap-tabela", CODE, {CODE: UNKNOWN, f"{P}.financiamento": "04"}, **WARN, **EXACT)
boundary("sigtap-tabela", None, {CODE: UNKNOWN}, **having(missing=frozenset({"sigtap"})))
passes("sigtap-sexo", {CODE: PRENATAL}, **EXACT)
fails("sigtap-sexo", CODE, "Procedimento 1 · Procedimento: “Pré-natal inventado” é só para o sexo feminino.", {CODE: PRENATAL, SEX: "M"}, **EXACT)
boundary("sigtap-sexo", CODE, {CODE: PRENATAL, SEX: "I"}, "Procedimento 1 · Procedimento: “Pré-natal inventado” é só para o sexo feminino, e o sexo do paciente está como ignorado.", **WARN, **EXACT)
boundary("sigtap-sexo", CODE, {CODE: PRENATAL, SEX: "M", f"{P}.financiamento": "05"}, **WARN, **EXACT)
boundary("sigtap-sexo", CODE, {CODE: PRENATAL, SEX: "M"}, **WARN, **OTHER_MONTH)
boundary("sigtap-sexo", None, {SEX: "M"}, **having(change={"sex": "I"}))
passes("sigtap-idade", {CODE: PRENATAL}, **EXACT)
fails("sigtap-idade", CODE, "Procedimento 1 · Procedimento: o paciente tinha 8 anos e 11 meses, e “Pré-natal inventado” é a partir de 9 anos.", {CODE: PRENATAL, BIRTH: "2017-07-15"}, **WARN, **EXACT)
boundary("sigtap-idade", None, {CODE: PRENATAL, BIRTH: "2017-07-14"}, **EXACT)
boundary("sigtap-idade", None, {CODE: PRENATAL, BIRTH: "1966-07-15"}, **EXACT)
boundary("sigtap-idade", CODE, {CODE: PRENATAL, BIRTH: "1966-07-14"}, "Procedimento 1 · Procedimento: o paciente tinha 60 anos, e “Pré-natal inventado” é até 59 anos e 11 meses.", **WARN, **EXACT)
boundary("sigtap-idade", CODE, {CODE: PRENATAL, BIRTH: "2017-07-15"}, **having(details=frozenset({"042"})))
boundary("sigtap-idade", CODE, {CODE: PRENATAL, BIRTH: "2017-07-15", f"{P}.financiamento": "04"}, **WARN, **having(details=frozenset({"042"})))
boundary("sigtap-idade", None, {CODE: PRENATAL, SEX: "F", BIRTH: "2017"}, base=unidentified, **EXACT)
boundary("sigtap-idade", CODE, {CODE: PRENATAL, SEX: "F", BIRTH: "2018"}, base=unidentified, **WARN, **EXACT)
passes("sigtap-cbo", {CBO: "223505"}, **EXACT)
fails("sigtap-cbo", CBO, "Procedimento 1 · Profissional 1 · Ocupação (CBO): a ocupação 251510 não está entre as que podem fazer “Consulta inventada”.", {CBO: "251510"}, **EXACT, suggestion="223505 Enfermeiro; 225125 Médico clínico; 225133")
boundary("sigtap-cbo", None, {CBO: "251510"}, **having(details=frozenset({"021"})))
boundary("sigtap-cbo", None, {CBO: "251510", CODE: PRENATAL}, **EXACT)
boundary("sigtap-cbo", CBO, {CBO: "251510", f"{P}.financiamento": "02"}, **WARN, **EXACT)
IN_HOSPITAL = {CODE: SURGERY, MODALITY: "06", "contato.admissao.carater": "02", f"{P}.numero_autorizacao": "1"}
passes("sigtap-cid", IN_HOSPITAL | {"diagnosticos[0].codigo": "J450"}, **EXACT)
fails("sigtap-cid", CODE, "Procedimento 1 · Procedimento: nenhum diagnóstico do contato (G63.2) está entre os que o SIGTAP lista para “Cirurgia inventada”.", IN_HOSPITAL | {"diagnosticos[0]": diagnosis(codigo="G632")}, **WARN, **EXACT, also=("cid-asterisco",), suggestion="CID-10 J45.0, J45.9")
boundary("sigtap-cid", None, IN_HOSPITAL | CIAP | {"diagnosticos[0].codigo": "R96"}, **EXACT)
boundary("sigtap-cid", None, IN_HOSPITAL | {"diagnosticos[0].codigo": "J450", "diagnosticos[1]": diagnosis(codigo="G632", categoria="02")}, **EXACT)
passes("sigtap-cid-principal", IN_HOSPITAL | {"diagnosticos[0].codigo": "J450"}, **EXACT)
fails("sigtap-cid-principal", CODE, "Procedimento 1 · Procedimento: o SIGTAP aceita J45.9 para “Cirurgia inventada”, mas não como diagnóstico principal.", IN_HOSPITAL, **WARN, **EXACT)
boundary("sigtap-cid-principal", None, IN_HOSPITAL | {"diagnosticos[0].codigo": "J450", "diagnosticos[1]": diagnosis(categoria="02")}, **EXACT)
passes("sigtap-quantidade", **EXACT)
fails("sigtap-quantidade", f"{P}.quantidade", "Procedimento 1 · Qtd.: foram informados 3, e o SIGTAP aceita até 2 de “Consulta inventada”.", {f"{P}.quantidade": 3}, **WARN, **EXACT)
boundary("sigtap-quantidade", None, {f"{P}.quantidade": 2}, **EXACT)
passes("sigtap-autorizacao", IN_HOSPITAL | {"diagnosticos[0].codigo": "J450"}, **EXACT)
fails("sigtap-autorizacao", f"{P}.numero_autorizacao", "Procedimento 1 · Autorização: falta informar. “Cirurgia inventada” só é registrado por AIH ou APAC", {CODE: SURGERY, MODALITY: "06", "contato.admissao.carater": "02", "diagnosticos[0].codigo": "J450"}, **WARN, **EXACT)
boundary("sigtap-autorizacao", None, {}, **having(change={"registers": frozenset({"02", "06"})}))
boundary("sigtap-autorizacao", None, {}, **having(change={"registers": frozenset()}))
passes("sigtap-modalidade", **EXACT)
fails("sigtap-modalidade", CODE, "Procedimento 1 · Procedimento: no SIGTAP, “Cirurgia inventada” é de atendimento hospitalar, e a modalidade do contato é outra.", {CODE: SURGERY, f"{P}.numero_autorizacao": "1", "diagnosticos[0].codigo": "J450"}, **WARN, **EXACT)
boundary("sigtap-modalidade", None, {}, **having(change={"modalities": frozenset()}))
boundary("sigtap-modalidade", CODE, {}, "Procedimento 1 · Procedimento: no SIGTAP, “Consulta inventada” é de atendimento hospital-dia, domiciliar, 99, e", **WARN, **having(change={"modalities": frozenset({"03", "06", "99"})}))
boundary("sigtap-idade", CODE, {BIRTH: "2026-06-14"}, "Procedimento 1 · Procedimento: o paciente tinha 1 mês, e “Consulta inventada” é a partir de 1 ano e 2 meses.", **WARN, **having(change={"age_min": 14}))
boundary("sigtap-sexo", CODE, {}, "Procedimento 1 · Procedimento: “Consulta inventada” é só para o sexo masculino.", **having(change={"sex": "M"}))
boundary("sigtap-modalidade", CODE, {MODALITY: "02"}, **WARN, **EXACT)
boundary("sigtap-modalidade", None, {MODALITY: "02"}, **having(change={"modalities": frozenset({"02", "06"})}))


def kept(details: str, with_cpf: bool = False) -> dict[str, Any]:
    store = SmallStore(with_cpf=frozenset({PERSON}) if with_cpf else frozenset())
    return {"around": {"tables": SmallTables(details=frozenset({details})), "store": store}}


passes("sigtap-cpf-obrigatorio", **kept("058", with_cpf=True))
fails("sigtap-cpf-obrigatorio", CODE, "Procedimento 1 · Procedimento: “Consulta inventada” obriga a ter o CPF do paciente", {}, **WARN, **kept("058"))
boundary("sigtap-cpf-obrigatorio", None, {"individuo.raca_cor": "05"}, **kept("058"))
boundary("sigtap-cpf-obrigatorio", None, {}, base=unidentified, **kept("058"))
boundary("sigtap-cpf-obrigatorio", None, {}, **kept("009"))
passes("sigtap-cpf-ou-cns", **having(details=frozenset({"009"})))
boundary("sigtap-cpf-ou-cns", None, {"individuo.cns": ABSENT}, also=("modelo-exigido",), **having(details=frozenset({"009"})))
boundary("sigtap-cpf-ou-cns", None, {}, base=unidentified, **having(details=frozenset({"009"})))
fails("sigtap-cpf-ou-cns", "atos[0].codigo", "Ato 1 · Código: “Consulta inventada” exige o CPF ou o CNS do paciente.", {}, **WARN, base=invented, **having(details=frozenset({"009"})))
boundary("sigtap-cpf-ou-cns", None, {}, base=invented, **having(details=frozenset({"009", "034"})))
