"""The state machine is data: complete, without dead ends, and printed as it is."""

import itertools
import random
import tomllib

import pytest

from coletor import messages, resources
from coletor.outbox.machine import (
    DIFFERENT,
    MANAGEMENT,
    PENDING,
    SERVER,
    Axes,
    TransitionError,
    build,
    machine,
)
from coletor.outbox.policy import Policy
from coletor.outbox.table import markdown

# Every transition by name: a change of the machine is a change of this list, on purpose.
PENDING_TRANSITIONS = {
    ("nenhuma", "concluir", "pronto"),
    ("aceito", "concluir", "pronto"),
    ("desistido", "concluir", "pronto"),
    ("pronto", "retirar", "desistido"),
    ("pronto", "enviar", "enviando"),
    ("enviando", "aceitou", "aceito"),
    ("sem_confirmacao", "aceitou", "aceito"),
    ("enviando", "rejeitou", "rejeitado"),
    ("sem_confirmacao", "rejeitou", "rejeitado"),
    ("enviando", "nao_chegou", "pronto"),
    ("enviando", "sem_resposta", "sem_confirmacao"),
    ("sem_confirmacao", "sem_resposta", "sem_confirmacao"),
    ("enviando", "ja_existe", "sem_confirmacao"),
    ("sem_confirmacao", "conteudo_diferente", "sem_confirmacao"),
    ("sem_confirmacao", "ausente", "sem_confirmacao"),
    ("sem_confirmacao", "ausente_de_novo", "pronto"),
    ("sem_confirmacao", "desistir", "desistido"),
    ("desistido", "adotar", "aceito"),
    ("rejeitado", "corrigir", "desistido"),
    ("rejeitado", "desistir", "desistido"),
}
SERVER_TRANSITIONS = {
    ("nada", "incluir", "aceito"),
    ("aceito", "alterar", "aceito"),
    ("aceito", "cancelar", "cancelado"),
    # Only what a month's closing settles: lost there, or active there after a cancellation.
    ("aceito", "incluir", "aceito"),
    ("cancelado", "cancelar", "cancelado"),
}
MANAGEMENT_TRANSITIONS = {
    ("desconhecido", "aprovar", "aprovado"),
    ("rejeitado", "aprovar", "aprovado"),
    ("desconhecido", "rejeitar", "rejeitado"),
    ("aprovado", "rejeitar", "rejeitado"),
    ("aprovado", "esquecer", "desconhecido"),
    ("rejeitado", "esquecer", "desconhecido"),
    ("desconhecido", "servico_aprovou", "aprovado"),
    ("aprovado", "servico_aprovou", "aprovado"),
    ("rejeitado", "servico_aprovou", "aprovado"),
    ("desconhecido", "servico_rejeitou", "rejeitado"),
    ("aprovado", "servico_rejeitou", "rejeitado"),
    ("rejeitado", "servico_rejeitou", "rejeitado"),
    ("desconhecido", "nova_versao", "desconhecido"),
    ("aprovado", "nova_versao", "desconhecido"),
    ("rejeitado", "nova_versao", "desconhecido"),
}


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        (PENDING, PENDING_TRANSITIONS),
        (SERVER, SERVER_TRANSITIONS),
        (MANAGEMENT, MANAGEMENT_TRANSITIONS),
    ],
)
def test_the_transitions_are_these_and_no_others(
    axis: str, expected: set[tuple[str, str, str]]
) -> None:
    states = [state.id for state in machine().states.values() if state.axis == axis]
    events = {transition.event for transition in machine().transitions}
    found = set()
    for state, event in itertools.product(states, events):
        if machine().knows(axis, state, event):
            found.add((state, event, machine().next(axis, state, event)))
        else:
            with pytest.raises(TransitionError):
                machine().next(axis, state, event)
    assert found == expected


