"""Writes sets.csv beside it: figures of 1,000 random sets by scipy, numpy and statsmodels, for tests/oracle.rs.

The sets themselves are not kept: both sides draw them from the same seeded generator. Run with a Python that has scipy and
statsmodels; the file is checked in, so nobody needs to.
"""

import math
import pathlib
import warnings

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

MASK = (1 << 64) - 1


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Chance:
    """xoshiro256++ seeded by SplitMix64, as crates/measure/src/chance.rs."""

    def __init__(self, seed):
        self.s = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ (z >> 31))

    def bits(self):
        a, b, c, d = self.s
        out = (rotl((a + d) & MASK, 23) + a) & MASK
        kept = (b << 17) & MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= kept
        self.s = [a, b, c, rotl(d, 45)]
        return out

    def below(self, end):
        lowest = ((1 << 64) - end) % end
        while True:
            wide = self.bits() * end
            if wide & MASK >= lowest:
                return wide >> 64


def pairs(chance):
    n = 3 + chance.below(118)
    fine = chance.below(3) == 0
    steps = 10_001 if fine else (11 if chance.below(2) == 0 else 5)
    lift = chance.below(1 + steps // 4)

    def reading(extra):
        return float(min(steps - 1, chance.below(steps) + extra))

    before = np.array([reading(0) for _ in range(n)])
    after = np.array([reading(lift) for _ in range(n)])
    return n, before, after, reading


def one(seed):
    chance = Chance(seed)
    n, before, after, reading = pairs(chance)
    m = 3 + chance.below(40)
    others = np.array([reading(0) for _ in range(m)]) - np.array([reading(0) for _ in range(m)])
    p_values = [chance.below(10_001) / 10_000 for _ in range(6)]

    change = after - before
    rel = stats.ttest_rel(after, before)
    interval = rel.confidence_interval(0.95)
    moved = change[change != 0]
    ties = len(set(np.abs(moved))) < len(moved)
    w, wp = math.nan, math.nan
    if 0 < len(moved) <= 11:
        exact = stats.PermutationMethod(n_resamples=np.inf)
        got = stats.wilcoxon(moved, method=exact)
        w, wp = got.statistic, got.pvalue
    elif len(moved) > 50:
        got = stats.wilcoxon(moved, method="asymptotic", correction=False)
        w, wp = got.statistic, got.pvalue
    elif not ties and len(moved) > 0:
        got = stats.wilcoxon(moved, method="exact")
        w, wp = got.statistic, got.pvalue
    up = int((change > 0).sum())
    wilson = stats.binomtest(up, n).proportion_ci(0.95, method="wilson")
    exact = stats.binomtest(up, n).proportion_ci(0.95, method="exact")
    welch = stats.ttest_ind(change, others, equal_var=False)
    welch_ci = welch.confidence_interval(0.95)
    quartiles = np.quantile(change, [0.25, 0.5, 0.75])
    holm = multipletests(p_values, method="holm")[1]
    r = np.corrcoef(before, after)[0, 1]
    return [
        seed, n, change.mean(), change.std(ddof=1), interval.low, interval.high, rel.statistic, rel.pvalue, r, w, wp,
        *quartiles, up, wilson.low, wilson.high, exact.low, exact.high,
        change.mean() - others.mean(), welch_ci.low, welch_ci.high, welch.pvalue, *holm,
    ]


def main():
    warnings.simplefilter("ignore")
    names = (
        "seed,n,mean,sd,low,high,t,p,r,w,w_p,q1,median,q3,up,wilson_low,wilson_high,exact_low,exact_high,"
        "did,did_low,did_high,did_p,h1,h2,h3,h4,h5,h6"
    )
    rows = [",".join(f"{x:.11g}" for x in one(seed)) for seed in range(1, 1001)]
    pathlib.Path(__file__).with_name("sets.csv").write_text(names + "\n" + "\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
