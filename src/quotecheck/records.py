"""The records that come out: frozen, typed, and of nothing but what stands in the article.

Every `TextSpan` is a half-open range of character offsets into `Article.text`, and
`article.text[span.start:span.end] == span.text` always. Ids are unique within an article and name records
of the same `Extraction` (`Quote.speaker` is the id of a `Speaker`, and so on).

>>> Article(text="“No,” she said.").text[1:4]
'No,'
"""

import hashlib
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator

SCHEMA_VERSION: Literal["1.1"] = "1.1"

Id = Annotated[str, Field(min_length=1)]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
IsoDate = Annotated[str, Field(pattern=r"^-?\d{4,}(-\d\d(-\d\d)?)?$")]

SpeakerKind = Literal["person", "organization", "document", "group", "unnamed"]
QuoteForm = Literal["direct", "mixed", "indirect"]
ReportKind = Literal["report", "study", "survey", "statement", "letter", "law", "court", "data", "press", "speech", "media", "other"]
Comparator = Literal["=", "~", "<", "<=", ">", ">="]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
DateOrigin = Literal["given", "url", "dateline", "year"]
PlaceKind = Literal["country", "region", "province", "city", "site", "water", "other"]


class Record(BaseModel):
    """Frozen and closed: an unknown field is an error, so a typing slip never passes as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Record):
    """A half-open range of character offsets into the article's text, with the text that stands there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Article(Record):
    """One article as it was given: the text is never cleaned, folded or cut.

    `published` resolves relative dates ("last Tuesday"); without it a date in the URL or the dateline does
    (`Extraction.reference_date` says so), else unknown fields stay X. Any text will do, the empty one too; only half a
    character (a lone surrogate, which no encoding of Unicode can hold) is a `ValueError`.
    """

    text: str
    id: str = ""
    published: date | None = None
    title: str | None = None
    url: str | None = None

    @field_validator("text")
    @classmethod
    def _is_unicode(cls, text: str) -> str:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(f"character {error.start} is a lone surrogate; decode the bytes as UTF-8 with errors='replace'") from None
        return text

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: proof of which text the offsets are of.

        >>> Article(text="").sha256[:8]
        'e3b0c442'
        """
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


class Speaker(Record):
    """Someone or something to whom the article attributes a statement, or may, under the fullest name that it prints.

    Several who speak together are one speaker of kind `group`; `members` are the ids of those of them who are named.
    """

    id: Id
    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    members: tuple[Id, ...] = ()
    mentions: tuple[TextSpan, ...] = ()


class Quote(Record):
    """A statement that the article attributes to a source: direct (all of it in quotation marks), mixed or indirect.

    `content` holds the words reported, outer quotation marks left out, one span an uninterrupted piece. `source` is
    the noun phrase as printed here; `speaker` is the id of who that is, or `None` where the text does not tell. Then
    `candidates` are the ids of those that it may be, the likeliest first.

    Two probabilities, both calibrated on articles that nothing was fitted on: `confidence` is that words, source and speaker are
    all right; `speaker_confidence` that the speaker is, given the statement; where there is no speaker, that the likeliest candidate
    would be.
    """

    id: Id
    form: QuoteForm
    content: tuple[TextSpan, ...]
    cue: TextSpan | None = None
    source: TextSpan | None = None
    addressee: TextSpan | None = None
    speaker: Id | None = None
    candidates: tuple[Id, ...] = ()
    within: Id | None = None
    continues: Id | None = None
    rule: str
    confidence: Confidence
    speaker_confidence: Confidence


class CitedReport(Record):
    """A document or published information product that the article cites as a source.

    `published` is as precise as the article (YYYY, YYYY-MM or YYYY-MM-DD); `quotes` and `claims` are the ids of what
    stands on its word.
    """

    id: Id
    kind: ReportKind
    mentions: tuple[TextSpan, ...]
    publisher: str | None = None
    title: str | None = None
    number: str | None = None
    published: IsoDate | None = None
    quotes: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()
    rule: str


class Quantity(Record):
    """A number as printed and as understood: comparator, value with its scale applied, and unit.

    A range sets `low` and `high` and leaves `value` empty; a ratio ("nine out of 31") sets `value` and `of`. `unit` is
    `percent`, an ISO 4217 code for money, the singular name of a measure, or `None` for a plain count. `per` is what a rate
    is per: the name of a unit ("day" for "$20 a day"), or a number as printed with what it counts ("100,000 people").
    """

    span: TextSpan
    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: float | None = None
    comparator: Comparator = "="
    unit: str | None = None
    per: str | None = None


class NumericClaim(Record):
    """A number that states a fact: how much or how many of what, when, where and on whose word.

    Of something that rose or fell, `change` says which, and `before` and `after` are where that began and ended, as far as
    the clause tells: of "rose 5 % to $21 from $20" both claims, 5 % and $21, have both. `tense` is that of the clause
    ("present" where a number is said to hold now, "future" where it is planned or expected); `None` where no verb tells.
    """

    id: Id
    quantity: Quantity
    item: TextSpan | None = None
    change: Literal["up", "down"] | None = None
    before: Quantity | None = None
    after: Quantity | None = None
    tense: Literal["past", "present", "future"] | None = None
    sentence: TextSpan
    dates: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    part_of: Id | None = None
    quote: Id | None = None
    report: Id | None = None
    rule: str


class Timex(Record):
    """An expression of date, time, duration or recurrence with its TIMEX3 value.

    `begin` and `end` are the first and last day that it covers (ISO 8601), either open where the text leaves it open:
    "since August 2021" begins on 2021-08-01 and has no end. Both dates of a range ("from May 3 to May 5") carry the whole range.
    """

    id: Id
    span: TextSpan
    type: TimexType
    value: str
    begin: IsoDate | None = None
    end: IsoDate | None = None
    rule: str


class ReferenceDate(Record):
    """The day from which an article's relative dates are told ("last Tuesday"), and how it is known.

    `origin` is `given` (`Article.published`), `url` (a full date in `Article.url` or in an address at the head of the text),
    `dateline` (a full date at the head of the text), or `year`: the article prints no date of its own, but enough dates of one
    year; then `date` is that year (YYYY), and month and day of relative dates stay X. `span` is where the text prints the date.
    """

    date: IsoDate
    origin: DateOrigin
    span: TextSpan | None = None


class Place(Record):
    """A named geographic place with all its mentions; `country` is an ISO 3166-1 alpha-2 code.

    `latitude` and `longitude` are degrees (WGS 84): of a country, division or region its middle, of a town its centre. `geonames_id` is
    the place's number in GeoNames (`https://www.geonames.org/<id>`). What is not known for sure is `None`: a street has a country but no
    coordinates, a district coordinates but no number, a village that no gazetteer of ours has neither.
    """

    id: Id
    name: str
    kind: PlaceKind
    country: CountryCode | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    geonames_id: int | None = None
    mentions: tuple[TextSpan, ...]


class MadeBy(Record):
    """What made an extraction, so that it can be made again: versions, and the text by its SHA-256."""

    quotecheck: str
    model: str
    sha256: str


class Extraction(Record):
    """All records of one article, the article itself with them, so that every span can be checked where it lies.

    `thoughts` are what somebody is said to think, want or plan without being said to have uttered it; they have the fields of quotes.
    `reference_date` is the day from which relative dates are told, `None` where nothing tells it.

    To follow an id: `{speaker.id: speaker for speaker in extraction.speakers}[quote.speaker]`.
    """

    schema_version: Literal["1.1"] = SCHEMA_VERSION
    id: str
    article: Article
    speakers: tuple[Speaker, ...] = ()
    quotes: tuple[Quote, ...] = ()
    thoughts: tuple[Quote, ...] = ()
    scare_quotes: tuple[TextSpan, ...] = ()
    reports: tuple[CitedReport, ...] = ()
    claims: tuple[NumericClaim, ...] = ()
    reference_date: ReferenceDate | None = None
    dates: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    furniture: tuple[TextSpan, ...] = ()
    made_by: MadeBy

    def with_min_confidence(self, minimum: float) -> Self:
        """The extraction without the quotes and thoughts of a lower confidence; what named them names nothing then.

        What precision and coverage to expect at which minimum stands in the model card. Speakers stay, also those who are left
        without a quote. Raises `ValueError` for a minimum that is no probability.

        >>> Extraction(id="", article=Article(text=""), made_by=MadeBy(quotecheck="", model="", sha256="")).with_min_confidence(0.9).quotes
        ()
        """
        if not 0.0 <= minimum <= 1.0:
            raise ValueError(f"a minimum confidence of {minimum} is no probability; give a number from 0 to 1")
        lost = {quote.id for quote in (*self.quotes, *self.thoughts) if quote.confidence < minimum}

        def kept(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
            return tuple(
                quote.model_copy(update={name: None for name in ("within", "continues") if getattr(quote, name) in lost})
                for quote in quotes
                if quote.id not in lost
            )

        return self.model_copy(
            update={
                "quotes": kept(self.quotes),
                "thoughts": kept(self.thoughts),
                "reports": tuple(r.model_copy(update={"quotes": tuple(q for q in r.quotes if q not in lost)}) for r in self.reports),
                "claims": tuple(c.model_copy(update={"quote": None}) if c.quote in lost else c for c in self.claims),
            }
        )


class Failure(Record):
    """An article that could not be processed: it takes its place in the order, and the others go on."""

    schema_version: Literal["1.1"] = SCHEMA_VERSION
    id: str
    error: str
