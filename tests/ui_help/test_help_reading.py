"""Reading by keyboard: contents, search as it is typed, back and forward, links, paper."""

import threading

from help_hands import KEY
from PySide6.QtCore import QMarginsF, Qt, QUrl
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ui.help import paper
from ui.help.pages import page_of
from ui.help.printing import on_paper
from ui.help.searching import search
from ui.style.theme import Scheme

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def reading(hands):
    hands.frame.go("ajuda", "03-enviar")
    hands.settle()
    return hands.help


def test_a_search_is_typed_anywhere_and_enter_opens_the_place(hands) -> None:
    help_ = reading(hands)
    assert help_.view.hasFocus()
    hands.type("c")  # the rest goes where the first letter led
    hands.type("ofre de senhas")
    hits = [hit.topic for hit in search("cofre de senhas", "03-enviar")]
    hands.until(lambda: [line.topic for line in help_.contents.lines()] == hits)
    assert help_.search.hasFocus()
    hands.key(KEY.Key_Down)
    assert help_.contents.currentRow() == 1
    hands.key(KEY.Key_Up)
    hands.key(KEY.Key_Return)
    assert help_.history.here == hits[0] and help_.view.hasFocus()
    at = help_.view.textCursor().selectionStart()
    assert help_.view.places[0].selectionStart() <= at
    before = help_.view._at
    hands.key(KEY.Key_F8)
    assert help_.view._at == (before + 1) % len(help_.view.places)
    hands.key(KEY.Key_F8, SHIFT)
    assert help_.view._at == before


def test_pictures_are_read_beside_and_come_into_the_room_that_was_kept(hands, monkeypatch) -> None:
    read, threads = paper.read_picture, []

    def noting(file, size):
        threads.append(threading.current_thread())
        return read(file, size)

    monkeypatch.setattr(paper, "read_picture", noting)
    help_ = reading(hands)
    document = help_.view.document()
    high, shape = document.size().height(), paper.pictures(document)[0][1]
    hands.until(lambda: picture(document, shape).width() == shape.width())
    assert document.size().height() == high
    assert threads and threading.main_thread() not in threads
    assert picture(document, shape).pixelColor(9, 9) == read(
        shape.name(), picture(document, shape).size()
    ).pixelColor(9, 9)


def picture(document, shape):
    return document.resource(QTextDocument.ResourceType.ImageResource, QUrl(shape.name()))


def test_escape_empties_the_search_then_leaves(hands) -> None:
    help_ = reading(hands)
    hands.key(KEY.Key_F, CTRL)
    hands.type("senha")
    hands.key(KEY.Key_Escape)
    assert hands.frame.current == "ajuda" and help_.search.text() == ""
    assert help_.contents.lines()[0].topic == "README"
    hands.key(KEY.Key_Escape)
    assert hands.frame.current == "inicio"


def test_nothing_found_is_said(hands) -> None:
    help_ = reading(hands)
    hands.type("x")
    hands.type("yzzy")
    hands.until(lambda: "Nada encontrado" in help_._found.text())
    hands.key(KEY.Key_Return)
    assert help_.history.here == "03-enviar"


def test_back_and_forward_return_to_the_same_line(hands) -> None:
    help_ = reading(hands)
    bar = help_.view.verticalScrollBar()
    bar.setValue(200)
    help_.view.followed.emit("04-tabelas.md")
    assert help_.view.page.topic == "04-tabelas" and bar.value() == 0
    hands.key(KEY.Key_Left, ALT)
    assert (help_.history.here, bar.value()) == ("03-enviar", 200)
    assert not help_.back_button.isEnabled() and help_.forward_button.isEnabled()
    hands.key(KEY.Key_Right, ALT)
    assert help_.view.page.topic == "04-tabelas"


def test_a_link_is_followed_by_keyboard_alone(hands) -> None:
    help_ = reading(hands)
    help_.open_topic("README")
    hands.key(KEY.Key_Tab)
    hands.key(KEY.Key_Return)
    assert help_.view.page.topic == "01-primeiros-passos"


def test_the_contents_lead_to_a_heading(hands) -> None:
    help_ = reading(hands)
    help_.contents.setFocus()
    topics = [line.topic for line in help_.contents.lines()]
    help_.contents.setCurrentRow(topics.index("03-enviar#rejeições"))
    hands.key(KEY.Key_Return)
    assert help_.view.heading() == "rejeições"
    assert help_.view.verticalScrollBar().value() > 0


def test_the_page_follows_the_theme(hands, theme) -> None:
    help_ = reading(hands)
    light = help_.view.document().begin().begin().fragment().charFormat().foreground().color()
    try:
        theme.choose(Scheme.DARK)
        dark = help_.view.document().begin().begin().fragment().charFormat().foreground().color()
        assert light != dark
    finally:
        theme.choose(Scheme.LIGHT)


def test_pictures_are_as_wide_as_fits(hands) -> None:
    help_ = reading(hands)
    wide = help_.view._shown_width
    hands.frame.window().showNormal()
    hands.frame.window().resize(683, 600)
    hands.until(lambda: help_.view._shown_width == help_.view._picture_width() != wide)
    shown = paper.pictures(help_.view.document())
    widest = max(shape.width() for _, shape in shown)
    for cursor, shape in shown:  # no gap below a picture
        line = cursor.block().layout().boundingRect()
        assert line.height() < shape.height() + 40
    assert 200 < widest <= help_.view.width()


def test_a_page_goes_on_paper(qapp, tmp_path) -> None:
    writer = QPdfWriter(str(tmp_path / "p.pdf"))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(16, 16, 16, 16),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = on_paper(page_of("03-enviar"), writer)
    document.print_(writer)
    assert document.pageCount() >= 2
    assert (tmp_path / "p.pdf").stat().st_size > 10_000
