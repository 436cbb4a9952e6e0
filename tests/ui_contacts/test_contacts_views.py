from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.contacts.views import ViewBar


def test_a_view_is_kept_with_the_mouse_too(qtbot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.show_views([])
    bar.show()
    bar.activateWindow()
    bar.chip.chosen.emit("guardar")
    QTest.keyClicks(bar.name, "Aceitos por nome")
    with qtbot.waitSignal(bar.saved) as saved:
        QTest.mouseClick(bar.keep, Qt.MouseButton.LeftButton)  # which takes the focus first
    assert saved.args == ["Aceitos por nome"]
