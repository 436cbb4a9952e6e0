"""Cases of the rules of the Annex, of Art. 92 and of the national catalogue."""

# A table, one case a line.
# fmt: off
# ruff: noqa: E501

from datetime import date

from rules_cases import boundary, fails, passes
from rules_contacts import (
    ABSENT,
    COUNTED,
    DOCTOR,
    NURSE,
    OTHER_PERSON,
    PERSON,
    PLACE,
    THIRD,
    SmallProfile,
    SmallStore,
    SmallTables,
    diagnosis,
    procedure,
    unidentified,
)

from coletor.rules.storeview import Accepted, Neighbour

ADMISSION, OUTCOME, REASON = "contato.admissao.data", "contato.desfecho.data", "contato.desfecho.motivo"
MODALITY, BIRTH, P = "contato.admissao.modalidade", "individuo.data_nascimento", "procedimentos"
WARN = {"severity": "aviso"}

passes("mae-sem-informacao")
fails("mae-sem-informacao", "individuo.nome_mae", "Nome completo da mãe: está como “SEM INFORMAÇÃO”.", {"individuo.nome_mae": "SEM INFORMAÇÃO"}, **WARN)
boundary("mae-sem-informacao", "individuo.nome_mae", {"individuo.nome_mae": "sem  informacao"}, **WARN)
boundary("mae-sem-informacao", None, {"individuo.nome_mae": "Sem Informação da Silva"})
passes("cep-geral", {"individuo.cep_residencia": "01001000"})
fails("cep-geral", "individuo.cep_residencia", "CEP: 13690000 parece o CEP geral do município.", {"individuo.cep_residencia": "13690000"}, **WARN)
boundary("cep-geral", None, {"individuo.cep_residencia": "13690000"}, around={"profile": SmallProfile(single_ceps=frozenset({"13690000"}))})
passes("cep-estado")
fails("cep-estado", "individuo.cep_residencia", "CEP: o CEP 20040002 não é da faixa de SP", {"individuo.cep_residencia": "20040002"}, **WARN)
boundary("cep-estado", None, {"individuo.cep_residencia": "19999999"})
boundary("cep-estado", "individuo.cep_residencia", {"individuo.cep_residencia": "00999999"}, **WARN)
passes("municipio-digito", {"individuo.municipio_nascimento": "2201919"})
fails("municipio-digito", "individuo.municipio_nascimento", "Município de nascimento: o código 2927409 não confere com o dígito verificador do IBGE.", {"individuo.municipio_nascimento": "2927409"}, **WARN)
boundary("municipio-digito", None, {"individuo.municipio_nascimento": "2927409"}, around={"tables": SmallTables()}, also=("municipio-tabela",))
passes("desfecho-sem-data")
fails("desfecho-sem-data", OUTCOME, "Data do desfecho: falta informar. Só na permanência", {OUTCOME: ABSENT}, **WARN)
boundary("desfecho-sem-data", None, {OUTCOME: ABSENT, REASON: "07"})
boundary("desfecho-sem-data", None, {OUTCOME: None}, also=("modelo-vazio",))
passes("terceiro-proprio", {f"{P}[0].profissionais[0].estabelecimento_terceiro": THIRD})
fails("terceiro-proprio", f"{P}[0].profissionais[0].estabelecimento_terceiro", f"Procedimento 1 · Profissional 1 · Terceiro (CNES): {PLACE} é o CNES do próprio estabelecimento.", {f"{P}[0].profissionais[0].estabelecimento_terceiro": PLACE}, **WARN)
boundary("terceiro-proprio", None, {"contato.estabelecimento": ABSENT, f"{P}[0].profissionais[0].estabelecimento_terceiro": PLACE}, also=("modelo-obrigatorio",))
OLD = {OUTCOME: "2018-01-08", f"{P}[0].data": "2018-01-08"}
passes("modelo-vigencia")
fails("modelo-vigencia", ADMISSION, "Admissão: o modelo CMD 2017 só vale a partir de 08/01/2018.", {ADMISSION: "2018-01-07", OUTCOME: "2018-01-07", f"{P}[0].data": "2018-01-07"}, **WARN, around={"today": date(2018, 2, 1)})
boundary("modelo-vigencia", None, {ADMISSION: "2018-01-08", **OLD}, around={"today": date(2018, 2, 1)})
passes("admissao-antiga")
A_YEAR_AGO = {OUTCOME: "2025-07-01", f"{P}[0].data": "2025-07-01"}
fails("admissao-antiga", ADMISSION, "Admissão: 30/06/2025 foi há mais de 12 meses", {ADMISSION: "2025-06-30", OUTCOME: "2025-06-30", f"{P}[0].data": "2025-06-30"}, **WARN)
boundary("admissao-antiga", None, {ADMISSION: "2025-07-01", **A_YEAR_AGO})

