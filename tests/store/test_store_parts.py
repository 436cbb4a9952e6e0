"""Links, parked drafts, choices among settings, and the list that a new schema fills."""

import json
import shutil
from pathlib import Path

import pytest

from coletor.contact.document import put
from coletor.model import load_model
from coletor.store import Contacts, Drafts, Links, Listing, Settings, Store, StoreError
from coletor.store.derivation import derive_row
from coletor.store.links import CONTINUES, REPLACES
from coletor.store.migrating import FOLDER, migrate
from coletor.store.opening import create_database
from coletor.store.situation import situation_word

MODEL = load_model("cmd-2017")


def drafts_of(drafts: Drafts, count: int) -> list[str]:
    return [drafts.create("cmd-2017", 1).uuid for _ in range(count)]


def test_a_family_is_everything_that_is_linked(store: Store, drafts: Drafts) -> None:
    one, two, three, other = drafts_of(drafts, 4)
    with store.change() as db:
        Links.add(db, one, two, CONTINUES, 1)
        Links.add(db, two, three, REPLACES, 1, "modalidade")
        assert Links.family(db, three) == Links.family(db, one) == {one, two, three}
        assert Links.family(db, other) == {other}
        assert Links.later(db, one, CONTINUES) == two
        assert Links.later(db, one, REPLACES) is None
        assert Links.awaited(db, three) == (two, "modalidade")
        assert Links.awaited(db, two) is None
    links = Links(store)
    assert {(link.earlier, link.later, link.kind) for link in links.of(two)} == {
        (one, two, CONTINUES),
        (two, three, REPLACES),
    }
    with store.change() as db:
        Links.remove(db, two, three)
    assert links.of(three) == []


def test_a_discarded_part_is_no_later_part(store: Store, drafts: Drafts) -> None:
    one, two = drafts_of(drafts, 2)
    with store.change() as db:
        Links.add(db, one, two, CONTINUES, 1)
    drafts.discard(drafts.open(two).id, 1)
    with store.query() as db:
        assert Links.later(db, one, CONTINUES) is None


def test_a_substitute_waits_until_its_link_goes(store: Store, drafts: Drafts) -> None:
    old, new = drafts_of(drafts, 2)
    with store.change() as db:
        Links.add(db, old, new, REPLACES, 1, "engano")
        document = {"modelo": "cmd-2017", "uuid": new}
        Contacts.save(db, new, "cmd-2017", document, {}, 1)
        Drafts.conclude(db, drafts.open(new).id, 1)
    listing = Listing(store)
    assert listing.get(new).word == "aguardando_cancelamento"
    with store.change() as db:
        Contacts.note_check(db, new, {"modelo": "outro"})
        Links.remove(db, old, new)
    assert listing.get(new).word == "concluido"
    assert Contacts(store).get(new).checked_against == {"modelo": "outro"}


def test_a_closed_draft_is_not_parked(store: Store, drafts: Drafts) -> None:
    draft = drafts.create("cmd-2017", 1)
    drafts.discard(draft.id, 1)
    for act in (drafts.park, drafts.unpark):
        with pytest.raises(StoreError) as caught:
            act(draft.id, 1)
        assert caught.value.message_id == "store.draft.closed"


def test_a_justificativa_takes_a_parked_draft_up(store: Store, drafts: Drafts) -> None:
    draft = drafts.create("cmd-2017", 1)
    drafts.park(draft.id, 1)
    place = MODEL.by_role["justificativa"].path
    drafts.set_cell(draft.id, draft.root.id, place, "", 1)
    assert Listing(store).get(draft.uuid).word == "aguardando_cns"
    drafts.set_cell(draft.id, draft.root.id, place, "01", 1)
    assert Listing(store).get(draft.uuid).word == "rascunho"


def test_what_moves_comes_before_what_waits() -> None:
    waits = "aguardando_cns"
    assert situation_word("nada", "nenhuma", "desconhecido", True, None, waits) == waits
    assert (
        situation_word("nada", "rejeitado", "desconhecido", True, "incluir", waits) == "rejeitado"
    )
    assert situation_word("aceito", "nenhuma", "desconhecido", True, None, waits) == "em_alteracao"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("perfil.planos_saude", "sus", "store.setting.choice"),
        ("perfil.cep_unico", "13690-000, 13860-000", "store.setting.ceps"),
        ("perfil.cep_unico", "123", "store.setting.ceps"),
    ],
)
def test_settings_of_the_profile_take_only_what_they_know(
    store: Store, key: str, value: str, message: str
) -> None:
    settings = Settings(store)
    with pytest.raises(StoreError) as caught:
        settings.set(key, value, 1)
    assert caught.value.message_id == message
    assert not next(one for one in settings.all() if one.declaration.key == key).is_set


def test_a_folder_of_the_first_schema_is_listed_with_the_new_columns(
    tmp_path: Path, key: bytes
) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    shutil.copy(FOLDER / "0001_first.sql", steps)
    file = tmp_path / "coletor.db"
    database = create_database(file, key)
    migrate(database, file, steps)
    database.execute("INSERT INTO operator VALUES (1, 'ana', 'Ana', '2026-07-01', NULL)")
    admission, outcome = MODEL.by_role["data_admissao"], MODEL.by_role["data_desfecho"]
    document: dict[str, object] = {"modelo": "cmd-2017", "uuid": "u1"}
    put(document, admission.path, "2026-07-14")
    put(document, outcome.path, "2026-07-15")
    put(document, MODEL.by_role["estabelecimento"].path, "2077485")
    database.execute(
        "INSERT INTO contact VALUES ('u1', 'cmd-2017', ?, '{}', '2026-07-15', '2026-07-15', 1)",
        [json.dumps(document)],
    )
    database.close()
    with Store.open(file, key) as store:
        (row,) = Listing(store).page()
    assert (row.admission, row.outcome, row.establishment) == (
        "2026-07-14",
        "2026-07-15",
        "2077485",
    )
    assert row.word == "concluido"


def test_an_emptied_list_is_written_anew(tmp_path: Path, key: bytes) -> None:
    """A step of the schema empties the list; opening fills it as it was."""
    file = tmp_path / "coletor.db"
    Store.create(file, key, "Ana").close()
    with Store.open(file, key) as store:
        drafts = Drafts(store)
        uuids = drafts_of(drafts, 3)
        drafts.discard(drafts.open(uuids[0]).id, 1)
        before = Listing(store).page()
        with store.change() as db:
            db.execute("DELETE FROM contact_list")
    with Store.open(file, key) as store:
        assert Listing(store).page() == before
        with store.query() as db:
            assert [derive_row(db, uuid) is not None for uuid in uuids] == [False, True, True]
