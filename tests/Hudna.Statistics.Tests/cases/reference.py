"""Works out the figures in reference.json a second way, with nothing but numpy and plain formulas.

usage: python3 reference.py > reference.json
"""
import itertools
import json
import math

import numpy as np

out = {}

# Negative binomial regression with a trend and an offset, by plain Newton on the joint likelihood (central differences), and the
# Newey-West sandwich at lag 2.
y = np.array([2, 0, 3, 1, 4, 9, 0, 5, 2, 7, 12, 1, 6, 3, 15, 4, 8, 2, 11, 6], float)
x = np.column_stack([np.ones(20), np.arange(20) / 10, np.array([1, 0, 0, 0] * 5)])
offset = np.log(np.array([1, 2, 1, 1, 1.5] * 4))


def loglik(p):
    mu = np.exp(x @ p[:3] + offset)
    th = math.exp(-p[3])
    return sum(math.lgamma(k + th) - math.lgamma(th) - math.lgamma(k + 1) + th * math.log(th / (th + m)) + k * math.log(m / (th + m))
               for k, m in zip(y, mu))


def derivatives(f, p, h=1e-4):
    n = len(p)
    g, hess, e = np.zeros(n), np.zeros((n, n)), np.eye(n) * h
    for i in range(n):
        g[i] = (f(p + e[i]) - f(p - e[i])) / (2 * h)
        for j in range(n):
            hess[i, j] = (f(p + e[i] + e[j]) - f(p + e[i] - e[j]) - f(p - e[i] + e[j]) + f(p - e[i] - e[j])) / (4 * h * h)
    return g, hess


p = np.array([1.0, 0, 0, -1.0])
for _ in range(60):
    g, hess = derivatives(loglik, p)
    step = np.linalg.solve(hess, g)
    p = p - step * min(1, 0.5 / np.abs(step).max())
alpha, mu = math.exp(p[3]), np.exp(x @ p[:3] + offset)
bread = np.linalg.inv((x.T * (mu / (1 + alpha * mu))) @ x)
s = x * ((y - mu) / (1 + alpha * mu))[:, None]
meat = s.T @ s
for lag in (1, 2):
    c = s[lag:].T @ s[:-lag]
    meat += (1 - lag / 3) * (c + c.T)
out["regression"] = {"counts": y.tolist(), "effort": np.exp(offset).tolist(), "coefficients": p[:3].tolist(), "alpha": alpha,
                     "logLikelihood": loglik(p), "robust": np.sqrt(np.diag(bread @ meat @ bread)).tolist()}

# Hawkes: likelihood and compensator by double sums.
t = [0.3, 0.31, 1.2, 1.9, 2.0, 2.05, 4.4, 6.0, 6.1, 6.15, 6.6, 9.7]
a, b, length = 0.6, 1.7, 10.0
knots = [0.1, -0.4, 0.5]


def log_background(s):
    return np.interp(s, [0, 5, 10], knots)


def integral(s):
    grid = np.linspace(0, s, 200001)
    v = np.exp(log_background(grid))
    return (v[0] + v[-1] + 4 * v[1:-1:2].sum() + 2 * v[2:-1:2].sum()) * (grid[1] - grid[0]) / 3


ll = sum(math.log(math.exp(log_background(ti)) + sum(a * b * math.exp(-b * (ti - tj)) for tj in t[:i])) for i, ti in enumerate(t))
ll -= integral(length) + sum(a * (1 - math.exp(-b * (length - tj))) for tj in t)
out["hawkes"] = {"times": t, "knots": knots, "branching": a, "decay": b, "length": length, "logLikelihood": ll,
                 "compensator": [integral(ti) + sum(a * (1 - math.exp(-b * (ti - tj))) for tj in t[:i]) for i, ti in enumerate(t)]}

# Posterior of change points by going through every cut of a short series, geometric stretches, the level of each stretch summed out by
# Simpson's rule: Poisson counts with a gamma level, and negative binomial counts whose shape is effort over (dispersion x mean effort).
counts, effort = [1, 0, 2, 1, 7, 5, 9, 6, 2, 1, 0, 1], [1, 1, 2, 1, 1, 1, 2, 1, 1, 2, 1, 1]
dispersion, stretch = 0.5, 4.0
n = len(counts)
rate = sum(counts) / sum(effort)
unit = 1 / (dispersion * sum(effort) / n)


def simpson(f, low, high, steps=4000):
    h = (high - low) / steps
    return h / 3 * sum((1 if i in (0, steps) else 4 if i % 2 else 2) * f(low + i * h) for i in range(steps + 1))