HOSPITAL = {MODALITY: "04", ADMISSION: "2026-07-13"}
passes("hospitalar-mesmo-dia", HOSPITAL)
fails("hospitalar-mesmo-dia", OUTCOME, "Data do desfecho: é o mesmo dia da admissão, e a Atenção Hospitalar dura 24 horas ou mais.", {MODALITY: "04"}, **WARN)
for reason in ("02", "04", "05", "06", "09", "07"):
    boundary("hospitalar-mesmo-dia", None, {MODALITY: "04", REASON: reason})
passes("intermediaria-longa", {MODALITY: "03"})
fails("intermediaria-longa", OUTCOME, "Data do desfecho: são 2 dias desde a admissão, e a Atenção Intermediária dura menos de 24 horas.", {MODALITY: "03", OUTCOME: "2026-07-16"}, **WARN)
boundary("intermediaria-longa", None, {MODALITY: "03", OUTCOME: "2026-07-15"})
boundary("intermediaria-longa", None, {MODALITY: "03", OUTCOME: "2026-07-16", REASON: "09"})
passes("urgencia-eletivo", {MODALITY: "06", "contato.admissao.carater": "02"})
fails("urgencia-eletivo", "contato.admissao.carater", "Caráter: um atendimento de Urgência/Emergência não é programado", {MODALITY: "06"}, **WARN, suggestion="02 Urgência")
boundary("urgencia-eletivo", None, {MODALITY: "06", "contato.admissao.carater": "2"}, also=("modelo-valor",))

OTHER = Neighbour("x", date(2026, 7, 14), None, linked=False)
passes("contato-sobreposto", around={"store": SmallStore()})
fails("contato-sobreposto", ADMISSION, "Admissão: este paciente já tem outro contato nesta modalidade, nos mesmos dias (admissão em 14/07/2026).", {}, **WARN, around={"store": SmallStore([OTHER, OTHER])})
boundary("contato-sobreposto", None, {}, around={"store": SmallStore([Neighbour("x", date(2026, 7, 14), None, linked=True)])})
boundary("contato-sobreposto", None, {}, base=unidentified, around={"store": SmallStore([OTHER])})
SAME = Accepted(PERSON, PLACE, "07")
passes("alteracao-substituir", around={"store": SmallStore(before=SAME)})
fails("alteracao-substituir", "individuo.cns", "CNS: é diferente do que o CMD já aceitou", {"individuo.cns": OTHER_PERSON}, around={"store": SmallStore(before=SAME)})
boundary("alteracao-substituir", MODALITY, {MODALITY: "01"}, around={"store": SmallStore(before=SAME)})
boundary("alteracao-substituir", None, {}, around={"store": SmallStore(before=Accepted("", PLACE, "07"))})

passes("diagnostico-sem-principal")
fails("diagnostico-sem-principal", "diagnosticos", "Problemas / diagnósticos avaliados: nenhum diagnóstico está como principal.", {"diagnosticos[0].categoria": "02"})
boundary("diagnostico-sem-principal", None, {"diagnosticos[0].categoria": ABSENT}, also=("modelo-obrigatorio",))
passes("diagnostico-varios-principais", {"diagnosticos[1]": diagnosis(codigo="J450", categoria="02")})
fails("diagnostico-varios-principais", "diagnosticos[1].categoria", "Diagnóstico 2 · Categoria: já há outro diagnóstico principal antes deste.", {"diagnosticos[1]": diagnosis(codigo="J450")}, suggestion="02 Secundário")
boundary("diagnostico-varios-principais", "diagnosticos[1].categoria", {"diagnosticos[1]": diagnosis()})
passes("diagnostico-repetido", {"diagnosticos[1]": diagnosis(codigo="J450", categoria="02")})
fails("diagnostico-repetido", "diagnosticos[1].codigo", "Diagnóstico 2 · Problema / diagnóstico: o diagnóstico secundário J45.9 repete outro", {"diagnosticos[1]": diagnosis(categoria="02")})
boundary("diagnostico-repetido", "diagnosticos[0].codigo", {"diagnosticos[0].categoria": "02", "diagnosticos[1]": diagnosis()})
boundary("diagnostico-repetido", "diagnosticos[2].codigo", {"diagnosticos[1]": diagnosis(codigo="J450", categoria="02"), "diagnosticos[2]": diagnosis(codigo="J450", categoria="02", presenca_admissao="N")})
boundary("diagnostico-repetido", None, {"diagnosticos[1]": diagnosis(terminologia="ciap-2", codigo="R96", categoria="02")})

