"""Pages in other scripts come out whole, with their language and the way they are written. Sentences of our own."""

from __future__ import annotations

import pytest

from firsthand.extract import run
from firsthand.model.articles import Article, Capture
from firsthand.model.units import ExtractInput

ARABIC = (
    "قالت إدارة ميناء درمة يوم السبت إن الميناء سيبقى مغلقا إلى أن تهدأ الرياح وتنتهي أعمال الفحص.",
    "وأضافت أن العبارات إلى الجزر البعيدة ألغيت لليوم الثالث، وأن المتاجر هناك بدأت بتوزيع الطحين بالحصص.",
    "وعثر مهندسون على شقين في الجدار الشمالي الذي رمم آخر مرة بعد عاصفة عام 2019.",
)
HEBREW = (
    "מנהלת הנמל של דרמה אמרה בשבת כי הנמל יישאר סגור עד שהרוח תירגע ועד תום בדיקת המזח הצפוני.",
    "המעבורות אל האיים הרחוקים בוטלו זה היום השלישי, והחנויות שם החלו לחלק קמח בהקצבה.",
    "מהנדסים מצאו שני סדקים בקיר הצפוני, שתוקן לאחרונה אחרי הסערה של 2019.",
)
RUSSIAN = (
    "Администрация порта Дарма сообщила в субботу, что порт останется закрытым, пока не стихнет ветер.",
    "Паромы на дальние острова отменены третий день подряд, и магазины там начали выдавать муку по норме.",
    "Инженеры нашли две трещины в северной стене, которую последний раз чинили после шторма 2019 года.",
)
UKRAINIAN = (
    "Адміністрація порту Дарма повідомила в суботу, що порт залишиться зачиненим, доки не вщухне вітер.",
    "Пороми на далекі острови скасовано третій день поспіль, і крамниці там почали видавати борошно за нормою.",
    "Інженери знайшли дві тріщини в північній стіні, яку востаннє лагодили після шторму 2019 року.",
)
CHINESE = (
    "达尔马港务局周六表示，在大风减弱、北堤检查结束之前，港口将继续关闭，所有货船都要在外海等候通知。",
    "开往外岛的渡轮已连续第三天停航，当地商店开始限量供应面粉，居民排队等候了几个小时才买到一袋。",
    "工程师在北墙上发现了两道裂缝，这堵墙上一次修补是在二〇一九年那场风暴之后，由当地工人完成。",
)
JAPANESE = (
    "ダルマ港の管理事務所は土曜日、風が弱まり北側の堤防の点検が終わるまで港を閉鎖すると発表した。",
    "離島へのフェリーは三日続けて欠航し、島の商店では小麦粉の販売を一人一袋までに制限し始めている。",
    "技術者は北側の壁に二本のひびを見つけた。壁は二〇一九年の嵐のあとに修理されたのが最後だった。",
)
HINDI = (
    "दरमा बंदरगाह के प्रशासन ने शनिवार को कहा कि हवा थमने तक बंदरगाह बंद रहेगा और जहाज बाहर ही रुकेंगे।",
    "दूर के द्वीपों के लिए नावें तीसरे दिन भी रद्द रहीं और वहां की दुकानों ने आटा सीमित मात्रा में देना शुरू किया।",
    "इंजीनियरों को उत्तरी दीवार में दो दरारें मिलीं, जिसकी आखिरी मरम्मत 2019 के तूफान के बाद हुई थी।",
)
LATIN_MENU = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(8))


def page(words: tuple[str, ...], title: str, lang: str | None) -> str:
    declared = f' lang="{lang}"' if lang else ""
    body = "".join(f"<p>{w}</p>" for w in words * 2)
    return (
        f"<html{declared}><head><title>{title} - Tidewire</title></head><body><nav class='menu'><ul>{LATIN_MENU}</ul></nav>"
        f"<article><h1>{title}</h1><div class='article-body'>{body}</div></article><footer><p>Tidewire</p></footer></body></html>"
    )


def cut(text: str) -> Article:
    capture = Capture("0" * 64, "page", None, "", "text/html", "utf-8", "folder", len(text))
    (article,) = (r for r in run(ExtractInput(capture, text)).rows if isinstance(r, Article))
    return article


@pytest.mark.parametrize(
    ("words", "title", "lang", "language", "direction"),
    [
        (ARABIC, "ميناء درمة مغلق", "ar", "ar", "rtl"),
        (ARABIC, "ميناء درمة مغلق", "en", "ar", "rtl"),
        (HEBREW, "נמל דרמה סגור", None, "he", "rtl"),
        (RUSSIAN, "Порт Дарма закрыт", None, "ru", "ltr"),
        (UKRAINIAN, "Порт Дарма зачинено", None, "uk", "ltr"),
        (UKRAINIAN, "Порт Дарма зачинено", "uk-UA", "uk", "ltr"),
        (CHINESE, "达尔马港关闭", "zh-Hans", "zh", "ltr"),
        (CHINESE, "达尔马港关闭", "fr", "zh", "ltr"),
        (JAPANESE, "ダルマ港が閉鎖", None, "ja", "ltr"),
        (HINDI, "दरमा बंदरगाह बंद", None, "hi", "ltr"),
    ],
)
def test_a_page_comes_out_whole(
    words: tuple[str, ...], title: str, lang: str | None, language: str, direction: str
) -> None:
    source = page(words, title, lang)
    article = cut(source)
    assert article.body == "\n\n".join(words * 2)
    assert article.title == title
    assert (article.language, article.direction) == (language, direction)
    title_at = article.first("title")
    assert title_at is not None
    assert title_at.capture_span is not None
    assert title_at.capture_span.of(source) == title


def test_an_article_in_another_language_than_its_page_is_told_by_its_own_element() -> None:
    source = page(ARABIC, "ميناء درمة مغلق", "en").replace("<article>", '<article lang="fa" dir="rtl">')
    assert cut(source).language == "fa"


def test_a_language_that_its_letters_deny_is_not_believed() -> None:
    english = ("The harbour master of Darma said on Saturday that the port stays closed until the wind falls.",) * 3
    assert cut(page(english, "Port closed", "ar")).language == "en"
