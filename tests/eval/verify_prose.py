"""Prose of our own for testing: speeches, interviews and reports on the affairs of invented towns, by the million words.

The sentences come from a grammar: some hundred patterns with phrases in their places, written for this file. Like real speech they share
stock phrases ("I want to thank everybody who"), so that parts of a quote stand in many places though the whole stands in one.
"""

import random
import re
from collections.abc import Iterator

NOUNS = """bridge harbour school hospital library road railway station market factory mill dam reservoir farm orchard field forest river
canal tunnel airport ferry tram bus depot museum theatre stadium park garden square tower church hall court prison clinic nursery college
laboratory workshop warehouse bakery brewery quarry mine pipeline sewer pump turbine reactor cable mast lighthouse pier marina hotel hostel
camp shelter kitchen playground pool rink gym track trail ridge valley delta marsh beach reef island cliff plain budget tax levy grant loan
bond debt deficit surplus wage pension tariff subsidy fund fee fine contract lease permit licence tender audit inquiry survey census report
petition charter treaty statute bylaw ordinance motion amendment ballot referendum mandate quorum council committee board commission agency
ministry union guild league federation chamber cooperative charity parish district precinct borough county province crew brigade squad
patrol garrison fleet convoy harvest crop herd flock catch vintage yield season drought flood storm blizzard heatwave landslide wildfire
eruption tide current fog frost thaw epidemic outbreak vaccine remedy diagnosis surgery ward ambulance nurse teacher driver welder mason
carpenter plumber electrician fisher farmer miller baker tailor cobbler printer clerk archivist curator surveyor engineer architect
chemist botanist geologist historian economist statistician librarian gardener ranger warden pilot captain mechanic dispatcher
apprentice pupil tenant landlord shopkeeper merchant broker banker insurer auditor magistrate juror witness plaintiff defendant victim
neighbour visitor migrant veteran widow orphan volunteer donor sponsor critic rival ally opponent successor predecessor deputy envoy
delegate candidate voter taxpayer commuter cyclist pedestrian passenger customer supplier manufacturer exporter importer retailer
blueprint ledger archive manuscript photograph recording broadcast newspaper bulletin pamphlet poster mural statue monument anthem
festival parade concert exhibition auction raffle tournament regatta marathon rehearsal premiere ceremony funeral wedding anniversary
compromise proposal scheme strategy timetable deadline milestone setback shortfall bottleneck loophole precedent safeguard benchmark
warranty guarantee promise rumour complaint grievance dispute quarrel strike boycott protest vigil truce settlement""".split()
ADJECTIVES = """old new northern southern eastern western central local regional national public private municipal rural urban coastal
narrow wide deep shallow steep gentle rapid slow sudden gradual steady fragile sturdy rusty wooden concrete electric hydraulic digital
temporary permanent provisional annual monthly weekly nightly seasonal modest generous costly cheap fair unfair honest careful careless
thorough hasty patient stubborn brave timid proud humble bitter grateful weary hopeful anxious angry calm quiet noisy crowded empty
abandoned restored damaged flooded frozen scorched polluted fertile barren remote isolated connected neglected celebrated forgotten
familiar strange ordinary remarkable serious minor major urgent overdue voluntary compulsory legal unlawful binding vague precise
reliable doubtful obvious hidden visible likely unlikely possible impossible practical ambitious reckless sensible foolish wise clumsy
elegant dull lively dangerous safe harmless toxic sterile contagious chronic acute elderly young middle-aged unemployed skilled unskilled
retired temporary foreign domestic bilateral joint separate independent loyal corrupt transparent secret confidential official unofficial
formal informal unanimous controversial popular unpopular successful disastrous promising disappointing crucial trivial essential""".split()
VERBS = """repair rebuild close open widen narrow replace extend inspect finance insure audit lease sell buy rent protect defend abandon
restore preserve demolish survey map measure weigh count record publish distribute deliver collect sort recycle burn bury drain flood
dredge irrigate plant harvest prune graze fence guard patrol search rescue evacuate shelter feed clothe train recruit dismiss promote
suspend reinstate pay tax fine subsidise license certify test sample filter heat cool light paint polish weld rivet assemble dismantle
transport load unload anchor tow launch ground schedule postpone cancel announce explain justify question challenge dispute reject accept
approve amend draft sign ratify enforce repeal review monitor evaluate estimate predict reduce increase double halve limit expand merge
divide share borrow lend donate auction rename relocate modernise electrify automate staff supply equip furnish insulate ventilate
reinforce excavate photograph catalogue translate rehearse celebrate commemorate boycott picket blockade negotiate settle""".split()
ADVERBS = """quickly slowly quietly openly carefully steadily gradually eventually finally certainly probably simply barely nearly fully
partly mostly largely merely formally secretly publicly privately jointly separately gladly reluctantly patiently firmly
fairly properly badly thoroughly repeatedly occasionally rarely regularly annually immediately belatedly deliberately wrongly""".split()
GIVEN = """Ada Bruno Clara Dov Elsa Farid Greta Hugo Ines Jonas Karim Lena Milan Nora Otto Petra Quentin Rosa Stefan Tamar Ursula Viktor
Wanda Xenia Yusuf Zora Anton Bela Carmen Dario Edith Felix Gerda Hanna Igor Klara Lars Mona Nils""".split()
FAMILY = """Marsh Calloway Tarrant Okoro Lindqvist Brandt Vasquez Petrov Holloway Mbeki Ferrand Castellan Dray Ellwood Fenwick Garrow
Hathersage Ibsenson Jarrold Kestrel Lomax Merriden Northcott Oakes Pargeter Quill Ravensworth Sandoval Thackeray Umber Varley Whitlock
Yarrow Zeller Abernethy Birtwell Crowther Dunmore Everdene Farnaby Gilchrist Hepworth Inskip Jessop Kitteridge Lavender""".split()
PLACES = """Porthaven Greyford Elmsworth Dunmore Castlebay Riverton Stonebridge Ashcombe Marlow Northwick Southgate Eastleigh Westbrook
Hollowell Thornbury Cresswell Silverdale Brackenridge Fairwater Oldcastle Larkspur Windermoor Saltmarsh Kingsbarrow Queensferry
Millbrook Foxhollow Ravenscar Highfield Lowmoor""".split()
MONTHS = "January February March April June July August September October November December".split()
SMALL = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety".split()
SCALES = ["hundred", "thousand", "million"]

