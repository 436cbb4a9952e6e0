"""The list at any size: every order by an index, any stretch of it, counts that are kept."""

from collections.abc import Callable
from functools import cache

import pytest
from list_counts import counted
from list_stretches import MAY, ORDERS, ROWS, WORDS, fits

from coletor.store import (
    Filter,
    Interrupt,
    InterruptedQueryError,
    Listing,
    Sort,
    Store,
    StoreError,
    Wanted,
    list_keys,
    list_plan,
    list_view,
)
from coletor.store.saved_views import LONGEST_NAME, SavedViews

Expected = Callable[[Filter, Sort, bool], list[str]]


@pytest.fixture(scope="module")
def expected(full: Store) -> Expected:
    """Say what the list should say, worked out row by row."""

    @cache
    def keys(sort: Sort) -> dict[str, tuple[object, ...]]:
        with full.query() as db:
            rows = db.execute(f"SELECT uuid, {sort}, facet, id FROM contact_list")
            return {uuid: key for uuid, *key in rows}

    @cache
    def found(wanted: Filter) -> list[str]:
        return [one.uuid for one in ROWS if fits(one, wanted)]

    def work_out(wanted: Filter, sort: Sort, descending: bool) -> list[str]:
        return sorted(found(wanted), key=keys(sort).__getitem__, reverse=descending)

    return work_out


FILTERS = (
    Filter(),
    Filter(word="aceito"),
    Filter(word="aceito", competencia="202605", until="202606"),
    Filter(competencia="202606", modality="07"),
    Filter(until="202605"),
    Filter(operator_id=9),
    Filter(text="A"),
    Filter(text="7"),
    Filter(text="b", word="rejeitado"),
    Filter(procedure="0301010072"),
    Filter(procedure="0301010072", word="rascunho"),
    Filter(procedure="0301060061", competencia="202605"),
    Filter(text="c", procedure="0301010064"),
    Filter(attended=MAY),
    Filter(attended="2026-05-01/2026-05-31"),
    Filter(attended="2026-06-10/", word="aceito"),
    Filter(typed="2026-06-03/2026-06-20"),
    Filter(typed="2026-06-03/2026-06-09", attended=MAY, modality="07"),
    Filter(procedure="0301010064", attended=MAY, typed="2026-06-01/2026-06-25"),
    Filter(text="a", attended=MAY),
)
WAYS = {"near": (0, 9000), "walked": (0, 5), "merged": (256, 5)}


@pytest.mark.parametrize(
    ("wanted", "way"),
    [(one, way) for one in FILTERS for way in WAYS if way == "walked" or not one.spans()],
    ids=lambda one: one if isinstance(one, str) else str(one.said()) or "all",
)
@pytest.mark.parametrize("sort", ORDERS)
def test_every_stretch_is_that_of_the_whole(
    full: Store,
    expected: Expected,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Filter,
    sort: Sort,
    way: str,
) -> None:
    """Pages, jumps with anchors and without, positions and counts agree with plain sorting."""
    monkeypatch.setattr(list_view, "STEP", 20)
    merged, few = WAYS[way]
    monkeypatch.setattr(list_view, "MERGED", merged)
    monkeypatch.setattr(list_keys, "_FEW_ROWS", few)
    listing = Listing(full)
    for descending in (False, True):
        whole = expected(wanted, sort, descending)
        view = listing.view(wanted, sort, descending=descending)
        assert view.total == len(whole)
        assert (view.sort, view.descending) == (sort, descending)
        for prepared in (False, True):
            for first in (0, 7, 33, max(0, len(whole) - 5)):
                found = [one.uuid for one in view.rows(first, 30)]
                assert found == whole[first : first + 30], (descending, prepared, first)
            for uuid in whole[::17]:
                assert view.position(uuid) == whole.index(uuid)
            view.prepare()
        assert sorted(view.everything()) == sorted(whole)
        assert view.uuids(3, 10) == whole[3:13]
        others = {one.uuid for one in ROWS} - set(whole)
        assert all(view.position(uuid) is None for uuid in list(others)[:3])


OF_TEXT, OF_DAYS = (Sort.PATIENT, False), (Sort.ADMISSION, True)


@pytest.mark.parametrize(
    ("wanted", "own"),
    [
        (Filter(text="a"), OF_TEXT),
        (Filter(text="a", word="aceito"), OF_TEXT),
        (Filter(procedure="0301010072"), OF_DAYS),
        (Filter(procedure="0301010072", word="aceito"), OF_DAYS),
        (Filter(procedure="0301010064", attended=MAY), OF_DAYS),
        (Filter(attended=MAY, text="b"), OF_TEXT),
        (Filter(typed="2026-06-03/2026-06-20"), (Sort.TYPED, True)),
        (Filter(typed="2026-06-03/2026-06-20", procedure="0301010072"), OF_DAYS),
    ],
    ids=lambda one: str(one.said()) if isinstance(one, Filter) else "",
)
def test_very_many_come_in_the_order_of_what_they_were_found_by(
    full: Store,
    expected: Expected,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Filter,
    own: tuple[Sort, bool],
) -> None:
    monkeypatch.setattr(list_plan, "FEW", 2)
    monkeypatch.setattr(list_plan, "FEW_DAYS", 2)
    monkeypatch.setattr(list_view, "STEP", 10)
    view = Listing(full).view(wanted, Sort.WORD)
    assert (view.sort, view.descending) == own
    whole = expected(wanted, *own)
    assert len(whole) > 11
    for _ in range(2):
        assert view.uuids(0, 300) == whole
        assert view.uuids(11, 4) == whole[11:15]
        assert [view.position(uuid) for uuid in whole[:12]] == list(range(12))
        view.prepare()
    assert sorted(view.everything()) == sorted(whole)
    others = {one.uuid for one in ROWS} - set(whole)
    assert all(view.position(uuid) is None for uuid in list(others)[:9])


def test_counters_of_rows_written_directly(full: Store) -> None:
    counted(full)
    counts = Listing(full).counts()
    assert counts == {word: sum(one.word == word for one in ROWS) for word in WORDS}
    may = sum(one.word == "aceito" and one.competencia == "202605" for one in ROWS)
    assert Listing(full).counts("202605")["aceito"] == may


def test_a_reading_that_nobody_wants_any_more_is_interrupted(full: Store) -> None:
    handle = Interrupt()
    handle.cancel()
    with pytest.raises(InterruptedQueryError):
        Listing(full).view(Filter(text="a"), interrupt=handle)


def test_views_are_kept_by_their_owner(store: Store) -> None:
    views = SavedViews(store)
    wanted = Wanted(Filter(word="rejeitado", competencia="202607"), Sort.PATIENT, descending=False)
    kept = views.save("  Para   corrigir ", wanted, 1)
    assert (kept.name, views.of(1)) == ("Para corrigir", [kept])
    again = views.save("Para corrigir", Wanted(), 1)
    assert (again.id, views.of(1)[0].wanted) == (kept.id, Wanted())
    with store.change() as db:
        db.execute("INSERT INTO operator (login, name, created_at) VALUES ('b', 'B', '')")
    assert views.of(2) == []
    views.remove(again.id, 2)
    assert len(views.of(1)) == 1
    views.remove(again.id, 1)
    assert views.of(1) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [("  ", "contacts.view.no_name"), ("x" * (LONGEST_NAME + 1), "contacts.view.long_name")],
)
def test_a_view_needs_a_fitting_name(store: Store, name: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        SavedViews(store).save(name, Wanted(), 1)
    assert caught.value.message_id == message
