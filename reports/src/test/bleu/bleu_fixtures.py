"""Makes bleu-fixtures.json: corpora of sentences and their BLEU by NLTK (written with NLTK 3.8).

    python3 reports/src/test/bleu/bleu_fixtures.py > reports/src/test/resources/org/dsd4j/reports/metric/bleu-fixtures.json

Each corpus has three sets of figures for the orders 1 to 4, all in [0, 1]:
  penalised    nltk.translate.bleu_score.corpus_bleu
  plain        the geometric mean of NLTK's modified_precision fractions, summed over the corpus,
               without brevity penalty
  counted      matches, n-grams, words, closest reference words, taken from NLTK's own parts
NLTK counts one missed n-gram for a sentence of fewer than n words. "floors" says how many such
sentences a corpus has for each order, so that the test can tell that rule from an error.
"""

import json
import math
import random
import sys
import warnings

from nltk.translate.bleu_score import closest_ref_length, corpus_bleu, modified_precision

ORDERS = 4
WORDS = "a the dog man child runs jumps sits on in near red blue grass water street with and".split()


def sentence(generator, shortest, longest):
    return [generator.choice(WORDS) for _ in range(generator.randint(shortest, longest))]


def variant(generator, words):
    """A reference that shares runs of words with the sentence it is made from."""
    made = [generator.choice(WORDS) if generator.random() < 0.25 else w for w in words]
    cut = generator.randint(0, 3)
    return made[: len(made) - cut] if generator.random() < 0.5 else made + sentence(generator, 0, 3)


def random_corpus(seed, sentences, references, shortest, longest):
    generator = random.Random(seed)
    pairs = []
    for _ in range(sentences):
        said = sentence(generator, shortest, longest)
        count = generator.randint(1, references)
        pairs.append((said, [variant(generator, said) or ["a"] for _ in range(count)]))
    return pairs


def split(hypothesis, *references):
    return hypothesis.split(), [r.split() for r in references]


def corpora():
    dog = "a brown dog runs over the green grass"
    yield "empty hypothesis", [split("", dog)]
    yield "empty hypothesis among others", [split("", dog), split("a brown dog runs over grass", dog)]
    yield "three words", [split("a brown dog", dog)]
    yield "short ones among others", [
        split("dog", dog),
        split("a brown dog", dog),
        split("a brown dog runs over the grass", dog),
    ]
    yield "no 4-gram matches in the whole corpus", [
        split("a brown dog walks over the green field", dog),
        split("the green grass a brown cat", dog),
    ]
    yield "no word matches", [split("two people swim under water", dog)]
    yield "repeated words are clipped", [
        split("the the the the the the the", "the cat is on the mat", "there is a cat on the mat"),
        split("a dog a dog a dog runs a dog", "a dog and a dog", "a dog runs"),
    ]
    yield "references of equal distance", [
        split("a dog runs over the grass", "a dog runs over grass", "a dog runs over the green grass"),
        split("a dog runs over the grass", "a dog runs over the wet grass", "a dog runs over it"),
    ]
    yield "shorter than every reference", [split("a brown dog runs", dog, dog + " in summer")]
    yield "equal to a reference", [split(dog, dog)]
    yield "one reference", random_corpus(1, 20, 1, 5, 12)
    yield "five references", random_corpus(2, 20, 5, 5, 12)
    yield "200 random sentences", random_corpus(3, 200, 5, 4, 15)
    yield "200 random sentences, short ones among them", random_corpus(4, 200, 5, 1, 9)


def plain(matches, totals, order):
    if any(m == 0 for m in matches[:order]):
        return 0.0
    return math.exp(sum(math.log(m / t) for m, t in zip(matches[:order], totals[:order])) / order)


def expected(pairs):
    said = [hypothesis for hypothesis, _ in pairs]
    wanted = [references for _, references in pairs]
    parts = [
        [modified_precision(r, h, n) for h, r in pairs] for n in range(1, ORDERS + 1)
    ]
    matches = [sum(p.numerator for p in order) for order in parts]
    totals = [sum(p.denominator for p in order) for order in parts]
    weights = [tuple([1 / n] * n) for n in range(1, ORDERS + 1)]
    return {
        "penalised": [corpus_bleu(wanted, said, weights=w) for w in weights],
        "plain": [plain(matches, totals, n) for n in range(1, ORDERS + 1)],
        "counted": matches
        + totals
        + [sum(map(len, said)), sum(closest_ref_length(r, len(h)) for h, r in pairs)],
        "floors": [sum(len(h) < n for h in said) for n in range(1, ORDERS + 1)],
    }


def main():
    warnings.simplefilter("ignore")
    fixtures = []
    for name, pairs in corpora():
        hypotheses = [" ".join(h) for h, _ in pairs]
        references = [[" ".join(r) for r in rs] for _, rs in pairs]
        fixtures.append(
            {"name": name, "hypotheses": hypotheses, "references": references, **expected(pairs)}
        )
    json.dump(fixtures, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
