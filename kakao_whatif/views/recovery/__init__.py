"""The dashboard "when is it back" as rows: frames of a clock, a ribbon a service, what changed and why.

Apart from the other views, because everything here is read off a `Timeline` and nothing off the clock's inside.
"""
