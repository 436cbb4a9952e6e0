"""Nothing leaves for a guessed address."""

import pytest

from coletor.errors import ColetorError
from coletor.webservice import require_open


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8085/cmd", "http://localhost:1/", "http://[::1]:2/x"]
)
def test_a_training_folder_sends_to_this_computer(address):
    require_open(address, training=True)


@pytest.mark.parametrize(
    ("address", "training", "message_id"),
    [
        (None, True, "webservice.lock.no_address"),
        ("", False, "webservice.lock.no_address"),
        ("http://127.0.0.1:80/", False, "webservice.lock.real_to_training"),
        ("https://servico.exemplo/cmd", True, "webservice.lock.training_to_real"),
        ("https://servico.exemplo/cmd", False, "webservice.lock.closed"),
        ("https://127.0.0.1.exemplo/cmd", True, "webservice.lock.training_to_real"),
        ("http://10.0.0.5/cmd", True, "webservice.lock.training_to_real"),
        ("http://servico.exemplo\\@127.0.0.1/", True, "webservice.lock.training_to_real"),
        ("http://127.0.0.1@servico.exemplo/", True, "webservice.lock.training_to_real"),
        ("127.0.0.1:80", True, "webservice.lock.training_to_real"),
    ],
)
def test_anything_else_is_locked_and_says_what_is_missing(address, training, message_id):
    with pytest.raises(ColetorError) as caught:
        require_open(address, training=training)
    assert caught.value.message_id == message_id


def test_the_closed_lock_names_every_missing_step():
    with pytest.raises(ColetorError) as caught:
        require_open("https://servico.exemplo/cmd", training=False)
    # webservice.lock.missing_contract and webservice.lock.missing_confirmation
    assert "coletor webservice conferir" in str(caught.value)
    assert "responsável pela pasta" in str(caught.value)
