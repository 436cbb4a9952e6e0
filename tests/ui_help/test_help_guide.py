"""The first steps: ticked from what is there, sent away and brought back."""

from made_folders import PASSWORD

from coletor.demonstration.people import furnish
from coletor.establishment import create_folder
from coletor.workspace import Workspace, practice_folder
from ui import preferences
from ui.help.guide import read_steps
from ui.help.steps import GUIDE
from ui.widgets.scrolling import ScrollPage


def done(workspace: Workspace) -> dict[str, bool]:
    return {step.name: step.done for step in read_steps(workspace)}


def test_nothing_is_done_in_a_new_folder(folders) -> None:
    with Workspace.open(folders / "real", password=PASSWORD) as workspace:
        assert not any(done(workspace).values())
        create_folder(practice_folder(), "2077485", "Treino", training=True, operator_name="Ana")
        assert done(workspace) == dict.fromkeys(done(workspace), False) | {"practice": True}


def test_steps_are_ticked_from_what_is_there(folders, monkeypatch) -> None:
    with Workspace.open(folders / "treino") as workspace:
        found = done(workspace)
        assert (found["people"], found["first"], found["tables"]) == (False, False, False)
        furnish(workspace)
        monkeypatch.setattr(
            type(workspace.library),
            "packages",
            lambda _self: [Loaded("sigtap"), Loaded("cid-10"), Loaded("cbo")],
        )
        monkeypatch.setattr(
            type(workspace.listing), "counts", lambda _self: {"rascunho": 2, "aceito": 1}
        )
        assert all(done(workspace).values())


class Loaded:
    """A table that was imported."""

    demonstration = False

    def __init__(self, table: str) -> None:
        self.table = table


def test_the_line_on_inicio_is_sent_away_and_brought_back(opened) -> None:
    hands = opened("real", PASSWORD)
    home = hands.go("inicio")
    line = home.guide_line
    hands.until(line.isVisible)
    assert line.next.text() == "Abrir Tabelas"
    line.dismiss.click()
    hands.go("inicio")
    assert not line.isVisible()
    hands.frame.go("ajuda", GUIDE)
    guide = hands.help.guide
    hands.until(lambda: guide.rows and guide.again.isVisible())
    assert guide.focusWidget() is guide.rows[0].button
    guide.again.click()
    hands.go("inicio")
    hands.until(line.isVisible)
    assert not preferences.guide_dismissed(hands.frame.context.workspace.profile.folder_id)


def test_the_first_day_scrolls_nothing_sideways_at_twice_the_size(opened) -> None:
    hands = opened("real", PASSWORD)
    window = hands.frame.window()
    window.showNormal()
    window.resize(683, 384)
    hands.until(lambda: hands.frame.width() == 683)
    bar = hands.frame.findChild(ScrollPage).horizontalScrollBar()
    for place in (("inicio", ""), ("envio", ""), ("ajuda", GUIDE)):
        hands.frame.go(*place)
        hands.settle()
        if place[0] == "inicio":
            hands.until(hands.frame.screen_of("inicio").guide_line.isVisible)
        hands.until(lambda: bar.maximum() == 0)


def test_a_step_opens_where_it_is_done(opened) -> None:
    hands = opened("real", PASSWORD)
    hands.frame.go("ajuda", GUIDE)
    hands.until(lambda: hands.help.guide.rows)
    hands.help.guide.rows[0].button.click()
    assert hands.frame.current == "tabelas"
