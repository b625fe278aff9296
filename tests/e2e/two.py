# SPDX-License-Identifier: Apache-2.0
"""Two conventionds, each of which has the other as a student: what they write to one another ends by itself."""
import smtplib, ssl, time

from office import Office, expect, form, messages, rows
from people import until
from servers import OTHER, PASSWORD, STAGES

BUDGET = 4  # answers that change nothing, to one address a day
SIGNS = ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Conventiond-Loop", "Precedence", "Feedback-ID")


def submit(servers, sender, recipient, subject, text, name):
    """As the sender's mail program does: the world's server signs it."""
    with smtplib.SMTP("localhost", servers.world_submission) as smtp:
        smtp.starttls(context=ssl.create_default_context(cafile=servers.authority.ca))
        smtp.login(sender, PASSWORD)
        smtp.sendmail(sender, [recipient], (
            f"From: {sender}\r\nTo: {recipient}\r\nSubject: {subject}\r\nMessage-ID: <{name}@program.example>\r\nDate: Tue, 10 Feb 2026 10:00:00 +0100\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text.replace("\n", "\r\n")).encode())


def quiet(*offices):
    """Until nothing came to either for three seconds, and nothing waits to go out."""
    def state():
        return [(len(messages(office)), rows(office, "SELECT count(*) FROM outbox WHERE status = 'waiting'")) for office in offices]

    since, last, end = time.time(), state(), time.time() + 90
    while time.time() - since < 3:
        expect(time.time() < end, f"they never stop: {last}")
        time.sleep(0.2)
        if state() != last:
            since, last = time.time(), state()
    expect(all(waiting == [(0,)] for _, waiting in last), f"mails that wait: {last}")


def play(one, servers, people):
    other = Office(one.build, servers, "two-other")
    other.change("address", OTHER)
    other.change("listen", f"127.0.0.1:{servers.other_daemon}")
    for office in (one, other):
        # To each other by way of the world, as two universities would.
        office.change("smtp", f"smtp://localhost:{servers.world_submission}")
        office.write_conf(open(f"{office.directory}/conventiond.conf").read() + f"\n[limits]\nanswers = {BUDGET}\n")
        office.start()
    servers.wait_for(servers.other_daemon)
    try:
        submit(servers, OTHER, STAGES, "Convention", form({"Courriel institutionnel": OTHER}), "form-1")
        submit(servers, STAGES, OTHER, "Convention", form({"Courriel institutionnel": STAGES}), "form-2")
        for office in (one, other):
            until("a form and the other's automatic mail", lambda: [m[0] for m in messages(office)] == ["acted", "ignored"])
        quiet(one, other)
        for office in (one, other):
            office.expect_state("recapitulatif")
        print("ok   two daemons, each the other's student: each mail is known as a program's, and none is answered", flush=True)

        servers.forget_fields(*SIGNS)
        before = len(messages(one)) + len(messages(other))
        submit(servers, OTHER, STAGES, "Bonjour", "Bonjour, je ne sais pas quoi faire.\n", "nonsense")
        until("the first mail", lambda: len(messages(one)) + len(messages(other)) > before)
        quiet(one, other)
        talk = len(messages(one)) + len(messages(other)) - before
        expect(3 <= talk <= 2 * BUDGET + 2, f"{talk} mails: they did not talk, or talked too long")
        withheld = [rows(office, "SELECT count(*) FROM event WHERE event = 'mail.withheld'")[0][0] for office in (one, other)]
        expect(sum(withheld) > 0, "no answer was withheld")
        for office in (one, other):
            office.expect_state("recapitulatif")
        print(f"ok   even when every sign is lost on the way they stop by themselves, after {talk} mails", flush=True)
    finally:
        servers.forget_fields()
        other.stop()