def poisson_stretch(u, v):
    def f(level):
        if level == 0:
            return (1 / rate) * (sum(counts[u:v]) == 0)
        return math.exp(-level / rate) / rate * math.prod(
            math.exp(y * math.log(level * e) - level * e - math.lgamma(y + 1)) for y, e in zip(counts[u:v], effort[u:v]))
    return simpson(f, 0, 80)


def negative_binomial_stretch(u, v):
    b = 1 + unit / rate

    def f(q):
        # q is level over level plus shape; its prior is a beta of shapes 1 and b.
        if q in (0, 1):
            return b * (q == 0) * (sum(counts[u:v]) == 0)
        return b * (1 - q) ** (b - 1) * math.prod(
            math.exp(math.lgamma(y + unit * e) - math.lgamma(unit * e) - math.lgamma(y + 1) + y * math.log(q) + unit * e * math.log(1 - q))
            for y, e in zip(counts[u:v], effort[u:v]))
    return simpson(f, 0, 1)


def posterior(stretch_likelihood):
    like = {(u, v): stretch_likelihood(u, v) for u in range(n) for v in range(u + 1, n + 1)}
    weights, total = [0.0] * n, 0.0
    for cut in itertools.product([0, 1], repeat=n - 1):
        edges = [0] + [i + 1 for i in range(n - 1) if cut[i]] + [n]
        w = (1 / stretch) ** sum(cut) * (1 - 1 / stretch) ** (n - 1 - sum(cut)) * math.prod(like[e] for e in zip(edges, edges[1:]))
        total += w
        for i in range(n - 1):
            if cut[i]:
                weights[i + 1] += w
    return [w / total for w in weights]


out["changes"] = {"counts": counts, "effort": effort, "dispersion": dispersion, "stretch": stretch,
                  "poisson": posterior(poisson_stretch), "negativeBinomial": posterior(negative_binomial_stretch)}

# Kaplan-Meier with Greenwood and log-log intervals: remission under 6-MP (Freireich and others 1963).
weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
rows, surv, green = [], 1.0, 0.0
for w in sorted({w for w, e in zip(weeks, ended) if e}):
    r = sum(1 for v in weeks if v >= w)
    d = sum(1 for v, e in zip(weeks, ended) if v == w and e)
    surv *= 1 - d / r
    green += d / (r * (r - d))
    k = 1.959963984540054 * math.sqrt(green) / abs(math.log(surv))
    rows.append([w, surv, surv * math.sqrt(green), surv ** math.exp(k), surv ** math.exp(-k)])
out["survival"] = {"weeks": weeks, "ended": ended, "rows": rows}

# Log-linear models of three lists, by Newton on the Poisson likelihood.
cells = [0, 69, 55, 21, 63, 17, 18, 28]
models = {}
pairs = [(0, 1), (0, 2), (1, 2)]
for k in range(4):
    for used in itertools.combinations(pairs, k):
        m = np.array([[1] + [(c >> i) & 1 for i in range(3)] + [((c >> i) & 1) * ((c >> j) & 1) for i, j in used] for c in range(1, 8)], float)
        o = np.array(cells[1:], float)
        beta = np.linalg.lstsq(m, np.log(o), rcond=None)[0]
        for _ in range(50):
            f = np.exp(m @ beta)
            beta = beta + np.linalg.solve((m.T * f) @ m, m.T @ (o - f))
        f = np.exp(m @ beta)
        dev = 2 * float(np.sum(o * np.log(o / f) - (o - f)))
        models["+".join("PQE"[i] + "PQE"[j] for i, j in used)] = [sum(cells) + math.exp(beta[0]), dev]
out["logLinear"] = {"cells": cells, "models": models}

# Scores of a negative binomial forecast (mean 3.5, dispersion 0.4) by sums over its probabilities.
th, mean = 1 / 0.4, 3.5
pmf = [math.exp(math.lgamma(k + th) - math.lgamma(th) - math.lgamma(k + 1) + th * math.log(th / (th + mean)) + k * math.log(mean / (th + mean)))
       for k in range(400)]
cdf = np.cumsum(pmf)
low, high = int(np.argmax(cdf >= 0.05)), int(np.argmax(cdf >= 0.95))
out["scores"] = [{"outcome": o, "crps": float(sum((c - (k >= o)) ** 2 for k, c in enumerate(cdf))), "ignorance": -math.log2(pmf[o]),
                  "interval": high - low + 20 * max(0, low - o) + 20 * max(0, o - high)} for o in (0, 3, 14)]

print(json.dumps(out))
