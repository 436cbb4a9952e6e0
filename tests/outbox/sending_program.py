"""A program that does nothing but send, to be killed: DATABASE KEY ADDRESS."""

import random
import sys
from pathlib import Path

from coletor.outbox import Policy, Sender
from coletor.store import Store
from coletor.training import load_account
from coletor.webservice.answers import Credentials
from coletor.webservice.client import Webservice
from coletor.webservice.transport import Options


def main() -> None:
    """Send until the queue is empty, telling when it starts."""
    database, key, address = sys.argv[1:]
    account = load_account()
    secrets = Credentials(
        account.user, account.password, account.operator_cpf, account.operator_password
    )
    policy = Policy(first_wait=0.02, ceiling=0.2, second_look=0.05, failures_in_a_row=3)
    options = Options(connect=2.0, read=5.0)
    with (
        Store.open(Path(database), bytes.fromhex(key)) as store,
        Webservice(address, secrets, options=options) as service,
    ):
        print("pronto", flush=True)  # noqa: T201 - the parent reads it
        sender = Sender(store, service, policy=policy, chance=random.Random())
        sender.run(until_empty=True)


if __name__ == "__main__":
    main()
