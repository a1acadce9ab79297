"""What a browser tells of a page's address when it asks for something else (the Referrer-Policy header).

The address of a search says what somebody worries about, and every server writes the Referer of a style sheet into its
log. So the address of such a page is told to nobody, not even to this site. All other pages keep `same-origin`
(SECURE_REFERRER_POLICY): with `no-referrer` a browser posts their forms with `Origin: null`, which Django refuses.
"""

from collections.abc import Callable
from functools import wraps


def address_may_hold_a_search(view: Callable) -> Callable:
    """For every view that reads what somebody searched for from its address; a class decorates its `dispatch`."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer
