"""Boolean functions that only grow: formulas, their modules, decision diagrams, minimal solutions.

Knows nothing of systems: variables are names, and a function is true once enough of them are.
"""