PATTERNS = """
I want to thank everybody who came to {V} the {N} in {P}
We are going to {V} the {J} {N} before the end of {M}
{X} told me that the {N} would {V} the {N}
nobody in {P} expected the {J} {N} to {V} a {N}
there are {#} {Ns} in {P} and not one of them is {J}
we lost {#} {Ns} in the {N} and we will {A} {V} them
the {N} is {J} and the {N} is {J} and that is why we {V}
I do not think that a {J} {N} can {V} the {N}
what I said to {X} was that we must {V} every {N}
it took us {#} days to {V} the {N} and {#} more to {V} the {N}
the people of {P} deserve a {J} {N} and they will get one
in {M} we {V} the {N} and in {M} we {V} the {J} {N}
if you ask the {N} you will hear that the {N} is {A} {J}
they came to us with a {J} {N} and we had to {V} it
at the end of the day the {N} has to {V} the {N}
we have to {A} {V} the {Ns} and {V} the {Ns}
the {J} {N} near {P} was built by a {N} and paid for by a {N}
my predecessor {X} used to say that a {N} is only as good as its {N}
let me be clear that the {N} will not {V} the {N}
it is a {J} {N} for a {J} {N} and I stand by it
more than {#} {Ns} were {J} after the {N} in {M}
we cannot {V} a {N} with a {N} and we never could
{X} and {X} have {A} agreed to {V} the {N}
the {N} costs {#} dollars a year and the {N} costs twice as much
I have been a {N} for {#} years and I have never seen such a {J} {N}
as far as I know the {N} of {P} is {A} {J}
we need a {N} that can {V} a {N} when the {N} is {J}
every {N} in the {N} knows that the {N} of {X} was {J}
for the first time since {M} the {N} did not {V} a single {N}
some of you will remember the {J} {N} that {X} gave to the {N}
the truth is that the {Ns} of {P} {A} {V} more {Ns} than the {Ns} of {P}
by the time the {N} arrived the {N} was {J} and the {N} was gone
we asked {#} {Ns} and {#} of them wanted to {V} the {N}
the {N} should {V} the {N} and the {N} should {V} the {N}
a {N} without a {N} is like a {J} {N} without a {N}
I spoke with {X} on the phone about the {J} {N} and the {J} {N}
the {J} {Ns} in {P} {V} the {N} while the {Ns} {A} {V} it
when I was a {N} in {P} my father worked as a {N} at the {N}
it would be {J} to {V} the {N} before the {N} is {J}
no {N} has ever asked us to {V} a {J} {N} in {M}
the {N} met the {N} in {P} and they {A} decided to {V} the {N}
we will {V} the {N} with {#} {Ns} and not with {#}
there is a lot of work to do before the {N} can {V} the {J} {N}
that {N} belongs to the {Ns} and nobody will {V} it
you can see the {N} from the {N} if the {N} is not too {J}
{X} will {V} the {N} on behalf of the {J} {Ns} of {P}
the {N} rose by {#} percent while the {N} fell by {#} percent
after the {N} we found a {J} {N} under the {N}
I would rather {V} a {N} than {V} a {N}
the {Ns} were promised a {N} and they were given a {J} {N}
""".strip().splitlines()
SYLLABLES = """bar cal dor el fen gar hol is jor kel lun mar nor ost pel quin ras sel tor ul ven wex yar zan bri cro dra fle gri klo
pra sta tre vel win""".split()
JOINTS = [", and ", ", but ", "; ", " because ", ", so ", ", although ", ", which means that ", " while ", ", and I can tell you that "]
ABSENT = """
I want to thank everybody who ever tried to {V} {N} money with {J} hands
at the end of the day {Ns} are what {X} calls {J} weather
let me be clear that {J} {Ns} sing louder than any {N}
as far as I know {X} has {#} cousins who {V} {Ns} for fun
there is a lot of work to do wherever {Ns} sleep beside {Ns}
what I said to {X} concerned {J} apples and {J} tea
the truth is that I dream of {Ns} whenever {X} starts to {V}
we are going to miss {X} whose {N} smelled of {J} soap
it took us ages to teach {Ns} how {Ns} feel on Sundays
some of you will remember dancing with {X} under {J} lanterns
nobody in {P} whistles while {Ns} {V} their own shadows
I do not think that umbrellas make {Ns} {J}
when I was a child {Ns} cost {#} buttons apiece
if you ask the moon about {Ns} expect {J} silence
for the first time since {M} my kettle hums like {J} {Ns}
by the time the soup cooled {X} had counted {#} {Ns}
I have been a fool for {J} {Ns} ever since {M}
I would rather juggle {Ns} than argue over {J} {Ns}
""".strip().splitlines()
"""What nobody says in our prose, though much of it begins as others do."""


