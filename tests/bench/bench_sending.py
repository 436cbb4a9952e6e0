"""How fast the outbox sends, as ratios within one run.

    python3 tests/bench/bench_sending.py [--contatos 1000] [--fila 100000]

1. Throughput on loopback with durable states, against a bare `requests` loop with a connection
   that is kept, posting prebuilt bodies to the same server (the training webservice): at least
   0.7. The same against a server that does nothing says what the states cost at most.
2. With 200 ms of latency: at least 0.9 of what four calls at a time allow.
3. A queue of 100,000 contacts: the first message leaves within a second of the start, and memory
   does not grow with the queue.
"""

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / place) for place in ("", "build_scripts/runs", "tests", "tests/outbox")]

from here import CommandLine, table, use_environment  # noqa: E402 - found through the paths above

_LATENCY = 0.2
_KB = 1024


class Answerer:
    """A server in a process of its own: the answer of the training webservice, without its work.

    Args:
        latency: seconds before each answer.
    """

    def __init__(self, latency: float = 0.0) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, latency), daemon=True)
        self._process.start()
        self.address = f"http://127.0.0.1:{here.recv()}/cmd"

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()


def serve(pipe: Any, latency: float) -> None:
    """Answer every inclusion with a receipt for its own UUID."""
    from lxml import etree

    from coletor.training.account import load_account
    from coletor.training.replies import Replies
    from coletor.webservice.names import load_wire
    from coletor.webservice.soap import SOAP_12

    wire = load_wire()
    replies = Replies(wire, load_account())
    root = etree.Element(wire.response("incluir"))
    for part, value in (
        ("uuid", "@UUID@"), ("versao", 1), ("protocolo", "1"),
        ("recebimento", "2026-07-14T12:00:00Z"),
    ):  # fmt: skip
        replies.put(root, part, value)
    template = replies.result(SOAP_12, root)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            start = body.index(b"uuid>") + 5
            content = template.content.replace(b"@UUID@", body[start : start + 36])
            if latency:
                time.sleep(latency)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {template.content_type}\r\n"
            head += f"Content-Length: {len(content)}\r\n\r\n"
            self.wfile.write(head.encode() + content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(server.server_port)
    server.serve_forever()


@contextmanager
def queued(amount: int) -> Iterator[Any]:
    """Give a store with so many contacts in its queue."""
    from outbox_world import KEY, OPERATOR, contact

    from coletor.outbox import Outbox
    from coletor.store import Store

    with (
        tempfile.TemporaryDirectory(prefix="coletor-", ignore_cleanup_errors=True) as place,
        Store.create(Path(place) / "coletor.db", KEY, "Operadora") as store,
    ):
        outbox = Outbox(store)
        for first in range(0, amount, 1000):
            with store.change() as db:
                for number in range(first, min(first + 1000, amount)):
                    outbox.enqueue(db, contact(number), [], {}, OPERATOR)
        yield store


def bare(address: str, bodies: list[bytes]) -> float:
    """Return messages a second of a plain loop with one kept connection."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.headers["Content-Type"] = "application/soap+xml; charset=utf-8"
        began = time.perf_counter()
        for body in bodies:
            session.post(address, data=body, timeout=30).raise_for_status()
        return len(bodies) / (time.perf_counter() - began)


def sending(store: Any, address: str, parallel: int) -> tuple[float, int]:
    """Return messages a second of the sender, and how many were accepted."""
    from outbox_world import credentials

    from coletor.outbox import Sender
    from coletor.webservice.client import Webservice

    with Webservice(address, credentials()) as service:
        sender = Sender(store, service, parallel=parallel, chance=random.Random(1))
        began = time.perf_counter()
        accepted = sender.run().accepted
        return accepted / (time.perf_counter() - began), accepted


def throughput(amount: int, rounds: int) -> list[tuple[str, str]]:
    """Compare the sender with the bare loop against the training webservice, in turns."""
    with tempfile.TemporaryDirectory(prefix="coletor-", ignore_cleanup_errors=True) as place:
        line = CommandLine(Path(place) / "pasta")
        with line.training(Path(place) / "servidor", 0, []) as address:
            return _compared(address, "training webservice", amount, rounds, 0.7)


def ceiling(amount: int, rounds: int) -> list[tuple[str, str]]:
    """Compare both against a server that does nothing: what the durable states cost at most."""
    server = Answerer()
    try:
        return _compared(server.address, "server that does nothing", amount, rounds, None)
    finally:
        server.stop()


def _compared(
    address: str, name: str, amount: int, rounds: int, wanted: float | None
) -> list[tuple[str, str]]:
    plain, ours = [], []
    for _ in range(rounds):
        plain.append(bare(address, _bodies(amount)))
        with queued(amount) as store:
            speed, accepted = sending(store, address, 4)
            assert accepted == amount
            ours.append(speed)
    one, other = statistics.median(ours), statistics.median(plain)
    goal = f" (wanted: {wanted})" if wanted else ""
    return [
        (f"{name}: bare loop, messages a second", f"{other:.0f}"),
        (f"{name}: sender, messages a second", f"{one:.0f}"),
        (f"RATIO{goal}", f"{one / other:.2f}"),
    ]


def _bodies(amount: int) -> list[bytes]:
    """Return whole messages of new contacts."""
    from outbox_world import contact, credentials

    from coletor.model import load_model
    from coletor.webservice.encoding import encode
    from coletor.webservice.names import load_wire
    from coletor.webservice.soap import envelope

    wire, model = load_wire(), load_model("cmd-2017")
    return [
        envelope(encode(model, wire, contact(number)).body, credentials(), wire)
        for number in range(amount)
    ]


def latency(amount: int) -> list[tuple[str, str]]:
    """Return how near the sender comes to four calls at a time on a slow line."""
    server = Answerer(_LATENCY)
    try:
        with queued(amount) as store:
            speed, accepted = sending(store, server.address, 4)
            assert accepted == amount
    finally:
        server.stop()
    possible = 4 / _LATENCY
    return [
        ("200 ms of latency, four at a time: messages a second", f"{speed:.1f}"),
        ("EFFICIENCY (wanted: 0.9)", f"{speed / possible:.2f}"),
    ]


def long_queue(amount: int) -> list[tuple[str, str]]:
    """Return when the first message leaves a long queue, and what memory does meanwhile."""
    from outbox_world import credentials

    from coletor.outbox import Sender
    from coletor.webservice.client import Webservice

    server = Answerer()
    told: list[float] = []
    stop = threading.Event()
    try:
        with queued(amount) as store, Webservice(server.address, credentials()) as service:
            before, sizes = memory(), []
            began = time.perf_counter()

            def heard(_: object) -> None:
                told.append(time.perf_counter() - began)
                if len(told) % 500 == 0:
                    sizes.append(memory())
                if len(told) >= 3000:
                    stop.set()

            Sender(store, service).run(on_result=heard, stop=stop)
    finally:
        server.stop()
    return [
        (f"queue of {amount}: seconds to the first answer (wanted: 1)", f"{told[0]:.3f}"),
        ("answers until the run was stopped", str(len(told))),
        ("memory before, KiB", str(before)),
        ("memory grown from the 500th to the last, KiB", str(sizes[-1] - sizes[0])),
    ]


def memory() -> int:
    """Return this process's memory in KiB."""
    if sys.platform == "win32":
        return 0
    status = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(status[1]) * 4


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contatos", type=int, default=1000)
    parser.add_argument("--rodadas", type=int, default=3)
    parser.add_argument("--fila", type=int, default=100_000)
    chosen = parser.parse_args()
    rows = throughput(chosen.contatos, chosen.rodadas)
    rows += ceiling(chosen.contatos, chosen.rodadas)
    rows += latency(200)
    rows += long_queue(chosen.fila)
    print(table(("what", "measured"), rows))  # noqa: T201 - a benchmark prints
    return 0


if __name__ == "__main__":
    use_environment(__file__)
    sys.exit(main())
