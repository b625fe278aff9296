# SPDX-License-Identifier: Apache-2.0
"""Ports for servers of tests that run side by side."""
import itertools, os, random, socket

FIRST, LAST = 10000, 19999  # below those that the system gives to clients
HELD = []
DICE = random.Random(os.getpid())


def free_port():
    """A port that nobody listens on, and that no other test is given as long as this process lives: the name of an
    abstract socket says that it is taken."""
    for _ in itertools.repeat(None, 1000):
        port, mark = DICE.randint(FIRST, LAST), socket.socket(socket.AF_UNIX)
        try:
            mark.bind(f"\0conventiond-test-port-{port}")
            with socket.socket() as server:
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                server.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
            continue
        HELD.append(mark)
        return port
    raise RuntimeError("no free port")
