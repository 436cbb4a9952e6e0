"""Contacts, operators and settings."""

import pytest

from coletor.messages import text
from coletor.store import Contacts, Events, Operators, Settings, Store, StoreError
from coletor.store.settings import declarations

DOCUMENT = {
    "modelo": "cmd-2017",
    "uuid": "u1",
    "individuo": {"nome": "Ana"},
    "procedimentos": [{"codigo": "0301010072"}, {"codigo": "0101010010"}],
}


def save(store: Store, **changes: object) -> None:
    with store.change() as db:
        Contacts.save(db, "u1", "cmd-2017", {**DOCUMENT, **changes}, {"modelo": "1"}, 1)


def test_a_contact_is_kept_with_its_rows_in_order(store: Store) -> None:
    contacts = Contacts(store)
    assert contacts.get("u1") is None
    save(store)
    first = contacts.get("u1")
    assert first is not None
    assert first.document == DOCUMENT and first.checked_against == {"modelo": "1"}
    save(store, individuo={"nome": "Ana Souza"})
    second = contacts.get("u1")
    assert second is not None
    assert second.document["individuo"] == {"nome": "Ana Souza"}
    assert second.created_at == first.created_at and second.changed_at >= first.changed_at


def test_history_holds_attempts_and_other_rooms_words(store: Store) -> None:
    save(store)
    with store.change() as db:
        Events.add(db, "u1", "store.lock.other", 1)
        db.execute(
            "INSERT INTO operation (id, uuid, kind, document, body, body_sha256, wire, places,"
            " rows, state, created_at, changed_at, operator_id) VALUES (1, 'u1', 'incluir', '{}',"
            " x'', '', '1', '{}', '{}', 'rejeitado', '2126', '2126', 1)"
        )
        for outcome, code, words in (
            ("falha", None, "Sem rede"),
            ("sem_confirmacao", None, None),
            ("rejeitado", "CMD_001", "CNS não existe"),
            ("rejeitado", None, "CNS não existe"),
            ("rejeitado", "CMD_001", None),
            ("rejeitado", None, None),
            ("falha", None, None),
            ("falha", "HTTP_503", None),
        ):
            db.execute(
                "INSERT INTO attempt (operation_id, call, started_at, lease_until, ended_at,"
                " outcome, code, message) VALUES (1, 'incluir', '2126', '2126', '2127', ?, ?, ?)",
                [outcome, code, words],
            )
    assert [event.text for event in Contacts(store).history("u1")][1:] == [
        "Inclusão posta na fila de envio",
        "Não foi possível enviar. Sem rede",
        "Enviado, sem confirmação do webservice",
        "Rejeitado pelo webservice (CMD_001). CNS não existe",
        "Rejeitado pelo webservice. CNS não existe",
        text("store.event.envio_rejeitado_sem_mensagem", codigo="CMD_001"),
        text("store.event.envio_rejeitado_sem_codigo_mensagem"),
        text("store.event.envio_falha_sem_codigo_mensagem"),
        text("store.event.envio_falha_sem_mensagem", codigo="HTTP_503"),
    ]


def test_operators(store: Store) -> None:
    operators = Operators(store)
    (first,) = operators.all()
    assert (first.id, first.login, first.name, first.active) == (
        1,
        "operador",
        "Maria das Dores",
        True,
    )
    added = operators.add(" jose ", "José Lima")
    assert operators.by_login("jose") == added
    for login, name, message in (
        ("jose", "Outro", "store.operator.taken"),
        ("", "Outro", "store.operator.blank"),
        ("outro", "  ", "store.operator.blank"),
    ):
        with pytest.raises(StoreError) as caught:
            operators.add(login, name)
        assert caught.value.message_id == message
    with pytest.raises(StoreError) as caught:
        operators.by_login("ninguem")
    assert caught.value.message_id == "store.operator.unknown"
    assert len(operators.all()) == 2


def test_settings_start_with_their_defaults(store: Store) -> None:
    found = Settings(store).all()
    assert [item.declaration.key for item in found] == list(declarations())
    assert all(item.value == item.declaration.default and not item.is_set for item in found)
    assert all(item.declaration.label and item.declaration.help for item in found)


def test_settings_are_set_and_go_back(store: Store) -> None:
    settings = Settings(store)
    assert settings.set("webservice.paralelismo", " 7 ", 1) == "7"
    assert settings.get_int("webservice.paralelismo") == 7
    assert settings.set("webservice.endereco", "http://127.0.0.1:8080/cmd", 1)
    assert [item.declaration.key for item in settings.all() if item.is_set] == [
        "webservice.endereco",
        "webservice.paralelismo",
    ]
    default = declarations()["webservice.paralelismo"].default
    assert settings.set("webservice.paralelismo", "", 1) == default != "7"
    assert settings.get("webservice.paralelismo") == default
    with store.query() as db:
        kinds = {row[0] for row in db.execute("SELECT kind FROM event").fetchall()}
    assert kinds == {"configuracao"}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("webservice.senha", "x", "unknown"),
        ("webservice.paralelismo", "0", "integer"),
        ("webservice.paralelismo", "9", "integer"),
        ("webservice.paralelismo", "dois", "integer"),
        ("webservice.paralelismo", "9" * 5000, "integer"),
        ("webservice.paralelismo", "²", "integer"),
        ("webservice.tempo_limite", "-5", "integer"),
        ("webservice.endereco", "servidor", "address"),
        ("webservice.endereco", "ftp://servidor", "address"),
        ("webservice.endereco", "http://", "address"),
        ("webservice.endereco", "http://a b/", "address"),
        ("webservice.endereco", "http://[", "address"),
        ("webservice.endereco", "http://a:porta/", "address"),
        ("proxy.endereco", "http://maria:segredo@proxy:3128", "secret"),
    ],
)
def test_settings_refuse_what_they_do_not_take(
    store: Store, key: str, value: str, message: str
) -> None:
    settings = Settings(store)
    with pytest.raises(StoreError) as caught:
        settings.set(key, value, 1)
    assert caught.value.message_id == f"store.setting.{message}"
    assert "segredo" not in str(caught.value)
    assert not any(item.is_set for item in settings.all())
    if message == "unknown":
        with pytest.raises(StoreError):
            settings.get(key)
