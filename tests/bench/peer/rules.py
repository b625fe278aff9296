# SPDX-License-Identifier: Apache-2.0
"""The rules of the daemon for the peer: every <let>, <rule> and `required` of rules/convention, turned
once into Python functions.  XPath 1.0 as far as they use it; values are str, float, bool, or lists of
ElementTree elements and attribute strings."""
import datetime, math, re, unicodedata
import xml.etree.ElementTree as ET
from functools import lru_cache

R, P = "{urn:conventiond:rules}", "{urn:conventiond:parameters}"
TOKEN = re.compile(r"""\s*(?:(?P<text>'[^']*'|"[^"]*")|(?P<number>\d+(?:\.\d+)?)|(?P<var>\$[\w-]+)"""
                   r"""|(?P<name>(?:\w[\w-]*:(?!:))?[A-Za-z_][\w.-]*)|(?P<mark>::|!=|<=|>=|//|\.\.|[()\[\]@,/|=<>+*.-]))""")
EASTER = {}


def string(value):
    if isinstance(value, list):
        return "" if not value else text_of(value[0])
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else str(int(value)) if value == int(value) else repr(value)
    return value


def text_of(node):
    return node if isinstance(node, str) else node.text or "" if len(node) == 0 else "".join(node.itertext())


def number(value):
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return float(value)
    try:
        return float(string(value))
    except ValueError:
        return math.nan


def boolean(value):
    return not math.isnan(value) and value != 0 if isinstance(value, float) else bool(value)


def same(a, b):
    if isinstance(a, list) and isinstance(b, list):
        return bool({text_of(n) for n in a} & {text_of(n) for n in b})
    if isinstance(b, list):
        a, b = b, a
    if isinstance(a, list):
        if isinstance(b, bool):
            return bool(a) == b
        return any(number(text_of(n)) == b if isinstance(b, float) else text_of(n) == b for n in a)
    if isinstance(a, bool) or isinstance(b, bool):
        return boolean(a) == boolean(b)
    if isinstance(a, float) or isinstance(b, float):
        return number(a) == number(b)
    return a == b


def differ(a, b):
    if isinstance(a, list) and not isinstance(b, (list, bool)):
        return any(number(text_of(n)) != b if isinstance(b, float) else text_of(n) != b for n in a)
    return not same(a, b)


@lru_cache(4096)
def fold(text):
    text = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).lower().split())


def day(value):
    try:
        return datetime.date.fromisoformat(string(value).strip()[:10])
    except ValueError:
        return None


def substring(text, start, length=None):
    text, start = string(text), number(start)
    if length is not None:
        length = number(length)
    if math.isnan(start) or (length is not None and math.isnan(length)):
        return ""
    first = math.floor(start + 0.5)
    end = len(text) + 1 if length is None else first + math.floor(length + 0.5)
    return text[max(first, 1) - 1:max(end - 1, 0)]


def translate(text, old, new):
    return string(text).translate({ord(c): new[i] if i < len(new) else None for i, c in reversed(list(enumerate(old)))})


