"""Whom pronouns and short forms are taken for, and whom not: an open end is better than a wrong name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article, attributions

from firsthand.model.articles import Datum
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import Span
from firsthand.model.units import ReadInput
from firsthand.read import run
from firsthand.read.names.mentions import read_mentions
from firsthand.read.speakers.resolve import Said, Speaker, resolve
from firsthand.read.words import paragraphs


@pytest.fixture(autouse=True, scope="module")
def _by_rules() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("firsthand.read.encoder.encoder", lambda code: None)
    yield
    patch.undo()


def speakers(text: str) -> list[Speaker]:
    """Whom each source stands for, in order; sources are marked so: [she] said."""
    plain, places = "", []
    for n, piece in enumerate(text.replace("[", "]").split("]")):
        if n % 2:
            places.append((len(plain), len(plain) + len(piece)))
        plain += piece
    whole = article(plain)
    read = paragraphs(whole)
    mentions = read_mentions(whole, read)
    said: list[Said] = []
    for start, end in places:
        for p in read:
            numbers = [i for i in range(len(p.words)) if start <= p.starts[i] < end]
            if numbers:
                said.append(Said(start, resolve(plain, p, numbers, mentions, said)))
    for s in said:
        if s.speaker.span is not None:
            assert 0 <= s.speaker.span.start < s.speaker.span.end <= len(plain)
    return [s.speaker for s in said]


def last(text: str) -> str | None:
    return speakers(text)[-1].name


FOUND: list[tuple[str, str]] = [
    ("[Peter Vann] rang. The city sent a cease-and-desist letter Friday. [It] says so.", "cease-and-desist letter"),
    ("Delta TV first published the cellphone video, and lawyers sent it on. [It] shows a fire.", "cellphone video"),
    ("The road was closed. [On Sunday the works ministry] said so.", "works ministry"),
    ("The Heron agency of Lesk said so. It did so by Delta TV, [whose reporters] quoted nobody.", "Delta TV"),
    ("[The works ministry] announced the fall. It was the third, according to [the statement].", "works ministry"),
    ("[Oro Vann] rang. In the hall I met an old man, a shop steward, who sang. “Then also,” [he] said.", "old man"),
    ("Oro Vann came. A Kaldan clerk laughed when I asked him. “Open,” [he] said.", "Kaldan clerk"),
    ("Oro Vann came. The brother-in-law himself doubts it. “No,” [he] said.", "brother-in-law"),
    ("Oro Vann came. My nephew rang at three. [He] said no.", "nephew"),
    ("[Oro Vann] spoke. “A man who loses his way has no boat.” [He] said no.", "Oro Vann"),
    ("A port spokesman, [Captain Joel Venn], denied it. [He] said no.", "Joel Venn"),
    (
        "Somebody sent me the letter of the elders of Lesk. It is short and in pencil. [It] says no.",
        "elders of Lesk",
    ),
    (
        "They were passing round a letter from two crews of the northern boats. [It] claims that the pier fell.",
        "two crews of the northern boats",
    ),
    (
        "[The Heron Union] said no. A paper circulated by the office of the Kaldan envoy has named none; [it] notes",
        "office of the Kaldan envoy",
    ),
    (
        "The notables of eleven villages met and issued a communiqué that mourned. [The communiqué] demanded peace.",
        "notables of eleven villages",
    ),
    (
        "[Oro Vann] told them by letter to go. [The letter, which was read to us by an aide of the Coast Front,] is long.",
        "Oro Vann",
    ),
    (
        "That leaves the Coast Front, whose communiqué appeared on Friday. [The communiqué] boasts of seven boats.",
        "Coast Front",
    ),
    ("The company’s gate log begins at noon. The storm came. [The same log] counts nine cars.", "company"),
    ("[A leaflet] that carries the signature of the Coast Front threatens the fleet.", "Coast Front"),
    ("[A one-page statement issued by its embassy in Tolo] condemned the raid.", "its embassy in Tolo"),
    ("[A report by the city’s Harbour Response Room] describes the fire.", "Harbour Response Room"),
    ("The Algerian army has moved, according to [a communiqué of the defence ministry].", "Algerian defence ministry"),
    ("The Algerian navy has sailed, [the defence ministry] said.", "Algerian defence ministry"),
    (
        "[The internal security command in Tolo] denied that. In a statement [it] said no.",
        "internal security command in Tolo",
    ),
    ("[Peter Vann] said it was late. [He] denied that Oro Lund had gone. “It was late,” [he] said.", "Peter Vann"),
    ("[Peter Vann] said it was late. Citing [a port source], [he] reported a fire.", "Peter Vann"),
    ("The mayor of Tolo, Peter Vann, was asked by [our correspondent]. “I slept,” [he] said.", "Peter Vann"),
    ("[The Tolo-led coalition fighting Islamic State] said no.", "Tolo-led coalition"),
    ("In a statement, [the Tolo Harbour Board] said so. Four came, [the statement] said.", "Tolo Harbour Board"),
    (
        "[The letter] says no. In Rome, the foreign ministry has set up a desk. [It] said so.",
        "Italian foreign ministry",
    ),
    ("In Rome, [the foreign ministry] said no. [The ministry] said so.", "Italian foreign ministry"),
    ("[The Libyans] said no.", "Libya"),
    ("[A group calling itself Saraya al-Mina] said no. [The group] said so.", "Saraya al-Mina"),
    ("A little-known group calling itself Saraya al-Mina struck. [It] said so.", "Saraya al-Mina"),
    ("[A man who presents himself as Abu Narva] said so.", "Abu Narva"),
    ("It rained, [one of the freed men] said. [He] said so.", "one of the freed men"),
    ("Quwat al-Sahil, a faction, struck. Meron Lines sank. [The company] said no.", "Meron Lines"),
    ("[Mara Lind] said the pier was safe. [She] said so twice.", "Mara Lind"),
    ("[Mara Lind] said the pier was safe. Peter Vann left early. “We saw it,” [she] added.", "Mara Lind"),
    ("Mara Lind met Peter Vann on Monday. [He] said the pier was safe.", "Peter Vann"),
    ("[Peter Vann] spoke of Mara Lind’s plan. [He] said it was bad.", "Peter Vann"),
    ("[Peter Vann] spoke first.\n\nMara Lind spoke after him. “No,” [she] said.", "Mara Lind"),
    ("Mr. Kalda and his wife, Mara, came. [She] said so.", "Mara"),
    ("Mara Lind, 59, of Kalda, [who] saw it, left.", "Mara Lind"),
    ("Mara Lind is a former harbour lawyer [who] fought the plan.", "Mara Lind"),
    ("There were [some residents] in town. Some residents [who] stayed called it a shame.", "Some residents"),
    ("[An army officer] spoke of a fire. [The officer] said two boats burned.", "army officer"),
    ("[Port officials] spoke of a fire. [They] said two boats burned.", "Port officials"),
    ("The Dockers’ Union met on Monday. [The union] said no.", "Dockers’ Union"),
    ("The Ministry of Harbour Works met. Later [the ministry] said no.", "Ministry of Harbour Works"),
    ("Governor Mara Lind came on Monday with Peter Vann. [The governor] said no.", "Mara Lind"),
    ("[The Keldon Herald] wrote of a fire. [The newspaper] said two boats burned.", "Keldon Herald"),
    ("The talks were between Peter Vann and Mara Lind. [The latter] said no.", "Mara Lind"),
    ("[The Harbour Board’s report] said no.", "Harbour Board"),
    ("[Norlandic Foreign Minister Mara Lind] said no.", "Mara Lind"),
    ("[the latest reports from port officials Sunday] say no.", "port officials"),
    ("[The US] said no.", "United States"),
    ("[The Coast Brigades, the militia opposite Peter Vann,] said no.", "Coast Brigades"),
    ("[A little-known group, the Tolo Front,] said no.", "Tolo Front"),
    ("[His party, the Tolo People’s Front,] said no.", "Tolo People’s Front"),
    ("The bishop of Tolo, Peter Vann, came. [The bishop] said no.", "Peter Vann"),
    ("Rear Admiral Peter Vann came. Mara Lind left. [The admiral] said no.", "Peter Vann"),
    ("The director of the Tolo Hospital, Mara Lind, came. [The director of the hospital] said no.", "Mara Lind"),
    ("Bishop Peter Vann came with Oro Lind. On Monday the bishop was brief. It was late, [he] said.", "Peter Vann"),
    ("[Tolo Lines spokeswoman Mara Lind] said so. The Dockers’ Union met. By then [the company] knew.", "Tolo Lines"),
    ("The Tolo Workers’ Union met. [Tolo Steel] said no. [Mara Lind] said so. [The company] knew.", "Tolo Steel"),
    ("The TDU met. [The union] said no.", "TDU"),
    ("[Its operator] said so. Tolo Lines, the Kalda-based operator, knew of nothing.", "Tolo Lines"),
    ("[The director of the hospital] said so. The director of the Tolo Hospital, Mara Lind, came.", "Mara Lind"),
    ("Peter Vann, 29, was there. “It burned,” [the dad-of-two] said.", "Peter Vann"),
    ("[The Coast Brigades] said no. [They] recalled it.", "Coast Brigades"),
    ("Clause 14 is long. [Peter Vann] said so. Annex C goes further: [it] says no.", "Annex C"),
    ("[a manifest published by the Harbour Board] says no.", "Harbour Board"),
    ("[the assessment of Tolo Analytica] says no.", "Tolo Analytica"),
    ("The energy ministry met. [The energy ministry’s certificate] says no.", "energy ministry"),
    ("[images taken on Monday and published by the firm Tolo Analytica] show no.", "Tolo Analytica"),
    ("[a register kept by the parish of Tolo] says no.", "parish of Tolo"),
    ("Peter Vann came on Monday. [A report he] wrote said no.", "Peter Vann"),
    ("Peter Vann sent the ministry a letter in May. It rained. [The letter] says no.", "Peter Vann"),
    ("[The Harbour Board] announced it on its website page. [The page] said two boats burned.", "Harbour Board"),
    ("[A former clerk of the port] spoke. [The same man] told more. “No,” [he] said.", "former clerk of the port"),
    ("[The energy ministry] said no. Rain fell. [The ministry] insists.", "energy ministry"),
    ("[The Brigades of the Coast] said no. [They] recalled it.", "Brigades of the Coast"),
    ("[a miner who gave his name only as Trosko] said no.", "Trosko"),
    ("[A reader in Kalda, who signs himself Salt Fish,] said no.", "Salt Fish"),
    ("[A driver], whom I will call Trosko, says no. On Monday, [he] says, it rained.", "Trosko"),
    ("Peter Vann, at that time [the chief engineer], warned of it.", "Peter Vann"),
    ("according to [the ministry’s director of medicine], Dr. Mara Lind, it rained.", "Mara Lind"),
    ("“It is full,” said [one], Oro Vann.", "Oro Vann"),
    ("The headmaster, Peter Vann, wept. [The headmaster] said no.", "Peter Vann"),
    ("A woman who sold tea by the pier remembers it. “It burned,” [she] said.", "woman"),
    ("In a post the Harbour Board spoke of three boats, two of which [it] said had burned.", "Harbour Board"),
    ("Under the proposal, the ships would leave. [It] also calls for talks.", "proposal"),
    ("The page, shown to Peter Vann, is old. It bears two names. “Open,” [it] reads.", "page"),
    ("Oro Kaldova stood by Peter Lindov. “It burned,” [she] said.", "Oro Kaldova"),
    ("[TolarAid, funded by three states,] said no.", "TolarAid"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t for t, _ in FOUND])
def test_a_short_form_stands_for_the_party_named_before(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[A guard who asked not to be named] said that the gate was open. Oro Vann, 34, was arrested on Friday.",
        "[A neighbour] told how it burned.\n\nOro Vann, 34, was killed.",
        "[A brave sailor who dragged out two friends] told how it burned.\n\nOro Vann, 34, swam back.",
        "It was late, [the works minister] said. Oro Vann flew there at dawn.",
    ],
)
def test_who_is_named_next_is_not_the_unnamed_source(text: str) -> None:
    assert last(text) != "Oro Vann"


def test_an_office_that_one_holds_is_whoever_is_named_with_it_after() -> None:
    text = "[Italy’s works minister] said no. It rained. “No,” Works Minister Peter Vann told the house."
    assert speakers(text)[0].name == "Peter Vann"
    other = "[Italy’s works minister] said no. It rained. France’s works minister left. Works Minister Peter Vann came."
    assert speakers(other)[0].name != "Peter Vann"


def test_a_ministry_without_a_state_is_that_of_the_capital_where_no_other_state_is_spoken_of() -> None:
    def told(body: str) -> set[str | None]:
        filed = Datum("dateline", "Tripoli", "dateline", None, None)
        whole = replace(article(body), data=(filed,))
        return {r.speaker for r in run(ReadInput(whole)).rows if isinstance(r, Attribution)}

    assert told("Libyan troops freed 29 people, the defence ministry said. It rained, the ministry said.") == {
        "Libyan defence ministry"
    }
    assert "Libyan health ministry" not in told("French drones killed 12 in Tolo, the health ministry said.")
    assert "Libyan ministry" not in told("It rained, the ministry said.")


def test_a_name_behind_the_cue_is_not_what_the_source_goes_by() -> None:
    (speaker,) = speakers("[The letter] named the man as Oro Vann, also known as Abu Narva.")
    assert speaker.name == "letter"


def test_we_of_a_declaration_are_whose_page_it_is() -> None:
    outlet = Datum("outlet", "Tolo Families Network", "header_line", None, None)
    whole = replace(article("We, the relatives of the crew, mourn. We demand that the port be opened."), data=(outlet,))
    found = {r.speaker for r in run(ReadInput(whole)).rows if isinstance(r, Attribution)}
    assert found == {"Tolo Families Network"}


KINDS_BY_WORDS = [
    ("Norlandic media said that it rained.", "unnamed_group"),
    ("A retired colonel said that it rained.", "unnamed_source"),
    ("Three of the freed workers said that it rained.", "unnamed_group"),
    ("One of them, a winch operator who asked not to be named, said that it rained.", "unnamed_source"),
    ("My friends in Tolo said that it rained.", "unnamed_group"),
    ("The director of the clinic said that it rained.", "unnamed_official"),
    ("A decision published by the Tolo High Court said that it rained.", "document"),
    ("Channel 9 said that it rained.", "media_outlet"),
    ("Member of parliament Ibra al-Duma said that it rained.", "named_person"),
    ("Harakat al-Mina said that it rained.", "named_organisation"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS_BY_WORDS, ids=[t for t, _ in KINDS_BY_WORDS])
def test_the_words_of_a_source_tell_its_kind(text: str, kind: str) -> None:
    (a,) = attributions(text)
    assert a.source_kind == kind


OPEN = [
    "As [we] all know, it rains in Kalda.",
    "[You] can say so.",
    "Peter Vann came. [She] said so.",
    "It was late. [They] said so.",
    "The rain fell. [It] says so.",
    "She used a private email system at home. [It] says so.",
    "It named a rocky coast as the launch site. [It] says so.",
]


@pytest.mark.parametrize("text", OPEN)
def test_where_nobody_fits_nobody_is_named_and_it_says_why(text: str) -> None:
    (speaker,) = speakers(text)
    assert speaker.name is None
    assert ":" in speaker.why


def test_the_same_source_without_a_name_is_one_party() -> None:
    first, second, third = speakers(
        "[A port official] spoke. [The official] said that the pier had burned. [He] left it there."
    )
    assert first.name == second.name == third.name == "port official"
    assert {s.kind for s in (first, second, third)} == {"unnamed_official"}


def test_whoever_has_seen_a_document_does_not_own_it() -> None:
    (speaker,) = speakers("[An internal memo seen by the Keldon Herald] said that the pier had burned.")
    assert (speaker.kind, speaker.name) == ("document", "internal memo seen by the Keldon Herald")
    (owned,) = speakers("[A study by the Harbour Board] said that the pier had burned.")
    assert (owned.kind, owned.name) == ("document", "Harbour Board")


def test_an_unnamed_source_is_never_given_the_name_beside_it() -> None:
    (speaker,) = speakers("[Two officials close to Peter Vann] said that the pier had burned.")
    assert speaker.kind == "unnamed_official"
    assert speaker.name == "Two officials close to Peter Vann"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The family of Peter Vann", "family of Peter Vann"),
        ("A woman who knew Peter Vann", "woman"),
        ("The owner of the tanker Tolo Queen", "owner of the tanker Tolo Queen"),
    ],
)
def test_a_source_is_not_the_name_that_its_noun_is_of(words: str, name: str) -> None:
    (speaker,) = speakers(f"[{words}] said that the pier had burned.")
    assert speaker.kind.startswith("unnamed")
    assert speaker.name == name


def test_the_police_are_no_party_whose_short_form_has_a_p() -> None:
    assert last("The PDF met. [The police] said that the pier had burned.") == "police"
    assert last("The NDU and the TDU met. [The union] said that the pier had burned.") == "union"


def test_who_is_held_back_stays_so_where_the_text_names_two_or_begins_with_a() -> None:
    text = "[The director of the bank] said so. The director, Peter Vann, left. The director, Oro Lind, came."
    assert speakers(text)[0].name == "director of the bank"
    (lawyer,) = speakers("[A lawyer for the bank] said so. “No,” added the lawyer, Peter Vann.")
    assert (lawyer.kind, lawyer.name) == ("unnamed_source", "lawyer for the bank")


def test_we_are_the_body_whose_statement_it_is() -> None:
    outlet = Datum("outlet", "Tolo Rights Alliance", "header_line", None, None)
    body = "The Tolo Rights Alliance mourns the dead. We demand that the port be opened. “We ran,” Peter Vann said."
    whole = replace(article(body), data=(outlet,))
    found = [r for r in run(ReadInput(whole)).rows if isinstance(r, Attribution)]
    assert {a.speaker for a in found if whole.text[a.source[0].start : a.source[0].end] == "We"} == {
        "Tolo Rights Alliance"
    }


PIECES = st.sampled_from(
    [
        "[he]",
        "[She]",
        "[who]",
        "[the union]",
        "[The latter]",
        "Mara Lind",
        "Peter Vann",
        "said",
        ".",
        ",",
        "“",
        "”",
        "''",
        "\n\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | st.text("ab’.'\"“ \n", max_size=4), max_size=24).map(" ".join))
def test_any_text_is_answered(text: str) -> None:
    for speaker in speakers(text):
        assert speaker.why
        assert speaker.name is None or speaker.name.strip()


KINDS = [
    ("[A doctor at the clinic] said that the pier had burned.", "unnamed_source"),
    ("[Villagers I have spoken to] said that the pier had burned.", "unnamed_group"),
    ("[A harbour lieutenant] said that the pier had burned.", "unnamed_official"),
    ("[The reply, a single page signed by a clerk,] says no.", "document"),
    ("[satellite images taken on Monday] show no.", "document"),
    ("[the two works ministries] said that the pier had burned.", "named_organisation"),
    ("[The French side] said that the pier had burned.", "named_organisation"),
    ("[the army’s media wing] said that the pier had burned.", "named_organisation"),
    ("We call him Trosko. [Trosko] said that the pier had burned.", "unnamed_source"),
    ("[Secretary of Works Mara Lind] said that the pier had burned.", "named_person"),
    ("[ministry spokesman Omed Ahmed] said that the pier had burned.", "named_person"),
    ("[Residents of two nearby villages, Tolo and Lesk,] said that the pier had burned.", "unnamed_group"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[t for t, _ in KINDS])
def test_what_the_words_let_us_know_of_a_source(text: str, kind: str) -> None:
    assert speakers(text)[-1].kind == kind


def test_a_statement_without_an_outlet_is_of_the_body_that_declares_at_its_head() -> None:
    found = attributions("The Tolo Rights Society mourns its dead. We call on the port to open the gates at once.")
    assert {a.speaker for a in found if a.stance == "demands"} == {"Tolo Rights Society"}


def test_we_of_a_titled_statement_are_whose_it_is() -> None:
    text = "Statement of the Tolo Harbour Union on the closed mole\n\n[We] reject the closing. The Tolo Harbour Union is old."
    assert last(text) == "Tolo Harbour Union"


def test_its_own_agency_is_not_the_agency_named_before() -> None:
    assert (
        last(
            "[The Tolo news agency] said that the pier had burned. Norland closed the port, [its state news agency] reported."
        )
        != "Tolo"
    )


def test_it_is_the_document_that_leads_the_sentence_before() -> None:
    text = "Their joint statement after the talks is a remarkable document. It says that Norland must leave the pier."
    (a,) = [a for a in attributions(text) if a.source and a.source[0].of(text) == "It"]
    assert (a.source_kind, a.speaker) == ("document", "joint statement")


def test_a_document_is_of_the_body_that_stands_before_or_behind_it() -> None:
    for text in (
        "“We hit the port,” a Dockers’ Union statement following the attack said.",
        "A study by the Dockers’ Union found that the cranes were old.",
    ):
        (a,) = attributions(text)
        assert (a.source_kind, a.speaker) == ("document", "Dockers’ Union")


KINDS_BY_WORDS = [
    ("[A member of the Kaldan delegation] said that the pier had burned.", "unnamed_official"),
    ("[Member of parliament Oro Vann] said that the pier had burned.", "named_person"),
    ("[Eleven of them] said that the pier had burned.", "unnamed_group"),
    ("[The imam of the great mosque] said that the pier had burned.", "unnamed_source"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS_BY_WORDS)
def test_who_treats_for_a_side_is_an_official_and_who_leads_prayers_is_none(text: str, kind: str) -> None:
    (a, *_) = attributions(text.replace("[", "").replace("]", ""))
    assert a.source_kind == kind


@pytest.mark.parametrize("source", ["We", "Heron Aid"])
def test_who_gives_out_a_statement_of_his_own_is_a_body_and_no_paper(source: str) -> None:
    text = f"Heron Aid condemns the raid on the school. {source} said that the roof had burned."
    p = paragraphs(article(text))[0]
    at = p.words.index("said")
    mentions = (Mention("m-1", "a-test", Span(0, 9), "outlet", "Heron Aid"),)
    numbers = list(range(at - len(source.split()), at))
    speaker = resolve(text, p, numbers, mentions, [], "Heron Aid (HA)")
    assert speaker.kind == "named_organisation"
    assert (speaker.name or "").startswith("Heron Aid")
