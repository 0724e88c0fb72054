"""What the second hand's pages say: invented people and places in many languages, headlines, sentences, days."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "dumps"
SLOT = re.compile(r"\{(?P<slot>[^{}]+)\}")
SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "to", "for", "and", "as", "at", "by", "with", "from", "after", "into")
)
UNSPACED = frozenset(("zh", "zhtw", "ja"))
MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "he": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου"
    " Δεκεμβρίου",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
DAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "ja": "月 火 水 木 金 土 日",
    "ko": "월 화 수 목 금 토 일",
    "he": "שני שלישי רביעי חמישי שישי שבת ראשון",
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "uk": "понеділок вівторок середа четвер п’ятниця субота неділя",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "hi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "el": "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "vi": "Hai Ba Tư Năm Sáu Bảy Nhật",
}


@cache
def pools(hand: str = "") -> dict[str, list[str]]:
    """The lists of second_words.txt and a hand's own file, of all if none is named, by "LANG KIND"; of one name they add up."""
    found: dict[str, list[str]] = {}
    files = sorted(HERE.glob("*_words.txt"), key=lambda x: (x.name != "second_words.txt", x.name))
    held = [x for x in files if not hand or x.name in ("second_words.txt", f"{hand}_words.txt")]
    for block in (x for file in held for x in re.split(r"^\[", file.read_text("utf-8"), flags=re.MULTILINE)[1:]):
        name, _, rest = block.partition("]\n")
        lines = [x for x in rest.splitlines() if x.strip()]
        found.setdefault(name, []).extend([w for x in lines for w in x.split(" / ")] if len(lines) < 3 else lines)
    return found


def _ordinal(n: int) -> str:
    """4th, 22nd."""
    return f"{n}{'th' if n in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


