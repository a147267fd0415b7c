"""The M/M/4 queue (lambda 3.6, mu 1) as analysts simulate it: in simpy, in ciw, and as the plain recursion on a heap.

    python yardstick.py simpy 200000

prints CPU seconds for each arrival, the mean wait, and the peak of memory in megabytes.
"""

import heapq
import random
import resource
import sys
import time

LAMBDA, MU, SERVERS = 3.6, 1.0, 4


def plain(n):
    chance = random.Random(1)
    free = [0.0] * SERVERS
    now = waits = 0.0
    for _ in range(n):
        now += chance.expovariate(LAMBDA)
        begins = max(now, free[0])
        waits += begins - now
        heapq.heapreplace(free, begins + chance.expovariate(MU))
    return waits / n


def with_simpy(n):
    import simpy

    chance = random.Random(1)
    environment = simpy.Environment()
    servers = simpy.Resource(environment, SERVERS)
    waits = [0.0]

    def guest():
        came = environment.now
        with servers.request() as request:
            yield request
            waits[0] += environment.now - came
            yield environment.timeout(chance.expovariate(MU))

    def arrivals():
        for _ in range(n):
            yield environment.timeout(chance.expovariate(LAMBDA))
            environment.process(guest())

    environment.process(arrivals())
    environment.run()
    return waits[0] / n


def with_ciw(n):
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(LAMBDA)],
        service_distributions=[ciw.dists.Exponential(MU)],
        number_of_servers=[SERVERS],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(n, method="Finish")
    records = simulation.get_all_records()
    return sum(record.waiting_time for record in records) / len(records)


kind, n = sys.argv[1], int(sys.argv[2])
run = {"plain": plain, "simpy": with_simpy, "ciw": with_ciw}[kind]
began = time.process_time()
wait = run(n)
took = time.process_time() - began
print(took / n, wait, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
