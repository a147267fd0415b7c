"""Writes resampled.csv beside it: bootstrap intervals of the mean change by scipy, of the first 150 sets of write.py.

A hundred thousand resamples each, so that what chance leaves is small. Run with a Python that has scipy and statsmodels;
the file is checked in, so nobody needs to.
"""

import pathlib
import warnings

import numpy as np
from scipy import stats

from write import Chance, pairs


def one(seed):
    _, before, after, _ = pairs(Chance(seed))
    change = after - before
    ends = []
    for method in ("percentile", "BCa"):
        got = stats.bootstrap((change,), np.mean, n_resamples=100_000, batch=5_000, method=method, random_state=seed)
        ends += got.confidence_interval
    return [seed, *ends]


warnings.simplefilter("ignore")
rows = [",".join(f"{x:.11g}" for x in one(seed)) for seed in range(1, 151)]
text = "seed,low,high,corrected_low,corrected_high\n" + "\n".join(rows) + "\n"
pathlib.Path(__file__).with_name("resampled.csv").write_text(text)
