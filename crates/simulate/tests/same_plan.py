"""The same plan in simpy, written apart from the Rust: one place, one team, two kinds of groups, no illness, no builders.

    python same_plan.py key=value ...      prints one line a run: the counts named in COUNTS

Everything is in weeks but `work` and `pace` (seconds, seconds a second).
"""

import random
import sys

import simpy

COUNTS = ["referred", "declined", "gave_up", "started", "not_reached", "completed", "left_early", "followed_up",
          "contacts", "wait", "linked", "substituted", "unmet", "wishes_met", "wishless"]
MONTH = 2_629_800 / 604_800

p = {key: float(value) for key, value in (argument.split("=") for argument in sys.argv[1:])}


class County:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.env = simpy.Environment()
        self.slots = simpy.Resource(self.env, int(p["slots"]))
        self.hours = simpy.Resource(self.env, 1)
        self.groups = [simpy.Resource(self.env, int(p["seats0"])), simpy.Resource(self.env, int(p["seats1"]))]
        self.count = dict.fromkeys(COUNTS, 0.0)
        self.end = p["months"] * MONTH
        self.env.process(self.arrivals())
        self.env.run(until=self.end)

    def poisson(self, mean):
        count, product, limit = 0, self.chance.random(), 2.718281828459045 ** -mean
        while product > limit:
            count += 1
            product *= self.chance.random()
        return count

    def arrivals(self):
        rate, ramp = p["rate"], p["ramp_months"] * MONTH
        while True:
            yield self.env.timeout(self.chance.expovariate(rate))
            if self.chance.random() < min(1.0, self.env.now / ramp):
                self.env.process(self.person())

    def contact(self):
        with self.hours.request() as turn:
            yield turn
            yield self.env.timeout(p["work"] / p["pace"] / 604_800)

    def person(self):
        count, chance, came = self.count, self.chance.random, self.env.now
        count["referred"] += 1
        if chance() < p["decline"]:
            count["declined"] += 1
            return
        slot = self.slots.request()
        patience = self.env.timeout(self.chance.expovariate(1 / p["patience"]))
        yield slot | patience
        if not slot.triggered:
            slot.cancel()
            count["gave_up"] += 1
            return
        count["started"] += 1
        count["wait"] += self.env.now - came
        yield from self.case()
        self.slots.release(slot)

    def case(self):
        count, chance = self.count, self.chance.random
        for attempt in range(int(p["attempts"])):
            if attempt:
                yield self.env.timeout(p["rebook"])
            yield from self.contact()
            if chance() < p["attendance"]:
                break
        else:
            count["not_reached"] += 1
            return
        planned = 1 + self.poisson(p["contacts"] - 1)
        stays = chance() < p["completion"]
        leaves_after = None if stays else 1 + int(chance() * (planned - 1))
        gap = p["case_weeks"] / max(1, planned - 1)
        wishes, sought, number, met = min(6, self.poisson(p["links"])), 0, 1, []
        missed = False
        while True:
            if not missed:
                count["contacts"] += 1
                while sought < wishes and (number >= 2 or number == planned):
                    sought += 1
                    self.env.process(self.link(met))
                    if number != planned:
                        break
            if leaves_after is not None and number >= leaves_after:
                count["left_early"] += 1
                return
            if number >= planned:
                yield self.env.timeout(0)  # the links sought this moment
                count["completed"] += 1
                count["wishless"] += sought == 0
                count["wishes_met"] += len(met) / sought if sought else 0
                if chance() < p["follow_up"]:
                    self.env.process(self.follow_up())
                return
            yield self.env.timeout(gap)
            yield from self.contact()
            number += 1
            missed = chance() < p["missed"]

    def follow_up(self):
        yield self.env.timeout(p["follow_up_weeks"])
        self.count["followed_up"] += 1

    def link(self, met):
        count, chance = self.count, self.chance.random
        which = 0 if chance() < p["share0"] else 1
        group, other = self.groups[which], self.groups[1 - which]
        if group.count >= group.capacity:
            chooses = chance()
            if chooses < p["substitute"]:
                if other.count >= other.capacity:
                    count["unmet"] += 1
                    return
                count["substituted"] += 1
                group = other
            elif chooses < p["substitute"] + p["wait_for_seat"]:
                seat = group.request()
                yield seat | self.env.timeout(self.chance.expovariate(1 / p["seat_patience"]))
                if not seat.triggered:
                    seat.cancel()
                    count["unmet"] += 1
                    return
                yield from self.sit(group, seat, met)
                return
            else:
                count["unmet"] += 1
                return
        yield from self.sit(group, group.request(), met)

    def sit(self, group, seat, met):
        self.count["linked"] += 1
        suits = self.chance.random() < p["fit"]
        if suits:
            met.append(group)
        yield self.env.timeout(self.chance.expovariate(1 / p["seat_weeks"]) if suits else 1.0)
        group.release(seat)


for run in range(int(p["runs"])):
    counts = County(run).count
    print(*(counts[name] for name in COUNTS))
