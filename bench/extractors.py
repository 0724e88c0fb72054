"""The words of saved pages by us and by others, each page's body against its truth, in one run with speeds.

    pip install -e '.[peers]'    # in an environment of its own
    python bench/extractors.py sets/pages/benchmark sets/pages/outlets sets/pages/web [--every 3] [--folds FILE]

Of each extractor and folder: F1 as the article-extraction-benchmark counts it (shingles of four words), F1 of words, and pages a
CPU second as a multiple of trafilatura's. Ours gives text, data and offsets, trafilatura text and data; the others mostly text
alone. Every extractor has a page before the next page comes, so that a slow minute of the machine slows all. One that is not
installed is left out; one that fails on a page gave no words there, and failures are told. Our weights learnt from these very
pages: with --folds each page is read by weights that saw no page of its publisher (`training/page_words.py --keep FILE`).
"""

from __future__ import annotations

import argparse
import logging
import warnings
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

import numpy as np

from firsthand.collect import decode
from firsthand.collect.charsets import charset_of
from firsthand.eval.pages import benchmark, word_f1
from firsthand.eval.pages_gold import GoldPage, fold_of, pages_in
from firsthand.eval.pages_measured import of_articles
from firsthand.extract import block_choice
from firsthand.extract.block_choice import Looks, Network
from firsthand.extract.step import read_page, split
from firsthand.model.articles import Capture
from firsthand.model.units import ExtractInput

Extractor = Callable[[str], str]


def ours() -> Extractor:
    capture = Capture("0" * 64, "page.html", None, "", "text/html", "utf-8", "folder", 1)
    return lambda text: of_articles(split(read_page(ExtractInput(capture, text)))).body


def trafilatura(**how: bool) -> Extractor:
    extract = import_module("trafilatura").bare_extraction
    return lambda text: _text(extract(text, with_metadata=True, include_comments=False, **how))


def resiliparse() -> Extractor:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda text: str(extract(text, main_content=True, alt_texts=False, list_bullets=False))


def newspaper4k() -> Extractor:
    article = import_module("newspaper").Article

    def read(text: str) -> str:
        one = article("https://page.example/", fetch_images=False)
        one.download(input_html=text)
        one.parse()
        return str(one.text)

    return read


def readability() -> Extractor:
    document, html = import_module("readability").Document, import_module("lxml.html")
    return lambda text: "\n".join(html.fromstring(document(text).summary()).itertext())


def goose3() -> Extractor:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})
    return lambda text: str(goose.extract(raw_html=text).cleaned_text)


def justext() -> Extractor:
    module = import_module("justext")
    words = module.get_stoplist("English")
    return lambda text: "\n".join(p.text for p in module.justext(text.encode(), words) if not p.is_boilerplate)


def boilerpy3() -> Extractor:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    return lambda text: str(extractor.get_content(text))


def turbohtml() -> Extractor:
    parse = import_module("turbohtml").parse
    return lambda text: str(parse(text).main_text())


def trafilaturacore() -> Extractor:
    clean, html = import_module("trafilaturacore").clean, import_module("lxml.html")
    return lambda text: "\n".join(html.fromstring(clean(text).html or "<p>").itertext())


EXTRACTORS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "ours": ("", ours),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, precision": ("trafilatura", partial(trafilatura, favor_precision=True)),
    "trafilatura, fast": ("trafilatura", partial(trafilatura, fast=True)),
    "trafilaturacore": ("trafilaturacore", trafilaturacore),
    "resiliparse": ("Resiliparse", resiliparse),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "readability-lxml": ("readability-lxml", readability),
    "goose3": ("goose3", goose3),
    "jusText": ("jusText", justext),
    "boilerpy3": ("boilerpy3", boilerpy3),
    "turbohtml": ("turbohtml", turbohtml),
}


class Tally:
    """What one extractor gave, page by page."""

    def __init__(self, package: str, make: Callable[[], Extractor]) -> None:
        self.version = version(package) if package else ""
        self.extract = make()
        self.read: list[tuple[str, str, str]] = []  # folder, truth, words
        self.seconds: dict[str, float] = {}
        self.failed = 0

    def page(self, folder: str, truth: str, text: str) -> None:
        began, words = process_time(), ""
        try:
            words = self.extract(text) or ""
        except Exception:  # noqa: BLE001 - whatever it raises, it gave no words
            self.failed += 1
        self.seconds[folder] = self.seconds.get(folder, 0.0) + process_time() - began
        self.read.append((folder, truth, words))

    def told(self, folders: list[str], beside: Tally) -> str:
        cells = []
        for folder in folders:
            pairs = [(truth, words) for name, truth, words in self.read if name == folder]
            pace = beside.seconds[folder] / max(1e-9, self.seconds[folder])
            cells.append(f"{benchmark(pairs)['f1']:.3f} {fmean(word_f1(*p) for p in pairs):.3f} {pace:6.2f} x")
        pace = sum(beside.seconds.values()) / max(1e-9, sum(self.seconds.values()))
        return " | ".join([*cells, f"{pace:6.2f} x", f"{self.failed} failed" if self.failed else ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only each n-th page")
    parser.add_argument("--folds", type=Path, help="our weights by fold")
    parser.add_argument("--only", nargs="*", help="names of extractors, besides trafilatura")
    told = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    tallies = _tallies(told.only)
    looks = _looks(told.folds) if told.folds else []
    for folder in told.folders:
        for page in pages_in(folder)[:: told.every]:
            if looks:
                block_choice.shipped = looks[fold_of(page.publisher, len(looks))]
            for tally in tallies.values():
                tally.page(folder.name, page.body, _decoded(page))
    names = [folder.name for folder in told.folders]
    print(f"{'':24}" + " | ".join(f"{n}: shingles, words, pace" for n in names) + " | pace of all")
    for name, tally in tallies.items():
        print(f"{name + ' ' + tally.version:34}{tally.told(names, tallies['trafilatura'])}")


def _tallies(only: list[str] | None) -> dict[str, Tally]:
    found = {}
    for name, (package, make) in EXTRACTORS.items():
        if only is None or name in only or name == "trafilatura":
            try:
                found[name] = Tally(package, make)
            except ImportError as error:
                print(f"{name} is left out: {error}")
    for tally in found.values():  # what is loaded at first use is no part of a page
        tally.page(
            "", "", "<html><body><p>" + "Rain fell on Darma, the master of the port said. " * 20 + "</p></body></html>"
        )
        tally.read.clear()
        tally.seconds.clear()
    return found


def _looks(path: Path) -> list[Callable[[], Looks]]:
    """Our networks of each fold, each as something to stand for `block_choice.shipped`."""
    held = np.load(path)

    def network(which: str) -> Network:
        middle, spread, first, bias, last = (held[f"{which}.{k}"] for k in range(5))
        return Network(middle, spread, first, bias, last, float(held[f"{which}.5"]))

    pairs = [Looks(network(f"{n}.first"), network(f"{n}.again")) for n in range(int(held["folds"]))]
    return [partial(dict.__getitem__, {0: pair}, 0) for pair in pairs]


def _decoded(page: GoldPage) -> str:
    data = page.data()
    return decode(data, charset_of(data, html=True).name)


def _text(read: Any) -> str:
    return "" if read is None else str((read if isinstance(read, dict) else read.as_dict()).get("text") or "")


if __name__ == "__main__":
    main()
