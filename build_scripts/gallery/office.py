# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""Envio, Fechamento, Tabelas, Configurações, the doctor, Ajuda and Ctrl K."""

from typing import Any

from gallery.studio import Studio

SECTIONS = ("aparencia", "digitacao", "estabelecimento", "envio", "senha", "dados", "sobre")
_FIELD = "modalidade"


def sending(studio: Studio) -> None:
    """Envio while the service is out of reach: what waits, what was refused."""
    screen = studio.show("envio")
    studio.wait(lambda: not studio.desktop.dispatcher.running)
    assert screen is not None


def sending_locked(studio: Studio) -> None:
    """Envio of a folder of real work before its three steps."""
    studio.show("envio").release.begin()


def sending_batch(studio: Studio) -> None:
    """One correction for many."""
    from PySide6.QtTest import QTest

    screen = studio.show("envio")
    screen.causes.correcting.emit(screen.causes.table.current())
    studio.wait(lambda: screen.batch.editor is not None)
    QTest.keyClicks(screen.batch.editor, "10")
    studio.wait(lambda: len(screen.batch.rows.rows()) > 1 and screen.batch.apply_button.isEnabled())


def sending_credentials(studio: Studio) -> None:
    """What the service wants to know."""
    studio.frame.screen_of("envio")._show_main()
    studio.show("envio", "credenciais")


def sending_empty(studio: Studio) -> None:
    """Nothing to send."""
    studio.show("envio")


def doctor(studio: Studio) -> None:
    """The connection looked at, step by step."""
    screen = studio.show("rede", "agora")
    studio.wait(lambda: bool(screen.sentence.words()))


def closing(studio: Studio) -> None:
    """The months."""
    studio.show("fechamento")


def compare(studio: Studio, screen: Any) -> None:
    """Compare the month in view with the service."""
    screen.button.click()
    studio.wait(lambda: screen._running is None)


def closing_compared(studio: Studio) -> None:
    """A month that agrees with the service, or does not: as the folder is."""
    compare(studio, studio.show("fechamento"))


def closing_differing(studio: Studio) -> None:
    """A month of which the service lacks contacts; it is within reach again."""
    studio.server.start()
    screen = studio.show("fechamento")
    screen.view.set_value("comparacao")
    screen._show_view("comparacao")
    compare(studio, screen)


def closing_receipt(studio: Studio) -> None:
    """What is printed."""
    screen = studio.show("fechamento")
    screen.receipt_button.click()
    studio.wait(lambda: screen.sheet.sheet is not None)


def closing_results(studio: Studio) -> None:
    """What the management said of each contact."""
    screen = studio.show("fechamento")
    screen.view.set_value("gestao")
    screen._show_view("gestao")
    studio.rest()


def tables(studio: Studio) -> None:
    """Tabelas."""
    studio.show("tabelas")


def settings(studio: Studio, section: str) -> None:
    """One section of the settings."""
    studio.show("configuracoes", section)


def help_index(studio: Studio) -> None:
    """The contents of the help."""
    studio.show("ajuda")


def help_page(studio: Studio) -> None:
    """A page of the manual."""
    studio.show("ajuda", "03-enviar")


def help_field(studio: Studio) -> None:
    """The page of a field."""
    model = studio.workspace.model_in_force()
    studio.show("ajuda", f"campo/{model.id}/{model.by_role[_FIELD].path}")


def help_rule(studio: Studio) -> None:
    """A rule on the page of its field."""
    model = studio.workspace.model_in_force()
    path = model.by_role["cns_individuo"].path
    studio.show("ajuda", f"campo/{model.id}/{path}?cns-digito")


def help_keys(studio: Studio) -> None:
    """The keys."""
    studio.show("ajuda", "teclas")


def finder(studio: Studio) -> None:
    """What Ctrl K finds."""
    studio.show("inicio")
    studio.frame.finder.begin()
    studio.type("mar")
    studio.wait(lambda: bool(studio.frame.finder.popup.lines()))


def finder_empty(studio: Studio) -> None:
    """Ctrl K before anything is typed."""
    studio.show("inicio")
    studio.frame.finder.leave()
    studio.frame.finder.begin()
    studio.rest()


def finder_none(studio: Studio) -> None:
    """Ctrl K where nothing has these words."""
    studio.show("inicio")
    studio.frame.finder.begin()
    studio.type("xyzw")
    studio.wait(lambda: not studio.frame.finder.searching)


def help_search(studio: Studio, words: str) -> None:
    """A search in the help."""
    screen = studio.show("ajuda")
    screen.search.setText(words)
    screen._seek(words)
    studio.afterwards(lambda: (screen.search.clear(), screen._seek("")))


def doctor_fine(studio: Studio) -> None:
    """Nothing is wrong with the connection."""
    screen = studio.show("rede", "agora")
    studio.wait(lambda: bool(screen.sentence.words()))


def sending_paused(studio: Studio) -> None:
    """Envio where a person pauses it."""
    screen = studio.show("envio")
    screen.mode.button("pausado").click()
    studio.rest()
    studio.afterwards(screen.mode.button("automatico").click)
