"""Another contact in the place of an accepted one: cancel, confirmed, then include."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from workspace_world import MODEL, Desk, sample, write

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.store import Store
from coletor.training import TrainingServer

REASON = "modalidade errada"
OTHER = "01"
REFUSED = [{"operacao": "cancelar", "vez": 1, "falha": "msfalha", "codigo": "CMD_ENV_021"}]


def right(**changes: str) -> dict:
    """Return the contact as it should have been."""
    document = {**sample(), **changes}
    document["contato"]["admissao"]["modalidade"] = OTHER
    return document


def receipts(desk: Desk, uuid: str) -> list[tuple[str, int]]:
    return [(one.operation, one.version) for one in desk.workspace.outbox.receipts(uuid)]


def substitute(desk: Desk, uuid: str) -> str:
    """Open the substitute, correct it and conclude it."""
    draft_id = desk.workspace.substitute(uuid, REASON)
    desk.set(draft_id, "modalidade", OTHER)
    return desk.workspace.conclude(draft_id).uuid


def test_the_new_contact_waits_for_the_confirmed_cancellation(desk: Desk) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    assert new != old
    assert (desk.word(old), desk.word(new)) == ("cancelamento_pronto", "aguardando_cancelamento")
    assert desk.queued() == [(old, "cancelar", "pronto")]
    assert desk.workspace.replaces(new) == old
    assert "desistir_substituicao" in desk.workspace.further_actions(new)
    (sent,) = desk.send(limit=1)
    assert (sent.uuid, sent.operation, sent.outcome) == (old, "cancelar", "aceito")
    assert desk.queued() == [(new, "incluir", "pronto")]
    assert desk.workspace.replaces(new) is None
    desk.send()
    assert (desk.word(old), desk.word(new)) == ("cancelado", "aceito")
    assert desk.held() == {old: "cancelado", new: "ativo"}
    assert receipts(desk, old) == [("incluir", 1), ("cancelar", 2)]
    assert receipts(desk, new) == [("incluir", 1)]
    assert {"substituicao", "substituicao_liberada"} <= set(desk.events(new))
    assert "substituicao_pedida" in desk.events(old)
    document = desk.workspace.contacts.get(new).document
    assert document["contato"]["admissao"]["modalidade"] == OTHER
    assert document["procedimentos"][0]["versao"]


def test_one_run_of_the_sender_does_both(desk: Desk) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    told = desk.send(until_empty=True)
    assert [(one.uuid, one.operation, one.outcome) for one in told] == [
        (old, "cancelar", "aceito"),
        (new, "incluir", "aceito"),
    ]


def test_a_refused_cancellation_leaves_the_accepted_and_an_exit(
    desk: Desk, serve: Callable[..., TrainingServer]
) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    desk.server = serve(faults=REFUSED)
    desk.send()
    assert (desk.word(old), desk.word(new)) == ("cancelamento_rejeitado", "aguardando_cancelamento")
    assert receipts(desk, old) == [("incluir", 1)]
    desk.reopen()
    # the clerk corrects and concludes again: the cancellation is asked for once more
    draft_id = desk.workspace.outbox.reopen(new, 1)
    desk.workspace.conclude(draft_id)
    assert desk.queued() == [(old, "cancelar", "pronto")]
    desk.send(until_empty=True)
    assert desk.held() == {old: "cancelado", new: "ativo"}


@pytest.mark.parametrize("refused", [False, True])
def test_a_substitution_is_given_up(
    desk: Desk, serve: Callable[..., TrainingServer], refused: bool
) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    if refused:
        desk.server = serve(faults=REFUSED)
        desk.send()
    draft_id = desk.workspace.drop_substitute(new)
    assert (desk.word(old), desk.word(new)) == ("aceito", "rascunho")
    assert desk.queued() == []
    assert desk.workspace.links.of(new) == []
    desk.workspace.drafts.discard(draft_id, 1)
    assert "substituicao_desistida" in desk.events(old)
    assert desk.workspace.contacts.get(old).document["contato"]["admissao"]["modalidade"] != OTHER
    with pytest.raises(ColetorError) as caught:
        desk.workspace.drop_substitute(new)
    assert caught.value.message_id == "workspace.replaces_nothing"
    again = substitute(desk, old)
    desk.send(until_empty=True)
    assert desk.held() == {old: "cancelado", again: "ativo"}


def test_what_may_have_arrived_is_not_given_up(
    desk: Desk, serve: Callable[..., TrainingServer]
) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    desk.server = serve(
        faults=[
            {"operacao": "cancelar", "vez": 1, "falha": "derruba-depois"},
            {"operacao": "detalhar", "vez": 1, "falha": "http-503"},
        ]
    )
    desk.send(limit=1)
    assert (desk.word(old), desk.word(new)) == ("sem_confirmacao", "aguardando_cancelamento")
    with pytest.raises(ColetorError) as caught:
        desk.workspace.drop_substitute(new)
    assert caught.value.message_id == "outbox.in_doubt"
    desk.reopen()
    desk.send(until_empty=True)
    assert desk.held() == {old: "cancelado", new: "ativo"}


def test_one_that_is_typed_again_is_queued_when_it_is_concluded(desk: Desk) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    draft_id = desk.workspace.outbox.reopen(new, 1)
    desk.send(until_empty=True)
    assert (desk.word(old), desk.word(new)) == ("cancelado", "rascunho")
    desk.workspace.conclude(draft_id)
    assert desk.queued() == [(new, "incluir", "pronto")]


def test_a_withdrawn_cancellation_is_asked_for_again(desk: Desk) -> None:
    old = desk.accepted(sample())
    new = substitute(desk, old)
    altering = desk.workspace.outbox.withdraw(old, 1)
    assert desk.word(new) == "aguardando_cancelamento"
    draft_id = desk.workspace.outbox.reopen(new, 1)
    with pytest.raises(ColetorError) as caught:
        desk.workspace.conclude(draft_id)
    assert caught.value.message_id == "workspace.replaced_first"
    assert old in str(caught.value)
    desk.workspace.drafts.discard(altering, 1)
    desk.workspace.conclude(draft_id)
    desk.send(until_empty=True)
    assert desk.held() == {old: "cancelado", new: "ativo"}


def test_an_open_alteration_becomes_the_substitute(desk: Desk) -> None:
    old = desk.accepted(sample())
    altering = desk.workspace.outbox.reopen(old, 1)
    desk.set(altering, "modalidade", OTHER)
    draft_id = desk.workspace.substitute(old, REASON)
    assert desk.workspace.substitute(old, REASON) == draft_id
    assert desk.workspace.drafts.open(old) is None
    made = desk.workspace.derive(desk.workspace.drafts.get(draft_id)).document
    assert made["contato"]["admissao"]["modalidade"] == OTHER
    assert desk.word(old) == "aceito"
    new = desk.workspace.conclude(draft_id).uuid
    with pytest.raises(ColetorError) as caught:
        desk.workspace.substitute(old, REASON)
    assert caught.value.message_id == "workspace.replaced"
    assert desk.word(new) == "aguardando_cancelamento"


def test_a_refused_alteration_becomes_the_substitute(
    desk: Desk, serve: Callable[..., TrainingServer]
) -> None:
    old = desk.accepted(sample())
    draft_id = desk.workspace.outbox.reopen(old, 1)
    desk.set(draft_id, "carater", "02")
    desk.workspace.conclude(draft_id)
    desk.server = serve(
        faults=[{"operacao": "alterar", "vez": 1, "falha": "msfalha", "codigo": "CMD_ENV_021"}]
    )
    desk.send()
    assert desk.word(old) == "alteracao_rejeitada"
    new = desk.workspace.drafts.get(desk.workspace.substitute(old, REASON))
    made = desk.workspace.derive(new).document
    assert made["contato"]["admissao"]["carater"] == "02"
    assert desk.word(old) == "aceito"


@pytest.mark.parametrize(
    ("standing", "reason", "message"),
    [
        ("pronto", REASON, "workspace.replace_not_accepted"),
        ("aceito", "  ", "outbox.no_reason"),
        ("alteracao_pronta", REASON, "outbox.queued"),
    ],
)
def test_what_is_not_replaced(desk: Desk, standing: str, reason: str, message: str) -> None:
    uuid = desk.conclude(sample())
    if standing != "pronto":
        desk.send()
    if standing == "alteracao_pronta":
        draft_id = desk.workspace.outbox.reopen(uuid, 1)
        desk.set(draft_id, "carater", "02")
        desk.workspace.conclude(draft_id)
    assert desk.word(uuid) == standing
    with pytest.raises(ColetorError) as caught:
        desk.workspace.substitute(uuid, reason)
    assert caught.value.message_id == message
    with pytest.raises(ColetorError):
        desk.workspace.substitute_document(uuid, right(), reason)
    assert desk.word(uuid) == standing
    assert len(desk.workspace.listing.page()) == 1


def test_a_substitute_with_errors_writes_nothing(desk: Desk) -> None:
    old = desk.accepted(sample())
    wrong = right()
    del wrong["procedimentos"]
    with pytest.raises(ColetorError):
        desk.workspace.substitute_document(old, wrong, REASON)
    assert desk.workspace.links.of(old) == []
    assert desk.queued() == []


class KilledError(BaseException):
    """Stands for the end of the program."""


@contextmanager
def killed_after(store: Store, commits: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kill the program right after that many transactions were on disk."""
    left, change = commits, store.change

    @contextmanager
    def counted() -> Iterator[object]:
        nonlocal left
        with change() as db:
            yield db
        left -= 1
        if left == 0:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(store, "change", counted)
        yield