TWO = [{"cbo": "225125", "cns": DOCTOR}, {"cbo": "223505", "cns": NURSE}]
passes("procedimento-identico", {f"{P}[1]": procedure(data="2026-07-14", codigo=COUNTED)})
fails("procedimento-identico", f"{P}[1].codigo", "Procedimento 2 · Procedimento: esta linha é igual, em todas as colunas, à do procedimento 1.", {f"{P}[1]": procedure()})
boundary("procedimento-identico", f"{P}[1].codigo", {f"{P}[0].profissionais": TWO, f"{P}[1]": procedure(profissionais=TWO[::-1])})
boundary("procedimento-identico", None, {f"{P}[1]": procedure(quantidade=2)}, also=("procedimento-repetido",))
passes("procedimento-repetido", {f"{P}[1]": procedure(codigo=COUNTED)})
fails("procedimento-repetido", f"{P}[1].codigo", "Procedimento 2 · Procedimento: o mesmo procedimento, na mesma data, já está no procedimento 1.", {f"{P}[1]": procedure(quantidade=2)}, **WARN)
boundary("procedimento-repetido", None, {MODALITY: "04", ADMISSION: "2026-07-13", f"{P}[1]": procedure(data="2026-07-13")})
boundary("procedimento-repetido", f"{P}[1].codigo", {f"{P}[1]": procedure(quantidade=0)}, **WARN, also=("modelo-faixa",))
passes("profissional-repetido", {f"{P}[0].profissionais": TWO})
fails("profissional-repetido", f"{P}[0].profissionais[1].cns", "Procedimento 1 · Profissional 2 · CNS do profissional: o mesmo profissional, na mesma ocupação, já está neste procedimento (profissional 1).", {f"{P}[0].profissionais": [TWO[0], TWO[0]]})
boundary("profissional-repetido", None, {f"{P}[0].profissionais": [TWO[0], {"cbo": "223505", "cns": DOCTOR}], f"{P}[1]": procedure(codigo=COUNTED)})

