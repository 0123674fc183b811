"""What a browser may do with what the server sends: the headers of every answer.

`docs/deploy.md` says why the page's policy allows what it allows.
"""

from typing import Final

#: For every answer. Links to sources lead elsewhere, and need not tell from which scenario.
HEADERS: Final = {"Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}

#: For what is no dashboard: it runs nothing and fetches nothing.
QUIET_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)


def page_policy(nonce: str) -> str:
    """Return the policy of a dashboard's page, whose own inline scripts bear the nonce.

    Examples
    --------
    >>> page_policy("n").split("; ")[1]
    "script-src 'self' 'nonce-n' 'unsafe-eval' blob:"
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        ]
    )
