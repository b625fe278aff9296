# SPDX-License-Identifier: Apache-2.0
"""An instance of the daemon in a folder of its own, and what all benchmarks need."""
import os, re, shutil, socket, statistics, subprocess, sys, tempfile, time, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from ports import free_port  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
NOW = "2026-02-10T09:00:00Z"
SITE = '<parameters xmlns="urn:conventiond:parameters"/>\n'


def folder(name):
    """On the disk of the checkout, not on a tmpfs: durability is what is measured."""
    base = os.environ.get("BENCH_TMP") or os.path.join(TOP, "build")
    os.makedirs(base, exist_ok=True)
    return tempfile.mkdtemp(prefix=f"bench-{name}-", dir=base)


def wait_port(port, process, limit=20):
    end = time.time() + limit
    while time.time() < end:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}")


def median(values):
    return statistics.median(values)


def spread(values):
    return f"{min(values):.0f}-{max(values):.0f}" if values else ""


def processor_time(pid):
    """Seconds of processor time of a process and all below it."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append((int(entry), int(fields[11]) + int(fields[12])))
            if int(entry) == pid:
                ticks = int(fields[11]) + int(fields[12])
    waiting = [pid]
    while waiting:
        for child, used in children.get(waiting.pop(), []):
            ticks += used
            waiting.append(child)
    return ticks / os.sysconf("SC_CLK_TCK")


def smtp_source(port, count, recipient, size=4096, sessions=8):
    """Messages accepted per second, by Postfix's load generator."""
    start = time.monotonic()
    subprocess.run(["smtp-source", "-L", "-s", str(sessions), "-l", str(size), "-m", str(count),
                    "-f", "charge@univ.example", "-t", recipient, f"inet:127.0.0.1:{port}"],
                   check=True, stdout=subprocess.DEVNULL)
    return count / (time.monotonic() - start)


class Ours:
    """The real daemon; change(folder) may alter the instance before the first start."""

    def __init__(self, build, name="ours", workflow=None):
        self.build, self.folder = os.path.abspath(build), folder(name)
        self.directory, self.process = os.path.join(self.folder, "instance"), None
        subprocess.run([f"{self.build}/conventionctl", "init", self.directory, "--procedure", "convention"],
                       check=True, stdout=subprocess.DEVNULL)
        # One sender stands for a whole university: no limits.
        self.conf = open(f"{self.directory}/conventiond.conf").read() + (
            "\n[limits]\nsender-messages = 0\nsender-bytes = 0\nmessages = 0\n")
        if workflow:
            rules = os.path.join(self.folder, "rules")
            shutil.copytree(os.path.join(TOP, "rules"), rules)
            path = os.path.join(rules, "convention", "workflow.xml")
            with open(path) as file:
                text = file.read()
            with open(path, "w") as file:
                file.write(workflow(text))
            self.conf = re.sub(r"(?m)^rules = .*", f"rules = {rules}", self.conf)

    def start(self, now=NOW):
        self.port, self.http = free_port(), free_port()
        with open(f"{self.directory}/conventiond.conf", "w") as conf:
            conf.write(re.sub(r"(?m)^listen = .*", f"listen = 127.0.0.1:{self.port}", self.conf)
                       + f"\n[monitoring]\nlisten = 127.0.0.1:{self.http}\n")
        log = open(f"{self.folder}/log", "a")
        self.process = subprocess.Popen([f"{self.build}/conventiond", f"--now={now}", self.directory], stderr=log)
        wait_port(self.http, self.process)
        wait_port(self.port, self.process)
        return self

    def tail(self):
        with open(f"{self.folder}/log") as log:
            return log.read()[-2000:]

    def metrics(self):
        text = urllib.request.urlopen(f"http://127.0.0.1:{self.http}/metrics", timeout=20).read().decode()
        return {k: int(v) for k, v in re.findall(r"(?m)^conventiond_(\w+) (\d+)$", text)}

    def wait(self, done, limit=60):
        """Until done(metrics); seconds by the monotonic clock at which it was seen."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            try:
                if done(self.metrics()):
                    return time.monotonic()
            except OSError:
                time.sleep(0.2)
            if self.process.poll() is not None:
                raise RuntimeError(f"the daemon ended with {self.process.returncode}:\n" + self.tail())
            time.sleep(0.01)
        raise RuntimeError(f"the daemon never came to rest: {self.metrics()}\n" + self.tail())

    def wait_idle(self, limit=60):
        return self.wait(lambda m: m["idle"] == 1, limit)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
        self.process = None

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
