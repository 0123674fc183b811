"""Questions about many scenarios or many runs, one a file.

Stands above propagation and recovery, which answer about one.
"""
