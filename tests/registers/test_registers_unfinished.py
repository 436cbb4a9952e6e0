"""What was being typed in a register stays, as typed, until it is saved or thrown away."""

from coletor.registers import PATIENTS, PROFESSIONALS
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
