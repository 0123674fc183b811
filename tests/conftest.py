"""Random tests are the same on every run; `--hypothesis-profile=search` looks for new cases instead."""

from hypothesis import HealthCheck, settings

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=QUIET
)
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=QUIET)
settings.load_profile("steady")
