"""The numbers of a group's story by pandas and scipy, from the same rows: beside what Quilt takes for them.

Everything is in memory and paired before the clock runs, as Quilt's columns are. First line: how long that took. Then for
each choice two times in milliseconds: with scipy.stats.bootstrap as it is usually called, and resampling counts of each
change in place of people (the better of two).
"""
import sys, time
from urllib.parse import parse_qsl
import numpy as np
import pandas as pd
from scipy import stats

FOUR = ["satisfied", "worthwhile", "happy", "anxious"]
DAY = 86_400
folder, queries = sys.argv[1], sys.argv[2:]

began = time.perf_counter()
people = pd.read_csv(f"{folder}/referrals.csv", index_col="row", dtype={"town": "category", "by": "category", "state": "category", "sex": "category", "ethnic": "category", "about": "category"})
readings = pd.read_csv(f"{folder}/readings.csv").sort_values("at", kind="stable")
by = readings.groupby("row")
first, last = by.first(), by.last()
pairs = first.join(last, lsuffix="_1", rsuffix="_2")
pairs["apart"] = (pairs["at_2"] - pairs["at_1"]) // DAY
people["fifth"] = (people["tenth"] + 1) // 2
people["age"] = pd.to_datetime(people["asked"], unit="s").dt.year - people["born"]
people["band"] = pd.cut(people["age"], [-1, 24, 44, 64, 79, 130])
people["paired"] = people.index.isin(pairs.index[pairs["apart"] >= 1])
print(f"pandas read and paired the same rows in {time.perf_counter() - began:.1f} s")


def chosen(query):
    asks = dict(parse_qsl(query))
    fits = people["asked"] >= pd.Timestamp(asks["from"]).timestamp()
    if "town" in asks: fits &= people["town"] == asks["town"]
    if "by" in asks: fits &= people["by"] == asks["by"]
    if "sex" in asks: fits &= people["sex"] == "female"
    if "deprived" in asks: fits &= people["fifth"] == int(asks["deprived"][1:])
    if "age" in asks: fits &= people["age"].between(65, 79)
    if "ethnicity" in asks: fits &= people["ethnic"].isin(["White British", "White Irish"])
    if "about" in asks: fits &= people["about"] == "Lonely and isolated"
    return people[fits], (60, 200) if asks.get("apart") else (1, 10_000)


def flow(some):
    counts = some["state"].value_counts()
    began = some["said_yes"].notna()
    waits = [some["decided"] - some["asked"], some["first"] - some["asked"], some["first"] - some["said_yes"],
             some["ended"] - some["asked"], some["ended"] - some["first"]]
    middles = [(np.nanmedian(w // DAY), np.nanpercentile(w // DAY, 75)) for w in waits]
    middles.append(some.loc[some["ended"].notna(), "contacts"].quantile([0.5, 0.75]))
    marks = some.assign(began=began, no=some["state"] == "declined", missed=some["state"] == "not_reached", over=some["ended"].notna())
    groups = [marks.groupby(cut, observed=False)[["offered", "no", "missed", "began", "paired"]].sum().join(marks.groupby(cut, observed=False).size().rename("n"))
              for cut in ["fifth", "band", "sex", "ethnic"]]
    patches = (some["first"] - some["said_yes"])[began].groupby(some["scheme"]).median()
    return counts, middles, groups, patches, marks[["began", "over", "followed"]].sum()


def change(both, lost, item, resample):
    a, b = both[f"{item}_1"], both[f"{item}_2"]
    d = (b - a).to_numpy()
    n, m, sd = len(d), d.mean(), d.std(ddof=1)
    t = stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n)
    r = np.corrcoef(a, b)[0, 1]
    effects = [m / sd, m / a.std(), m / ((a.std() + b.std()) / 2), m / sd * np.sqrt(2 * (1 - r)), 1 - 3 / (4 * (n - 1) - 1)]
    grid = pd.crosstab(a, b)
    bands = pd.crosstab(pd.cut(a, [-1, 4, 6, 8, 10]), pd.cut(b, [-1, 4, 6, 8, 10]))
    bounds = [(d.sum() + end * len(lost) - lost[f"{item}_1"].sum()) / (n + len(lost)) for end in (0, 10)]
    quarters = [np.percentile(x, [25, 50, 75]) for x in (a, b, d)]
    shares = [((d > 0).sum(), (d == 0).sum(), (d < 0).sum()), (a == 0).mean(), (a == 10).mean(), (b == 0).mean(), (b == 10).mean()]
    return n, m, (m - t, m + t), effects, grid, bands, bounds, quarters, shares, resample(d)


def as_usual(d):
    return stats.bootstrap((d,), np.mean, n_resamples=2000, method="percentile", batch=max(1, 20_000_000 // len(d)), random_state=1).confidence_interval


def by_counts(d):
    values, counts = np.unique(d, return_counts=True)
    means = np.random.default_rng(1).multinomial(len(d), counts / len(d), size=2000) @ values / len(d)
    return np.percentile(means, [2.5, 97.5])


def taken(query, resample):
    began = time.perf_counter()
    some, apart = chosen(query)
    flow(some)
    here = pairs[pairs.index.isin(some.index)]
    both, lost = here[here["apart"].between(*apart)], here[here["apart"] < 1]
    for item in FOUR:
        change(both, lost, item, resample)
    return (time.perf_counter() - began) * 1e3


for query in queries:
    taken(query, by_counts)
    print(taken(query, as_usual), min(taken(query, by_counts) for _ in range(2)))
