# SPDX-License-Identifier: Apache-2.0
"""seal: a convention sealed (RSA-2048, B-B), and judged, each beside the bare private-key operation and hashing;
the worse of the two counts."""
import json, os, subprocess, tempfile


def run(build, short):
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "convention.pdf")
        subprocess.run([f"{build}/conventionctl", "render", "--procedure", "convention", "--template",
                        "document/convention", "-o", document], check=True, stdout=subprocess.DEVNULL)
        out = subprocess.run([f"{build}/tests/bench/seal_bench", document, "41" if short else "401"], check=True,
                             capture_output=True).stdout
    times = json.loads(out)
    worse = max(times["seal"], times["judge"])
    return {"name": "seal", "what": f"a document of {times['bytes']} bytes, processor time",
            "ours": f"{times['seal']:.3f} ms to seal, {times['judge']:.3f} ms to judge",
            "peer": f"{times['peer']:.3f} ms for the bare key and a hash", "more": False,
            "ratio": worse / times["peer"], "goal": 1.3}
