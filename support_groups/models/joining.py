"""How to join a group, and who may see its link, number and passcode."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Joining:
    """How to join, as far as visitors may know it."""

    words: str
    link: str
    dial_in: str
    passcode: str
    is_withheld: bool  # there is a link or number, but not everybody may see it
    is_on_request: bool


class Joinable:
    """Mixin for Group."""

    @property
    def is_link_public(self) -> bool:
        return self.link_visibility == self.Visibility.PUBLIC

    @property
    def how_to_join(self) -> Joining:
        """The only way in which pages, feeds, exports and calendars read link, number and passcode."""
        is_shown = self.is_link_public
        return Joining(
            words=self.joining,
            link=self.join_link if is_shown else "",
            dial_in=self.dial_in if is_shown else "",
            passcode=self.passcode if is_shown else "",
            is_withheld=not is_shown and any((self.join_link, self.dial_in)),
            is_on_request=self.link_visibility == self.Visibility.ON_REQUEST,
        )
