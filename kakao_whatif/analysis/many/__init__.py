"""How many scenarios are worked out at once, one step a file.

Stands apart from the questions that are asked of them.
"""
