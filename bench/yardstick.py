"""The model of yardstick.toml in NumPy, as fast as chunks that stay in the cache make it.

    python bench/yardstick.py [draws] [processes]

Prints the seconds and each option's P10, P50 and P90 of the present value, which must be those of
`tco simulate bench/yardstick.toml` to within the error of plain random numbers.
"""

import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np

CHUNK, MONTHS, HOURS = 4096, 36, 730
Z95 = 1.6448536269514722  # standard deviations from the median to the 95th percentile


def lognormal(random, low, high):
    middle, sigma = (np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / (2 * Z95)
    value = random.standard_normal(CHUNK)
    value *= sigma
    value += middle
    return np.exp(value, out=value)


def normal(random, mean, sd):
    value = random.standard_normal(CHUNK)
    value *= sd
    value += mean
    return value


def triangle(random, low, mode, high):
    share = random.random(CHUNK)
    left = low + np.sqrt(share * ((high - low) * (mode - low)))
    np.subtract(1, share, out=share)
    right = high - np.sqrt(share * ((high - low) * (high - mode)))
    return np.where(share > (high - mode) / (high - low), left, right)


def chunk(random):
    """The present values of one chunk of draws, an option a row."""
    twelfth = 1 / 12
    discount = (1 + triangle(random, 0.05, 0.10, 0.18)) ** -twelfth
    volume = lognormal(random, 200e3, 2e6)
    growth = 1 + np.maximum(normal(random, 0.04, 0.02), -1)
    tokens_in, tokens_out = lognormal(random, 800, 3000), lognormal(random, 150, 600)
    cached, peak = triangle(random, 0, 0.3, 0.7), np.maximum(lognormal(random, 1.5, 5), 1)

    seat_price, seats = triangle(random, 20, 30, 60), np.floor(lognormal(random, 50, 400) + 0.5)
    seat_growth = (1 + np.maximum(normal(random, 0.12, 0.10), -1)) ** twelfth

    price_in, price_cached = triangle(random, 0.5, 1, 3), triangle(random, 0.05, 0.1, 0.3)
    price_out, decline = triangle(random, 2, 4, 12), triangle(random, -0.46, -0.21, 0)
    per_request = (tokens_in * ((1 - cached) * price_in + cached * price_cached) + tokens_out * price_out) * 1e-6
    api_decline, api_evaluation = (1 + decline) ** twelfth, lognormal(random, 300, 5000)

    tuned_in, tuned_out = triangle(random, 0.3, 0.6, 2), triangle(random, 1, 2.4, 8)
    tuned_decline = (1 + triangle(random, -0.46, -0.21, 0)) ** twelfth
    tuned_per_request = (tokens_in * tuned_in + tokens_out * tuned_out) * 1e-6
    labels, training = lognormal(random, 5e3, 80e3), lognormal(random, 1e3, 30e3)
    retraining, tuned_evaluation = lognormal(random, 1e3, 30e3), lognormal(random, 450, 7500)

    gpu_hour, gpu_decline = lognormal(random, 1.2, 4.5), (1 + triangle(random, -0.31, -0.11, 0)) ** twelfth
    prefill, decode = lognormal(random, 3000, 17500), lognormal(random, 600, 3500)
    seconds = tokens_in * (1 - cached) / prefill + tokens_out / decode
    seconds *= peak
    seconds /= triangle(random, 0.2, 0.45, 0.8) * (3600 * HOURS)
    fixed = np.maximum(normal(random, 12000, 3000), 0) + lognormal(random, 300, 5000)

    cost = np.zeros((4, CHUNK))
    cost[2] = labels + training
    cost[3] = lognormal(random, 3500, 60000)
    factor = np.ones(CHUNK)
    fee, other = np.empty(CHUNK), np.empty(CHUNK)
    for month in range(1, MONTHS + 1):
        factor *= discount
        np.ceil(seats, out=fee)  # whole seats
        np.multiply(fee, -2000, out=other)
        other += volume
        np.maximum(other, 0, out=other)
        other *= 0.02
        fee *= seat_price
        fee += other
        fee *= factor
        cost[0] += fee

        np.multiply(volume, per_request, out=fee)
        np.subtract(fee, 50_000, out=other)
        np.maximum(other, 0, out=other)
        other *= 0.2
        fee -= other
        fee += api_evaluation
        fee *= factor
        cost[1] += fee

        np.multiply(volume, tuned_per_request, out=fee)
        fee += tuned_evaluation
        if month >= 7 and (month - 7) % 6 == 0:
            fee += retraining
        fee *= factor
        cost[2] += fee

        np.multiply(volume, seconds, out=fee)
        np.ceil(fee, out=fee)
        np.maximum(fee, 1, out=fee)
        fee *= gpu_hour
        fee *= HOURS
        fee += fixed
        fee *= factor
        cost[3] += fee

        volume *= growth
        seats *= seat_growth
        per_request *= api_decline
        tuned_per_request *= tuned_decline
        gpu_hour *= gpu_decline
    return cost


def simulate(work):
    draws, seed = work
    chunks = [chunk(np.random.Generator(np.random.SFC64([seed, place]))) for place in range(-(-draws // CHUNK))]
    return np.concatenate(chunks, axis=1)[:, :draws]


def main():
    draws = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count()
    start = time.perf_counter()
    if processes == 1:
        cost = simulate((draws, 1))
    else:
        from multiprocessing import Pool

        with Pool(processes) as pool:
            pool.map(simulate, [(CHUNK, 1)] * processes)  # the pool is warm before the clock starts
            start = time.perf_counter()
            parts = [(draws * (n + 1) // processes - draws * n // processes, n) for n in range(processes)]
            cost = np.concatenate(pool.map(simulate, parts), axis=1)
    simulated = time.perf_counter() - start
    quantiles = np.percentile(cost, [10, 50, 90], axis=1)
    cheapest = np.bincount(cost.argmin(axis=0), minlength=4) / draws
    whole = time.perf_counter() - start
    print(f"{draws} draws, {processes} processes: {whole:.3f} s, {simulated:.3f} s of them the draws")
    for row, name in enumerate(["seats", "api", "fine-tuned", "self-hosted"]):
        p10, p50, p90 = quantiles[:, row]
        print(f"{name:12} P10 {p10:12.0f}  P50 {p50:12.0f}  P90 {p90:12.0f}  cheapest in {cheapest[row]:.4f}")


if __name__ == "__main__":
    main()
