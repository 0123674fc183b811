"""Time: what comes back when, and what it waits for.

Stands above propagation, which knows no clock. `docs/recovery.md` is its exact meaning.
"""
