"""Frozen values: what a system consists of, what may change in it, and what must hold of it."""
