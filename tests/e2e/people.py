# SPDX-License-Identifier: Apache-2.0
"""The people of the story at their mail programs: mutt, s-nail, swaks."""
import email, email.policy, email.utils, os, re, subprocess, time

from servers import PASSWORD, STAGES, run


class Failure(Exception):
    pass


def until(what, test, seconds=25):
    end = time.time() + seconds
    while True:
        result = test()
        if result:
            return result
        if time.time() > end:
            raise Failure(f"never came: {what}")
        time.sleep(0.1)


class Person:
    def __init__(self, servers, address, name):
        self.servers, self.address, self.name, self.read = servers, address, name, len(servers.mailbox(address))
        url = f"{address.replace('@', '%40')}:{PASSWORD}@localhost:{servers.world_submission}"
        ca = servers.authority.ca
        self.muttrc = servers.write(f"programs/{address}.muttrc", f"""
set from = "{address}"
set realname = "{name}"
set use_envelope_from = yes
set smtp_url = "smtp://{address}@localhost:{servers.world_submission}"
set smtp_pass = "{PASSWORD}"
set smtp_authenticators = "plain"
set ssl_starttls = yes
set ssl_force_tls = yes
set ssl_ca_certificates_file = "{ca}"
set send_charset = "us-ascii:utf-8"
set charset = "utf-8"
set copy = no
""")
        self.mailrc = servers.write(f"programs/{address}.mailrc", f"""
set v15-compat
set from="{name} <{address}>"
set mta=submission://{url}
set smtp-use-starttls smtp-auth=plain
set tls-ca-no-defaults tls-ca-file={ca} tls-verify=strict
set ttycharset=utf-8 sendcharsets=utf-8
set quote indentprefix="> "
set nosave
""")

    def mails(self):
        return [email.message_from_binary_file(open(f, "rb"), policy=email.policy.default) for f in self.servers.mailbox(self.address)]

    def await_mail(self, *words):
        """The first mail since the last one awaited that says each of the words."""
        def look():
            mails = self.mails()
            for at in range(self.read, len(mails)):
                text = says(mails[at])
                if all(plain(word) in text for word in words):
                    self.read = at + 1
                    return mails[at]
        return until(f"a mail to {self.address} with {words}; there are {[str(m['Subject']) for m in self.mails()]}", look)

    def mutt(self, subject, text):
        """A new mail to the office."""
        subprocess.run(["mutt", "-F", self.muttrc, "-s", subject, "--", STAGES], input=text.encode(), check=True,
                       env={"HOME": self.servers.folder, "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "dumb"})

    def nail(self, commands, *words):
        done = subprocess.run(["s-nail", "-:u", *words], input=commands.encode(), capture_output=True,
                              env={"HOME": self.servers.folder, "MAILRC": self.mailrc, "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "dumb"})
        if done.returncode != 0 or b"not sent" in done.stderr:
            raise Failure(f"s-nail of {self.address}: {done.stdout.decode()}{done.stderr.decode()}")

    def reply(self, text):
        """Presses "reply" on the mail that was awaited last; the original is quoted."""
        box = f"{self.servers.folder}/mail/{self.address}/Maildir"
        self.nail(f"reply {self.read}\n{text}\n~.\nx\n", "-#", "-R", "-f", f"maildir://{box}")

    def absence(self, text):
        """An automatic answer of the crude kind: signed, without any of the fields that say so."""
        mail = self.mails()[-1]
        self.nail(text + "\n", "-s", f"Réponse automatique : {mail['Subject']}",
                  email.utils.parseaddr(mail["Reply-To"])[1])


def says(mail):
    body = mail.get_body(("plain",))
    return plain(f"{mail['Subject']}\n{body.get_content() if body else ''}\n" + "\n".join(a.get_filename() or "" for a in mail.iter_attachments()))


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'"))


def forge(servers, sender, recipient, reply, text):
    """Somebody outside writes in another's name, with a field that vouches for it."""
    run("swaks", "--server", f"127.0.0.1:{servers.border}", "--from", sender, "--to", recipient, "--header", f"From: {sender}", "--header",
        f"Subject: Re: {reply['Subject']}", "--header", f"In-Reply-To: {reply['Message-ID']}", "--add-header",
        f"Authentication-Results: mx.univ.example; dkim=pass header.d={sender.partition('@')[2]}; dmarc=pass header.from={sender.partition('@')[2]}",
        "--body", text)
