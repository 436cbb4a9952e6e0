"""The figures of a month: each contact once, on its day, under how far it has come."""

import csv
import json
from pathlib import Path

import pytest
from figures_world import DOCTOR, MONTH, NURSE

from coletor.cli.main import main
from coletor.errors import ColetorError
from coletor.figures import Standing, check_month, read_month
from coletor.figures.reading import rows_query
from coletor.figures.types import OF_WORD, next_month
from coletor.figures.writing import page, write_sheet
from coletor.messages import text
from coletor.store.database import Interrupt
from coletor.store.errors import InterruptedQueryError
from coletor.store.situation import WORDS
from coletor.workspace import Workspace


def test_every_word_of_the_list_has_a_standing_and_every_standing_a_name() -> None:
    assert set(OF_WORD) == set(WORDS)
    assert {standing.label for standing in Standing} >= {"aceitos", "rejeitados", "cancelados"}


def test_a_contact_counts_once_on_the_day_of_its_admission(workspace: Workspace) -> None:
    figures = read_month(workspace, MONTH)
    assert len(figures.days) == 31
    first, middle, last = (figures.days[place] for place in (0, 13, 30))
    assert (first.typed, first.count(Standing.TYPING)) == (1, 1)
    assert (middle.typed, middle.count(Standing.ACCEPTED), middle.count(Standing.REJECTED)) == (
        3,
        2,
        1,
    )
    assert (last.typed, last.count(Standing.WAITING), last.count(Standing.CANCELLED)) == (1, 1, 1)
    assert not figures.days[1].counts, "a clinical document is never sent and does not count"
    assert (figures.typed, figures.count(Standing.ACCEPTED)) == (5, 2)


def test_it_divides_by_modality_procedure_and_professional(workspace: Workspace) -> None:
    shares = read_month(workspace, MONTH).shares
    assert [(one.code, one.count) for one in shares["modalidade"]] == [("02", 4), ("", 1)]
    assert shares["modalidade"][0].name
    (procedure,) = shares["procedimento"]
    assert (procedure.count, bool(procedure.name)) == (8, True), "four contacts, done twice each"
    assert {one.code: one.count for one in shares["profissional"]} == {DOCTOR: 3, NURSE: 1}


def test_without_acts_only_the_list_is_read(workspace: Workspace) -> None:
    assert set(read_month(workspace, MONTH, acts=False).shares) == {"modalidade"}


def test_the_days_are_read_by_the_index_of_the_month(workspace: Workspace) -> None:
    with workspace.store.query() as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {rows_query(2)}", [MONTH, "a", "b"]).fetchall()
    assert "SEARCH" in plan[0][3] and "competencia=?" in plan[0][3], plan


def test_reading_can_be_given_up(workspace: Workspace) -> None:
    interrupt = Interrupt()
    interrupt.cancel()
    with pytest.raises(InterruptedQueryError):
        read_month(workspace, MONTH, interrupt)


def test_the_sheet_has_every_figure_and_nobody_in_it(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "números.csv"
    write_sheet(read_month(workspace, MONTH), file)
    content = file.read_text(encoding="utf-8-sig")
    assert "Maria" not in content
    rows = list(csv.DictReader(content.splitlines(), delimiter=";"))
    found = {(row["por"], row["codigo"], row["numero"]): row["quantidade"] for row in rows}
    assert found["Dia", "2026-07-14", "rejeitados"] == "1"
    assert found["Profissional", NURSE, text("figures.counted.profissional")] == "1"


def test_a_sheet_that_cannot_be_written_says_so(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ColetorError, match="não pôde ser gravado"):
        write_sheet(read_month(workspace, MONTH), tmp_path / "ausente" / "n.csv")


def test_the_page_shows_the_month_and_the_picture(workspace: Workspace) -> None:
    made = page(read_month(workspace, MONTH), "UBS · CNES 2077485", "data:image/png;base64,AA==")
    assert text("figures.page.title", month="07/2026") in made
    assert "data:image/png" in made and "sem modalidade" in made and "Maria" not in made


@pytest.mark.parametrize("month", ["2026", "202613", "2026-7", "20260x", "000001"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(ColetorError, match="não é uma competência"):
        check_month(month)


def test_months_follow_each_other_over_the_year() -> None:
    assert next_month("202612") == "202701"
    assert next_month("202601", -1) == "202512"
    assert next_month("202607", 12) == "202707"


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["--pasta", str(folder), "numeros", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_prints_the_same_figures(
    capsys: pytest.CaptureFixture[str], month_folder: Path, workspace: Workspace, tmp_path: Path
) -> None:
    figures = read_month(workspace, MONTH)
    code, out, _ = run(capsys, month_folder, MONTH, "--json")
    assert code == 0 and json.loads(out) == figures.as_json()
    assert figures.as_json()["por_terminar"] == 1
    code, out, _ = run(capsys, month_folder, MONTH)
    assert code == 0 and text("figures.total", accepted=2, typed=5) in out and NURSE in out
    file = tmp_path / "n.csv"
    code, out, err = run(capsys, month_folder, MONTH, "--csv", str(file))
    assert (code, out) == (0, "") and "n.csv" in err and file.exists()
    _, out, _ = run(capsys, month_folder, "202501")
    assert out.strip() == text("figures.cli.nothing", month="01/2025")


def test_the_command_refuses_what_is_no_month_and_no_sheet(
    capsys: pytest.CaptureFixture[str], month_folder: Path
) -> None:
    code, _, err = run(capsys, month_folder, "julho")
    assert code == 2 and "competência" in err
    code, _, err = run(capsys, month_folder, MONTH, "--csv", "n.xlsx")
    assert code == 2 and err.strip() == text("figures.cli.csv", file="n.xlsx")


def test_professionals_are_named_as_the_register_knows_them(workspace: Workspace) -> None:
    people = workspace.professionals
    kept = people.find("cns", DOCTOR)
    values = {**(kept.values if kept else {}), "cns": DOCTOR, "nome": "Rita Prado", "cbo": "225125"}
    people.save(values, workspace.operator.id, entry_id=kept.id if kept else None)
    shares = {one.code: one.name for one in read_month(workspace, MONTH).shares["profissional"]}
    assert shares == {DOCTOR: "Rita Prado", NURSE: ""}