class Words:
    """The words of one page: what stays the same over it, over an article, and what never does."""

    def __init__(self, rng: random.Random, lang: str, case: str) -> None:
        self.rng, self.lang, self.case, self.hand = rng, lang, case, ""
        self.step: tuple[int, int] | None = None  # minutes back to the next article's time
        self.onward = False  # the oldest article first
        self.clock = 0  # minutes an article's own entries are away from its time
        self.page: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.ahead: list[str] = []
        self.told: set[str] = set()
        self.day = datetime(1996, 1, 1) + timedelta(days=rng.randrange(11000), minutes=rng.randrange(1440))
        self.at, self.many = 0, 1
        self.langs = [lang]
        self.steps: tuple[int, ...] = (40, 300, 1500, 4000)

    def begin_between(self, first: int, last: int | None = None) -> None:
        """Some day of these years."""
        days = 365 * ((last or first) - first + 1)
        self.day = datetime(first, 1, 1) + timedelta(minutes=self.rng.randrange(days * 1440))

    def begin_page(self, many: int) -> None:
        """Headlines for all; "lang de ja ko" gives each article a language of its own."""
        langs = self.lang.split(" ")
        self.many, self.langs = many, [langs[0] if len(langs) < 2 else self.rng.choice(langs) for _ in range(many)]
        self.ahead = []
        for lang in self.langs:
            self.lang = lang
            self.ahead.append(self.headline())
        self.lang = self.langs[0]
        self.values = {"title": self.ahead[0]}

    def begin_article(self, k: int) -> None:
        self.at, self.lang = k, self.langs[k]
        self.values = {"title": self.ahead[k]}
        way = 1 if self.onward else -1
        back = way * self.rng.randint(*self.step) if self.step else way * self.rng.choice(self.steps)
        self.day += timedelta(minutes=back)
        self.clock = 0

    def contents(self, line: str) -> list[str]:
        """A row for each article to come."""
        rows = []
        for n, title in enumerate(self.ahead, 1):
            self.values = {"title": title, "k": str(n)}
            rows.append(self.fill(line.strip() or "{title}"))
        self.values = {}
        return rows

    def once(self, ways: str) -> str:
        """One of "a|b", the same all over the page."""
        return self.page.setdefault(ways, self.rng.choice(ways.split("|")))

    def fill(self, words: str) -> str:
        """A line, its slots filled."""
        for _ in range(4):
            words = SLOT.sub(lambda m: self._slot(m["slot"]), words)
        return words

    def headline(self) -> str:
        return self.cased(self._new(lambda: self.fill(self._any("headline"))))

    def cased(self, words: str) -> str:
        """A headline as those of the page are written."""
        case = self.case if self.case != "mixed" else self.rng.choice(("upper", "title", "sentence"))
        if case == "upper":
            return words.upper()
        if case == "title":
            return " ".join(x if x in SMALL and n else x[:1].upper() + x[1:] for n, x in enumerate(words.split(" ")))
        return words[:1].upper() + words[1:]

    def sentence(self) -> str:
        words = self.fill(self._any("sentence"))
        return words[:1].upper() + words[1:]

    def paragraph(self, *, short: bool = False) -> str:
        many = self.rng.choice((1, 1, 2) if short else (1, 1, 2, 2, 3, 3, 4, 5))
        gap = "" if self.lang in UNSPACED else " "
        return self._new(lambda: gap.join(self.sentence() for _ in range(many)))

    def _new(self, make: Callable[[], str]) -> str:
        """What was not said on this page, if twenty tries find any."""
        tries = (make() for _ in range(20))
        found = next((x for x in tries if x not in self.told), None) or make()
        self.told.add(found)
        return found

    def subhead(self) -> str:
        words = self.fill(self._any("subhead"))
        return words[:1].upper() + words[1:]

    def _any(self, kind: str) -> str:
        return self.rng.choice(self._pool(kind))

    def _pool(self, kind: str) -> list[str]:
        """A list: of "en-mon-war", those of en-mon, those of en; of "fra" those of fr; those of en, of any language."""
        parts, held = self.lang.split("-"), pools(self.hand)
        langs = [*("-".join(parts[:n]) for n in range(len(parts), 0, -1)), self.lang[:2], "en"]
        found = next((x for lang in langs if (x := held.get(f"{lang} {kind}"))), None)
        found = found or next((x for name, x in held.items() if name.endswith(f" {kind}")), None)
        if found is None and kind.islower():
            raise KeyError(f"no list of {kind!r} in the words of {self.hand or 'all hands'}")
        return found or self._pool(kind.lower())  # a slot within a headline that was set in capitals

    def lead(self, kind: str, n: int, *, turns: bool) -> str:
        """What stands before the n-th paragraph: any row of the list, or with turns one after the other."""
        ways = self._pool(kind)
        words = self.fill(ways[n % len(ways)] if turns else self.rng.choice(ways)).replace("<n>", str(n + 1))
        return words[:1].upper() + words[1:]

    def _slot(self, slot: str) -> str:
        name, _, how = slot.partition(" ")
        if ":" in name:  # {ko:sent}: in another language than the article's
            own, (self.lang, _, name) = self.lang, name.partition(":")
            words = self.fill(f"{{{name} {how}}}" if how else f"{{{name}}}")
            self.lang = own
            return words
        return FILLS[name](self, how) if name in FILLS else self._fresh_or_kept(name, how)

    def _fresh_or_kept(self, name: str, how: str) -> str:
        """{place} is new each time, {+place} the same over an article, {=place} over a page; {.. upper} in capitals."""
        if name[0] == "+":
            out = self.values.setdefault(name, self.fill(self._any(name[1:])))
        elif name[0] == "=":
            out = self.page.setdefault(name, self.fill(self._any(name[1:])))
        else:
            out = self._any(name)
        return out.upper() if how == "upper" else out

    def _day(self, how: str, *, later: int = 0) -> str:
        day = self.day + timedelta(minutes=later)
        if (lang := self.lang[:2]) in MONTHS:  # a second vocabulary of a language is named after it: "fra", "deu"
            how = how.replace("%B", MONTHS[lang].split()[day.month - 1])
        if lang in DAYS:
            how = how.replace("%A", DAYS[lang].split()[day.weekday()])
        if self.lang == "zh":
            how = how.replace("%A", "星期" + "一二三四五六日"[day.weekday()])
        how = how.replace("%-d", str(day.day)).replace("%-m", str(day.month)).replace("%-I", str(day.hour % 12 or 12))
        how = how.replace("%o", _ordinal(day.day))
        return day.strftime(how)

    def _tick(self, how: str, way: int) -> str:
        """The time of an article's next entry, later or earlier than the last one's."""
        days, _, rest = how.partition(" ")
        by_day = days.isdigit()
        self.clock += way * (self.rng.randint(1, int(days)) * 1440 if by_day else self.rng.randint(2, 50))
        return self._day(rest if by_day else how, later=self.clock)

    def _on(self, how: str) -> str:
        """{on 5 90 %H:%M}: the clock goes on by so many minutes."""
        low, high, form = how.split(" ", 2)
        self.day += timedelta(minutes=self.rng.randint(int(low), int(high)))
        return self._day(form)

    def _step(self, how: str) -> str:
        """{step 20 %H:%M}: the clock one to three times twenty minutes on (or back), for entries under one another."""
        minutes, _, how = how.partition(" ")
        self.day += timedelta(minutes=int(minutes) * self.rng.randint(1, 3))
        return self._day(how)

    def _list(self, how: str) -> str:
        kind, low, high, *by = how.split(" ")
        gap = " ".join(by).replace("_", " ") or ", "
        return gap.join(dict.fromkeys(self.fill(self._any(kind)) for _ in range(self.rng.randint(int(low), int(high)))))

    def _name(self, how: str) -> str:
        out = self.fill(self._any("person"))
        return out.upper() if how == "upper" else out


