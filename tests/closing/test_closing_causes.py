"""The cause of most refusals is the largest group of the corrections in batch."""

from closing_world import REFUSED, World

from coletor.closing.causes import main_cause
from coletor.closing.correcting import groups


def test_nothing_refused_has_no_cause(world: World) -> None:
    with world.workspace.store.query() as db:
        assert main_cause(db) is None


def test_the_most_frequent_cause_is_the_largest_group(world: World) -> None:
    world.accepted()
    world.queue(*[world.document(person=REFUSED) for _ in range(2)])
    world.send()
    with world.workspace.store.query() as db:
        found = main_cause(db)
    (largest,) = groups(world.workspace)
    assert found is not None
    assert (
        (found.count, found.message)
        == (len(largest.uuids), largest.message)
        == (
            2,
            largest.message,
        )
    )
