# SPDX-License-Identifier: Apache-2.0
"""The cost of a mail with few and with many dossiers in the store: processor time and time by the clock."""
import os, random, secrets, sqlite3, time
import dossier
from instance import Ours, median

GOAL = 1.2


def seed(path, count):
    """Copies of the dossiers that are there, under other numbers, owners and keys, with their tasks,
    deadlines and facts: rows as the daemon writes them."""
    database = sqlite3.connect(path, isolation_level=None)
    models = []
    for row in database.execute("SELECT id, number, procedure, version, owner, state, open, revision, created, changed, data FROM dossier"):
        models.append((row, *(database.execute(f"SELECT {columns} FROM {table} WHERE dossier = ?", (row[0],)).fetchall() for table, columns in
                              (("task", "serial, id, role, address, status, opened"), ("deadline", "id, task, at"),
                               ("fact", "procedure, name, key, starts, ends, amount, label")))))
    rng, first = random.Random(20260210), 1 + database.execute("SELECT max(id) FROM dossier").fetchone()[0]
    database.execute("BEGIN IMMEDIATE")
    for i in range(first, first + count):
        (_, number, procedure, version, owner, *rest, data), tasks, deadlines, facts = rng.choice(models)
        new, whose = f"2025-{i:06d}", f"autre{i}.{owner}"
        database.execute("INSERT INTO dossier(id, number, procedure, version, owner, state, open, revision, created, changed, data)"
                         " VALUES(?,?,?,?,?,?,?,?,?,?,?)",
                         (i, new, procedure, version, whose, *rest, data.replace(number, new).replace(owner, whose)))
        database.executemany("INSERT INTO task(dossier, serial, tag, id, role, address, status, opened) VALUES(?,?,?,?,?,?,?,?)",
                             [(i, t[0], secrets.token_bytes(32), *t[1:3], t[3].replace(owner, whose), *t[4:]) for t in tasks])
        database.executemany("INSERT INTO deadline(dossier, id, task, at) VALUES(?,?,?,?)", [(i, *d) for d in deadlines])
        database.executemany("INSERT INTO fact(procedure, name, key, dossier, starts, ends, amount, label) VALUES(?,?,?,?,?,?,?,?)",
                             [(*f[:2], f"autre{i // 8}.{f[2]}", i, *f[3:]) for f in facts])
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def processor_time(daemon):
    """Seconds of the daemon with its workers so far."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline") as line:
                if daemon.directory not in line.read():
                    continue
            with open(f"/proc/{pid}/stat") as stat:
                total += sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13]))
        except OSError:
            pass
    return total / os.sysconf("SC_CLK_TCK")


def run(build, short):
    few, many, rounds, count = (1000, 20000, 2, 60) if short else (1000, 100000, 5, 200)
    daemons, used, costs = [], 0, {few: [], many: []}
    try:
        for size in (few, many):
            daemon = Ours(build, f"scale-{size}", dossier.three_mails).start()
            daemons.append(daemon)
            dossier.dossiers_of(daemon, 16, used)
            daemon.stop()
            seed(f"{daemon.directory}/conventiond.db", size)
            daemon.start()
            dossier.dossiers_of(daemon, 16, 16)
        used, clock = 32, {few: [], many: []}
        for _ in range(rounds):
            for size, daemon in zip((few, many), daemons):
                before = processor_time(daemon)
                clock[size].append(dossier.dossiers_of(daemon, count, used) / count)
                costs[size].append((processor_time(daemon) - before) / count)
            used += count
    finally:
        for daemon in daemons:
            daemon.close()
    by_clock = median(clock[many]) / median(clock[few])
    return {"name": "scale", "what": f"processor time of a mail with {many} / with {few} dossiers (by the clock: {by_clock:.2f})",
            "ours": f"{1000 * median(costs[many]):.1f} ms", "peer": f"{1000 * median(costs[few]):.1f} ms",
            "ratio": median(costs[many]) / median(costs[few]), "goal": GOAL, "more": False}
