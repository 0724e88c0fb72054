"""Made-up news by a second author: sentences put together from clauses, in six languages, paragraphs as long as wires, blogs or briefs write them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape

OPEN, CLOSE = "\u27e6", "\u27e7"  # around an article


def _cut(words: str, at: str) -> list[str]:
    return words.split(at)


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
WEEK = _cut("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", " ")
PLACES = _cut(
    "Orrin Sallow Haddam Brisk Kestle Marrow Tarn Ulvik Pennar Dorrit Castrel Ibbin Lowmoor Zarat Mikhla Vendre", " "
)
PEOPLE = _cut(
    "Ines Corvath,Tomas Eld,Ruth Abiodun,Jan Welleck,Mira Solane,Farid Hantour,Lena Ostby,Paul Grieve,Samir Qadan,Anna Terrell,Gwen Ashby,Oskar Lind,Leila Marouf,Piet van Dorn,Carla Menzi",
    ",",
)
BODIES = _cut(
    "transport ministry,port authority,city council,water board,teachers' union,central bank,farm bureau,coast guard,appeals court,election panel,health office,railway company",
    ",",
)
OUTLETS = _cut(
    "The Orrin Courier,Kestle Gazette,Radio Tarn,Haddam Post,Castrel News Agency,Sallow Tribune,Marrow Weekly,Ulvik Dagblad",
    ",",
)
TOPICS = _cut("Politics,World,Business,Culture,Opinion,Science,Sport,Local,Energy,Courts", ",")
THINGS = _cut(
    "the tunnel,the dam,the old market,the rail link,the budget,the ferry contract,the grain store,the new law,the border crossing,the hospital wing,the gas field,the school merger",
    ",",
)
WHEN = _cut(
    "On {w};Late on {w};Earlier this week;For the third day running;By early afternoon;Two weeks after the vote;Despite a warning from the {b};At a hearing in {p};Before the {b} met on {w};Hours after talks broke down",
    ";",
)
WHO = _cut(
    "the {b};{n}, who heads the {b};a spokesman for the {b};officials in {p};{k} families in {p};residents of {p};lawyers for the {b};the mayor of {p};drivers and dockers;engineers sent from {p}",
    ";",
)
DID = _cut(
    "refused to sign off on {t};asked for {k} more days to look at {t};put the cost of {t} at {k} million;said that work on {t} would stop;voted {k} to {j} to go on with {t};called for an inquiry into {t};agreed to pay half of what {t} has cost;blamed the delay on {t};promised that {t} would not be closed;filed a complaint over {t};sent {k} people home from {t};warned that {t} could fail before winter",
    ";",
)
TAIL = _cut(
    ";; as was widely expected; according to papers seen by this reporter;, a step that critics call too late;, although nobody would say when; while {k} others were still waiting; for the second time since {m};, and the {b} did not object;, {n} told a local radio station; in a letter that ran to {k} pages",
    ";",
)
WHOLE = _cut(
    "“We have heard this before,” {n} said.;“It is not a question of money,” said {n}, “it is a question of who pays first.”;Nobody from the {b} answered calls on {w}.;The {b} declined to comment.;It is the {k}th such case since {m}.;About {k} people live within sight of it.;What happens next is less clear.;“If {p} can do it, so can we,” {n} wrote in a post that was later deleted.;The figures could not be checked.;There were no reports of injuries.;More talks are due in {p} on {w}.;“I was asleep,” {n} recalled. “Then the windows went.”;A decision is expected in {m}.;That leaves {k} of {j} questions open.",
    ";",
)
HEADS = _cut(
    "{P} council splits over {T};{N}: “We will not wait for {P}”;{T} to stay shut until {m};Why {P} cannot agree on {T};{B} sued over {T};{k} held after march in {P};{P} and {Q} resume talks on {T};Opinion: {T} was never the problem;Rain cuts off {P} for a second day;{B} chief {N} steps down;What we know about {T};Anger in {P} as {B} delays vote;{P}: {k} hurt when roof falls in;{B} denies secret deal with {Q};How {P} learned to live without {T};Deal reached;{N} walks free;Minister’s visit to {P} put off again amid row over {T}, officials say",
    ";",
)
OTHER = {  # headlines, sentences
    "de": (
        _cut(
            "Streit um den Haushalt in {p};{p} wartet auf Antworten;{n} tritt zurück;{k} Verletzte bei Unfall nahe {p};Was bleibt vom Vertrag?;{p} und {q} verhandeln wieder",
            ";",
        ),
        _cut(
            "Der Rat von {p} hat am Abend mit {k} zu {j} Stimmen gegen den Entwurf gestimmt.;„Das reicht nicht“, sagte {n} dem Sender.;Nach Angaben der Behörde sind {k} Haushalte in {p} betroffen, weitere {j} könnten folgen.;Die Arbeiten sollen im Frühjahr beginnen, hieß es in {p}.;Warum die Prüfung so lange dauerte, blieb offen.;{n} wies die Vorwürfe zurück und kündigte eine Klage an, über die in {p} entschieden wird.;Ein Sprecher wollte sich dazu nicht äußern.;Zuvor hatten {k} Beschäftigte die Arbeit niedergelegt, weil seit {j} Wochen kein Lohn gezahlt worden war.",
            ";",
        ),
    ),
    "fr": (
        _cut(
            "À {p}, le conseil se divise sur le budget;{n} quitte ses fonctions;{p} attend toujours une réponse;{k} blessés dans un accident près de {p};Le contrat de la discorde;{p} et {q} reprennent les discussions",
            ";",
        ),
        _cut(
            "Le conseil de {p} a rejeté le projet par {k} voix contre {j}, tard dans la soirée.;« Cela ne suffit pas », a déclaré {n} à la radio.;Selon l’office, {k} foyers de {p} sont privés d’eau et {j} autres pourraient l’être.;Les travaux doivent commencer au printemps, indique-t-on à {p}.;Personne n’a voulu dire pourquoi l’examen avait duré si longtemps.;{n} rejette ces accusations et annonce une plainte, qui sera jugée à {p}.;Aucun porte-parole n’était joignable.;Avant cela, {k} salariés avaient cessé le travail, faute de salaire depuis {j} semaines.",
            ";",
        ),
    ),
    "es": (
        _cut(
            "El consejo de {p} se divide por el presupuesto;{n} deja el cargo;{p} espera respuestas;{k} heridos cerca de {p};El contrato de la discordia;{p} y {q} vuelven a negociar",
            ";",
        ),
        _cut(
            "El consejo de {p} rechazó el proyecto por {k} votos contra {j} a última hora.;«No es suficiente», dijo {n} a la emisora.;Según la oficina, {k} hogares de {p} siguen sin agua y otros {j} podrían quedarse sin ella.;Las obras empezarán en primavera, según fuentes de {p}.;Nadie explicó por qué la revisión duró tanto.;{n} niega las acusaciones y anuncia una demanda que se verá en {p}.;Ningún portavoz quiso hacer comentarios.;Antes, {k} empleados habían parado porque llevaban {j} semanas sin cobrar.",
            ";",
        ),
    ),
    "ru": (
        _cut(
            "Совет {p} не договорился о бюджете;{n} уходит в отставку;{p} ждёт ответа;Под {p} пострадали {k} человек;{p} и {q} возобновили переговоры",
            ";",
        ),
        _cut(
            "Совет {p} отклонил проект: {k} голосов против {j}.;«Этого мало», — сказал {n} радиостанции.;По данным ведомства, без воды остались {k} домов в {p}, ещё {j} под угрозой.;Работы должны начаться весной, сообщили в {p}.;Почему проверка шла так долго, никто не объяснил.;{n} отвергает обвинения и готовит иск, который рассмотрят в {p}.;Представитель от комментариев отказался.",
            ";",
        ),
    ),
    "ar": (
        _cut(
            "خلاف في مجلس {p} حول الميزانية;{n} يغادر منصبه;{p} تنتظر الجواب;إصابة {k} قرب {p};{p} و{q} تستأنفان المحادثات",
            ";",
        ),
        _cut(
            "رفض مجلس {p} المشروع بأغلبية {k} صوتا مقابل {j} في ساعة متأخرة.;وقال {n} للإذاعة: «هذا لا يكفي».;وبحسب المكتب فإن {k} منزلا في {p} بلا ماء وقد تلحق بها {j} أخرى.;وتبدأ الأعمال في الربيع كما قيل في {p}.;ولم يشرح أحد سبب طول المراجعة.;ونفى {n} الاتهامات وأعلن دعوى تنظر فيها محكمة {p}.;ولم يكن المتحدث متاحا للتعليق.",
            ";",
        ),
    ),
}
CODES = (("en", 14), ("de", 1), ("fr", 1), ("es", 1), ("ru", 1), ("ar", 2))
STYLES = {"wire": ((5, 12), (1, 2)), "blog": ((2, 6), (3, 6)), "brief": ((1, 2), (2, 4)), "mixed": ((1, 9), (1, 5))}


@dataclass(frozen=True, slots=True)
class Piece:
    """One made-up article."""

    code: str
    head: str
    writer: str
    outlet: str
    topic: str
    place: str
    day: tuple[int, int, int]
    clock: tuple[int, int]
    rows: tuple[str, ...] = field(default=())

    @property
    def iso(self) -> str:
        return "{}-{:02}-{:02}".format(*self.day)

    @property
    def stamp(self) -> str:
        return f"{self.iso}T{self.time}:00+00:00"

    @property
    def time(self) -> str:
        return "{:02}:{:02}".format(*self.clock)

    @property
    def ampm(self) -> str:
        hour, minute = self.clock
        return f"{hour % 12 or 12}:{minute:02} {'am' if hour < 12 else 'pm'}"

    @property
    def long(self) -> str:
        """'May 3, 2029', '3. Mai 2029', '3 mai 2029' ..."""
        y, m, d = self.day
        month = MONTHS[self.code].split()[m - 1]
        return {"en": f"{month} {d}, {y}", "de": f"{d}. {month} {y}", "es": f"{d} de {month} de {y}"}.get(
            self.code, f"{d} {month} {y}"
        )

    @property
    def short(self) -> str:
        """'3 May' in the page's language, no year."""
        return f"{self.day[2]} {MONTHS[self.code].split()[self.day[1] - 1]}"

    @property
    def slashed(self) -> str:
        return "{1:02}/{2:02}/{0}".format(*self.day)

    @property
    def week(self) -> str:
        return WEEK[sum(self.day) % 7]

    @property
    def slug(self) -> str:
        return "-".join(w.strip(":,“”’.").lower() for w in self.head.split()[:6] if w.isascii()) or f"p-{self.day[2]}"

    @property
    def title(self) -> str:
        return OPEN + escape(self.head, quote=False)

    def body(self, tag: str = "p", attrs: str = "", *, first: str = "", joint: str = "\n") -> str:
        """The paragraphs in their tags; the article ends with the last one's last character."""
        rows = [escape(r, quote=False) for r in self.rows]
        rows[0], rows[-1] = first + rows[0], rows[-1] + CLOSE
        return joint.join(f"<{tag}{attrs}>{r}</{tag}>" for r in rows)

    def plain(self, joint: str = "<br><br>\n") -> str:
        return joint.join(escape(r, quote=False) for r in self.rows) + CLOSE


