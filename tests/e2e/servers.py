# SPDX-License-Identifier: Apache-2.0
"""Debian's mail servers, as private instances on loopback: see README.md here."""
import base64, glob, hashlib, hmac, json, os, pwd, re, signal, socket, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from ports import free_port  # noqa: E402

PASSWORD = "secret-de-test"
DOMAINS = ("univ.example", "etu.univ.example", "atelier-des-ponts.example")
BORDER = "mx.univ.example"
STAGES = "stages@univ.example"
OTHER = "bureau@etu.univ.example"  # of a second conventiond
NOBODY = pwd.getpwnam("nobody")


def free_ports(count):
    return [free_port() for _ in range(count)]


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


class Authority:
    """A test authority and the certificate of every server here."""
    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.ca, self.key, self.certificate = (f"{folder}/{name}" for name in ("ca.pem", "server.key", "server.pem"))
        subject = f"{folder}/names"
        with open(subject, "w") as out:
            out.write("subjectAltName=DNS:localhost,IP:127.0.0.1,IP:127.0.0.2\nextendedKeyUsage=serverAuth\n")
        ec = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        run("openssl", "req", "-x509", *ec, "-days", "2", "-subj", "/CN=Test authority", "-keyout", f"{folder}/ca.key", "-out", self.ca)
        run("openssl", "req", *ec, "-subj", "/CN=localhost", "-keyout", self.key, "-out", f"{folder}/server.csr")
        run("openssl", "x509", "-req", "-in", f"{folder}/server.csr", "-CA", self.ca, "-CAkey", f"{folder}/ca.key",
            "-days", "2", "-extfile", subject, "-out", self.certificate)


def token(secret, user, lifetime=3600):
    """An access token (RFC 7519) that Dovecot verifies by itself; lifetime: seconds."""
    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")

    now = int(time.time())
    head = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = part(json.dumps({"sub": user, "email": user, "iat": now - 60, "nbf": now - 60, "exp": now + lifetime}).encode())
    return (head + b"." + body + b"." + part(hmac.new(secret, head + b"." + body, hashlib.sha256).digest())).decode()


