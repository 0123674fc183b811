"""The talk as rows: one stage a beat, the large numbers on it, what it rests on, and all beats together.

Apart from the other views, because everything here is told of a prepared state, which the audience may leave and
return to.
"""