def speech(rng: random.Random) -> str:
    """English twice in three."""
    return rng.choices([c for c, _ in CODES], [n for _, n in CODES])[0]


def pieces(rng: random.Random, code: str, few: int, many: int, style: str = "") -> list[Piece]:
    """So many, no headline twice, the newest first, written in one style or each in its own."""
    style, found = style or rng.choice(["wire", "blog", "mixed", "mixed"]), dict[str, Piece]()
    count = rng.randint(few, many)
    year, month = rng.randint(2001, 2030), rng.randint(1, 12)
    for _ in range(60 * count):
        one = _piece(rng, code, style, year, month)
        found.setdefault(one.head, one)
        if len(found) == count:
            break
    return sorted(found.values(), key=lambda p: (p.day, p.clock), reverse=True)


def prose(rng: random.Random, code: str, least: int = 1, most: int = 3) -> str:
    """One paragraph."""
    return " ".join(_sentence(rng, code) for _ in range(rng.randint(least, most)))


def headline(rng: random.Random, code: str) -> str:
    said = _filled(rng, rng.choice(HEADS if code == "en" else OTHER[code][0]), code)
    return said[0].upper() + said[1:]


def _piece(rng: random.Random, code: str, style: str, year: int, month: int) -> Piece:
    (few, many), (least, most) = STYLES[style]
    rows = tuple(prose(rng, code, least, most) for _ in range(rng.randint(few, many)))
    day = (year, month if rng.random() < 0.7 else rng.randint(1, 12), rng.randint(1, 28))
    return Piece(
        code,
        headline(rng, code),
        rng.choice(PEOPLE),
        rng.choice(OUTLETS),
        rng.choice(TOPICS),
        rng.choice(PLACES),
        day,
        (rng.randint(5, 23), rng.randint(0, 59)),
        rows,
    )


def _sentence(rng: random.Random, code: str) -> str:
    if code != "en":
        return _filled(rng, rng.choice(OTHER[code][1]), code)
    if rng.random() < 0.3:
        return _filled(rng, rng.choice(WHOLE), code)
    said = f"{rng.choice(WHO)} {rng.choice(DID)}{rng.choice(TAIL)}"
    said = f"{rng.choice(WHEN)}, {said}" if rng.random() < 0.4 else said
    filled = _filled(rng, said, code)
    return f"{filled[0].upper()}{filled[1:]}."


def _filled(rng: random.Random, words: str, code: str) -> str:
    place, thing, body = rng.sample(PLACES, 2), rng.choice(THINGS), rng.choice(BODIES)
    held = {
        "p": place[0],
        "P": place[0],
        "q": place[1],
        "Q": place[1],
        "n": rng.choice(PEOPLE),
        "N": rng.choice(PEOPLE),
        "b": body,
        "B": body,
        "t": thing,
        "T": thing,
        "k": str(rng.randint(3, 480)),
        "j": str(rng.randint(3, 90)),
        "w": rng.choice(WEEK),
        "m": MONTHS[code].split()[rng.randrange(12)],
    }
    return words.format_map(held)