class Writer:
    """A writer whose every word follows from the seed."""

    def __init__(self, seed: int, patterns: list[str] = PATTERNS) -> None:
        self.random = random.Random(seed)
        self.patterns = patterns

    def sentences(self) -> Iterator[str]:
        """Sentences without end."""
        while True:
            text = self.clause()
            while self.random.random() < 0.35:
                text += self.random.choice(JOINTS) + self.clause()
            yield text[0].upper() + text[1:] + self.random.choices(".?!", (20, 1, 1))[0]

    def text(self, words: int) -> str:
        """A text of at least that many words, in paragraphs."""
        parts: list[str] = []
        count = 0
        for sentence in self.sentences():
            parts += [sentence, "\n\n" if self.random.random() < 0.25 else " "]
            count += sentence.count(" ") + 1
            if count >= words:
                return "".join(parts)
        raise AssertionError("a writer never ends")

    def clause(self) -> str:
        """One clause, its first letter as it falls."""
        text = re.sub(r"\{(.s?)\}", lambda match: self.phrase(match[1]), self.random.choice(self.patterns))
        return re.sub(r"\ba (?=[aeio])", "an ", text)

    def phrase(self, kind: str) -> str:
        """The words for one place of a pattern."""
        rare = self.rare
        if kind == "X":
            return f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)}"
        if kind == "#":
            return self.number()
        if kind == "Ns":
            return plural(self.noun())
        if kind == "P" and self.random.random() < 0.5:
            return self.coined()
        words = {"V": VERBS, "J": ADJECTIVES, "A": ADVERBS, "P": PLACES, "M": MONTHS}
        return self.noun() if kind == "N" else rare(words[kind])

    def noun(self) -> str:
        """A noun, at times with more words about it."""
        noun, draw = self.rare(NOUNS), self.random.random()
        if draw < 0.12:
            return f"{self.rare(NOUNS)} {noun}"
        if draw < 0.24:
            return f"{self.rare(ADJECTIVES)} {noun}"
        if draw < 0.32:
            return f"{noun} of {self.coined()}"
        return f"{noun} and the {self.rare(NOUNS)}" if draw < 0.38 else noun

    def coined(self) -> str:
        """A name that nothing bears: some ten thousand of them, a few far more often than the rest."""
        syllables = SYLLABLES
        parts = [syllables[int(len(syllables) * self.random.random() ** 1.6)] for _ in range(self.random.choice((2, 2, 3)))]
        return "".join(parts).capitalize()

    def rare(self, words: list[str]) -> str:
        """One of the words, the first ones far more often (as words are in any language)."""
        return words[int(len(words) * self.random.random() ** 1.6)]

    def number(self) -> str:
        """A number in words or in figures."""
        draw = self.random.random()
        if draw < 0.4:
            return self.random.choice(SMALL)
        if draw < 0.6:
            return f"{self.random.choice(SMALL)} {self.random.choice(SCALES)}"
        return f"{self.random.randrange(2, 100)},{self.random.randrange(100, 1000)}" if draw < 0.8 else str(self.random.randrange(13, 990))


def plural(noun: str) -> str:
    """The plural of one of our nouns."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
