"""What `climate-desktop score-file --json` says, as somebody would write it with pandas and scipy.

python3 pandas_scores.py instrument.json answers.csv > scores.json
"""

import json
import sys
from itertools import combinations

import numpy
import pandas
from scipy import stats

instrument = json.load(open(sys.argv[1], encoding="utf-8"))
answers = pandas.read_csv(sys.argv[2])
voices = answers["voice"]
scores = pandas.DataFrame(index=answers.index)
alphas = {}
for domain, factors in instrument.items():
    for factor, items in factors.items():
        part = answers[items]
        n = part.notna().sum(axis=1)
        score = 100 * (part.sum(axis=1) - n) / (n * 4)
        scores[f"{domain}.{factor}"] = score.where(n >= max(min(2, len(items)), -(-len(items) // 2)))
        whole = part.dropna()
        k, people = len(items), len(whole)
        alpha = k / (k - 1) * (1 - whole.var(ddof=1).sum() / whole.sum(axis=1).var(ddof=1))
        df = people - 1, (people - 1) * (k - 1)
        ends = [1 - (1 - alpha) * float(stats.f.ppf(p, *df)) for p in (0.975, 0.025)]
        alphas[f"{domain}.{factor}"] = {"alpha": float(alpha), "alpha_people": people, "alpha_interval": ends}
    part = scores[[f"{domain}.{factor}" for factor in factors]]
    scores[domain] = part.mean(axis=1).where(part.notna().sum(axis=1) * 2 >= len(factors))


def told(values):
    n, mean, sd = len(values), float(values.mean()), float(values.std(ddof=1))
    half = float(stats.t.ppf(0.975, n - 1)) * sd / n**0.5
    return {"n": n, "mean": mean, "sd": sd, "interval": [mean - half, mean + half]}


def gap(one, other):
    test = stats.ttest_ind(one, other, equal_var=False)
    interval = test.confidence_interval()
    above = stats.mannwhitneyu(one, other, method="asymptotic").statistic
    delta = 2 * float(above) / (len(one) * len(other)) - 1
    difference = float(one.mean() - other.mean())
    return {"difference": difference, "interval": [float(interval.low), float(interval.high)], "delta": delta}


def agreement(counts):
    left, total, result = numpy.array(counts, dtype=float), sum(counts), 0.0
    while left.any():
        filled = left > 0
        height, s, k = left[filled].min(), int(filled.sum()), len(left)
        triples = list(combinations(filled, 3))
        up = sum(t in ((True, True, False), (False, True, True)) for t in triples)
        down = sum(t == (True, False, True) for t in triples)
        u = (
            1.0
            if s == 1
            else 0.0
            if s == k or not up + down
            else ((k - 2) * up - (k - 1) * down) / ((k - 2) * (up + down))
        )
        result += (u if s == 1 else u * (1 - (s - 1) / (k - 1))) * height * s / total
        left[filled] -= height
    return result


measures = []
for name in scores:
    values = scores[name].dropna()
    groups = {voice: group for voice, group in values.groupby(voices)}
    gaps = [{"one": a, "other": b, **gap(groups[a], groups[b])} for a, b in combinations(groups, 2)]
    each = {voice: told(group) for voice, group in groups.items()}
    measures.append({"id": name, "everyone": told(values), "voices": each, "gaps": gaps, **alphas.get(name, {})})
items = []
for factors in instrument.values():
    for name in (item for of_factor in factors.values() for item in of_factor):
        counts = [int(n) for n in answers[name].value_counts().reindex(range(1, 6), fill_value=0)]
        items.append({"id": name, "counts": counts, "agreement": agreement(counts)})
print(json.dumps({"people": len(answers), "measures": measures, "items": items}))
