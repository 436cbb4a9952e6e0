"""Loads ahead, in small pieces, what comes next: the form while the password is typed, and the
other screens once the first one stands.
"""

import importlib
from collections.abc import Callable, Iterable
from functools import partial

from ui import reachability

PAUSE_MS = 15
"""Between two pieces: nobody waits for them, and whoever types comes first."""
NEXT = ("contatos", "envio", "pacientes")
"""Screens that are made ahead, too: where most go next. Each takes some 3 MiB."""
_MODULES = (
    "coletor.workspace.renewing",
    "coletor.figures.writing",
    "ui.widgets.table",
    "ui.widgets.suggestions",
    "ui.widgets.typeahead",
    "ui.widgets.asking",
    "ui.home.chart",
    "ui.home.reading",
    "ui.home.screen",
    "ui.browser.panel",
    "ui.form.layout",
    "ui.form.editors",
    "ui.form.pending",
    "ui.form.checks",
    "coletor.packages",
    "ui.form.opening",
    "ui.form.session",
    "ui.form.panel",
    "ui.form.starting",
    "ui.form.view",
    "ui.form.acts",
    "ui.form.chooser",
    "ui.form.concluding",
    "ui.form.packing",
    "ui.form.bringing",
    "ui.form.choosing",
    "ui.form.situations",
    "ui.form.screen",
    "ui.typing.screen",
)
_CORE = (
    "coletor.outbox",
    "coletor.webservice.encoding",
    "coletor.workspace.bulk",
    "coletor.registers.spreadsheet",
    "coletor.registers.filling",
    "coletor.closing.comparing",
    "coletor.sheets",
    "coletor.workspace.address",
    "coletor.network",
    "coletor.model.dictionary",
    "coletor.rules.chapter",
)
"""What the other screens use and Qt has no part in."""
_FIRST = (
    "PySide6.QtPrintSupport",
    "ui.contacts.bulk_pages",
    "ui.contacts.bulk",
    "ui.contacts.detail",
    "ui.contacts.pane",
    "ui.contacts.filters",
    "ui.contacts.screen",
    "ui.outbox.queue",
    "ui.outbox.batch",
    "ui.outbox.release",
    "ui.outbox.difference",
    "ui.outbox.screen",
    "ui.people.editor",
    "ui.people.people_list",
    "ui.people.screen",
)
"""What the screens of `NEXT` are made of."""
_SCREENS = (
    "ui.printing",
    "ui.people.import_page",
    "ui.month.comparison",
    "ui.month.screen",
    "ui.tables.screen",
    "ui.settings.screen",
    "ui.settings.appearance",
    "ui.help.paper",
    "ui.help.searching",
    "ui.help.fields",
    "ui.help.keypage",
    "ui.help.rulepages",
    "ui.help.view",
    "ui.help.screen",
    "ui.sheet.table",
    "ui.sheet.header",
    "ui.sheet.desk",
    "ui.sheet.line_editor",
    "ui.sheet.acts",
    "ui.sheet.view",
    "ui.sheet.page",
    "ui.packages.page",
    "ui.doctor.screen",
)


def _model() -> None:
    """Read the model that a contact of today takes, its form and what its fields are called."""
    from coletor import clock  # noqa: PLC0415 - the point of this module is when it is imported
    from coletor.model import in_force  # noqa: PLC0415 - likewise
    from ui.form.layout import lay_out  # noqa: PLC0415 - likewise

    lay_out(in_force(clock.today()))


def _contents() -> list[str]:
    """Read the manual; each page keeps its headings."""
    from ui.help.book import written  # noqa: PLC0415 - the point of this module

    return [page.title for page in written()]


def _loading(names: Iterable[str]) -> list[Callable[[], object]]:
    return [partial(importlib.import_module, name) for name in names]


def pieces() -> list[Callable[[], object]]:
    """Return what comes before the form, piece by piece; what is loaded already costs nothing."""
    return [*_loading(_MODULES), _model, reachability.system_information]


def first() -> list[Callable[[], object]]:
    """Return what the screens of `NEXT` need, piece by piece, once `load_core` is done."""
    return _loading(_FIRST)


def screens() -> list[Callable[[], object]]:
    """Return what the screens after those need, piece by piece."""
    return [*_loading(_SCREENS), _contents]


def load_core() -> None:
    """Load what the other screens use of the core; may run on any thread."""
    for load in _loading(_CORE):
        load()
