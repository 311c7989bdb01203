"""Places, found in marked sentences: `[PLACE ...]` is expected, `[ENT_X ...]` is what the recogniser is taken to have found."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import quotecheck.mentions.places  # the factory, where the package is not installed
from brackets import parse, render
from quotecheck.layers import FURNITURE, PLACES, Findings, Frame
from quotecheck.mentions.places import Places, build_places
from quotecheck.records import Article


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def annotated(blank: Language, marked: str) -> tuple[Doc, list[tuple[str, int, int]]]:
    text, marks = parse(marked)
    doc = blank(text)
    spans = [doc.char_span(start, end, label=role.removeprefix("ENT_")) for role, start, end in marks if role.startswith("ENT_")]
    doc.ents = [span for span in spans if span is not None]
    FURNITURE.write(doc, ())
    return doc, [mark for mark in marks if mark[0] == "PLACE"]


def frames(doc: Doc) -> list[Frame]:
    return Places().find(doc)


def spans(doc: Doc) -> list[Span]:
    return sorted((span for frame in frames(doc) for span in frame.all("mention")), key=lambda span: span.start)


def countries(blank: Language, text: str) -> dict[str, object]:
    doc, _ = annotated(blank, text)
    return {str(frame.facts["name"]): frame.facts["country"] for frame in frames(doc)}


FOUND = [
    "Police in [PLACE Kenya] made arrests.",
    "[PLACE US] officials met [PLACE China]’s minister.",
    "He told us that US$ rates rose.",
    "The mayor of [PLACE Kisumu] spoke in [PLACE Nairobi] on Friday.",
    "They went to [PLACE Mombasa], [PLACE Kenya], by train.",
    "The Bank of England raised rates.",
    "[PLACE NAIROBI] – A service was held on Monday.",
    "[PLACE Nairobi], [PLACE Kenya] (Newswire) — A service was held.",
    "Kenyans and Ugandans voted; a Kenyan firm won.",
    "A reading in Most cases was nice.",
    "[ENT_PERSON Jordan Kenya] spoke.",
    "She moved from [PLACE Northern Ireland] to [PLACE South Africa].",
    "[ENT_LOC [PLACE Tern Valley]] was flooded.",
    "Floods hit [ENT_LOC [PLACE Lamu]], [ENT_LOC [PLACE Kilifi]] and [ENT_LOC [PLACE Kwale]] Counties.",
    "Floods hit [ENT_LOC [PLACE Lamu]], [ENT_LOC [PLACE Kilifi]] and [ENT_LOC [PLACE Kwale] Counties].",
    "It is in [PLACE [ENT_LOC Kilifi] county].",
    "It lies in [PLACE Central Kenya], she said.",
    "It closed [PLACE Uganda Road] on Monday.",
    "They met in [ENT_LOC [PLACE Ternholm]].",
    "The ban surprised [ENT_LOC Ternholm].",
    "The [ENT_LOC Ternholm Council] met; [ENT_ORG Bank of] [ENT_LOC Kenya] too.",
    "The [ENT_LOC Kisumu] [ENT_ORG High Court] ruled.",
    "[ENT_PERSON [PLACE Tern Street]] was closed.",
    "Staff in [ENT_LOC [PLACE Kilifi] and [PLACE Lamu]] left.",
    "Staff in [ENT_LOC [PLACE Kilifi]] and [ENT_PERSON [PLACE Lamu]] left.",
    "Kenyans rarely leave [PLACE Kisumu], he said.",
    "He said [ENT_MISC [PLACE Atlantic]] storms grew.",
    "It lies in northern [PLACE Kilifi county] and in [PLACE Tern Ward].",
    "Officials in [ENT_LOC Movie] and [ENT_LOC District] left.",
    "The [ENT_LOC Kenyan] team won.",
    "The [ENT_LOC [PLACE Kisumu] [PLACE Kenya]] talks failed.",
    "The [ENT_ORG University of Nairobi] closed.",
    "The team of [ENT_ORG [PLACE Kenya]] won.",
    "In [PLACE West Africa] and the [PLACE Red Sea] prices rose.",
    "Envoys of [ENT_LOC [PLACE Kenya]] and the [PLACE [ENT_LOC United] [ENT_ORG Arab Emirates]] met.",
    "Envoys of [ENT_LOC [PLACE Kenya]] and the [ENT_LOC [PLACE United States]] met.",
    "Storms hit [PLACE [ENT_LOC Trinidad] and [ENT_LOC Tobago]].",
    "He flew to [PLACE [ENT_LOC Guinea]-[ENT_LOC Bissau]] on Monday.",
    "It landed at the [PLACE [ENT_PERSON Lena Orlan] [ENT_LOC International Airport]].",
    "It landed at the [ENT_LOC International Airport].",
    "A vote in the [ENT_LOC Upper House] and at [ENT_LOC U.N.] offices.",
    "[ENT_LOC Tern Town] Lost Half of Its Homes to the Storm, Council Finds\n\nIt rained.",
    "[PLACE PORT TERNLY], May 14 — The mayor of [ENT_LOC [PLACE Port Ternly]] spoke. He left [PLACE Port Ternly].",
    "[ENT_PERSON Juan Jordan] left. [ENT_LOC Jordan] did not return.",
    "Kenyans seldom leave [ENT_PERSON [PLACE Mombasa]], she said.",
    "Kenyans seldom leave [ENT_PERSON Ann Mombasa]. They love [ENT_PERSON Mombasa].",
    "ORLANEWS - The mayor spoke.",
    "They met in [ENT_LOC [PLACE Ternholm], [PLACE Kenya]].",
    "They met in [ENT_LOC [PLACE Nairobi]’s [PLACE Thika]].",
    "Towns in the [PLACE [ENT_LOC West Bank]] were shut.",
    "It rained in [ENT_LOC northern [PLACE Kenya]] and in [ENT_LOC western [PLACE Ternholm]].",
    "Police in [ENT_LOC [PLACE Tern Ward], central [PLACE Nairobi]] spoke.",
    "Farms in [ENT_LOC [PLACE Orla district]’s [PLACE Tern Valley]] were lost.",
    "He came from [ENT_LOC Ternco]. [ENT_ORG Ternco] paid; [ENT_ORG Ternco] said so.",
    "An inquiry into the [ENT_LOC Tern State] Capture found nothing.",
    "He spoke for the [ENT_LOC LAC] states and [PLACE DRC].",
    "It cost [ENT_LOC US]$5 a day in the [PLACE US].",
    "Fields in the [ENT_LOC Middle Eastern] and [ENT_LOC West African] states dried.",
    "She lives in [ENT_LOC [PLACE Fresno]], [PLACE Calif.], with her son.",
    "Rain fell over the [ENT_LOC Northeastern] districts.",
    "The [ENT_LOC [PLACE Kisumu]] Governor spoke.",
    "Two [PLACE Kisumu] residents left.",
    "They met at the [ENT_LOC Medical College and Hospital].",
    "He was born in [ENT_LOC [PLACE Tern-dong], Orlgu].",
    "She was treated at [ENT_LOC King Tern Specialized Children]’s Hospital.",
]


@pytest.mark.parametrize("marked", FOUND)
def test_places_are_found_where_they_are_marked(blank: Language, marked: str) -> None:
    doc, expected = annotated(blank, marked)
    found = [("PLACE", span.start_char, span.end_char) for span in spans(doc)]
    assert render(doc.text, found) == render(doc.text, expected)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Officials of Armenia, Azerbaijan and [ENT_LOC Georgia] met.", "Georgia", "GE"),
        ("In Texas, Alabama and [ENT_LOC Georgia], Americans voted.", "Georgia", "US"),
        ("He lives in [ENT_LOC Paris], Texas.", "Paris", "US"),
        ("He lives in [ENT_LOC Paris].", "Paris", "FR"),
        ("He lives in [ENT_LOC Birmingham], Alabama.", "Birmingham", "US"),
        ("He lives in [ENT_LOC Birmingham].", "Birmingham", "GB"),
        ("Kenya’s army left [ENT_LOC Tern Street].", "Tern Street", "KE"),
        ("Kenya and Uganda and Egypt share [ENT_LOC Tern Street].", "Tern Street", None),
        ("Canada burns, from [ENT_LOC Ontaryo] to Manitoba.", "Ontaryo", "CA"),
        ("https://news.example.co.ke/story The road to [ENT_LOC Tern Hill] is shut.", "Tern Hill", "KE"),
        ("Ships cross the Red Sea.", "Red Sea", None),
        ("He visited China, Japan and Kenya.", "China", "CN"),
        ("Kenyans fish in [ENT_LOC Tern Creek].", "Tern Creek", None),
        ("Ethiopia built a fort at [ENT_LOC Magdala].", "Magdala", "ET"),
        ("They met at [ENT_LOC Magdala].", "Magdala", None),
        ("She lives in [ENT_LOC Ternholm] in Kenya. Egypt, Uganda and Chad sent aid.", "Ternholm", "KE"),
        ("He lives in [ENT_LOC Paris], and farms in [ENT_LOC Tarrant County] and [ENT_LOC Dallas].", "Paris", "US"),
        ("Mexicans and a Mexican met in [ENT_LOC San Diego].", "San Diego", "US"),
        ("It landed at [ENT_LOC Vancouver International Airport].", "Vancouver International Airport", "CA"),
        ("Afghans fled [ENT_LOC Urozgan] and [ENT_LOC Ghaznī].", "Urozgan", "AF"),
        ("Afghans fled [ENT_LOC Urozgan] and [ENT_LOC Ghaznī].", "Ghaznī", "AF"),
        ("The won fell in [ENT_LOC Korea].", "Korea", "KR"),
        ("From [ENT_LOC Kisumu], [ENT_LOC Nakuru] and [ENT_LOC Eldoret] he fled; he died in [ENT_LOC Ternholm].", "Ternholm", "KE"),
        ("Kenya won, Kenya sang, Kenya slept; Egypt and Chad lost. They met in [ENT_LOC Ternholm].", "Ternholm", "KE"),
    ],
)
def test_a_name_means_the_place_that_the_article_is_about(blank: Language, text: str, name: str, code: str | None) -> None:
    assert countries(blank, text)[name] == code


def test_mentions_of_one_place_are_one_record(blank: Language) -> None:
    doc, _ = annotated(blank, "Britain and the UK. The United Kingdom. In [ENT_LOC Kilifi] and [ENT_LOC Kilifi] county.")
    PLACES.write(doc, frames(doc))
    built = build_places(Findings(doc, "test"), Article(text=doc.text))
    assert [(place.id, place.name, place.kind, place.country, len(place.mentions)) for place in built] == [
        ("p1", "United Kingdom", "country", "GB", 3),
        ("p2", "Kilifi county", "province", "KE", 2),
    ]
    assert all(doc.text[span.start : span.end] == span.text for place in built for span in place.mentions)


@pytest.mark.parametrize(
    ("text", "kind", "number", "latitude"),
    [
        ("It rained in [ENT_LOC Nairobi].", "city", 184745, -1.28),
        ("It rained in [ENT_LOC Kenya].", "country", 192950, 1.0),
        ("It rained in [ENT_LOC Staffordshire].", "region", None, 52.8),
        ("It rained in Kenya’s [ENT_LOC Tern Street].", "site", None, None),
        ("In Kenya it rained in [ENT_LOC Ternholm].", "other", None, None),
        ("It rained in the village of [ENT_LOC Ternholm].", "city", None, None),
        ("They built walls along the coast of [ENT_LOC Portugal].", "country", 2264397, 39.5),
        ("It rained in [ENT_LOC Central Kenya].", "region", None, None),
        ("It rained in [ENT_LOC Nairobi River].", "water", None, None),
        ("It rained in [ENT_LOC Virginia Beach].", "city", 4791259, 36.85),
        ("It rained in [ENT_LOC Ivory Coast].", "country", 2287781, 8.0),
        ("It rained in [ENT_LOC Taiwan].", "country", 1668284, 23.5),
    ],
)
def test_what_is_not_known_of_a_place_is_left_open(
    blank: Language, text: str, kind: str, number: int | None, latitude: float | None
) -> None:
    doc, _ = annotated(blank, text)
    PLACES.write(doc, frames(doc))
    place = build_places(Findings(doc, "test"), Article(text=doc.text))[-1]
    assert (place.kind, place.geonames_id) == (kind, number)
    assert place.latitude == (latitude and pytest.approx(latitude, abs=0.1))
    assert (place.latitude is None) == (place.longitude is None)


def test_a_part_of_a_place_does_not_hide_where_the_whole_is(blank: Language) -> None:
    doc, _ = annotated(blank, "In [ENT_LOC North Texas] and all of [ENT_LOC Texas] it rained.")
    assert [(frame.facts["name"], frame.facts["geonames_id"]) for frame in frames(doc)] == [("North Texas", None), ("Texas", 4736286)]


def test_names_in_capitals_and_in_short_are_the_same_place(blank: Language) -> None:
    text = (
        "PORT TERNLY, May 14 — It rained in [ENT_LOC Port Ternly]. The [ENT_LOC Orla Bypass Road] is new; the [ENT_LOC Bypass Road] is old."
    )
    doc, _ = annotated(blank, text)
    assert [(frame.facts["name"], len(frame.all("mention"))) for frame in frames(doc)] == [("Port Ternly", 2), ("Orla Bypass Road", 2)]


def test_a_country_goes_by_what_the_article_mostly_calls_it(blank: Language) -> None:
    doc, _ = annotated(blank, "Britain voted. Britain waits. The United Kingdom is tired.")
    assert [frame.facts["name"] for frame in frames(doc)] == ["Britain"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("The government in [ENT_LOC Lisbon] in Portugal met.", "city"), ("It lies in [ENT_LOC Lisbon] province in Portugal.", "province")],
)
def test_a_name_of_city_and_division_is_the_city_unless_a_noun_says_otherwise(blank: Language, text: str, kind: str) -> None:
    doc, _ = annotated(blank, text)
    assert frames(doc)[0].facts["kind"] == kind


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Kenya", "In", "’s Kenya’s", "Of Of Of, In In", "–", "A" * 500, "the The THE"])
def test_any_text_goes_through(blank: Language, text: str) -> None:
    doc, _ = annotated(blank, text.replace("[", ""))
    frames(doc)


def test_page_furniture_names_no_places(blank: Language) -> None:
    doc = blank("Flights from Kenya. Share on Kenya")
    FURNITURE.write(doc, [Frame("f1", {"span": [doc[4:7]]})])
    assert [span.start for span in spans(doc)] == [2]


def test_the_factory_is_registered() -> None:
    assert quotecheck.mentions.places.make_places
    assert spacy.blank("en").has_factory("quotecheck_places")
