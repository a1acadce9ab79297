"""What each kind of evidence is worth, in plain words."""

from django.utils.translation import gettext_lazy as _

EVIDENCE_IN_WORDS = {
    "guideline": _(
        "A guideline is advice that a group of experts agreed on after reading all the research they could find. "
        "Doctors use it to decide what to offer."
    ),
    "systematic-review": _(
        "A systematic review gathers every study on one question and weighs them together. That makes it stronger than "
        "any single study, as long as the studies in it are good."
    ),
    "randomised-trial": _(
        "In a randomized trial, chance decides who gets the treatment and who does not. That makes it a fair way to tell "
        "whether the treatment itself made the difference. One trial alone can still be wrong, so we look for others that agree."
    ),
    "cohort": _(
        "This study followed a group of people and wrote down what happened to them. It can show that two things go "
        "together, but not always that one caused the other."
    ),
    "case-series": _(
        "This describes what happened to one person or a few. It can point to something new, but it cannot say how "
        "often it happens."
    ),
    "qualitative": _(
        "In this study people told researchers, in their own words, what something was like. It helps us understand, "
        "but it does not count or measure."
    ),
    "laboratory": _(
        "This was done with cells in a laboratory or with animals. It shows how something may work. What happens in "
        "people can be different."
    ),
    "review": _(
        "In a review, people who know a subject well describe what is known about it. It is a good overview, but the "
        "authors choose which studies to mention."
    ),
    "organisation-page": _(
        "This is a page by a health organization, written for the public. We rely on it for facts that are widely agreed."
    ),
    "book": _("This is a book. Books give depth, but they are not updated as often as research papers."),
    "news": _(
        "This is a news report. We cite it to show that something happened, such as a drug approval. To learn how well a "
        "treatment works, look for a study or a guideline."
    ),
}
