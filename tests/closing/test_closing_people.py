"""Corrections in batch and substitutes feed the registers, like every other conclusion."""

from closing_world import REFUSED, World

from coletor.closing import correcting
from coletor.contact.document import put
from coletor.model import load_model

GOOD = "210145788990008"
MODEL = load_model("cmd-2017")


def test_a_correction_in_batch_teaches_who_it_is(world: World) -> None:
    patients = world.workspace.patients
    world.queue(world.document(person=REFUSED))
    world.send()
    assert patients.find("cns", GOOD) is None
    (group,) = correcting.groups(world.workspace)
    correcting.apply(world.workspace, group, GOOD)
    entry = patients.find("cns", GOOD)
    assert entry is not None and entry.uses == 1


def test_a_substitute_teaches_before_it_is_sent(world: World) -> None:
    (uuid,) = world.accepted()
    patients = world.workspace.patients
    document = world.document()
    put(document, MODEL.by_role["cns_individuo"].path, GOOD)
    world.workspace.substitute_document(uuid, document, "pessoa trocada")
    entry = patients.find("cns", GOOD)
    assert entry is not None and entry.uses == 1