def easter(year):
    if year not in EASTER:
        a, b, c = year % 19, year // 100, year % 100
        d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
        f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
        EASTER[year] = datetime.date(year, f // 31, f % 31 + 1)
    return EASTER[year]


def days_of(text):
    days = set()
    for piece in (text or "1-5").split(","):
        low, _, high = piece.partition("-")
        days |= set(range(int(low), int(high or low) + 1))
    return days


def hundredths(value):
    return "" if math.isnan(value) else f"{int(value) / 100:.2f}"


class Rules:
    def __init__(self, top, today):
        self.today, self.labels = today, {}
        self.parameters, self.tables = {}, {}
        for node in ET.parse(f"{top}/rules/convention/parameters.xml").getroot():
            if node.tag == P + "parameter":
                self.parameters[node.get("id")] = [(v.get("from", ""), v.get("to", "9999"), (v.text or "").strip())
                                                   for v in node.findall(P + "value")]
            elif node.tag == P + "table":
                self.tables[node.get("id")] = list(node)
        self.index = {}
        root = ET.parse(f"{top}/rules/convention/rules.xml").getroot()
        self.lets = {n.get("name"): self.compile(n.get("select")) for n in root.findall(R + "let")}
        self.rules = []
        for n in root.findall(R + "rule"):
            pieces = [m for m in n.findall(R + "message")][0]
            self.rules.append((n.get("id"), n.get("severity"), n.get("field"), self.compile(n.get("when") or "true()"),
                               self.compile(n.get("test")), self.message(pieces), n.get("source") or ""))
        self.indexes = [(n.get("name"), self.compile(n.get("key")), self.compile(n.get("amount") or "0")) for n in root.findall(R + "index")]
        form = ET.parse(f"{top}/rules/convention/form.xml").getroot()
        self.required, self.calculated = [], []
        for section in form.iter("{urn:conventiond:form}section"):
            for field in section.findall("{urn:conventiond:form}field"):
                name, label = f"{section.get('id')}/{field.get('id')}", next(iter(field)).text.strip()
                for choice in field.findall("{urn:conventiond:form}choice"):
                    self.labels[f"{section.get('id')}.{field.get('id')}", choice.get("value")] = next(iter(choice)).text.strip()
                if field.get("calculate"):
                    self.calculated.append((section.get("id"), field.get("id"), self.compile(field.get("calculate"))))
                elif field.get("required"):
                    self.required.append((name, label, self.compile(field.get("required"))))

    def message(self, node):
        pieces = [node.text or ""]
        for child in node:
            pieces += [self.compile(child.get("select")), child.tail or ""]
        return pieces

    def table_rows(self, table, column, text, how=""):
        """Rows by column, indexed at the first question."""
        key = (table, column, how)
        if key not in self.index:
            found = self.index[key] = {}
            for row in self.tables.get(table, []):
                value = row.get(column, "")
                found.setdefault(fold(value) if how == "fold" else value, []).append(row)
        return self.index[key].get(fold(text) if how == "fold" else text, []) if text else []

    # ---- from XPath to functions of (node, state) ----

    def compile(self, source):
        self.tokens, at = [], 0
        while at < len(source.rstrip()):
            match = TOKEN.match(source, at)
            if not match:
                raise ValueError(f"{source!r} at {at}")
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0
        return self.binary(0)

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ("end", "")

    def take(self, value=None):
        token = self.peek()
        if value is not None and token[1] != value:
            raise ValueError(f"{value} expected, {token[1]} found in {self.tokens}")
        self.at += 1
        return token[1]

    LEVELS = [{"or": lambda a, b: lambda n, s: boolean(a(n, s)) or boolean(b(n, s))},
              {"and": lambda a, b: lambda n, s: boolean(a(n, s)) and boolean(b(n, s))},
              {"=": lambda a, b: lambda n, s: same(a(n, s), b(n, s)), "!=": lambda a, b: lambda n, s: differ(a(n, s), b(n, s))},
              {"<": lambda a, b: lambda n, s: number(a(n, s)) < number(b(n, s)), "<=": lambda a, b: lambda n, s: number(a(n, s)) <= number(b(n, s)),
               ">": lambda a, b: lambda n, s: number(a(n, s)) > number(b(n, s)), ">=": lambda a, b: lambda n, s: number(a(n, s)) >= number(b(n, s))},
              {"+": lambda a, b: lambda n, s: number(a(n, s)) + number(b(n, s)), "-": lambda a, b: lambda n, s: number(a(n, s)) - number(b(n, s))},
              {"*": lambda a, b: lambda n, s: number(a(n, s)) * number(b(n, s)),
               "div": lambda a, b: lambda n, s: number(a(n, s)) / number(b(n, s)) if number(b(n, s)) else math.nan,
               "mod": lambda a, b: lambda n, s: math.fmod(number(a(n, s)), number(b(n, s))) if number(b(n, s)) else math.nan},
              {"|": lambda a, b: lambda n, s: a(n, s) + [x for x in b(n, s) if x not in a(n, s)]}]

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.path()
        if self.peek()[1] == "-" and level == len(self.LEVELS) - 1:
            self.take()
            operand = self.binary(level)
            return lambda n, s: -number(operand(n, s))
        left = self.binary(level + 1)
        while self.peek()[0] in ("mark", "name") and self.peek()[1] in self.LEVELS[level]:
            left = self.LEVELS[level][self.take()](left, self.binary(level + 1))
        return left

    def path(self):
        kind, value = self.peek()
        if kind == "text":
            self.take()
            return lambda n, s: value[1:-1]
        if kind == "number":
            self.take()
            constant = float(value)
            return lambda n, s: constant
        if kind == "var":
            self.take()
            name = value[1:]
            first = lambda n, s: s.variable(name)
        elif value == "(":
            self.take()
            first = self.binary(0)
            self.take(")")
        elif kind == "name" and self.peek(1)[1] == "(":
            first = self.call()
        else:
            return self.steps(lambda n, s: [n])
        while self.peek()[1] == "[":
            first = self.filter(first)
        if self.peek()[1] == "/":
            self.take()
            return self.steps(first)
        return first

    def steps(self, origin):
        while True:
            kind, value = self.peek()
            if value == "@":
                self.take()
                name = self.take()
                origin = (lambda o: lambda n, s: [e.get(name) for e in o(n, s) if e.get(name) is not None])(origin)
            elif value == ".":
                self.take()
            elif value == "..":
                self.take()
                origin = (lambda o: lambda n, s: [s.parent(e) for e in o(n, s)])(origin)
            elif value == "preceding-sibling":
                self.at += 2
                name = self.take()
                origin = (lambda o, v: lambda n, s: [c for e in o(n, s) for c in s.before(e) if c.tag == v])(origin, name)
            elif value == "*" or kind == "name":
                self.take()
                origin = (lambda o, v: lambda n, s: [c for e in o(n, s) for c in e if v == "*" or c.tag == v])(origin, value)
            else:
                raise ValueError(f"no step: {value} in {self.tokens}")
            while self.peek()[1] == "[":
                origin = self.filter(origin)
            if self.peek()[1] != "/":
                return origin
            self.take()

    def filter(self, origin):
        self.take("[")
        if self.peek()[1] == "last" and self.peek(3)[1] == "]":
            self.at += 4
            return lambda n, s: origin(n, s)[-1:]
        wanted = self.binary(0)
        self.take("]")

        def chosen(n, s):
            found = []
            for place, node in enumerate(origin(n, s), 1):
                value = wanted(node, s)
                if value == place if isinstance(value, float) else boolean(value):
                    found.append(node)
            return found
        return chosen

    def call(self):
        name, arguments = self.take(), []
        self.take("(")
        while self.peek()[1] != ")":
            arguments.append(self.binary(0))
            if self.peek()[1] == ",":
                self.take()
        self.take(")")
        function = getattr(self, "f_" + name.replace("e:", "e_").replace("-", "_"))
        if name in ("not", "boolean"):
            one = arguments[0]
            return (lambda n, s: not boolean(one(n, s))) if name == "not" else (lambda n, s: boolean(one(n, s)))
        if not arguments and name == "string":
            return lambda n, s: text_of(n)
        return lambda n, s: function(*[a(n, s) for a in arguments])

    f_true, f_false = staticmethod(lambda: True), staticmethod(lambda: False)
    f_not = f_boolean = staticmethod(boolean)
    f_string, f_number, f_substring = staticmethod(string), staticmethod(number), staticmethod(substring)
    f_concat = staticmethod(lambda *a: "".join(map(string, a)))
    f_starts_with = staticmethod(lambda a, b: string(a).startswith(string(b)))
    f_contains = staticmethod(lambda a, b: string(b) in string(a))
    f_substring_before = staticmethod(lambda a, b: string(a).partition(string(b))[0] if string(b) in string(a) else "")
    f_substring_after = staticmethod(lambda a, b: string(a).partition(string(b))[2])
    f_translate = staticmethod(lambda a, b, c: translate(a, string(b), string(c)))
    f_string_length = staticmethod(lambda a: float(len(string(a))))
    f_normalize_space = staticmethod(lambda a: " ".join(string(a).split()))
    f_count = staticmethod(lambda a: float(len(a)))
    f_sum = staticmethod(lambda a: float(sum(number(text_of(n)) for n in a)))
    f_floor = staticmethod(lambda a: number(a) if math.isnan(number(a)) else float(math.floor(number(a))))
    f_ceiling = staticmethod(lambda a: number(a) if math.isnan(number(a)) else float(math.ceil(number(a))))
    f_round = staticmethod(lambda a: number(a) if math.isnan(number(a)) else float(math.floor(number(a) + 0.5)))
    f_e_fold = staticmethod(lambda a: fold(string(a)))
    f_e_lower = staticmethod(lambda a: string(a).strip().lower())
    f_e_siren = staticmethod(lambda a: string(a)[:9] if len(string(a)) == 14 else "")
    f_e_scope = staticmethod(lambda: "")

    def f_e_param(self, name, at=None):
        at = string(at)[:10] if at is not None else self.today.isoformat()
        return next((v for low, high, v in self.parameters.get(string(name), []) if low <= at <= high), "")

    def f_e_has_param(self, name, at=None):
        return self.f_e_param(name, at) != ""

    def f_e_table(self, name):
        return self.tables.get(string(name), [])

    def f_e_rows(self, table, column, text, how=""):
        return self.table_rows(string(table), string(column), string(text).strip(), string(how))

    def f_e_cents(self, value):
        try:
            return float(round(float(re.sub(r"[\s€]", "", string(value)).replace(",", ".")) * 100))
        except ValueError:
            return math.nan

    def f_e_money(self, value):
        return hundredths(number(value))

    def f_e_hours(self, value):
        value = number(value)
        return "" if math.isnan(value) or value < 0 else hundredths((value * 100 + 30) // 60)

    def f_e_mul_div(self, a, b, c):
        a, b, c = number(a), number(b), number(c)
        return math.nan if math.isnan(a + b + c) or c <= 0 else float((2 * int(a) * int(b) + int(c)) // (2 * int(c)))

    def f_e_matches(self, text, pattern):
        return re.search(string(pattern), string(text)) is not None

    def f_e_contains_word(self, text, words):
        text = fold(string(text))
        return any(re.search(rf"(?<![a-z0-9]){re.escape(fold(w))}(?![a-z0-9])", text) for w in string(words).split("|") if w)

    def f_e_format(self, value, kind, language="fr"):
        value = string(value)
        if string(kind) == "date" and day(value):
            return day(value).strftime("%d/%m/%Y")
        return f"{value.replace('.', ',')} €" if string(kind) == "money" and value else f"{value} h" if string(kind) == "hours" and value else value

    def f_e_label(self, field, value, language="fr"):
        return self.labels.get((string(field), string(value)), string(value))

    def f_e_likeness(self, a, b):
        a, b = set(fold(string(a)).split()), set(fold(string(b)).split())
        return 100.0 * len(a & b) / len(a | b) if a | b else 0.0

    def f_e_days_between(self, a, b):
        a, b = day(a), day(b)
        return float((b - a).days) if a and b else math.nan

    def f_e_date_add(self, a, days):
        a = day(a)
        return (a + datetime.timedelta(int(number(days)))).isoformat() if a and not math.isnan(number(days)) else ""

    def f_e_weekday(self, a):
        return float(day(a).isoweekday()) if day(a) else math.nan

    def f_e_year(self, a):
        return float(day(a).year) if day(a) else math.nan

    def f_e_age(self, a, b):
        a, b = day(a), day(b)
        return float(b.year - a.year - ((b.month, b.day) < (a.month, a.day))) if a and b else math.nan

    def f_e_territory(self, code):
        code = string(code).strip()
        return "" if not re.fullmatch(r"\d{5}", code) else code[:3] if code[:2] in ("97", "98") else "2A" if code[:3] in ("200", "201") else "2B" if code[:2] == "20" else code[:2]

    @lru_cache(64)
    def holidays(self, year, territory):
        found = set()
        for row in self.tables["feries"]:
            if row.get("territory", "") and territory not in re.split("[ ,]", row.get("territory")):
                continue
            rule = row.get("rule")
            found.add(easter(year) + datetime.timedelta(int(rule[6:] or 0)) if rule.startswith("easter")
                      else datetime.date(year, int(rule[:2]), int(rule[3:])))
        return found

    def counted(self, start, end, weekdays, territory, breaks):
        days, off, one = days_of(weekdays), [(day(b[0].text), day(b[1].text)) for b in breaks if len(b) > 1] if isinstance(breaks, list) else [], datetime.timedelta(1)
        count = 0
        while start <= end:
            if start.isoweekday() in days and (territory == "-" or start not in self.holidays(start.year, territory)) and not any(a <= start <= b for a, b in off if a and b):
                count += 1
            start += one
        return count

    def f_e_count_days(self, start, end, weekdays, territory, breaks=""):
        start, end = day(start), day(end)
        return float(self.counted(start, end, string(weekdays), string(territory), breaks)) if start and end else math.nan

    def f_e_minutes(self, start, end, weekly, weekdays, territory, breaks=""):
        start, end, cents = day(start), day(end), self.f_e_cents(weekly)
        if not start or not end or math.isnan(cents):
            return math.nan
        week = len(days_of(string(weekdays)))
        return float((2 * self.counted(start, end, string(weekdays), string(territory), breaks) * round(cents * 0.6) + week) // (2 * week))

    def f_e_period_minutes(self, periods, weekdays, territory, breaks=""):
        return float(sum(self.f_e_cents(p[2].text) * 0.6 * self.counted(day(p[0].text), day(p[1].text), string(weekdays), string(territory), breaks) for p in periods))

    def f_e_working_days_add(self, start, days, territory=""):
        start, days = day(start), number(days)
        if not start or math.isnan(days):
            return ""
        step = datetime.timedelta(1 if days > 0 else -1)
        while days:
            start += step
            if start.isoweekday() < 6 and start not in self.holidays(start.year, string(territory)):
                days -= step.days
        return start.isoformat()

    def f_e_max_overlap(self, nodes, start, end):
        start, end = string(start), string(end)
        spans = [(n.get("from"), n.get("to")) for n in nodes if n.get("from") <= end and n.get("to") >= start]
        return float(max((sum(a <= low <= b for a, b in spans) for low, _ in spans), default=0))


class State:
    """One dossier seen through the rules; a let is computed when it is first asked for."""

    def __init__(self, rules, dossier, facts):
        self.rules, self.data = rules, dossier.find("data")
        self.values = {"dossier": [dossier], "facts": [facts], "today": rules.today.isoformat(), "now": rules.today.isoformat() + "T09:00:00Z"}

    def variable(self, name):
        if name not in self.values:
            self.values[name] = self.rules.lets[name](self.data, self)
        return self.values[name]

    def parent(self, element):
        return next(p for p in self.data.iter() if element in list(p))

    def before(self, element):
        siblings = list(self.parent(element))
        return siblings[:siblings.index(element)][::-1]

    def keys(self):
        return [(name, fold(string(key(self.data, self))), number(amount(self.data, self))) for name, key, amount in self.rules.indexes]

    def calculate(self):
        """The computed fields, as the dossier keeps them."""
        for section, field, function in self.rules.calculated:
            parent = self.data.find(section)
            if parent is None:
                parent = ET.SubElement(self.data, section)
            ET.SubElement(parent, field).text = string(function(self.data, self))

    def findings(self):
        found = []
        for path, label, when in self.rules.required:
            if not (self.data.findtext(path) or "").strip() and boolean(when(self.data, self)):
                found.append((path.replace("/", "."), "block", f"{label} : à renseigner", ""))
        for _, severity, field, when, test, pieces, source in self.rules.rules:
            if boolean(when(self.data, self)) and not boolean(test(self.data, self)):
                words = "".join(p if isinstance(p, str) else string(p(self.data, self)) for p in pieces)
                found.append((field, severity, words, source))
        return found
