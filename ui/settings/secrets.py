"""The webservice's credentials: whether the keyring has them, typing others, forgetting them."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import Workspace
from ui.running import keep_secrets
from ui.screens.base import Context
from ui.screens.credentials import CredentialsCard
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.layouts import line_of
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone


@dataclass(frozen=True)
class Kept:
    """What the keyring of this computer has for this folder.

    Args:
        found: whether the credentials are there.
        why: why not, in words.
    """

    found: bool
    why: str = ""


def read_kept(workspace: Workspace) -> Kept:
    """Ask the keyring, which may wait for a person to unlock it; off the GUI thread."""
    from coletor.establishment import credentials as keyring  # noqa: PLC0415 - seldom

    found = keyring.load(workspace.profile.folder_id, workspace.operator.login)
    return Kept(True) if isinstance(found, keyring.Found) else Kept(False, found.text)


def forget(workspace: Workspace) -> str:
    """Take the credentials out of the keyring and return why not, or an empty text."""
    from coletor.establishment import credentials as keyring  # noqa: PLC0415 - seldom

    done = keyring.forget(workspace.profile.folder_id, workspace.operator.login)
    return "" if isinstance(done, keyring.Saved) else done.text


class SecretsCard(QWidget):
    """Says where the credentials are, and takes others; no secret is ever shown.

    Args:
        context: what the screen works with.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        card = Card(text("ui.credentials.title"))
        self.notice = Notice()
        self.state = wrapped(text("settings.secrets_asking"), tone="")
        self.change_button = Button(text("settings.secrets_tell"))
        self.change_button.clicked.connect(self._ask)
        self.forget_button = Button(text("settings.secrets_forget"))
        self.forget_button.clicked.connect(self._forget)
        self.forget_button.setEnabled(False)
        card.body.addWidget(self.notice)
        card.body.addWidget(self.state)
        card.body.addLayout(line_of(self.change_button, self.forget_button))
        column.addWidget(card)
        self.form = CredentialsCard()
        self.form.button.set_text(text("settings.secrets_use"))
        self.form.keep.setChecked(True)
        self.form.given.connect(self._give)
        self.form.hide()
        column.addWidget(self.form)

    def read(self) -> None:
        """Ask the keyring anew."""
        workspace = self._context.workspace
        self._context.tasks.long(
            lambda _progress: read_kept(workspace), self._on_read, self._on_error, owner=self
        )

    def _ask(self) -> None:
        self.form.ask(text("settings.secrets_why"))

    def _give(self, user: str, password: str, cpf: str, operator: str, keep: bool) -> None:
        from coletor.webservice.answers import Credentials  # noqa: PLC0415 - not for start-up

        workspace, dispatcher = self._context.workspace, self._context.dispatcher
        credentials = Credentials(user, password, cpf, operator)
        dispatcher.access.typed = credentials
        dispatcher.retry()
        self.form.hide()
        self.change_button.setFocus()
        if not keep:
            self.notice.say(text("settings.secrets_this_time"), Tone.OK)
            return
        self._context.tasks.long(
            lambda _progress: keep_secrets(workspace, credentials),
            lambda why: self._on_done(why, text("settings.secrets_kept")),
            self._on_error,
            owner=self,
        )

    def _forget(self) -> None:
        workspace = self._context.workspace
        self._context.dispatcher.access.typed = None
        self._context.tasks.long(
            lambda _progress: forget(workspace),
            lambda why: self._on_done(why, text("settings.secrets_forgotten")),
            self._on_error,
            owner=self,
        )

    def _on_done(self, why: str, done: str) -> None:
        self.notice.say(why or done, Tone.WARNING if why else Tone.OK)
        self.read()

    def _on_read(self, kept: Kept) -> None:
        self.state.setText(text("settings.secrets_found") if kept.found else kept.why)
        name = text("settings.secrets_change") if kept.found else text("settings.secrets_tell")
        self.change_button.set_text(name)
        self.forget_button.setEnabled(kept.found)

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)
