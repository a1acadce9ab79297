from articles.models.address import FormerAddress
from articles.models.appearance import Appearance
from articles.models.article import Article
from articles.models.article_rows import Authorship, FurtherReading
from articles.models.citation import Citation
from articles.models.edition import Edition
from articles.models.edition_rows import Byline, EditionFigure, EditionReading
from articles.models.feedback import Feedback
from articles.models.images import Image
from articles.models.list_length import ListLength, list_lengths
from articles.models.page import Page
from articles.models.people import Person
from articles.models.report import ReportLine
from articles.models.shared import SharedText, SharedTextSource
from articles.models.shared_preview import SharedPreview
from articles.models.topic import Topic
from articles.models.wording import Wording
