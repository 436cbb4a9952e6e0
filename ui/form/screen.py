"""Digitar: one contact is typed, checked, concluded, and the next one begins."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor import clock
from coletor.contact.entry import parse
from coletor.errors import ColetorError
from coletor.messages import text
from ui.form import starting
from ui.form.acts import Actions
from ui.form.buffering import KeyBuffer
from ui.form.chooser import Chooser
from ui.form.choosing import Choosing
from ui.form.gutter import Gutter
from ui.form.head import FormHead
from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.panel import SidePanel
from ui.form.pending import Pending
from ui.form.receipts import Answer, Receipts
from ui.form.recent import Concluded
from ui.form.rows import Rows
from ui.form.services import FormServices
from ui.form.session import FormSession
from ui.form.situations import Situations
from ui.form.view import FormView
from ui.screens.base import CHOOSE, Context, Screen
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_PATIENT = "nome_individuo"


class FormScreen(Screen):
    """The screen where contacts are typed.

    Args:
        context: what it works with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.session: FormSession | None = None
        self.view: FormView | None = None
        self.acts: Actions | None = None
        self._last_concluded: Rows | None = None
        self._asked_once = False
        self._choosing = False
        self.starting = False
        self._notice_acts: Callable[[], None] | None = None
        self._carried = ""
        self.keys = KeyBuffer(self)
        self._receipts = Receipts(context.dispatcher, self)
        self._receipts.answered.connect(self._on_answer)
        self._build()

    def _build(self) -> None:
        self.head = FormHead()
        self.head.drafts_wanted.connect(self.choose)
        self.head.concluded.connect(self._conclude)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._conclude)
        self.page.addWidget(self.head)
        self.notice = Notice()
        self.notice.acted.connect(self._on_notice)
        self.page.addWidget(self.notice)
        self.panel = SidePanel()
        self.panel.recent.chosen.connect(self.activate)
        self.panel.chosen.connect(self._on_pending_chosen)
        self.panel.confirmed.connect(self._on_confirmed)
        self.panel.released.connect(self.back_to_field)
        self.chooser = Chooser()
        self.choosing = Choosing(self)
        self.situations = Situations(self)
        self._forms = QStackedWidget()
        typing = QWidget()
        row = QHBoxLayout(typing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._holder = QVBoxLayout()
        self._gutter = Gutter()
        row.addLayout(self._holder, 1)
        row.addWidget(self._gutter)
        row.addWidget(self.panel)
        self._forms.addWidget(typing)
        self._forms.addWidget(self.chooser)
        self.page.addWidget(self._forms, 1)

    # Coming and going

    def activate(self, argument: str = "") -> None:
        """Show a contact to be corrected, or the form as it was left, or an empty one.

        Args:
            argument: UUID of a contact; `CHOOSE` for what can be typed; empty for the form as
                it is.
        """
        workspace = self.context.workspace
        if argument == CHOOSE:
            self._choose_when_ready()
        elif argument:
            self.begin(lambda: starting.reopened(workspace, argument), changes=True)
        elif self.session is None:
            self.begin(lambda: starting.new_contact(workspace))
        elif self._forms.currentIndex():
            self.chooser.list.setFocus()
        else:
            self.back_to_field()

    def finish(self) -> None:
        """Store what is still in the air."""
        if self.session is not None:
            self.session.finish()

    def begin(self, read: starting.Reader, *, changes: bool = False) -> None:
        """Open a draft; the one in the form is stored first and stays a draft.

        Args:
            read: returns what the form starts from.
            changes: whether it writes (a contact reopened for correction).
        """
        self.finish()
        self.starting = True
        self.keys.hold()
        run = self.context.tasks.change if changes else self.context.tasks.query
        run(read, self._on_start, self._on_error, owner=self)

    def _on_start(self, start: starting.Start) -> None:
        self.starting = False
        services = starting.services_of(self.context.workspace, self.context.tasks, start)
        self._replace(start, services)
        own = start.opening.draft_id
        self.choosing.know(start.models, [item for item in start.drafts if item.id != own])
        unasked = self.choosing.drafts and not self._asked_once and start.opening.draft_id is None
        if self._choosing or (unasked and self.keys.empty):
            self.keys.drop()
            self.choosing.open()
        else:
            self.show_form()
            self._focus_start()
            self.keys.release()
        self._asked_once, self._choosing = True, False

    def _replace(self, start: starting.Start, services: FormServices) -> None:
        previous = self._last_concluded
        self._drop()
        names = Names(services)
        session = FormSession(start.layout, services, start.opening, names.of, self)
        names.setParent(session)
        view = FormView(session, names)
        actions = Actions(session, view, previous)
        self.session, self.view, self.acts = session, view, actions
        self._holder.addWidget(view)
        self._gutter.follow(view)
        view.show()  # a layout shows what it takes later, and only what is shown takes the cursor
        self._connect(session, view, actions)
        name = session.rows.value(session.rows.root.id, _PATIENT)
        known = start.opening.draft_id is not None
        self.head.begin(session.layout.model, str(name or "") if known else "")
        if known:
            self.head.show_saved()
        self._say_note(start.note)
        self.situations.show(session.uuid, start.deeds)
        self._on_pending()

    def _connect(self, session: FormSession, view: FormView, actions: Actions) -> None:
        session.saving.connect(self.head.show_saving)
        session.saved.connect(self.head.show_saved)
        session.pendingChanged.connect(self._on_pending)
        session.failed.connect(self._on_failed)
        session.blocked.connect(self._on_blocked)
        session.concluded.connect(self._on_concluded)
        view.focused.connect(self._on_focused)
        view.ended.connect(self._on_ended)
        actions.said.connect(self._say)
        actions.concluding.connect(self._conclude)
        actions.asked_reason.connect(self.panel.ask_reason)

    def _drop(self) -> None:
        if self.view is not None:
            self._holder.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        if self.session is not None:
            self.session.deleteLater()
        self.session = self.view = self.acts = None

    def _focus_start(self) -> None:
        session, view = self.session, self.view
        if session is None or view is None:
            return
        first = next((item for item in session.pending if item.refused), None)
        if first is not None:
            view.focus(first.stop)
        else:
            view.focus_first()

    # What can be typed

    def choose(self) -> None:
        """Show the new documents and the open drafts to choose from."""
        if self.session is not None:
            self.choosing.open()

    def _choose_when_ready(self) -> None:
        if self.session is not None:
            self.choosing.open()
            return
        self._choosing = True
        workspace = self.context.workspace
        self.begin(lambda: starting.new_contact(workspace))

    def show_chooser(self) -> None:
        """Show the list of what can be typed in the place of the form."""
        self._forms.setCurrentIndex(1)
        self.chooser.list.setFocus()

    def show_form(self) -> None:
        """Show the form in the place of the list of what can be typed."""
        self._forms.setCurrentIndex(0)

    # What the form says

    def _on_pending(self) -> None:
        session = self.session
        if session is None:
            return
        shown = session.shown_pending()
        hidden = [item for item in session.pending if item.error and not session.is_shown(item)]
        self.panel.show_pending(shown, len(hidden))

    def _on_focused(self, stop: Stop) -> None:
        session = self.session
        element = session.rows.model.by_path.get(stop.path) if session else None
        if session is not None and element is not None:
            value = parse(element, session.rows.text(stop.row, stop.path), today=clock.today())
            self.panel.show_help(element, value)

    def _on_ended(self, forward: bool) -> None:
        if forward:
            self.head.conclude.setFocus()

    def _on_failed(self, error: ColetorError) -> None:
        self.head.show_concluding(busy=False)
        if self.session is not None and not self.session.stored:
            self.head.show_unsaved()
        self._not_concluded()
        self.back_to_field()
        self._say(str(error), Tone.ERROR)

    def _on_error(self, error: ColetorError) -> None:
        self.starting = self._choosing = False
        self._say(str(error), Tone.ERROR)
        typed = self.keys.drop()
        if typed:
            self.tell(text("form.screen.not_opened", typed=typed))
        self.back_to_field()

    def _say(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        self.context.toast(words, tone)

    # Pending items

    def _on_pending_chosen(self, item: Pending) -> None:
        if self.view is not None:
            self.view.focus(item.stop)

    def _on_confirmed(self, item: Pending, reason: str) -> None:
        if self.session is not None:
            self.session.confirm(item, reason)

    def back_to_field(self) -> None:
        """Give the cursor back to the field that had it."""
        view = self.view
        if view is None or self._forms.currentIndex() != 0:
            return
        if view.current is not None:
            view.focus(view.current)
        else:
            view.focus_first()

    # Concluding

    def _conclude(self) -> None:
        if self.session is None or self.session.concluding or self.starting:
            return
        if self.view is not None:
            self.view.leave_field()
        self.keys.hold()
        self.head.show_concluding(busy=True)
        self.session.conclude()

    def _on_blocked(self, item: Pending) -> None:
        self.head.show_concluding(busy=False)
        self._not_concluded()
        if self.view is not None:
            self.view.focus(item.stop)

    def _not_concluded(self) -> None:
        """Say what was typed for the next contact, which is not there to take it."""
        typed = self.keys.drop()
        if typed:
            self.tell(text("form.screen.not_concluded", typed=typed))

    def _on_concluded(self, uuid: str) -> None:
        session = self.session
        sent = session is not None and session.layout.model.is_sent()
        self.head.show_concluding(busy=False)
        self._last_concluded = session.rows if session is not None else None
        self._say(text("form.screen.queued" if sent else "form.screen.kept"), Tone.OK)
        if sent and session is not None:
            name = session.rows.value(session.rows.root.id, _PATIENT)
            self._watch(uuid, str(name or text("form.screen.no_name")))
        workspace = self.context.workspace
        self.begin(lambda: starting.new_contact(workspace))

    def _watch(self, uuid: str, name: str) -> None:
        self._receipts.watch(uuid, name)
        self.panel.recent.add(Concluded(uuid, name, text("form.word.queued"), Tone.ACCENT))

    def _on_answer(self, answer: Answer) -> None:
        self.panel.recent.update_item(answer.uuid, answer.word, answer.tone, answer.remark)
        if answer.tone is Tone.ERROR:
            again = text("form.screen.correct")
            self.tell(answer.sentence, again, lambda: self.activate(answer.uuid), answer.tone)
        else:
            self._say(answer.sentence, answer.tone)

    # The message above the form

    def carry(self, words: str) -> None:
        """Have a message stand above the next contact that is opened."""
        self._carried = words

    def tell(
        self,
        words: str,
        action: str = "",
        act: Callable[[], None] | None = None,
        tone: Tone = Tone.NEUTRAL,
    ) -> None:
        """Show a message above the form, until it is closed or another contact is opened.

        Args:
            words: the message.
            action: the word of its button.
            act: what the button does.
            tone: what kind of message it is.
        """
        self._notice_acts = act
        self.notice.say(words, tone, action)

    def _say_note(self, words: str) -> None:
        """Show what has to be known of the contact that was opened."""
        words, self._carried = self._carried or words, ""
        if words:
            self.tell(words)
        elif self._notice_acts is None:
            self.notice.clear()

    def _on_notice(self) -> None:
        act, self._notice_acts = self._notice_acts, None
        self.notice.clear()
        if act is not None:
            QTimer.singleShot(0, self, act)
