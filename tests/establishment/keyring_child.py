"""Asks the system's keyring, for the tests: ``keyring_child.py STEP...``, one answer a line."""

import sys

from coletor.establishment import credentials
from coletor.webservice import Credentials

FOLDER, OPERATOR = "pasta-1", "maria"
SECRETS = Credentials("usuario", "sênha", "12345678909", "outra")
STEPS = {
    "load": lambda: credentials.load(FOLDER, OPERATOR),
    "load-other": lambda: credentials.load(FOLDER, "jose"),
    "save": lambda: credentials.save(FOLDER, OPERATOR, SECRETS),
    "forget": lambda: credentials.forget(FOLDER, OPERATOR),
}

if __name__ == "__main__":
    for step in sys.argv[1:]:
        outcome = STEPS[step]()
        word = type(outcome).__name__
        if isinstance(outcome, credentials.Found) and outcome.credentials != SECRETS:
            word = "Wrong"
        sys.stdout.write(f"{word}\n")
