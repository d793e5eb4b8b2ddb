"""Makes the fixtures of the matched-pair test by NIST's sc_stats (Debian package sctk, 2.4.10).

    python3 reports/src/test/wer/segment_fixtures.py reports/src/test/resources/org/dsd4j/reports/metric

Writes segment-fixtures.json into that folder: pairs of transcripts of the same references, with the
number of segments, mean, deviation and Z that sc_stats prints (-t mapsswe -v). Letters count as they
are written (option -s).
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

WORDS = "a b the it's its go no one two ten page to too turn o'clock enter".split()
# name, utterances, longest reference, share of errors of the first and of the second system
CORPORA = [
    ("about the same", 150, 14, 0.20, 0.20),
    ("second better", 200, 14, 0.25, 0.15),
    ("second worse", 120, 10, 0.10, 0.30),
    ("few errors", 300, 12, 0.03, 0.02),
    ("short utterances", 200, 3, 0.3, 0.25),
    ("mostly wrong", 80, 12, 0.7, 0.6),
]


def misheard(generator, words, share):
    said = []
    if generator.random() < share / 2:
        said.append(generator.choice(WORDS))
    for word in words:
        draw = generator.random()
        if draw < 0.3 * share:
            continue
        said.append(generator.choice(WORDS) if draw < share else word)
        if generator.random() < 0.25 * share:
            said.append(generator.choice(WORDS))
    return said


def corpus(name, utterances, longest, first, second):
    generator = random.Random(name)
    rows = []
    for _ in range(utterances):
        reference = [generator.choice(WORDS) for _ in range(generator.randint(1, longest))]
        heard = [misheard(generator, reference, share) for share in (first, second)]
        rows.append([" ".join(words) for words in (reference, *heard)])
    return rows


def sc_stats(rows):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for column, name in enumerate(("ref", "one", "two")):
            lines = ["%s (s-%06d)\n" % (row[column], i) for i, row in enumerate(rows)]
            (folder / name).write_text("".join(lines))
        aligned = ""
        for system in ("one", "two"):
            command = ["sctk", "sclite", "-i", "rm", "-s", "-l", "4000", "-r", str(folder / "ref"),
                       "trn", "-h", str(folder / system), "trn", system, "-o", "sgml", "stdout"]
            aligned += subprocess.run(command, capture_output=True, text=True, check=True).stdout
        command = ["sctk", "sc_stats", "-p", "-t", "mapsswe", "-v", "-n", "-"]
        run = subprocess.run(command, input=aligned, capture_output=True, text=True, check=True)
    found = re.search(
        r"MTCH_PR_RESULTS .*\(# segs: (\d+)\).*\(mean:\s*([-\d.]+)\) \(std dev:\s*([-\d.]+)\)"
        r" \(Z Stat:\s*([-\d.]+)\) \(Stat Diff: (\w+)\)",
        run.stdout,
    )
    segments, mean, deviation, z, differs = found.groups()
    return {"segments": int(segments), "mean": float(mean), "deviation": float(deviation),
            "z": float(z), "differs": differs == "Yes"}


def main(out):
    made = {"program": "sctk 2.4.10, sc_stats -t mapsswe", "corpora": []}
    for settings in CORPORA:
        rows = corpus(*settings)
        made["corpora"].append({"name": settings[0], **sc_stats(rows), "utterances": rows})
    text = json.dumps(made, indent=None, separators=(",", ":"))
    (pathlib.Path(out) / "segment-fixtures.json").write_text(text.replace("],[", "],\n[") + "\n")


main(sys.argv[1])
