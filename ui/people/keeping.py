"""What is typed in an editor goes to the disk as it is typed, and comes back the next time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import Definition, Entry
from coletor.registers.unfinished import (
    Unfinished,
    forget_unfinished,
    keep_unfinished,
    unfinished,
)
from ui.glance import local
from ui.people.editor import PersonEditor
from ui.screens.base import Context
from ui.widgets.tone import Tone

PAUSE_MS = 200
"""How long a keystroke waits for company before it is kept; 300 ms is promised."""
RETRY_MS = 1500
"""How long after what is typed could not be kept it is tried again."""


@dataclass(frozen=True)
class _Found:
    kept: Unfinished
    entry: Entry | None


@dataclass(eq=False)
class _Place:
    """Where somebody types now; what it keeps is nobody else's to take up."""

    key: str


_LIVE: WeakSet[_Place] = WeakSet()


class Keeper(QObject):
    """Keeps what is typed in one editor until it is saved or thrown away.

    Args:
        context: what the screen works with.
        editor: the editor; it owns this object.
    """

    resumed = Signal()  # the editor shows what was typed another time

    def __init__(self, context: Context, editor: PersonEditor) -> None:
        super().__init__(editor)
        self._context = context
        self._editor = editor
        self._id = editor.register.definition.id
        self._place = _Place(new_uuid())
        _LIVE.add(self._place)
        self._kept = self._stirred = self._troubled = False
        self._writing = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        context.tasks.watch(self)
        editor.touched.connect(self._on_touched)
        editor.saved.connect(lambda _: self._forget())
        editor.left.connect(self._forget)

    # What was typed another time

    def look(self) -> None:
        """Offer what was being typed in this register when the program ended, the latest first."""
        if not self._editor.dirty:
            self._look(lambda _kept: True)

    def begin(self, entry: Entry | None, prefilled: Mapping[str, str]) -> None:
        """Open the editor, with what was typed of the same person another time if anything was.

        Args:
            entry: the entry to be changed; None for a new one.
            prefilled: values by field id that are proposed.
        """
        if self._kept:
            self.keep()  # nobody saved it: it stays kept, and is offered in its register
            self._place.key, self._kept = new_uuid(), False
        self._editor.edit(entry, prefilled)
        known, entry_id = self._editor.register.definition, entry.id if entry else None
        self._look(
            lambda kept: (
                kept.entry_id == entry_id
                and (entry_id is not None or _alike(known, prefilled, known.canonical(kept.texts)))
            )
        )

    def _look(self, wanted: Callable[[Unfinished], bool]) -> None:
        store, register = self._context.workspace.store, self._editor.register
        register_id = self._id
        live = {place.key for place in _LIVE}
        self._stirred = False

        def work() -> _Found | None:
            kept = next(filter(wanted, unfinished(store, register_id, live)), None)
            if kept is None:
                return None
            entry = register.get(kept.entry_id) if kept.entry_id is not None else None
            return _Found(kept, entry if entry is None or entry.removed_at is None else None)

        def done(found: _Found | None) -> None:
            # Who began to type meanwhile goes on; what was kept waits for another time.
            if found is not None and not self._stirred:
                self._resume(found)

        # Behind the writer: what another place was told to keep or to forget is so by then.
        self._context.tasks.change(work, done, self._say, owner=self)

    def _resume(self, found: _Found) -> None:
        self._place.key, self._kept = found.kept.key, True
        words = text("people.editor.resumed", when=local(found.kept.at), who=found.kept.operator)
        self.resumed.emit()
        self._editor.resume(found.entry, found.kept.texts, words)

    # What is typed now

    def _on_touched(self) -> None:
        """Let the first keystroke of a pause begin to wait; later ones do not put it off."""
        self._stirred = True
        if not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def keep(self) -> None:
        """Keep what is typed now, or forget it where nothing is left of it."""
        self._timer.stop()
        editor, fields = self._editor, self._editor.fields
        if not editor.dirty:
            self._forget()
            return
        if fields is None:  # kept already, and not even shown since
            return
        self._kept = True
        self._writing += 1
        store, texts = self._context.workspace.store, fields.texts()
        who, key = self._context.workspace.operator.id, self._place.key
        entry_id = editor.entry.id if editor.entry is not None else None
        register_id = self._id
        self._context.tasks.change(
            lambda: keep_unfinished(store, register_id, texts, who, entry_id=entry_id, key=key),
            self._on_kept,
            self._on_not_kept,
        )

    def _on_kept(self, _nothing: None) -> None:
        self._writing -= 1
        self._troubled = False

    def _on_not_kept(self, error: ColetorError) -> None:
        self._writing -= 1
        if not self._troubled:
            self._troubled = True
            self._say(error)
        self._timer.start(RETRY_MS)

    def _say(self, error: ColetorError) -> None:
        self._editor.say(str(error), Tone.ERROR)

    @property
    def stored(self) -> bool:
        """Whether what is typed is on the disk."""
        return not (self._timer.isActive() or self._writing or self._troubled)

    @property
    def why(self) -> str:
        """Why it may not be, and what becomes of it where the folder is closed."""
        return text("ui.window.unsaved")

    def finish(self) -> None:
        """Keep at once what still waits: the program is about to end."""
        if self._timer.isActive():
            self.keep()

    def give_up(self) -> None:
        """Try no more: the folder is about to be closed."""
        self._timer.stop()
        self._troubled = False

    def retire(self) -> None:
        """Keep what waits and leave it to whoever opens the register next."""
        self.finish()
        _LIVE.discard(self._place)

    def _forget(self) -> None:
        self._timer.stop()
        self._stirred = True  # what is being looked for would come into an editor nobody is in
        self._troubled = False
        if not self._kept:
            return
        self._kept = False
        store, key = self._context.workspace.store, self._place.key
        self._place.key = new_uuid()
        self._context.tasks.change(lambda: forget_unfinished(store, key), None, self._say)


def _alike(known: Definition, said: Mapping[str, str], typed: Mapping[str, str]) -> bool:
    """Tell whether what a field says of a new person may be the one who was typed before."""
    code = known.unique[0][0]
    if said.get(code):
        return bool(typed.get(code) == said[code])
    name = known.title_of(said) if said else ""
    return known.title_of(typed).casefold().startswith(name.casefold())
