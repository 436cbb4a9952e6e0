"""Which states there are, in the order in which a run of the program reaches them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gallery import entering, form, lists, menus, office, trouble, typing
from gallery.studio import Studio
from gallery.world import PASSWORD, World

Reach = Callable[[Studio], object]


@dataclass(frozen=True)
class State:
    """One state of one screen.

    Args:
        name: of its pictures.
        reach: brings the program there.
        needed: the state before it, which it goes on from; reached even where it is not wanted.
    """

    name: str
    reach: Reach
    needed: str = ""


@dataclass(frozen=True)
class Run:
    """One run of the program.

    Args:
        title: what the gallery calls it.
        make: makes its folder.
        folder: returns the folder.
        states: what is looked at, in their order.
        password: of the folder, where it is given at the start.
        opens: whether the folder is open before the first state.
    """

    title: str
    make: Callable[[World], None]
    folder: Callable[[World], Path]
    states: tuple[State, ...]
    password: str | None = None
    opens: bool = True

    def wanted(self, names: frozenset[str]) -> list[State]:
        """Return the states to reach: those whose name begins with a wanted one, and before."""
        kept = {state.name for state in self.states if _is_wanted(state.name, names)}
        for state in reversed(self.states):  # what is needed comes before
            if state.name in kept and state.needed:
                kept.add(state.needed)
        return [state for state in self.states if state.name in kept]


def _is_wanted(name: str, names: frozenset[str]) -> bool:
    return not names or any(name == each or name.startswith(f"{each}-") for each in names)


def _nothing(_world: World) -> None:
    """The folder is made on screen."""


_ENTRANCE = (
    State("boas-vindas", entering.welcome),
    State("criacao", entering.creation),
    State("criacao-falta", entering.creation_unfit, "criacao"),
    State("criacao-rede", trouble.on_network, "criacao-falta"),
    State("recuperacao", entering.recovery, "criacao-rede"),
    State("primeiro-dia", entering.first_day, "recuperacao"),
    State("guia", entering.guide, "primeiro-dia"),
    State("pratica", entering.practice, "primeiro-dia"),
)
_PASSWORD = (
    State("senha", entering.password),
    State("senha-errada", entering.password_wrong),
    State("senha-esquecida", entering.forgotten),
    State("senha-codigo", trouble.code_unknown, "senha-esquecida"),
)
_TAKEN = (State("pasta-aberta", trouble.elsewhere),)
_REAL = (
    State("envio-bloqueado", office.sending_locked),
    State("configuracoes-contrato", partial(office.settings, section="envio")),
    State("configuracoes-troca", partial(office.settings, section="senha")),
    State("configuracoes-erro", trouble.setting_refused),
    State("tabelas-sem", office.tables),
    State("digitar-sem-tabela", form.without_table),
)
_EMPTY = (
    State("inicio-vazio", lists.home),
    State("contatos-vazio", lists.contacts),
    State("pacientes-vazio", lists.patients),
    State("profissionais-vazio", lists.professionals_empty),
    State("envio-vazio", office.sending_empty),
    State("fechamento-vazio", office.closing),
    State("tabelas-vazio", office.tables),
    State("digitar-vazio", form.empty),
    State("digitar-busca", form.search),
    State("digitar-pendencias", form.findings, "digitar-busca"),
    State("digitar-aceito", form.accepted, "digitar-pendencias"),
    State("folha-vazio", typing.sheet_empty),
    State("pacotes-vazio", typing.packages_empty),
    State("digitar-escolher-vazio", form.chooser),
)
_FULL = (
    State("inicio", lists.home),
    State("inicio-dia", menus.home_day),
    State("inicio-exportar", menus.home_exports),
    State("inicio-erro", partial(trouble.unread, screen="inicio")),
    State("contatos", lists.contacts),
    State("contatos-aguardando", lists.contacts_waiting),
    State("contatos-dias", lists.contacts_days),
    State("contatos-periodos", menus.contacts_days_menu),
    State("contatos-modalidades", menus.contacts_modality),
    State("contatos-como-este", menus.contacts_like),
    State("contatos-filtros", menus.contacts_views),
    State("contatos-erro", partial(trouble.unread, screen="contatos")),
    State("contatos-nenhum", lists.contacts_none),
    State("contatos-varios", lists.contacts_many),
    State("contatos-lote", lists.contacts_bulk),
    State("contatos-historia", lists.contacts_history),
    State("contatos-pergunta", lists.contacts_question, "contatos-historia"),
    State("pacientes", lists.patients),
    State("pacientes-nenhum", lists.patients_none),
    State("pacientes-erro", partial(trouble.unread, screen="pacientes")),
    State("pacientes-lixeira", lists.patients_bin),
    State("pacientes-diferencas", lists.patients_differing),
    State("pacientes-removido", menus.patient_removed),
    State("pacientes-municipio", menus.editor_place),
    State("pacientes-editor", lists.patients_editor),
    State("pacientes-colunas", lists.patients_mapping),
    State("pacientes-relatorio", lists.patients_report, "pacientes-colunas"),
    State("pacientes-importar", lists.patients_import, "pacientes-relatorio"),
    State("profissionais", lists.professionals),
    State("profissionais-nenhum", lists.professionals_none),
    State("profissionais-erro", partial(trouble.unread, screen="profissionais")),
    State("profissionais-editor", lists.professionals_editor),
    State("envio", office.sending),
    State("envio-dica", menus.status_tip),
    State("envio-pausado", office.sending_paused),
    State("envio-erro", partial(trouble.unread, screen="envio")),
    State("envio-lote", office.sending_batch),
    State("envio-credenciais", office.sending_credentials),
    State("fechamento", office.closing),
    State("fechamento-erro", trouble.closing_alone),
    State("fechamento-resultados", office.closing_results),
    State("tabelas", office.tables),
    State("tabelas-erro", trouble.tables_refused),
    *(
        State(f"configuracoes-{section}", partial(office.settings, section=section))
        for section in office.SECTIONS
    ),
    State("rede", office.doctor),
    State("ajuda", office.help_index),
    State("ajuda-pagina", office.help_page),
    State("ajuda-campo", office.help_field),
    State("ajuda-regra", office.help_rule),
    State("ajuda-teclas", office.help_keys),
    State("ajuda-busca", partial(office.help_search, words="rejeitado")),
    State("ajuda-nada", partial(office.help_search, words="xyzw")),
    State("buscar", office.finder),
    State("buscar-nada", office.finder_none),
    State("buscar-vazio", office.finder_empty),
    State("pacotes", typing.packages_page),
    State("pacotes-erro", typing.packages_taken, "pacotes"),
    State("pacotes-removido", typing.packages_removed, "pacotes-erro"),
    State("folha", typing.sheet_data),
    State("folha-busca", menus.sheet_search, "folha"),
    State("folha-pendente", typing.sheet_pending, "folha"),
    State("folha-pessoa", typing.sheet_person, "folha"),
    State("folha-campos", typing.sheet_places, "folha-pessoa"),
    State("folha-motivo", typing.sheet_warned, "folha-campos"),
    State("folha-abertas", typing.sheet_shelf, "folha-motivo"),
    State("folha-profissional", menus.sheet_professional, "folha-abertas"),
    State("digitar-escolher", form.chooser),
    State("digitar-rascunho", form.draft),
    State("digitar-pessoa", form.person, "digitar-rascunho"),
    State("digitar-pacotes", form.packages, "digitar-pessoa"),
    State("digitar-erro", trouble.form_unread),
    State("digitar-rejeitado", form.refused),
    State("digitar-dica", menus.field_tip, "digitar-rejeitado"),
    State("digitar-mais", form.further, "digitar-rejeitado"),
    State("digitar-diferenca", form.differs),
    State("digitar-motivo", form.warning, "digitar-diferenca"),
    State("digitar-guardar", form.keeper, "digitar-motivo"),
    State("digitar-valores", menus.field_choices),
    State("digitar-profissional", menus.field_professionals, "digitar-valores"),
    State("digitar-menu", menus.field_menu),
    State("digitar-tabela", form.table),
    State("digitar-porque", form.reason, "digitar-tabela"),
    State("digitar-nao-identificado", form.unidentified),
    *(
        State(f"modelo-{model}", partial(form.model, model_id=model), "digitar-rascunho")
        for model in form.model_ids()
    ),
    State("fechamento-diferencas", office.closing_differing),
    State("rede-bem", office.doctor_fine, "fechamento-diferencas"),
    State("inicio-tabela", lists.home_table),
    State("erro-imprevisto", trouble.bug),
)
_CLOSED = (
    State("inicio-mes", lists.home),
    State("fechamento-igual", office.closing_compared),
    State("fechamento-comprovante", office.closing_receipt),
    State("envio-aceitos", office.sending_empty),
)


def runs() -> Iterator[Run]:
    """Yield the runs of the program that together show every screen."""
    yield Run("Entrada", _nothing, lambda world: world.nowhere, _ENTRANCE, opens=False)
    yield Run("Senha", World.make_real, lambda world: world.real, _PASSWORD, opens=False)
    yield Run("Pasta aberta", World.make_taken, lambda world: world.taken, _TAKEN, opens=False)
    yield Run("De verdade", World.make_real, lambda world: world.real, _REAL, password=PASSWORD)
    yield Run("Pasta nova", World.make_empty, lambda world: world.empty, _EMPTY)
    yield Run("Um mês de trabalho", World.make_full, lambda world: world.full, _FULL)
    yield Run("Mês fechado", World.make_full, lambda world: world.closed, _CLOSED)


__all__ = ["PASSWORD", "Run", "State", "runs"]
