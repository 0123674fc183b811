"""How long a test waits for what must come: a slow machine is not wrong, and what is not there by then never comes."""

from typing import Final

SECONDS: Final = 300
#: As Playwright counts.
MILLISECONDS: Final = 1000 * SECONDS
