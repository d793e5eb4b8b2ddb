"""Makes the fixtures of word errors by NIST's sclite (Debian package sctk, written with 2.4.10).

    python3 reports/src/test/wer/wer_fixtures.py reports/src/test/resources/org/dsd4j/reports/metric

Writes ref.trn, hyp.trn and wer-fixtures.json into that folder. For each utterance, by words and by
characters (sclite's option -c): the counts correct, substituted, deleted, inserted, and the
alignment as a string of the letters C, S, D, I. For the corpus: the same counts and the percentages
of sclite's overall report. Letters count as they are written (option -s).
"""

import json
import pathlib
import random
import re
import subprocess
import sys

HAND_MADE = [
    ("empty hypothesis", "turn to page ten", ""),
    ("empty reference", "", "turn to"),
    ("both empty", "", ""),
    ("all correct", "turn to page ten", "turn to page ten"),
    ("all wrong", "turn to page ten", "one two three four"),
    ("repeated words", "a a b", "a"),
    ("repeated words said too often", "no no go", "no no no no go"),
    ("repeats around", "b a b", "a b a b"),
    ("inserted before", "page ten", "the page ten"),
    ("inserted after", "page ten", "page ten now please"),
    ("inserted before and after", "page ten", "oh page ten now"),
    ("deleted before and after", "oh page ten now", "page ten"),
    ("three substitutions or a word kept", "a b c", "c x y"),
    ("swapped words", "p q", "q p"),
    ("insertion or deletion first", "b a b b a", "a b a b"),
    ("deletion, match, insertion", "a b c d", "x a c d e"),
    ("a word cut in two", "it's a dog", "its a a dog"),
    ("apostrophes", "don't say it's o'clock", "dont say it's o clock"),
    ("apostrophe alone", "it 's", "it's"),
    ("wrong boundary", "ice cream", "i scream"),
    ("boundary alone", "some one", "someone"),
    ("letters spelt", "r u b o u t", "r u v o u t e"),
    ("capital letters", "Rubout A", "rubout A"),
    ("long insertion", "yes", "yes yes yes yes yes yes yes yes"),
    ("digits", "room 12 b", "room 21 b"),
]
RANDOM = 200
WORDS = "a b the it's its go no one two ten page to too turn o'clock enter".split()


def misheard(generator, words):
    said = []
    for word in words:
        draw = generator.random()
        if draw < 0.15:
            continue
        said.append(generator.choice(WORDS) if draw < 0.4 else word)
        if generator.random() < 0.15:
            said.append(generator.choice(WORDS))
    return said


def utterances():
    for name, reference, hypothesis in HAND_MADE:
        yield name, reference.split(), hypothesis.split()
    generator = random.Random(5)
    for i in range(RANDOM):
        vocabulary = WORDS[: generator.choice((3, 6, len(WORDS)))]
        reference = [generator.choice(vocabulary) for _ in range(generator.randint(0, 14))]
        independent = [generator.choice(vocabulary) for _ in range(generator.randint(0, 14))]
        said = independent if i % 4 == 0 else misheard(generator, reference)
        yield f"random {i}", reference, said


def identity(position, name):
    return "s-%06d_%s" % (position, re.sub("[^a-z0-9.]", "_", name.lower()))


def trn(lines):
    return "".join("".join(w + " " for w in words) + f"({key})\n" for key, words in lines)


def sclite(folder, *options):
    command = ["sctk", "sclite", "-i", "rm", "-s", "-l", "4000", *options]
    files = ["-r", str(folder / "ref.trn"), "trn", "-h", str(folder / "hyp.trn"), "trn"]
    run = subprocess.run(command + files, capture_output=True, text=True, check=True)
    return run.stdout


def steps(reference, hypothesis):
    for wanted, said in zip(reference.split(), hypothesis.split()):
        # sclite writes stars for nothing, and words with an error in capitals.
        if set(wanted) == {"*"}:
            yield "I"
        elif set(said) == {"*"}:
            yield "D"
        else:
            yield "C" if wanted == said else "S"


def per_utterance(folder, *options):
    found = {}
    for block in sclite(folder, *options, "-o", "pralign", "stdout").split("\nid: (")[1:]:
        key = block[: block.index(")")]
        counts = re.search(r"\(#C #S #D #I\) (\d+) (\d+) (\d+) (\d+)", block)
        reference = re.search(r"^REF: (.*)$", block, re.M)
        hypothesis = re.search(r"^HYP: (.*)$", block, re.M)
        alignment = "".join(steps(reference[1], hypothesis[1])) if reference else ""
        counts = [int(c) for c in counts.groups()]
        # What is read off the printed lines must be what sclite counted.
        assert [alignment.count(k) for k in "CSDI"] == counts, block
        found[key] = {"counts": counts, "alignment": alignment}
    return found


def overall(folder, *options):
    report = sclite(folder, *options, "-o", "dtl", "stdout")

    def figure(name):
        match = re.search(rf"Percent {name}\s*=\s*([\d.]+)%\s*\(\s*(\d+)\)", report)
        return {"percent": float(match[1]), "count": int(match[2])}

    names = {
        "errors": "Total Error",
        "correct": "Correct",
        "substitutions": "Substitution",
        "deletions": "Deletions",
        "insertions": "Insertions",
    }
    figures = {ours: figure(theirs) for ours, theirs in names.items()}
    words = re.search(r"Ref\. \w+\s*=\s*\(\s*(\d+)\)", report)
    return {"reference": int(words[1]), **figures}


def main():
    folder = pathlib.Path(sys.argv[1])
    made = list(utterances())
    keys = [identity(i, name) for i, (name, _, _) in enumerate(made)]
    (folder / "ref.trn").write_text(trn((k, r) for k, (_, r, _) in zip(keys, made)))
    (folder / "hyp.trn").write_text(trn((k, h) for k, (_, _, h) in zip(keys, made)))
    words, characters = per_utterance(folder), per_utterance(folder, "-c")
    sentences = [
        {
            "name": name,
            "reference": " ".join(reference),
            "hypothesis": " ".join(hypothesis),
            "words": words[key],
            "characters": characters[key],
        }
        for key, (name, reference, hypothesis) in zip(keys, made)
    ]
    fixture = {
        "sentences": sentences,
        "words": overall(folder),
        "characters": overall(folder, "-c"),
    }
    lines = ",\n".join("  " + json.dumps(s) for s in sentences)
    rest = ",\n".join(f' "{k}": {json.dumps(fixture[k])}' for k in ("words", "characters"))
    (folder / "wer-fixtures.json").write_text('{"sentences": [\n' + lines + "\n],\n" + rest + "}\n")


main()
