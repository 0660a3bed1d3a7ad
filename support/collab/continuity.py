"""Whether an update hangs on what is already there, so that it can be applied at once.

A Yjs library keeps what does not fit yet in a waiting list, silently; pycrdt then drops it.
So we walk the structs in the order in which Yjs would apply them, and refuse the update
if any of them would have to wait.

Source: yjs 13.6, integrateStructs in src/utils/encoding.js, getMissing in src/structs/Item.js.
"""

from collections.abc import Callable, Mapping

from . import wire


def _pass(client: int, struct: wire.Struct) -> None: ...


class Hole(ValueError):
    """Something the update hangs on is missing."""


def advance(
    update: wire.Update, known: Mapping[int, int], seen: Callable[[int, wire.Struct], None] = _pass
) -> dict[int, int]:
    """The clocks that this update moves on, given the next clock `known` for each client.

    `seen` gets each struct with its client in the order in which Yjs applies them.
    Errors: Hole when a struct or a deletion speaks of what is neither known nor in the update.
    """
    walk = _Walk(update, known, seen)
    for client in update.structs:
        walk.apply_all(client)
    for deletion in update.deletions:
        if deletion.end > walk.clocks.get(deletion.client, 0):
            raise Hole("it deletes what is not there")
    return {client: clock for client, clock in walk.clocks.items() if clock != known.get(client, 0)}


class _Walk:
    def __init__(
        self,
        update: wire.Update,
        known: Mapping[int, int],
        seen: Callable[[int, wire.Struct], None],
    ) -> None:
        self.seen = seen
        self.clocks = dict(known)
        self.queues = {client: iter(structs) for client, structs in update.structs.items()}
        self.heads = {client: next(queue, None) for client, queue in self.queues.items()}

    def apply_all(self, client: int) -> None:
        while self.heads[client] is not None:
            self.apply_next(client)

    def apply_next(self, client: int) -> None:
        """Apply one struct of this client, and before it, one by one, those it waits for."""
        waiting = {client: None}  # a dict for its order; the last one is looked at
        while waiting:
            last = next(reversed(waiting))
            blocker = self.try_head(last)
            if blocker is None:
                del waiting[last]
            elif blocker in waiting:
                raise Hole("two structs wait for each other")
            else:
                waiting[blocker] = None

    def try_head(self, client: int) -> int | None:
        """Apply the next struct of this client, or name the client it waits for."""
        struct = self.heads.get(client)
        if struct is None:
            raise Hole("it hangs on what is not there")
        if not struct.is_skip:
            blocker = self.missing(client, struct)
            if blocker is not None:
                return blocker
            self.seen(client, struct)
            self.clocks[client] = max(self.clocks.get(client, 0), struct.end)
        self.heads[client] = next(self.queues[client], None)
        return None

    def missing(self, client: int, struct: wire.Struct) -> int | None:
        if struct.clock > self.clocks.get(client, 0):
            raise Hole("the client's earlier structs are missing")
        for need in struct.needs:
            if need.client == client and need.clock >= struct.clock:
                raise Hole("a struct hangs on itself")
            if need.clock >= self.clocks.get(need.client, 0):
                return need.client
        return None
