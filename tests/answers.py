"""What a response must say, beyond its status."""


def text_of(response) -> str:
    return response.content.decode()


def is_not_found(response, *hidden: str) -> bool:
    """Whether it is the 404 page, or Django's own in the admin, and shows none of these texts."""
    text = text_of(response)
    says_so = "We can’t find that page" in text or "Not Found" in text
    return response.status_code == 404 and says_so and not any(part in text for part in hidden)
