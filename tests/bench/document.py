# SPDX-License-Identifier: Apache-2.0
"""The time of one document, fonts warm: ours against plain libharu (document_bench.c)."""
import re, subprocess
from instance import HERE

GOAL = 0.333


def run(build, short):
    out = subprocess.run([f"{build}/tests/bench/document_bench"], check=True, capture_output=True, text=True).stdout
    ours, plain = (re.search(rf"(?m)^{who} +([\d.]+) ms", out).group(1) for who in ("ours", "libharu"))
    pages = re.match(r"(\d+) pages", out).group(1)
    return {"name": "document", "what": f"milliseconds of a document of {pages} pages: ours / plain libharu",
            "ours": f"{ours} ms", "peer": f"{plain} ms", "ratio": float(ours) / float(plain), "goal": GOAL, "more": False}
