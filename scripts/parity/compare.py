"""compare.py FOLDER: holds exact.json and default.json, of Assay, against ragas.json and deepeval.json, and prints all.

Exit status 1 where exact differs by more than 1e-6, or where one of the two has no score.
"""

import json
import pathlib
import sys

TOLERANCE = 1e-6


def main(folder):
    read = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
    exact, default = (
        {row["id"]: row["outcomes"] for row in read(name)["rows"]} for name in ("exact.json", "default.json"))
    compared = differ = ours = 0
    print(f"{'metric':38}{'sample':27}{'original':>10}{'exact':>10}{'default':>10}")
    for metric, originals in (read("ragas.json") | read("deepeval.json")).items():
        for sample, original in originals.items():
            a, b = (outcome(rows[sample], metric) for rows in (exact, default))
            compared += 1
            same = agree(original, value(a))
            differ += not same
            ours += not agree(original, value(b))
            note = "" if same else "  DIFFERS: " + json.dumps(a)
            print(f"{metric:38}{sample:27}{shown(original):>10}{shown(value(a)):>10}{label(b):>10}{note}")
    print(f"\n{compared} compared; exact differs in {differ}, the default in {ours} (docs/judges.md says why)")
    return 1 if differ else 0


def outcome(outcomes, metric):
    return next(found for name, found in outcomes.items() if name.split("@")[0] == metric)


def value(found):
    return found["value"] if found["kind"] == "Scored" else None


def agree(a, b):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= TOLERANCE


def shown(number):
    return "none" if number is None else f"{number:.6f}"


def label(found):
    words = {"Abstained": "abstained", "Failed": "failed", "NotApplicable": "n/a"}
    return shown(found["value"]) if found["kind"] == "Scored" else words[found["kind"]]


sys.exit(main(pathlib.Path(sys.argv[1])))
