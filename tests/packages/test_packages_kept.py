"""Packages: kept with name and figure, without what is of one contact, thirty days in the bin."""

import pytest

from coletor import clock
from coletor.packages import PackageError

MODEL = "cmd-2017"


def test_a_package_keeps_its_rows_without_what_is_of_one_contact(workspace, rows, model) -> None:
    made = workspace.packages.save("Curativo", MODEL, rows, 1, number=1)
    assert workspace.packages.all() == [made]
    (first, _) = made.rows
    assert first.cells[model.by_role["codigo_procedimento"].path] == "0301010072"
    assert model.by_role["data_procedimento"].path not in first.cells
    assert model.by_role["numero_autorizacao"].path not in first.cells
    assert first.rows[0].cells[model.by_role["cbo"].path] == "225125"
    assert (made.operator, made.removed_at) == ("Ana", None)


def test_a_name_is_one_line_that_can_be_printed(workspace, rows) -> None:
    """A file of packages comes from elsewhere, and a terminal obeys what cannot be printed."""
    made = workspace.packages.save(" Curativo\x1b]0;x\x07\n grande ", MODEL, rows, 1)
    assert made.name == "Curativo ]0;x grande"


def test_a_package_changes_under_the_same_id(workspace, rows) -> None:
    made = workspace.packages.save("Curativo", MODEL, rows, 1, number=1)
    other = workspace.packages.save(
        "Curativo grande", MODEL, rows[:1], 1, number=2, package_id=made.id
    )
    assert (other.id, other.name, other.number, len(other.rows)) == (
        made.id,
        "Curativo grande",
        2,
        1,
    )
    assert workspace.packages.named("CURATIVO GRANDE") == other


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        (" ", None, "packages.no_name"),
        ("x" * 61, None, "packages.long_name"),
        ("Vacina", 10, "packages.number"),
        ("curativo", None, "packages.name_taken"),
        ("Vacina", 1, "packages.number_taken"),
    ],
)
def test_what_a_package_may_not_be(workspace, rows, name, number, message) -> None:
    workspace.packages.save("Curativo", MODEL, rows, 1, number=1)
    with pytest.raises(PackageError) as error:
        workspace.packages.save(name, MODEL, rows, 1, number=number)
    assert error.value.message_id == message


def test_a_package_without_rows_is_none(workspace) -> None:
    with pytest.raises(PackageError) as error:
        workspace.packages.save("Vazio", MODEL, [], 1)
    assert error.value.message_id == "packages.no_rows"


def test_a_removed_package_gives_name_and_figure_free_and_comes_back(workspace, rows) -> None:
    made = workspace.packages.save("Curativo", MODEL, rows, 1, number=1)
    workspace.packages.remove(made.id, 1)
    assert workspace.packages.all() == []
    assert [each.id for each in workspace.packages.removed()] == [made.id]
    with pytest.raises(PackageError) as error:
        workspace.packages.remove(made.id, 1)
    assert error.value.message_id == "packages.gone"
    workspace.packages.save("Vacina", MODEL, rows, 1, number=1)
    back = workspace.packages.restore(made.id, 1)
    assert (back.name, back.number) == ("Curativo", None)  # another has the figure by now


def test_the_bin_is_emptied_after_thirty_days(workspace, rows, monkeypatch) -> None:
    made = workspace.packages.save("Curativo", MODEL, rows, 1)
    workspace.packages.remove(made.id, 1)
    assert workspace.packages.purge() == 0
    late = clock.later(31 * 86_400)
    monkeypatch.setattr(clock, "later", lambda seconds: late)
    assert workspace.packages.purge() == 1
    with pytest.raises(PackageError):
        workspace.packages.restore(made.id, 1)
