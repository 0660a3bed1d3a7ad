"""Updates with something wrong in them: what a broken or a wicked page might send."""

import random


def mutated(rng, update, others):
    """A copy of `update` with one to three things done to it."""
    body = bytearray(update)
    for _ in range(rng.randint(1, 3)):
        rng.choice(CHANGES)(rng, body, others)
    return bytes(body)


def flip_bit(rng, body, others):
    if body:
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)


def set_byte(rng, body, others):
    if body:
        body[rng.randrange(len(body))] = rng.choice([0, 1, 2, 7, 10, 0x7F, 0x80, 0xFF])


def cut(rng, body, others):
    del body[rng.randrange(len(body) + 1) :]


def take_out(rng, body, others):
    at = rng.randrange(len(body) + 1)
    del body[at : at + rng.randint(1, 8)]


def put_in(rng, body, others):
    at = rng.randrange(len(body) + 1)
    body[at:at] = rng.randbytes(rng.randint(1, 8))


def repeat(rng, body, others):
    at = rng.randrange(len(body) + 1)
    body[at:at] = body[at : at + rng.randint(1, 30)]


def graft(rng, body, others):
    """The end of another update."""
    other = rng.choice(others)
    body[rng.randrange(len(body) + 1) :] = other[rng.randrange(len(other)) :]


def step_number(rng, body, others):
    """One more or less: a clock, a length or a client that is just beside the right one."""
    if body:
        at = rng.randrange(len(body))
        body[at] = (body[at] + rng.choice([-1, 1])) % 256


CHANGES = [flip_bit, set_byte, cut, take_out, put_in, repeat, graft, step_number]


def bodies(sessions, count, seed=20221128):
    """`count` times (updates before, a mutated next one), the same in every run."""
    rng = random.Random(seed)
    everything = [update for updates in sessions for update in updates]
    for _ in range(count):
        updates = rng.choice(sessions)
        place = rng.randrange(len(updates))
        yield updates[:place], mutated(rng, updates[place], everything)
