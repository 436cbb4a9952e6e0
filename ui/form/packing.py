"""Packages in the form: one key puts one in, F5 lists them, Ctrl+G keeps the form's rows as one."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from coletor.messages import text
from coletor.packages import (
    NUMBERS,
    Package,
    PackageError,
    carried,
    package_rows,
    words_of,
)
from ui.form import filling
from ui.packages.keeper import Candidate, PackageKeeper, Wanted
from ui.packages.picker import PackagePicker
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.form.screen import FormScreen
    from ui.form.session import FormSession

_DONE = "codigo_procedimento"
"""Role of the list whose rows a package usually holds."""
_TOUCHED = ("packages",)


class Packing(QObject):
    """What the keys of packages do in Digitar.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._key("F5", self.pick)
        self._key("Ctrl+G", self.keep)
        for number in NUMBERS:
            self._key(f"Ctrl+{number}", partial(self.put_numbered, number))

    @cached_property
    def picker(self) -> PackagePicker:
        """The packages to choose from, made when they are first wanted."""
        made = PackagePicker(self._screen.side)
        made.chosen.connect(self._on_chosen)
        made.left.connect(self._leave)
        return made

    @cached_property
    def keeper(self) -> PackageKeeper:
        """What asks for a new package, made when it is first wanted."""
        made = PackageKeeper(self._screen.side)
        made.wanted.connect(self._on_wanted)
        made.left.connect(self._leave)
        return made

    def _key(self, key: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self._screen).activated.connect(act)

    def _session(self) -> "FormSession | None":
        """Return the draft in the form, None where nothing can be put into it now."""
        screen = self._screen
        session = screen.session
        if session is None or session.concluding or screen.starting or not screen.form_in_view:
            return None
        return session

    # Putting one in

    def pick(self) -> None:
        """Show the packages beside the form."""
        self._read(self._on_packages)

    def put_numbered(self, number: int) -> None:
        """Put in the package of a key."""

        def found(packages: list[Package]) -> None:
            package = next((each for each in packages if each.number == number), None)
            if package is not None:
                self._put(package)
            else:
                self._say(text("packages.form.no_number", number=number))

        self._read(found)

    def _read(self, then: Callable[[list[Package]], None]) -> None:
        """Read the packages; what is typed on meanwhile comes after them."""
        session = self._session()
        if session is None:
            return
        self._screen.keys.hold()
        packages, model_id = self._screen.context.workspace.packages, session.model.id

        def done(found: list[Package]) -> None:
            if self._session() is session:
                then(found)
            else:  # it was concluded meanwhile; another contact may be there by now
                self._say(text("packages.form.too_late"))
            self._screen.free_keys()

        def failed(error: "ColetorError") -> None:
            self._on_error(error)
            self._screen.free_keys()

        self._screen.context.tasks.query(lambda: packages.all(model_id), done, failed, owner=self)

    def _on_packages(self, packages: list[Package]) -> None:
        if packages:
            self._screen.side.open(self.picker)
            self.picker.offer(packages)
        else:
            self._say(text("packages.form.none"))

    def _on_chosen(self, package: Package) -> None:
        self._screen.side.back()
        self._put(package)

    def _put(self, package: Package) -> None:
        """Put the rows in as one act; who was in that list goes on after them."""
        session, view = self._session(), self._screen.view
        if session is None or view is None:
            return
        root = session.rows.root.id
        session.fill(lambda rows: filling.put_rows(rows, root, package.rows))
        here = view.current
        inside = session.rows.by_id[here.row].list if here is not None else ""
        lists = {row.list_path for row in package.rows}
        top = next((path for path in lists if inside.startswith(path)), None)
        if top is not None:
            view.focus(session.navigator.entry(session.rows.children(root, top)[-1].id))
        else:
            self._screen.back_to_field()
        key = "packages.form.put_one" if len(package.rows) == 1 else "packages.form.put"
        self._say(text(key, name=package.name, count=len(package.rows)))

    # Keeping the form's rows as one

    def keep(self) -> None:
        """Ask which rows of the form are to be kept, and under which name."""
        session, view = self._session(), self._screen.view
        if session is None or view is None:
            return
        candidates = self._candidates(session)
        if not candidates:
            self._say(text("packages.form.nothing_to_keep"))
            return
        self._screen.side.open(self.keeper)
        self.keeper.offer(candidates)

    def _candidates(self, session: "FormSession") -> list[Candidate]:
        rows = session.rows
        done = rows.model.by_role.get(_DONE)
        kept = carried(rows.model, days=False)
        found = []
        for group in rows.model.children(""):
            for row in rows.children(rows.root.id, group.path):
                content = filling.content_of(rows, row, kept)
                if content.cells or content.rows:
                    usual = done is None or group.path == done.group_path
                    words = words_of(rows.model, [content], self._name_of)
                    said = " · ".join(line.text for line in words)
                    found.append(Candidate(content, said, usual))
        return found

    def _name_of(self, table: str, code: str) -> str:
        view = self._screen.view
        line = view.names.line(table, code) if view is not None else None
        return line.name if line is not None else ""

    def _on_wanted(self, wanted: Wanted) -> None:
        session, workspace = self._session(), self._screen.context.workspace
        if session is None:
            return
        model, operator = session.model, workspace.operator.id
        number = int(wanted.number) if wanted.number.strip().isdecimal() else None

        def work() -> tuple[Package, bool]:
            here = workspace.packages.named(wanted.name)
            rows = package_rows(model, wanted.rows)
            again = here.id if here is not None and here.model_id == model.id else None
            kept = here.number if here is not None and again and number is None else number
            made = workspace.packages.save(
                wanted.name, model.id, rows, operator, number=kept, package_id=again
            )
            return made, again is not None

        self._screen.context.tasks.change(
            work, self._on_kept, self._on_refused, touches=_TOUCHED, owner=self
        )

    def _on_kept(self, made: tuple[Package, bool]) -> None:
        package, again = made
        self._leave()
        key = "packages.form.kept_again" if again else "packages.form.kept"
        if package.number:
            said = text("packages.form.its_key", number=package.number)
        else:
            said = text("packages.form.its_list")
        self._say(text(key, name=package.name, key=said), Tone.OK)

    def _on_refused(self, error: "ColetorError") -> None:
        about = isinstance(error, PackageError) and error.message_id.startswith("packages.number")
        self.keeper.say(str(error), about_number=about)

    def _leave(self) -> None:
        self._screen.side.back()
        self._screen.back_to_field()

    def _on_error(self, error: "ColetorError") -> None:
        self._say(str(error), Tone.ERROR)

    def _say(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        self._screen.context.toast(words, tone)