FILLS: dict[str, Callable[[Words, str], str]] = {
    "title": lambda w, how: (
        w.values.setdefault("title", w.headline()).upper()
        if how == "upper"
        else w.values.setdefault("title", w.headline()).replace('"', f'{how}"')
    ),
    "slug": lambda w, how: re.sub(r"\W+", how or "-", w.values.get("title", "").lower()).strip(how or "-"),
    "headline": lambda w, _: w.headline(),
    "sent": lambda w, _: w._new(w.sentence),
    "para": lambda w, _: w.paragraph(),
    "sub": lambda w, _: w.subhead(),
    "d": lambda w, how: w._day(how),
    "later": lambda w, how: w._day(how, later=700),
    "tick": lambda w, how: w._tick(how, 1),
    "tock": lambda w, how: w._tick(how, -1),
    "list": Words._list,
    "on": Words._on,
    "step": Words._step,
    "esc": lambda w, how: w.paragraph().replace('"', how + '"'),
    "k": lambda w, _: w.values.get("k", str(w.at + 1)),
    "many": lambda w, _: str(w.many),
    "int": lambda w, how: str(w.rng.randint(*(int(x) for x in how.split()))),
    "code": lambda w, how: "".join(
        w.rng.choice(
            "ABCDEFGHJKLMNPQRSTUVWXYZ"
            if c == "A"
            else "0123456789"
            if c == "0"
            else "abcdefghijkmnop"
            if c == "a"
            else "0123456789abcdef"
        )
        if c in "A0ax"
        else c
        for c in how
    ),
    "by": lambda w, how: (
        w.values.setdefault("by", w._name("")).upper() if how == "upper" else w.values.setdefault("by", w._name(""))
    ),
    "name": Words._name,
    "n": lambda w, _: str(w.rng.choice((2, 3, 4, 5, 7, 11, 14, 20, 35, 60, 112, 240, 500))),
}