@pytest.mark.parametrize("answer", ["answered", "lost"])
def test_killed_after_every_commit_both_end_right(
    desk: Desk, serve: Callable[..., TrainingServer], answer: str, monkeypatch
) -> None:
    """The new one is never on the server before the old one is cancelled there."""
    for commits in range(1, 30):
        old = desk.accepted(sample(commits % 2))
        lost = [{"operacao": "cancelar", "vez": 1, "falha": "derruba-depois"}]
        desk.server = serve(faults=lost if answer == "lost" else [])
        killed = False
        try:
            with killed_after(desk.workspace.store, commits, monkeypatch):
                desk.workspace.substitute_document(old, right(), REASON)
                desk.send(until_empty=True)
        except KilledError:
            killed = True
        desk.reopen()
        links = desk.workspace.links.of(old)
        new = links[0].later
        held = desk.held()
        assert new not in held or held[old] == "cancelado", (commits, held)
        assert receipts(desk, new) == [] or receipts(desk, old)[-1][0] == "cancelar"
        desk.send(until_empty=True)
        held = desk.held()
        assert (held[old], held[new]) == ("cancelado", "ativo"), commits
        assert (desk.word(old), desk.word(new)) == ("cancelado", "aceito")
        assert receipts(desk, new) == [("incluir", 1)]
        if not killed:
            break
    assert not killed and commits > 4


