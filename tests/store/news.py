"""A few pages of an invented country, with all that a search can ask for."""

from __future__ import annotations

from pathlib import Path

LONG = "Traffic through the narrow strait has grown every year, and the council of the town expects no change of that soon. "
PAGES = {
    "courier": "Minister vows to reopen Tamar bridge\n\nBy Ada Quist | The Courier | March 5, 2031\n\n"
    "Harbour minister Lena Okt said the bridge over the Tamar would reopen within weeks. “A ceasefire is in sight,” "
    "said army spokesman Tomas Rell. " + LONG + "At least 120 people were wounded when the bridge was attacked on Monday.\n",
    "lantern": "Fuel depot burns near Orsel\n\nBy Piet Lorne | The Lantern | April 12, 2031\n\n"
    "A senior official denied that the depot was struck by drones from the air base. " + LONG +
    "Harbour minister Lena Okt said 12 dockers were safe. Army spokesman Tomas Rell said nothing of the minister was true. "
    "Café owners in Orsel complained of smoke.\n",
    "heron": "Prices of bread rise in Velin\n\nHeron Post | April 20, 2031\n\n" + LONG +
    "Bakers in Velin said the price of bread rose by 15 percent. The ministry of trade said a ceasefire would help. " + LONG,
}  # fmt: skip


def write(folder: Path) -> Path:
    """The pages; of the third a copy too, by another outlet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in PAGES.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    copy = PAGES["heron"].replace("Heron Post", "Daily Quay").replace("April 20", "April 21")
    (folder / "quay.txt").write_text(copy, encoding="utf-8")
    return folder
