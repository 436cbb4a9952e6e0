"""What was being typed in a register stays, as typed, until it is saved or thrown away."""

from register_people import person

from coletor.registers import PATIENTS, PROFESSIONALS
from coletor.registers.register import purge_removed
from coletor.registers.unfinished import forget_unfinished, keep_unfinished, unfinished
from coletor.workspace import Workspace


def test_the_last_of_each_place_is_kept_as_typed(workspace: Workspace) -> None:
    store, who = workspace.store, workspace.operator.id
    assert unfinished(store, PATIENTS) == []
    keep_unfinished(store, PATIENTS, {"cns": "7050", "nome": "Ana"}, who, entry_id=None, key="a")
    keep_unfinished(store, PATIENTS, {"cns": "70500", "nome": "Ana L"}, who, entry_id=7, key="a")
    keep_unfinished(store, PATIENTS, {"nome": "Rui"}, who, entry_id=None, key="b")
    (kept,) = unfinished(store, PATIENTS, {"b"})
    assert (kept.entry_id, kept.operator) == (7, workspace.operator.name)
    assert kept.texts == {"cns": "70500", "nome": "Ana L"}
    assert unfinished(store, PROFESSIONALS) == []
    forget_unfinished(store, "a")
    assert [each.key for each in unfinished(store, PATIENTS)] == ["b"]
    forget_unfinished(store, "b")
    assert unfinished(store, PATIENTS) == []


def test_what_was_typed_for_an_erased_entry_is_of_no_other(workspace: Workspace) -> None:
    """It comes back as a new one, and the number that was freed is given to nobody."""
    store, who, patients = workspace.store, workspace.operator.id, workspace.patients
    gone = patients.save(person(1), who)
    keep_unfinished(store, PATIENTS, {"nome": "Ana"}, who, entry_id=gone.id, key="a")
    patients.remove(gone.id, who)
    assert purge_removed(store, days=-1) == 1
    assert patients.save(person(2), who).id > gone.id
    (kept,) = unfinished(store, PATIENTS)
    assert (kept.entry_id, kept.texts) == (None, {"nome": "Ana"})
