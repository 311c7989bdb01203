# ruff: noqa: E501 (transcripts have paragraphs on one line)
"""Transcripts as they are printed, one of each style, and quotes as newspapers clean them: who said it, and what was changed."""

import pytest

from quotecheck import parse_source, verify
from quotecheck.verification.sources.transcript import turns

STYLES = {
    "remarks": """For Immediate Release

Office of the Press Secretary

REMARKS BY GOVERNOR CALLOWAY
AT THE OPENING OF THE GREYFORD HARBOR

Greyford Convention Center
Greyford

11:02 A.M. EST

     GOVERNOR CALLOWAY:  Thank you.  Thank you, everybody.  (Applause.)  Please, have a seat.  It's good to be back in Greyford.  (Laughter and applause.)

     Now, when I took office, we had lost twelve hundred homes in that storm, and there were folks who said -- and I remember this -- that the harbor would never open again.  (Laughter.)  Well, it's open.  (Applause.)

     AUDIENCE MEMBER:  We love you!

     GOVERNOR CALLOWAY:  I love you back.  (Laughter.)  But here's the thing:  We didn't do this alone.  We're gonna keep building, and we're not going to stop until every family is home.

     Q    Governor, will you raise the harbor tax?

     GOVERNOR CALLOWAY:  Look, I've said this before and I'll say it again:  I will not raise the harbor tax this year.  Not this year, not next year.

     Q    So never?

     GOVERNOR CALLOWAY:  Never is a long time, Bill.

                         END                11:25 A.M. EST
""",
    "service": """Speaker 1 (00:00:03):
Good morning, everyone. Um, so thanks for, uh, thanks for joining us today. [inaudible 00:00:09] the numbers from the third quarter.

Ada Marsh (00:00:15):
Yeah, thank you. So, we we sold two point five million units, which is, you know, it's it's up twenty five percent from last year. And I I think that's, I think that's a testament to the team.

Speaker 1 (00:00:41):
[crosstalk 00:00:42] And the guidance?

Ada Marsh (00:00:44):
We expect revenue of between three and four hundred million dollars. We're not, we're not changing that. I want to be very clear about it.
""",
    "assembly": """Page 1204     ASSEMBLY     14 May

Ms MARSH (Greyford North—Minister for Housing) (11.42): I thank the member for the question. The government has built 4,200 homes since it came to office. It will not be building on the flood plain.

Mr DRAY (Thornbury) (11.44): By way of supplementary question: will the minister publish the report?

Honourable members interjecting.

The SPEAKER: Order! The minister has the call.

Ms MARSH: As I have said repeatedly, the report will be pub-
lished in full, and those opposite can read it at their leisure. It makes for
grim reading.
""",
    "commons": """The Prime Minister
I am grateful to the hon. Gentleman. We have recruited 20,000 more nurses, and I can tell the House that we shall recruit more.

Ada Marsh (Greyford) (Lab)
The Prime Minister says that he has recruited nurses, but waiting lists have doubled. Will he apologise?

The Prime Minister
I will take no lectures from the party opposite.
""",
    "questions": """Q. Did you know about the contract?
A. No. I did not know about the contract until the Tuesday, when my deputy told me.
Q. And you signed nothing?
A. I signed nothing, I approved nothing, and I paid nobody.
""",
    "bold": """**Interviewer:** Why did you leave the company?

**Ada Marsh:** I left because I couldn't, in good conscience, sell a product that I knew was unsafe. It wasn't about money.

**Interviewer:** They say it was.

**Ada Marsh:** They would, wouldn't they?
""",
    "live": """WE'RE HERE LIVE IN GREYFORD WHERE THE MAYOR IS SPEAKING NOW
>> GOOD EVENING EVERYONE WE LOST TWELVE HUNDRED HOMES IN THAT STORM AND
WE'RE NOT GOING TO LEAVE ANYBODY BEHIND I WANT TO THANK THE FIRE-
FIGHTERS AND THE POLICE
>> REPORTER: MAYOR WHEN WILL THE SCHOOLS OPEN
>> THE SCHOOLS WILL OPEN ON MONDAY OR TUESDAY AT THE LATEST
""",
    "wire": """CALLOWAY: Thank you, Mr. Chairman.

And let me begin by saying that nobody -- nobody -- in my department was told about the leak until March 3.

(CROSSTALK)

DRAY: That's not what the e-mail says.

CALLOWAY: Well, I'd have to look at the e-mail, but I stand by what I said.

(UNKNOWN): Mr. Chairman?

DRAY: I yield back.
""",
    "timed": """[00:12] Ada: So I think, like, what people don't realize is that 80% of the fish was imported.
[00:25] Ben: Wow. That's a lot.
[00:27] Ada: It is! And it's, um, it's kind of a scandal, right? I mean, we have boats, we have fishermen.
""",
}
SPEAKERS = {
    "remarks": [None, "GOVERNOR CALLOWAY", "AUDIENCE MEMBER", "GOVERNOR CALLOWAY", "Q", "GOVERNOR CALLOWAY", "Q", "GOVERNOR CALLOWAY"],
    "service": ["Speaker 1", "Ada Marsh", "Speaker 1", "Ada Marsh"],
    "assembly": [None, "Ms MARSH", "Mr DRAY", "The SPEAKER", "Ms MARSH"],
    "commons": ["The Prime Minister", "Ada Marsh", "The Prime Minister"],
    "questions": ["Q", "A", "Q", "A"],
    "bold": ["Interviewer", "Ada Marsh", "Interviewer", "Ada Marsh"],
    "live": [None, None, "REPORTER", None],
    "wire": ["CALLOWAY", "DRAY", "CALLOWAY", "UNKNOWN", "DRAY"],
    "timed": ["Ada", "Ben", "Ada"],
}
QUOTES = [
    ("remarks", "We lost 1,200 homes in that storm", "Calloway", "altered", ("tense_changed",), True),
    ("remarks", "There were folks who said that the harbor would never open again", "Ruth Calloway", "altered", (), True),
    ("remarks", "Thank you, everybody. Please, have a seat. It’s good to be back in Greyford.", "Ruth Calloway", "exact", (), True),
    (
        "remarks",
        "We’re going to keep building, and we’re not going to stop until every family is home.",
        "Ruth Calloway",
        "cleaned",
        (),
        True,
    ),
    (
        "remarks",
        "I’ve said this before and I’ll say it again: I will not raise the harbour tax this year",
        "Ruth Calloway",
        "cosmetic",
        (),
        True,
    ),
    ("remarks", "I will raise the harbor tax this year", "Ruth Calloway", "altered", ("negation_changed",), True),
    ("remarks", "Not this year, not next year. Never is a long time", "Ruth Calloway", "cleaned", (), True),
    ("remarks", "We love you!", "Ruth Calloway", "exact", ("other_speaker",), False),
    ("service", "We sold 2.5 million units, which is up 25% from last year", "Ada Marsh", "cleaned", (), True),
    ("service", "I think that’s a testament to the team", "Ada Marsh", "exact", (), True),
    ("service", "We expect revenue of between $300 million and $400 million. We’re not changing that.", "Ada Marsh", "cleaned", (), True),
    ("service", "Thanks for joining us today", "Ada Marsh", "cosmetic", (), None),
    ("service", "It’s up 25 percent from last year, and I think that’s a testament to the team", "Ada Marsh", "cleaned", (), True),
    ("assembly", "the report will be published in full, and those opposite can read it", "Ms Marsh", "cosmetic", (), True),
    ("assembly", "built 4,200 homes since it came to office", "Ada Marsh", "exact", (), True),
    ("assembly", "It will be building on the flood plain", "Ada Marsh", "altered", ("negation_changed",), True),
    ("assembly", "will the minister publish the report?", "Ada Marsh", "exact", ("other_speaker",), False),
    ("commons", "I will take no lectures from the party opposite", "Prime Minister Ben Dray", "exact", (), None),
    ("commons", "waiting lists have doubled", "Ada Marsh", "exact", (), True),
    ("commons", "recruited 20,000 more nurses", "Ada Marsh", "exact", (), None),
    ("questions", "I did not know about the contract until … my deputy told me", "Marsh", "marked", (), None),
    ("questions", "I signed nothing, approved nothing and paid nobody", "Marsh", "altered", (), None),
    ("bold", "I couldn’t, in good conscience, sell a product that I knew was unsafe", "Ada Marsh", "exact", (), True),
    ("bold", "I couldn’t sell a product that I knew was unsafe", "Ada Marsh", "altered", (), True),
    ("bold", "It wasn’t about money. They would, wouldn’t they?", "Ada Marsh", "cleaned", (), True),
    ("live", "We lost 1,200 homes in that storm and we’re not going to leave anybody behind", "Mayor", "cosmetic", (), None),
    ("live", "I want to thank the firefighters and the police", "Mayor", "cosmetic", (), None),
    ("live", "The schools will open on Monday or Tuesday at the latest.", "Mayor", "cosmetic", (), None),
    (
        "wire",
        "Let me begin by saying that nobody in my department was told about the leak until March 3",
        "Ruth Calloway",
        "cleaned",
        (),
        True,
    ),
    ("wire", "That’s not what the email says. I stand by what I said.", "Ruth Calloway", "altered", ("other_speaker",), False),
    ("wire", "I’d have to look at the email, but I stand by what I said", "Ruth Calloway", "cosmetic", (), True),
    ("timed", "What people don’t realise is that 80 percent of the fish was imported", "Ada Marsh", "cosmetic", (), True),
    ("timed", "It’s a scandal. We have boats, we have fishermen.", "Ada Marsh", "cleaned", (), True),
]


@pytest.mark.parametrize("style", STYLES)
def test_each_style_of_transcript_is_read_by_turns(style):
    pieces = parse_source(STYLES[style]).reading.pieces
    speakers = [piece.speaker for number, piece in enumerate(pieces) if not number or piece.turn != pieces[number - 1].turn]
    assert speakers == SPEAKERS[style]


@pytest.mark.parametrize(("style", "quote", "speaker", "verdict", "flags", "same"), QUOTES)
def test_a_quote_as_a_newspaper_prints_it(style, quote, speaker, verdict, flags, same):
    found = verify(quote, parse_source(STYLES[style]), speaker=speaker)
    assert (found.verdict, found.flags, found.same_speaker) == (verdict, flags, same)


PROSE = [
    "The plan has two parts.\n\nFirst: a bridge.\n\nSecond: a road.\n\nNobody knows: the money is gone.",
    "Chapter One\n\nIt rained.\n\nChapter Two\n\nIt snowed.\n\nThe End",
    "Note: it rained at 12:30.\nSee also: the weather.\nhttp://example.org: gone",
    "- one\n- two\n- three: four\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_transcript(text):
    assert turns(text) == []