class Servers:
    """world: everybody's mail server.  border: the MX and submission server of conventiond."""
    def __init__(self, people):
        self.folder = tempfile.mkdtemp(prefix="conventiond-e2e-")
        os.chmod(self.folder, 0o755)
        self.people, self.processes, self.postfixes = people, [], []
        (self.world, self.world_submission, self.border, self.border_submission, self.lmtp, self.auth, self.imap, self.imaps,
         self.sign_port, self.verify_port, self.dmarc_port, self.daemon, self.other_daemon, self.border_smtps) = free_ports(14)
        self.authority = Authority(self.folder)

    def write(self, name, text, mode=0o644):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as out:
            out.write(text)
        os.chmod(path, mode)
        return path

    def read(self, name):
        return open(os.path.join(self.folder, name), errors="replace").read()

    def spawn(self, name, *words, env=None):
        log = open(f"{self.folder}/{name}.log", "a")
        self.processes.append(subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True, env=env))
        return self.processes[-1]

    def wait_for(self, *ports):
        end = time.time() + 20
        for port in ports:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if time.time() > end:
                        raise RuntimeError(f"nobody listens on port {port}; see {self.folder}")
                    time.sleep(0.05)

    def start(self):
        self.start_dkim()
        self.start_dmarc()
        self.start_dovecot()
        self.start_postfix("world", self.world_main(), self.world, self.world_submission)
        self.start_postfix("border", self.border_main(), self.border, self.border_submission, f"inet:127.0.0.1:{self.verify_port} inet:127.0.0.1:{self.dmarc_port}")
        self.wait_for(self.sign_port, self.verify_port, self.dmarc_port, self.lmtp, self.imaps, self.world, self.border)

    def stop(self):
        for folder in self.postfixes:
            subprocess.run(["postfix", "-c", folder, "stop"], capture_output=True)
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    # -- OpenDKIM: signs what authenticated users submit, verifies what comes to the border --

    def start_dkim(self):
        keys, table, signing = "", "", ""
        for domain in DOMAINS:
            key = f"{self.folder}/dkim/{domain}.pem"
            os.makedirs(os.path.dirname(key), exist_ok=True)
            run("openssl", "genrsa", "-traditional", "-out", key, "2048")
            public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"], capture_output=True, check=True).stdout
            keys += f"test._domainkey.{domain} v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}\n"
            table += f"{domain} {domain}:test:{key}\n"
            signing += f"*@{domain} {domain}\n"
        os.chmod(f"{self.folder}/dkim", 0o700)
        common = f"Syslog no\nUMask 022\nTestPublicKeys {self.write('dkim-keys', keys)}\nRequireSafeKeys no\n"
        sign = self.write("dkim-sign.conf", common + f"Mode s\nSocket inet:{self.sign_port}@127.0.0.1\nKeyTable file:{self.write('key-table', table)}\n"
                          f"SigningTable refile:{self.write('signing-table', signing)}\n")
        verify = self.write("dkim-verify.conf", common + f"Mode v\nSocket inet:{self.verify_port}@127.0.0.1\nAuthservID {BORDER}\n"
                            f"RemoveARFrom {BORDER}\nRemoveARAll yes\nAlwaysAddARHeader yes\nInternalHosts {self.write('no-hosts', '192.0.2.254')}\n")
        self.spawn("dkim-sign", "opendkim", "-f", "-x", sign)
        self.spawn("dkim-verify", "opendkim", "-f", "-x", verify)

    # -- OpenDMARC: holds what OpenDKIM found against what the author's domain publishes --

    def start_dmarc(self):
        # resolv_wrapper answers instead of the DNS; a character-string begins with its length (RFC 1035), which it leaves to us.
        policy = "v=DMARC1;p=reject"
        names = self.write("dns", "".join(f"TXT _dmarc.{domain} {chr(len(policy))}{policy}\n" for domain in DOMAINS))
        config = self.write("dmarc.conf", f"Syslog no\nUMask 022\nSocket inet:{self.dmarc_port}@127.0.0.1\nAuthservID {BORDER}\n"
                            f"TrustedAuthservIDs {BORDER}\nRejectFailures false\nSPFIgnoreResults true\nSPFSelfValidate false\n"
                            f"IgnoreHosts {self.write('no-hosts-dmarc', '192.0.2.254')}\nIgnoreAuthenticatedClients false\n")
        self.spawn("dmarc", "opendmarc", "-f", "-c", config, env={**os.environ, "LD_PRELOAD": "libresolv_wrapper.so", "RESOLV_WRAPPER_HOSTS": names})

    # -- Dovecot: mailboxes by LMTP, IMAP for conventiond, passwords for Postfix --

    def start_dovecot(self):
        mail = f"{self.folder}/mail"
        os.makedirs(mail)
        os.chown(mail, NOBODY.pw_uid, NOBODY.pw_gid)
        users = self.write("users", "".join(f"{who}:{{PLAIN}}{PASSWORD}\n" for who in [*self.people, STAGES, OTHER, "conventiond"]))
        self.token = self.token_of(STAGES)
        self.write("oauth/default/HS256/default", base64.b64encode(b"clef-de-test").decode())
        oauth = self.write("oauth.conf", f"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={self.folder}/oauth/\n")
        os.makedirs(f"{self.folder}/rawlog/{STAGES}")
        os.chmod(f"{self.folder}/rawlog/{STAGES}", 0o777)
        self.write("dovecot.conf", f"""
base_dir = {self.folder}/dovecot
state_dir = {self.folder}/dovecot-state
log_path = {self.folder}/dovecot.log
protocols = imap lmtp
ssl = yes
ssl_cert = <{self.authority.certificate}
ssl_key = <{self.authority.key}
disable_plaintext_auth = yes
auth_mechanisms = plain login xoauth2 oauthbearer
recipient_delimiter = +
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {oauth}
}}
passdb {{
  driver = passwd-file
  args = {users}
}}
userdb {{
  driver = static
  args = uid={NOBODY.pw_uid} gid={NOBODY.pw_gid} home={mail}/%u
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1, 127.0.0.2
    port = {self.imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {self.imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {self.auth}
  }}
}}
# A wrong password is not to make the next login wait.
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  client_limit = 100
}}
protocol imap {{
  rawlog_dir = {self.folder}/rawlog/%u
}}
local 127.0.0.2 {{
  protocol imap {{
    imap_capability = IMAP4rev1 STARTTLS
  }}
}}
submission_host = 127.0.0.1:{self.world}
protocol lmtp {{
  mail_plugins = sieve
  postmaster_address = postmaster@univ.example
}}
plugin {{
  sieve = file:~/sieve;active=~/.dovecot.sieve
}}
""")
        self.run_dovecot()

    def token_of(self, user, lifetime=3600):
        return token(b"clef-de-test", user, lifetime)

    def run_dovecot(self):
        self.dovecot = self.spawn("dovecot-start", "dovecot", "-F", "-c", f"{self.folder}/dovecot.conf")
        self.wait_for(self.lmtp, self.imap, self.imaps)

    def kill_dovecot(self):
        os.killpg(self.dovecot.pid, signal.SIGKILL)
        self.dovecot.wait(20)

    def said_by_imap(self, user, word):
        """How often its IMAP client gave a command (Dovecot's raw log)."""
        files = glob.glob(f"{self.folder}/rawlog/{user}/*.in")
        return sum(len(re.findall(rf"(?mi)^[^ ]+ [a-z0-9]+ {word}\b", open(f, errors="replace").read())) for f in files)

    def be_absent(self, who, text):
        """An out-of-office of Dovecot's own (RFC 5230)."""
        home = f"{self.folder}/mail/{who}"
        os.makedirs(home, exist_ok=True)
        with open(f"{home}/.dovecot.sieve", "w") as out:
            out.write(f'require "vacation";\nvacation :days 1 :addresses "{who}" :subject "Absence du bureau" "{text}";\n')
        for path in (home, f"{home}/.dovecot.sieve"):
            os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)

    # -- Postfix --

    def start_postfix(self, name, main, port, submission, milter=""):
        folder = f"{self.folder}/{name}"
        os.makedirs(f"{folder}/queue")
        os.makedirs(f"{folder}/data")
        os.chown(f"{folder}/data", pwd.getpwnam("postfix").pw_uid, -1)
        common = f"""
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {self.folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
mydestination =
alias_maps =
local_recipient_maps =
smtp_dns_support_level = disabled
smtp_host_lookup = native
recipient_delimiter = +
smtpd_tls_cert_file = {self.authority.certificate}
smtpd_tls_key_file = {self.authority.key}
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{self.auth}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_milters = {milter}
milter_default_action = tempfail
queue_run_delay = 5s
minimal_backoff_time = 5s
in_flow_delay = 0
smtp_connection_cache_on_demand = no
"""
        self.write(f"{name}/main.cf", common + main)
        smtps = f"127.0.0.1:{self.border_smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes" if name == "border" else ""
        services = "".join(f"{line}\n" for line in f"""
{smtps}
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes -o smtpd_milters=inet:127.0.0.1:{self.sign_port} -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
""".strip().split("\n"))
        self.write(f"{name}/master.cf", services)
        run("postfix", "-c", folder, "start")
        self.postfixes.append(folder)

    def world_main(self):
        mailboxes = self.write("world/mailboxes", "".join(f"{who} x\n" for who in [*self.people, STAGES, OTHER]))
        self.write("world/forgetful", "")
        transport = self.write("world/transport", "".join(f"{who} smtp:[127.0.0.1]:{self.border}\n" for who in (STAGES, OTHER)))
        return f"""
myhostname = mail.world.example
virtual_mailbox_domains = {' '.join(DOMAINS)}
virtual_mailbox_maps = texthash:{mailboxes}
virtual_transport = lmtp:inet:127.0.0.1:{self.lmtp}
transport_maps = texthash:{transport}
header_checks = regexp:{self.folder}/world/forgetful
"""

    def forget_fields(self, *names):
        """A rude relay: these fields are lost on the way."""
        self.write("world/forgetful", "".join(f"/^{name}:/ IGNORE\n" for name in names))
        run("postfix", "-c", f"{self.folder}/world", "reload")

    def route(self, way):
        """Where the border delivers the mail of conventiond: "lmtp", "two" to itself, else to its mailbox."""
        port = self.daemon if way in ("lmtp", "two") else self.lmtp
        self.write("border/transport", f"{STAGES} lmtp:inet:127.0.0.1:{port}\n{OTHER} lmtp:inet:127.0.0.1:{self.other_daemon}\n* smtp:[127.0.0.1]:{self.world}\n")

    def border_main(self):
        self.route("lmtp")
        return f"""
myhostname = {BORDER}
relay_domains = univ.example
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{ refused.example = 550 5.7.1 Not from here }} }}
transport_maps = texthash:{self.folder}/border/transport
lmtp_destination_recipient_limit = 1
"""

    def reload_border(self):
        run("postfix", "-c", f"{self.folder}/border", "reload")

    def restart_border(self):
        """Every session that stood with it ends."""
        run("postfix", "-c", f"{self.folder}/border", "stop")
        run("postfix", "-c", f"{self.folder}/border", "start")
        self.wait_for(self.border)

    def empty(self, who):
        home = f"{self.folder}/mail/{who}"
        subprocess.run(["rm", "-rf", home], check=True)
        for path in (home, f"{home}/Maildir", *(f"{home}/Maildir/{sub}" for sub in ("tmp", "new", "cur"))):
            os.mkdir(path)
            os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)

    def mailbox(self, who):
        """Files of somebody's mailbox, the oldest first."""
        files = []
        for sub in ("new", "cur"):
            folder = f"{self.folder}/mail/{who}/Maildir/{sub}"
            if os.path.isdir(folder):
                files += [os.path.join(folder, name) for name in os.listdir(folder)]
        return sorted(files, key=lambda f: (os.stat(f).st_mtime_ns, f))