def test_substituir_from_the_command_line(run, desk: Desk, tmp_path: Path) -> None:
    old, folder = desk.accepted(sample()), desk.workspace.folder
    file = write(tmp_path / "novo.json", right(uuid=old))
    without = run("--pasta", folder, "contato", "substituir", old, "--arquivo", file)
    assert without.code == 2
    assert "motivo" in without.err
    ran = run(
        "--pasta", folder, "contato", "substituir", old, "--arquivo", file, "--motivo", REASON,
        "--json",
    )  # fmt: skip
    assert ran.code == 0
    new = ran.records[0]["uuid"]
    assert new != old
    listed = run("--pasta", folder, "contato", "listar", "--situacao", "aguardando_cancelamento")
    assert new in listed.out
    dropped = run("--pasta", folder, "contato", "substituir", new, "--desistir")
    assert dropped.code == 0
    assert (desk.word(old), desk.word(new)) == ("aceito", "rascunho")
    opened = run("--pasta", folder, "contato", "substituir", old, "--motivo", REASON)
    assert opened.code == 0
    third = desk.workspace.links.of(old)[0].later
    assert third in opened.out
    concluded = run("--pasta", folder, "contato", "concluir", third)
    assert concluded.code == 0
    assert "cancelamento" in concluded.out
    run("--pasta", folder, "configurar", "webservice.endereco", desk.server.address)
    sent = run("--pasta", folder, "enviar", "--ate-esvaziar", "--json")
    assert sent.code == 0
    assert desk.word(third) == "aceito"
    shown = run("--pasta", folder, "contato", "mostrar", old, "--json").records[0]
    assert shown["ligacoes"][0]["motivo"] == REASON


def test_a_broken_file_replaces_nothing(run, desk: Desk, tmp_path: Path) -> None:
    old, folder = desk.accepted(sample()), desk.workspace.folder
    wrong = right(uuid=new_uuid())
    del wrong["diagnosticos"]
    file = write(tmp_path / "novo.json", wrong)
    ran = run(
        "--pasta", folder, "contato", "substituir", old, "--arquivo", file, "--motivo", REASON
    )
    assert ran.code == 1
    assert MODEL.by_group["diagnosticos"].label.split(" ")[0].lower() in ran.err.lower()
    assert desk.word(old) == "aceito"
