"""The Referrer-Policy header: what a browser reveals about a page's address when it requests something else.

The address of a search reveals what somebody worries about, and every server logs the Referer of a style sheet. So the
address of such a page goes to nobody, not even to this site. All other pages keep `same-origin`
(SECURE_REFERRER_POLICY): with `no-referrer`, browsers post forms with `Origin: null`, which Django refuses.
"""

from collections.abc import Callable
from functools import wraps


def address_may_hold_a_search(view: Callable) -> Callable:
    """For every view whose address may contain a search; on a class, decorate `dispatch`."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer
