"""The figures of benches/group.rs by pandas and scipy, from the same numbers: beside.py PAIRS LOST, one JSON line out."""

import json
import sys
import time

try:
    import numpy as np
    import pandas as pd
    from scipy import stats
except ImportError as missing:
    sys.exit(f"numpy, pandas and scipy are needed beside the bench: {missing}")


def figures(frame, lost):
    n = len(frame)
    change = frame["after"] - frame["before"]
    t = stats.ttest_rel(frame["after"], frame["before"])
    interval = t.confidence_interval(0.95)
    quartiles = {name: np.percentile(column, [25, 50, 75]) for name, column in [("b", frame["before"]), ("a", frame["after"]), ("c", change)]}
    sd1, sd2, sd = frame["before"].std(), frame["after"].std(), change.std()
    r = frame["before"].corr(frame["after"])
    d_z = change.mean() / sd
    effects = [d_z, change.mean() / sd1, change.mean() / ((sd1 + sd2) / 2), d_z * np.sqrt(2 * (1 - r))]
    w = stats.wilcoxon(change[change != 0], method="asymptotic", correction=False)
    counts = [int((change > 0).sum()), int((change == 0).sum()), int((change < 0).sum())]
    wilson = [stats.binomtest(k, n).proportion_ci(0.95, method="wilson") for k in counts]
    edges = [-1, 4, 6, 8, 10]
    bands = [pd.cut(frame[name], edges, labels=False) for name in ("before", "after")]
    moves = pd.crosstab(*bands)
    histograms = [frame[name].value_counts() for name in ("before", "after")]
    better, worse = int((change >= 2).sum()), int((change <= -2).sum())
    reliable = [stats.binomtest(k, n).proportion_ci(0.95, method="wilson") for k in (better, n - better - worse, worse)]
    everyone = n + len(lost)
    worst = (change.sum() - lost.sum()) / everyone
    best = (change.sum() + (10 - lost).sum()) / everyone
    starts = (frame["before"].mean() - lost.mean()) / np.sqrt((frame["before"].var() + lost.var()) / 2)
    return {
        "mean": change.mean(), "sd": sd, "low": interval.low, "t": t.statistic, "r": r, "median": quartiles["c"][1],
        "w": w.statistic, "up": counts[0], "wilson_low": wilson[0].low, "moves_up": int((bands[1] > bands[0]).sum()),
        "floor": histograms[0].get(0, 0) / n, "ceiling": histograms[1].get(10, 0) / n, "better": better, "worst": worst,
        "starts": starts, "drift": 0.4 * (7.45 - frame["before"].mean()),
        "rest": [str(effects), str(best), str(reliable), str(moves.shape)],
    }


def main():
    pairs = np.fromfile(sys.argv[1], dtype=np.uint8).reshape(-1, 2).astype(np.float64)
    lost = pd.Series(np.fromfile(sys.argv[2], dtype=np.uint8).astype(np.float64))
    frame = pd.DataFrame(pairs, columns=["before", "after"])
    figures(frame.head(1000), lost.head(1000))  # whatever is made ready on first use

    began = time.perf_counter()
    out = figures(frame, lost)
    plain = time.perf_counter() - began
    change = (frame["after"] - frame["before"]).to_numpy()
    before = frame["before"].to_numpy()

    def three(change, before, axis):
        mean, sd = change.mean(axis=axis), change.std(axis=axis, ddof=1)
        return np.stack([mean, mean / sd, mean / before.std(axis=axis, ddof=1)])

    began = time.perf_counter()
    rng = np.random.default_rng(1)
    boot = stats.bootstrap(
        (change, before), three, paired=True, n_resamples=2000, batch=10, method="percentile", vectorized=True, rng=rng
    ).confidence_interval
    out["seconds"] = plain + time.perf_counter() - began
    out["boot_low"], out["boot_high"] = float(boot.low[0]), float(boot.high[0])

    began = time.perf_counter()
    (b, c), people = np.unique(np.stack([before, change]), axis=1, return_counts=True)
    drawn = rng.multinomial(len(change), people / len(change), size=2000)
    n = len(change)
    mean, mean_b = drawn @ c / n, drawn @ b / n
    sd = np.sqrt((drawn @ c**2 - n * mean**2) / (n - 1))
    sd_b = np.sqrt((drawn @ b**2 - n * mean_b**2) / (n - 1))
    np.percentile([mean, mean / sd, mean / sd_b], [2.5, 97.5], axis=1)
    out["seconds_counted"] = plain + time.perf_counter() - began
    print(json.dumps(out))


main()
