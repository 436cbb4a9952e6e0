"""A second SOAP client, built from the served WSDL alone, gets the same answers."""

import pytest
import requests
import zeep
from zeep.wsse.username import UsernameToken

from coletor import training
from coletor.contact import new_uuid
from coletor.webservice import Accepted, Detailed, encode

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning:zeep")


@pytest.fixture
def server(serve):
    return serve()


@pytest.fixture
def other(server):
    """Return the second client and the header that it sends."""
    account = training.load_account()
    with requests.Session() as session:
        session.trust_env = False
        client = zeep.Client(
            f"{server.address}?wsdl",
            transport=zeep.Transport(session=session),
            wsse=UsernameToken(account.user, account.password),
        )
        header = {"operador": {"cpf": account.operator_cpf, "senha": account.operator_password}}
        yield client.service, header


def as_zeep(uuid: str) -> dict:
    """Return a contact in the words of the WSDL."""
    return {
        "uuid": uuid,
        "individuo": {
            "cns": "700000000000021",
            "nome": "Maria Aparecida & Filhos",
            "nomeMae": "Josefa Maria dos Santos",
            "sexo": "F",
            "dataNascimento": "1984-03-07",
        },
        "contato": {
            "estabelecimento": "2077485",
            "admissao": {
                "data": "2026-07-14",
                "procedencia": "12",
                "modalidade": "07",
                "carater": "01",
            },
            "desfecho": {"motivo": "08", "data": "2026-07-14"},
        },
        "diagnosticos": {
            "terminologia": [
                {
                    "oid": "2.16.840.1.113883.6.3",
                    "versao": "20080101",
                    "diagnostico": [{"codigo": "J459", "presencaAdmissao": "S", "categoria": "01"}],
                }
            ]
        },
        "procedimentos": {
            "financiamento": [
                {
                    "codigo": "01",
                    "terminologia": [
                        {
                            "oid": "2.16.840.1.113883.2.21.1.121",
                            "versao": "20260710A",
                            "procedimento": [
                                {
                                    "codigo": "0301010072",
                                    "quantidade": 1,
                                    "data": "2026-07-14",
                                    "profissional": [{"cbo": "225125"}],
                                }
                            ],
                        }
                    ],
                }
            ]
        },
    }


def test_what_zeep_includes_our_client_details(server, other, connect, sample):
    service, header = other
    sample["procedimentos"] = sample["procedimentos"][:1]
    answer = service.incluirContatoAssistencial(
        contatoAssistencial=as_zeep(sample["uuid"]), _soapheaders=header
    )
    assert (answer.uuid, answer.versao) == (sample["uuid"], 1)
    found = connect(server.address).detalhar(sample["uuid"])
    assert isinstance(found, Detailed)
    assert found.document == sample
    assert found.protocol == answer.protocolo


def test_what_our_client_includes_zeep_details(server, other, connect, model, wire, sample):
    service, header = other
    accepted = connect(server.address).incluir(encode(model, wire, sample).body)
    assert isinstance(accepted, Accepted)
    answer = service.detalharContatoAssistencial(uuid=sample["uuid"], _soapheaders=header)
    assert (answer.versao, answer.situacao) == (1, "ATIVO")
    assert answer.protocolo == accepted.protocol
    contact = answer.contatoAssistencial
    assert contact.individuo.nome == sample["individuo"]["nome"]
    groups = contact.procedimentos.financiamento
    assert [group.codigo for group in groups] == ["01", "04"]
    assert [one.codigo for one in groups[0].terminologia[0].procedimento] == [
        "0301010072",
        "0211080055",
    ]


def test_both_clients_are_refused_alike(server, other, connect, model, wire, sample):
    service, header = other
    ours = connect(server.address)
    ours.incluir(encode(model, wire, sample).body)
    refused = ours.incluir(encode(model, wire, sample).body)
    with pytest.raises(zeep.exceptions.Fault) as caught:
        service.incluirContatoAssistencial(
            contatoAssistencial=as_zeep(sample["uuid"]), _soapheaders=header
        )
    codes = [item.text for item in caught.value.detail.iter("{*}codigo")]
    assert codes == [message.code for message in refused.messages] == ["CMD-0002"]


def test_zeep_alters_lists_and_cancels(other):
    service, header = other
    uuid = new_uuid()
    service.incluirContatoAssistencial(contatoAssistencial=as_zeep(uuid), _soapheaders=header)
    changed = as_zeep(uuid)
    changed["contato"]["desfecho"]["motivo"] = "01"
    answer = service.alterarContatoAssistencial(contatoAssistencial=changed, _soapheaders=header)
    assert answer.versao == 2
    page = service.pesquisarContatoAssistencial(
        cnes="2077485",
        competencia="202607",
        paginacao={"registroInicial": 1, "quantidadeRegistros": 100},
        _soapheaders=header,
    )
    assert page.paginacao.totalRegistros == 1
    assert page.contatos.contato[0].uuid == uuid
    answer = service.cancelarContatoAssistencial(uuid=uuid, motivo="engano", _soapheaders=header)
    assert answer.versao == 3


def test_zeep_without_the_operator_is_refused(other):
    service, _ = other
    with pytest.raises(zeep.exceptions.Fault) as caught:
        service.detalharContatoAssistencial(uuid=new_uuid())
    codes = [item.text for item in caught.value.detail.iter("{*}codigo")]
    assert codes == ["OSB_SEM_AUTENTICACAO"]