def test_every_state_has_an_exit_and_is_reached() -> None:
    for (axis, name), state in machine().states.items():
        ways_out = [t for t in machine().transitions if t.axis == axis and name in t.sources]
        ways_in = [t for t in machine().transitions if t.axis == axis and t.target == name]
        assert any(way.target != name for way in ways_out) or state.final, (axis, name)
        assert ways_in or machine().initial[axis] == name, (axis, name)


def test_no_open_state_traps_a_contact() -> None:
    """From every open state a closed one can be reached."""
    closed = {s.id for s in machine().states.values() if s.axis == PENDING and not s.open}
    reach = set(closed)
    for _ in range(len(machine().states)):
        reach |= {
            source
            for t in machine().transitions
            if t.axis == PENDING and t.target in reach
            for source in t.sources
        }
    assert {s.id for s in machine().states.values() if s.axis == PENDING} <= reach


def test_every_action_has_its_words() -> None:
    by_axis = {
        axis: [s.id for s in machine().states.values() if s.axis == axis]
        for axis in (PENDING, SERVER, MANAGEMENT)
    }
    offered = set()
    for pending, server, management, draft, local in itertools.product(
        *by_axis.values(), (False, True), (False, True)
    ):
        for code in (None, DIFFERENT):
            axes = Axes(server, 0, pending, None, code, management, draft, local)
            offered |= set(machine().actions(axes))
    texts = {name for name in messages.identifiers() if name.startswith("outbox.action.")}
    assert {f"outbox.action.{action}" for action in offered} == texts


@pytest.mark.parametrize(
    ("axes", "actions"),
    [
        (Axes(), ("corrigir",)),
        (Axes(draft=True), ("concluir", "descartar")),
        (Axes(pending="pronto"), ("enviar_agora", "retirar")),
        (Axes(pending="enviando"), ()),
        (Axes(pending="sem_confirmacao"), ("perguntar_agora",)),
        (
            Axes(pending="sem_confirmacao", code=DIFFERENT),
            ("ficar_com_servidor", "enviar_o_meu", "perguntar_agora"),
        ),
        (Axes(pending="rejeitado"), ("corrigir", "desistir")),
        (Axes(pending="rejeitado", draft=True), ("concluir", "descartar")),
        (Axes(server="aceito"), ("alterar", "cancelar")),
        (Axes(server="aceito", draft=True), ("concluir", "descartar")),
        (Axes(server="aceito", pending="rejeitado"), ("corrigir", "desistir")),
        (Axes(server="aceito", management="aprovado"), ("alterar", "cancelar")),
        (Axes(server="aceito", management="rejeitado"), ("alterar", "cancelar")),
        (Axes(server="cancelado"), ()),
        (Axes(local=True), ("corrigir",)),
    ],
)
def test_what_a_person_may_do(axes: Axes, actions: tuple[str, ...]) -> None:
    assert machine().actions(axes) == actions


def test_a_file_that_names_an_unknown_state_is_refused() -> None:
    data = tomllib.loads(resources.path("outbox", "machine.toml").read_text(encoding="utf-8"))
    build(data)
    data["transition"][0]["to"] = "perdido"
    with pytest.raises(ValueError, match="perdido"):
        build(data)


def test_the_page_of_the_documentation_is_the_machine() -> None:
    page = resources.path("docs", "estados.md").read_text(encoding="utf-8")
    assert page == markdown(machine())


def test_waits_grow_up_to_a_ceiling() -> None:
    policy = Policy(first_wait=1, factor=2, ceiling=10, jitter=0)
    chance = random.Random(1)
    assert [policy.wait(n, chance) for n in (1, 2, 3, 4, 5, 500)] == [1, 2, 4, 8, 10, 10]


def test_waits_are_spread_and_never_pass_the_ceiling() -> None:
    policy = Policy(first_wait=8, factor=2, ceiling=10, jitter=0.25)
    chance = random.Random(7)
    waits = {policy.wait(1, chance) for _ in range(200)}
    assert len(waits) > 100
    assert min(waits) >= 6
    assert max(waits) <= 10
