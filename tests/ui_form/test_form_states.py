"""Which fields are open, required, and who stands in whose place; where the keyboard goes next."""

from pathlib import Path

import pytest

from coletor.contact.entry import display
from coletor.model import Model, load_model
from coletor.model.loader import read_model
from ui.form.layout import lay_out
from ui.form.navigation import Navigator, Stop
from ui.form.rows import Rows
from ui.form.states import FieldStates

DATA = Path(__file__).parent / "data"


class Form:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.rows = Rows.fresh(model)
        self.layout = lay_out(model)
        self.states = FieldStates(self.layout, self.rows, display)
        self.navigator = Navigator(self.layout, self.rows, self.states.is_open, self.states.shown)

    def path(self, role: str) -> str:
        return self.model.by_role[role].path

    def stop(self, role: str) -> Stop:
        return Stop(self.rows.root.id, self.path(role))

    def write(self, role: str, text: str) -> None:
        self.rows.write(self.rows.root.id, self.path(role), text)
        self.states.move_texts()
        self.states.refresh()

    def text(self, role: str) -> str:
        return self.rows.text(self.rows.root.id, self.path(role))

    def state(self, role: str):
        return self.states.state(self.rows.root.id, self.path(role))

    def go(self, stop: Stop, steps: int = 1) -> Stop:
        for _ in range(steps):
            found = self.navigator.next(stop)
            assert found is not None
            stop = found
        return stop


@pytest.fixture
def form() -> Form:
    return Form(load_model("cmd-2017"))


def test_municipio_and_cep_are_open_for_brasil_only(form: Form) -> None:
    assert form.state("municipio_residencia").applies
    assert form.state("municipio_residencia").required
    form.write("pais_residencia", "45")
    state = form.state("municipio_residencia")
    assert not state.applies
    assert not state.required
    assert state.reason == "só para 10"  # the screen names the code; here no table is loaded
    assert not form.state("cep_residencia").applies
    assert form.state("municipio_nascimento").applies  # the other country is still Brasil


def test_a_closed_field_is_skipped(form: Form) -> None:
    form.write("pais_residencia", "45")
    stop = form.navigator.next(form.stop("pais_residencia"))
    assert stop == form.stop("data_admissao")


def test_a_text_whose_field_closes_leaves_the_draft_and_comes_back(form: Form) -> None:
    form.write("municipio_residencia", "3550308")
    form.write("pais_residencia", "45")
    assert form.text("municipio_residencia") == ""
    form.write("pais_residencia", "10")
    assert form.text("municipio_residencia") == "3550308"


def test_a_field_that_came_filled_against_its_condition_stays_open_to_be_corrected() -> None:
    model = load_model("cmd-2017")
    stored = Rows.fresh(model)
    stored.write(stored.root.id, model.by_role["pais_residencia"].path, "45")
    stored.write(stored.root.id, model.by_role["cep_residencia"].path, "01001000")
    form = Form(model)
    form.rows, _ = Rows.resumed(model, stored.snapshot())
    states = FieldStates(form.layout, form.rows, display)
    assert states.move_texts() == []
    assert states.state(form.rows.root.id, model.by_role["cep_residencia"].path).applies


def test_with_a_justificativa_names_are_not_required_and_the_year_alone_is_enough(
    form: Form,
) -> None:
    assert form.state("nome_individuo").required
    form.states.toggle(form.stop("cns_individuo"))
    form.write("justificativa", "01")
    assert not form.state("nome_individuo").required
    assert form.state("sexo").required
    assert form.state("data_nascimento").year_alone


def test_the_justificativa_takes_the_place_of_the_cns_and_gives_it_back(form: Form) -> None:
    form.write("cns_individuo", "708401234567896")
    now, _ = form.states.toggle(form.stop("cns_individuo")) or pytest.fail("no stand-in")
    assert now == form.stop("justificativa")
    assert form.text("cns_individuo") == ""
    form.write("justificativa", "01")
    back, _ = form.states.toggle(now) or pytest.fail("no stand-in")
    assert back == form.stop("cns_individuo")
    assert form.text("cns_individuo") == "708401234567896"
    assert form.text("justificativa") == ""
    again, _ = form.states.toggle(back) or pytest.fail("no stand-in")
    assert form.text("justificativa") == "01"
    assert again == form.stop("justificativa")


def test_a_draft_with_a_justificativa_opens_with_it_in_sight(form: Form) -> None:
    form.rows.write(form.rows.root.id, form.path("justificativa"), "02")
    place = form.layout.places[form.path("cns_individuo")]
    assert form.states.shown(form.rows.root.id, place).role == "justificativa"


def test_only_one_of_the_two_is_a_stop(form: Form) -> None:
    paths = [stop.path for stop in form.navigator.stops()]
    assert form.path("cns_individuo") in paths
    assert form.path("justificativa") not in paths


def test_a_blank_row_is_entered_where_typing_starts(form: Form) -> None:
    stop = form.go(form.stop("data_desfecho"))
    assert stop.path == form.path("codigo_diagnostico")
    assert form.navigator.previous(stop) is not None


def test_enter_leaves_a_list_from_its_blank_row(form: Form) -> None:
    here = form.go(form.stop("data_desfecho"))
    out = form.navigator.leave_table(here)
    assert out is not None
    assert out.path == form.path("codigo_procedimento")
    assert form.navigator.leave_table(out) is None  # the end of the form


def test_the_professionals_come_after_their_procedure_and_before_the_next(form: Form) -> None:
    row = form.go(form.stop("data_desfecho"))
    procedure = form.navigator.leave_table(row)
    assert procedure is not None
    form.rows.write(procedure.row, procedure.path, "0301010072")
    form.rows.complete()
    stop = form.go(procedure, 4)
    assert stop.path == form.path("cbo")
    form.rows.write(stop.row, stop.path, "225125")
    after = form.go(stop, 4)
    assert after.path == form.path("codigo_procedimento")
    assert form.rows.is_blank(form.rows.by_id[after.row])


def test_the_invented_model_switches_with_its_own_key() -> None:
    form = Form(read_model(DATA / "visita.toml"))
    assert form.state("cep_lugar").required
    now, _ = form.states.toggle(form.stop("cep_lugar")) or pytest.fail("no stand-in")
    assert now == form.stop("coordenada")
    form.write("coordenada", "-23.5, -46.6")
    assert not form.state("cep_lugar").required