AFTER = {ADMISSION: "2026-07-21", OUTCOME: ABSENT, REASON: "07", f"{P}[0].data": "2026-07-20"}
passes("admissao-futura")
fails("admissao-futura", ADMISSION, "Admissão: 21/07/2026 é depois de hoje (20/07/2026).", AFTER, also=("procedimento-antes-admissao",))
boundary("admissao-futura", None, AFTER | {ADMISSION: "2026-07-20"})
boundary("admissao-futura", ADMISSION, AFTER, **WARN, also=("procedimento-antes-admissao",), around={"clock_in_doubt": True})
IN_HOSPITAL = {MODALITY: "04"}
passes("desfecho-futuro")
fails("desfecho-futuro", OUTCOME, "Data do desfecho: 21/07/2026 é depois de hoje (20/07/2026).", IN_HOSPITAL | {OUTCOME: "2026-07-21"})
boundary("desfecho-futuro", None, IN_HOSPITAL | {OUTCOME: "2026-07-20"})
boundary("desfecho-futuro", OUTCOME, IN_HOSPITAL | {OUTCOME: "2026-07-21"}, **WARN, around={"clock_in_doubt": True})
passes("nascimento-futuro")
fails("nascimento-futuro", BIRTH, "Nascimento: 21/07/2026 é depois de hoje (20/07/2026).", {BIRTH: "2026-07-21"})
boundary("nascimento-futuro", None, {BIRTH: "2026"}, base=unidentified)
boundary("nascimento-futuro", BIRTH, {BIRTH: "2027"}, base=unidentified)
passes("nascimento-depois-admissao", {BIRTH: "2026-07-14"})
fails("nascimento-depois-admissao", BIRTH, "Nascimento: é depois da admissão (14/07/2026).", {BIRTH: "2026-07-15"})
boundary("nascimento-depois-admissao", None, {BIRTH: "2026"}, base=unidentified)
passes("nascimento-130-anos", {BIRTH: "1896-07-20"})
fails("nascimento-130-anos", BIRTH, "Nascimento: 19/07/1896 foi há mais de 130 anos.", {BIRTH: "1896-07-19"})
boundary("nascimento-130-anos", None, {BIRTH: "1896"}, base=unidentified)
boundary("nascimento-130-anos", BIRTH, {BIRTH: "1895"}, base=unidentified)
boundary("nascimento-130-anos", BIRTH, {BIRTH: "0001-01-01"})
passes("desfecho-antes-admissao")
fails("desfecho-antes-admissao", OUTCOME, "Data do desfecho: é antes da admissão (14/07/2026).", {OUTCOME: "2026-07-13"})
boundary("desfecho-antes-admissao", None, {OUTCOME: "2026-07-14"})
THIRD_PARTY = [{"cbo": "225125", "cns": DOCTOR, "estabelecimento_terceiro": THIRD}]
passes("procedimento-antes-admissao")
fails("procedimento-antes-admissao", f"{P}[0].data", "Procedimento 1 · Realização: 13/07/2026 é antes da admissão (14/07/2026).", {f"{P}[0].data": "2026-07-13"})
boundary("procedimento-antes-admissao", f"{P}[0].data", {f"{P}[0].data": "2026-07-13", f"{P}[0].profissionais": THIRD_PARTY}, **WARN)
boundary("procedimento-antes-admissao", f"{P}[1].data", {f"{P}[0].profissionais": THIRD_PARTY, f"{P}[1]": procedure(data="2026-07-13")})
passes("procedimento-depois-desfecho")
fails("procedimento-depois-desfecho", f"{P}[0].data", "Procedimento 1 · Realização: 15/07/2026 é depois do desfecho (14/07/2026).", {f"{P}[0].data": "2026-07-15"})
boundary("procedimento-depois-desfecho", f"{P}[0].data", {f"{P}[0].data": "2026-07-15", f"{P}[0].profissionais": THIRD_PARTY}, **WARN)
boundary("procedimento-depois-desfecho", None, {OUTCOME: "2026-07-13"}, also=("desfecho-antes-admissao",))
OPEN = {OUTCOME: ABSENT, REASON: "07", MODALITY: "05"}
passes("procedimento-futuro", OPEN)
fails("procedimento-futuro", f"{P}[0].data", "Procedimento 1 · Realização: 21/07/2026 é depois de hoje (20/07/2026).", OPEN | {f"{P}[0].data": "2026-07-21"})
boundary("procedimento-futuro", None, OPEN | {f"{P}[0].data": "2026-07-20"})
boundary("procedimento-futuro", f"{P}[0].data", OPEN | {f"{P}[0].data": "2026-07-21"}, **WARN, around={"clock_in_doubt": True})
boundary("procedimento-futuro", f"{P}[0].data", OPEN | {f"{P}[0].data": "2026-07-21", f"{P}[0].profissionais": THIRD_PARTY}, **WARN)
NAMELESS = [{"cbo": "225125"}]
passes("sus-sem-cns-profissional", {f"{P}[0].profissionais": NAMELESS, f"{P}[0].financiamento": "04"})
fails("sus-sem-cns-profissional", f"{P}[0].profissionais[0].cns", "Procedimento 1 · Profissional 1 · CNS do profissional: falta informar.", {f"{P}[0].profissionais": NAMELESS}, **WARN)
boundary("sus-sem-cns-profissional", None, {f"{P}[0].profissionais": NAMELESS, f"{P}[0].codigo": COUNTED}, around={"tables": SmallTables()})
boundary("sus-sem-cns-profissional", f"{P}[0].profissionais[0].cns", {f"{P}[0].profissionais": NAMELESS, f"{P}[0].codigo": COUNTED}, **WARN)
boundary("sus-sem-cns-profissional", None, {f"{P}[0].profissionais[0].cns": "1"}, also=("cns-forma",))
passes("modalidade-varios-dias", {MODALITY: "05", OUTCOME: "2026-07-15"})
fails("modalidade-varios-dias", OUTCOME, "Data do desfecho: o contato começou em 14/07/2026 e vai por mais de um dia", {OUTCOME: "2026-07-15"}, **WARN)
boundary("modalidade-varios-dias", f"{P}[0].data", OPEN | {MODALITY: "01", f"{P}[0].data": "2026-07-15"}, "Procedimento 1 · Realização: o contato começou em 14/07/2026", **WARN)
boundary("modalidade-varios-dias", None, OPEN | {MODALITY: "01"})

USES_ESUS = {"profile": SmallProfile(basic_care_elsewhere=True)}
passes("perfil-atencao-basica", around=USES_ESUS)
fails("perfil-atencao-basica", MODALITY, "Modalidade assistencial: este estabelecimento já envia a Atenção Básica do SUS pelo e-SUS APS", {MODALITY: "01"}, **WARN, around=USES_ESUS)
boundary("perfil-atencao-basica", None, {MODALITY: "01", f"{P}[0].financiamento": "04"}, around=USES_ESUS)
boundary("perfil-atencao-basica", None, {MODALITY: "01"}, around={"profile": SmallProfile()})
USES_TISS = {"profile": SmallProfile(insured_elsewhere=True)}
passes("perfil-saude-suplementar", around=USES_TISS)
fails("perfil-saude-suplementar", f"{P}[0].financiamento", "Procedimento 1 · Financiamento: este estabelecimento já envia os atendimentos de planos privados pela TISS", {f"{P}[0].financiamento": "03"}, **WARN, around=USES_TISS)
boundary("perfil-saude-suplementar", None, {f"{P}[0].financiamento": "02"}, around=USES_TISS)
boundary("perfil-saude-suplementar", None, {f"{P}[0].financiamento": "03"}, around={"profile": SmallProfile()})
