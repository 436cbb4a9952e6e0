"""A sheet without a window: where things stand, what the header does to lines, concluding."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from sheet_world import CNS, Bench

from coletor.messages import text
from coletor.model import load_model
from coletor.sheets import HEADER, LINE, SheetError, conclude, plan, standing
from coletor.sheets.cells import header_texts
from coletor.sheets.drafting import HeaderDrafts
from coletor.sheets.slots import arranged, default_arrangement
from coletor.store import Filter, StoreError


@pytest.mark.parametrize("model_id", ["cmd-2016", "cmd-2017"])
def test_a_header_and_a_line_by_default_even_without_hints(model_id: str) -> None:
    model = load_model(model_id)
    where = default_arrangement(model)
    header = [slot.element.role for slot in standing(model, where, HEADER)]
    for role in (
        "data_admissao",
        "modalidade",
        "procedencia",
        "motivo_desfecho",
        "carater",
        "codigo_procedimento",
        "cbo",
        "codigo_diagnostico",
    ):
        assert role in header
    line = [slot.element.role for slot in standing(model, where, LINE)]
    assert line == ["cns_individuo", "codigo_diagnostico"]


def test_the_hint_of_the_model_file_puts_the_funding_into_the_header() -> None:
    for model_id, there in (("cmd-2017", True), ("cmd-2016", False)):
        model = load_model(model_id)
        slots = standing(model, default_arrangement(model), HEADER)
        assert ("financiamento" in [slot.element.role for slot in slots]) is there


def test_an_arrangement_of_another_time_is_made_whole() -> None:
    model = load_model("cmd-2017")
    made = arranged(model, {"sumiu": HEADER, "contato.admissao.carater": "longe"})
    assert made == default_arrangement(model)


def test_a_line_is_a_draft_with_the_header_and_what_follows_it(bench: Bench) -> None:
    sheet = bench.begin()
    draft = bench.line()
    assert bench.cell(draft, "modalidade") == "02"
    assert bench.cell(draft, "data_desfecho") == "14/07/2026"
    assert bench.cell(draft, "data_procedimento") == "14/07/2026"
    assert bench.cell(draft, "cbo") == "225125"
    assert [line.draft.id for line in bench.sheets.lines(sheet)] == [draft.id]
    listed = bench.workspace.listing.page(Filter(), limit=10)
    assert [(row.uuid, row.word) for row in listed] == [(draft.uuid, "rascunho")]


def test_a_changed_header_reaches_the_lines_that_still_have_the_old_value(bench: Bench) -> None:
    sheet = bench.begin()
    same, other = bench.line(), bench.line(cns_individuo=CNS[1], data_admissao="13/07/2026")
    path = bench.path("data_admissao")
    bench.sheets.set_header(sheet, {path: "15/07/2026"}, bench.operator)
    spread = bench.sheets.spread(sheet, path, bench.operator)
    assert spread.drafts == (same.id, other.id)  # the other's outcome still had the header's day
    assert bench.cell(same, "data_admissao") == "15/07/2026"
    assert bench.cell(same, "data_procedimento") == "15/07/2026"
    assert bench.cell(other, "data_admissao") == "13/07/2026"
    bench.sheets.take_back(spread, bench.operator)
    assert bench.cell(same, "data_admissao") == "14/07/2026"
    assert bench.cell(same, "data_procedimento") == "14/07/2026"
    assert bench.sheets.get(sheet).header[path] == "14/07/2026"


def test_undoing_leaves_what_was_typed_since(bench: Bench) -> None:
    sheet = bench.begin()
    draft = bench.line()
    path = bench.path("modalidade")
    bench.sheets.set_header(sheet, {path: "03"}, bench.operator)
    spread = bench.sheets.spread(sheet, path, bench.operator)
    bench.workspace.drafts.set_cell(draft.id, draft.root.id, path, "04", bench.operator)
    assert bench.sheets.take_back(spread, bench.operator).drafts == ()
    assert bench.cell(draft, "modalidade") == "04"


def test_a_value_given_to_the_header_later_fills_the_lines_without_it(bench: Bench) -> None:
    sheet = bench.begin()
    without, own = bench.line(codigo_diagnostico=""), bench.line(cns_individuo=CNS[1])
    path = bench.path("codigo_diagnostico")
    bench.sheets.set_header(sheet, {path: "I10"}, bench.operator)
    assert bench.sheets.spread(sheet, path, bench.operator).drafts == (without.id,)
    assert bench.cell(without, "codigo_diagnostico") == "I10"
    assert bench.cell(own, "codigo_diagnostico") == "J459"


def test_concluding_queues_what_is_right_and_leaves_the_rest(bench: Bench) -> None:
    sheet = bench.begin()
    right = bench.line()
    wrong = bench.line(cns_individuo=CNS[1], sexo="")
    seen = plan(bench.workspace, sheet)
    assert [line.draft_id for line in seen.wrong] == [wrong.id]
    reasons = {group.kind: "conferido no prontuário" for group in seen.groups}
    told: list[tuple[int, int]] = []
    done = conclude(bench.workspace, sheet, reasons, lambda *how: told.append(how))
    assert [uuid for uuid, _ in done.went] == [right.uuid]
    assert [draft for draft, _ in done.left] == [wrong.id]
    assert not done.closed
    assert told[-1] == (2, 2)
    assert [line.draft.id for line in bench.sheets.lines(sheet)] == [wrong.id]
    assert bench.sheets.counts(sheet) == (1, 1)
    assert bench.workspace.contacts.get(right.uuid) is not None


def test_a_warning_without_reason_keeps_its_line_and_one_reason_settles_many(
    bench: Bench,
) -> None:
    sheet = bench.begin(modalidade="06")  # urgency that is elective: the same warning twice
    lines = [bench.line(), bench.line(cns_individuo=CNS[1])]
    seen = plan(bench.workspace, sheet)
    assert not seen.ready
    urgent = next(group for group in seen.groups if group.rule == "urgencia-eletivo")
    assert [draft for draft, _ in urgent.lines] == [line.id for line in lines]
    assert not conclude(bench.workspace, sheet).went
    reasons = {group.kind: "retorno marcado" for group in seen.groups}
    assert len(seen.going(reasons)) == 2
    done = conclude(bench.workspace, sheet, reasons)
    assert len(done.went) == 2
    assert done.closed
    kept = bench.workspace.drafts.confirmations(lines[0].id)
    assert "retorno marcado" in {each.reason for each in kept}
    again = bench.begin(modalidade="06")
    bench.line(cns_individuo=CNS[1])
    proposed = {group.rule: group.usual for group in plan(bench.workspace, again).groups}
    assert proposed["urgencia-eletivo"] == "retorno marcado"  # to be given again, not taken


def test_concluding_can_be_stopped_between_lines(bench: Bench) -> None:
    sheet = bench.begin()
    bench.line()
    stop = Event()
    stop.set()
    assert conclude(bench.workspace, sheet, stop=stop).went == []
    assert len(bench.sheets.lines(sheet)) == 1


def test_a_sheet_with_nothing_left_to_do_is_not_listed(bench: Bench) -> None:
    """A program that was killed before it closed the sheet leaves it open without lines."""
    gone, kept, empty = bench.begin(), bench.begin(), bench.begin()
    bench.handle.sheet_id = gone
    line = bench.line()
    bench.workspace.conclude(line.id)
    proposed = header_texts(load_model("cmd-2017"))
    blank = {path: proposed.get(path, "") for path in bench.sheets.get(empty).header}
    bench.sheets.set_header(empty, blank, bench.operator)
    assert bench.sheets.counts(gone) == (0, 1)
    assert [each.id for each in bench.sheets.open()] == [kept]  # its header waits for lines


def test_a_closed_sheet_says_so_and_its_lines_come_back_with_it(bench: Bench) -> None:
    sheet = bench.begin()
    draft = bench.line()
    assert bench.sheets.discard(sheet, bench.operator) == (draft.id,)
    assert bench.sheets.open() == []
    with pytest.raises(SheetError, match=text("sheet.closed")):
        bench.sheets.set_header(sheet, {bench.path("carater"): "02"}, bench.operator)
    bench.sheets.restore(sheet, (draft.id,), bench.operator)
    (found,) = bench.sheets.open()
    assert (found.open_lines, found.concluded, found.admission) == (1, 0, "14/07/2026")
    assert found.operator == "Ana"


def test_a_sheet_that_is_not_there_says_so(bench: Bench) -> None:
    with pytest.raises(SheetError, match=text("sheet.gone")):
        bench.sheets.get(99)


def test_the_next_sheet_is_laid_out_as_the_last(bench: Bench) -> None:
    sheet = bench.begin()
    moved = dict(bench.sheets.get(sheet).arrangement) | {bench.path("carater"): LINE}
    bench.sheets.arrange(sheet, moved)
    last = bench.sheets.last_of("cmd-2017", bench.operator)
    assert last is not None
    assert last.arrangement[bench.path("carater")] == LINE


def test_a_purged_line_leaves_the_sheet(bench: Bench) -> None:
    sheet = bench.begin()
    draft = bench.line()
    bench.workspace.drafts.discard(draft.id, bench.operator)
    assert bench.sheets.lines(sheet) == []
    assert bench.workspace.drafts.purge_bin(-1) == 1
    assert bench.sheets.counts(sheet) == (0, 0)


def test_a_sheet_whose_first_change_fails_is_made_by_the_next(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk is full when a transaction is closed: nothing may count on what it made."""
    bench.begin()
    assert bench.handle is not None
    bench.handle.sheet_id = None
    change = bench.workspace.store.change

    @contextmanager
    def full() -> Iterator[object]:
        with change() as db:
            yield db
            raise StoreError("store.full")

    header = HeaderDrafts(bench.handle)
    with monkeypatch.context() as broken:
        broken.setattr(bench.workspace.store, "change", full)
        with pytest.raises(StoreError):
            bench.line()
        assert bench.handle.sheet_id is None
        with pytest.raises(StoreError):
            header.create("cmd-2017", bench.operator)
        assert bench.handle.sheet_id is None
    draft = bench.line()
    assert [line.draft.id for line in bench.sheets.lines(bench.handle.sheet_id)] == [draft.id]


def test_a_discarded_sheet_comes_back_whole_or_not(bench: Bench) -> None:
    sheet = bench.begin()
    drafts = (bench.line().id, bench.line(nome_individuo="Rui").id)
    bench.sheets.discard(sheet, bench.operator)
    with pytest.raises(StoreError, match=text("store.draft.gone")):
        bench.sheets.restore(sheet, (*drafts, 99), bench.operator)
    assert bench.sheets.open() == [] and len(bench.workspace.drafts.discarded()) == 2
    bench.sheets.restore(sheet, drafts, bench.operator)
    assert [line.draft.id for line in bench.sheets.lines(sheet)] == list(drafts)
