"""Makes the fixtures of the statistics by scipy and R, which share no code with the product.

    python3 reports/src/test/statistics/statistics_fixtures.py \
        reports/src/test/resources/org/dsd4j/reports/statistics/statistics-fixtures.json

Needs scipy, and Rscript with the package coin (Debian: r-base-core, r-cran-coin). Their versions stand
in the file. The BCa interval depends on what is drawn: the file has the mean and the standard
deviation of its ends over REPEATS seeds of scipy, for as many resamples as the product draws.
"""

import json
import pathlib
import subprocess
import sys

import numpy
import scipy
from scipy import stats

RESAMPLES = 10_000
REPEATS = 20

DIFFERENCES = {
    "two seeds": [1.0, 2.0],
    "three seeds": [0.5, 1.25, 2.0],
    "five seeds": [1.1, 0.4, -0.2, 0.9, 1.6],
    "five, all better": [1.0, 1.2, 0.9, 1.4, 1.1],
    "five, all worse": [-0.3, -1.7, -0.8, -2.2, -0.1],
    "ties": [0.5, 0.5, -0.5, 1.0, 1.0, 2.0],
    "zeros and ties": [0.0, 1.0, -1.0, 2.0, 2.0, 3.0, 0.0, 4.0],
    "zeros below, where a program not symmetric errs": [0.0, -1.0, 1.0, -2.0, -2.0, -3.0, 0.0, -4.0],
    "counts of a thousand": [0.1, -0.2, 0.3, 0.3, 0.0, 0.1, 0.5, -0.1, 0.2, 0.2],
    "skewed": [0.1, 0.2, 0.3, 4.0],
    "mice, Efron and Tibshirani table 2.1, treated": [94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0],
    "ten, centred": [0.35, -1.2, 0.8, 0.1, -0.6, 1.9, -0.45, 0.7, -0.9, 0.25],
    "seventeen": [0.31, -0.52, 0.93, 1.24, -0.15, 0.46, 0.77, -0.28, 0.69, 1.5,
                  -0.91, 0.82, 0.13, 0.34, -0.65, 1.06, 0.47],
}
FAMILIES = [
    [0.01, 0.04, 0.03, 0.005],
    [0.2, 0.2, 0.2],
    [0.001, 0.5, 0.04, 0.0499, 0.9, 0.012, 0.012, 0.3, 0.06],
    [0.7],
]
COUNTS = [(0, 2), (2, 2), (0, 3), (1, 3), (5, 5), (4, 5), (3, 10), (10, 10), (17, 20)]


def r(code):
    run = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True)
    return run.stdout.strip().splitlines()


def vector(values):
    return "c(" + ",".join(repr(float(v)) for v in values) + ")"


def signed_rank(values):
    """coin's exact test: zeros dropped (Wilcoxon's way), mid-ranks for ties."""
    code = (
        "suppressMessages(library(coin)); x <- %s; cat(sprintf('%%.17g', as.numeric(pvalue("
        "wilcoxsign_test(x ~ rep(0, length(x)), distribution='exact', zero.method='Wilcoxon')))))"
    )
    return float(r(code % vector(values))[-1])


def bca(values):
    ends = []
    for seed in range(REPEATS):
        interval = stats.bootstrap(
            (values,), numpy.mean, n_resamples=RESAMPLES, method="BCa", rng=seed
        ).confidence_interval
        ends.append([interval.low, interval.high])
    ends = numpy.array(ends)
    return {"mean": ends.mean(axis=0).tolist(), "deviation": ends.std(axis=0, ddof=1).tolist()}


def fixture(name, values):
    d = numpy.array(values)
    t = stats.ttest_1samp(d, 0)
    interval = t.confidence_interval(0.95)
    flip = stats.permutation_test(
        (d,), numpy.mean, permutation_type="samples", n_resamples=numpy.inf
    )
    return {
        "name": name,
        "differences": values,
        "mean": float(d.mean()),
        "tInterval": [float(interval.low), float(interval.high)],
        "pairedT": float(t.pvalue),
        "signedRank": signed_rank(values),
        "signFlip": float(flip.pvalue),
        "effectSize": float(d.mean() / d.std(ddof=1)),
        "bca": bca(values),
    }


def clopper_pearson(wins, seeds):
    interval = stats.binomtest(wins, seeds).proportion_ci(0.95, method="exact")
    return {"wins": wins, "seeds": seeds, "interval": [float(interval.low), float(interval.high)]}


def holm(family):
    code = "cat(sprintf('%%.17g', p.adjust(%s, 'holm')), sep='\\n')"
    return {"p": family, "adjusted": [float(line) for line in r(code % vector(family))]}


def main(out):
    versions = {
        "scipy": scipy.__version__,
        "numpy": numpy.__version__,
        "R": r("cat(as.character(getRversion()))")[-1],
        "coin": r("cat(as.character(packageVersion('coin')))")[-1],
    }
    made = {
        "programs": versions,
        "comparisons": [fixture(name, values) for name, values in DIFFERENCES.items()],
        "clopperPearson": [clopper_pearson(*count) for count in COUNTS],
        "holm": [holm(family) for family in FAMILIES],
    }
    pathlib.Path(out).write_text(json.dumps(made, indent=1) + "\n")


main(sys.argv[1])
