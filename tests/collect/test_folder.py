"""What becomes a capture, and what a problem with its cure."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from firsthand.collect import Found, collect, decode
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem

NOW = "2031-05-05T00:00:00Z"
WORDS = "The port of Darma stays closed, the harbour master said – «für immer»."


def take(*paths: Path | str, **options: int) -> tuple[list[Found], list[str]]:
    got = list(collect(paths, now=NOW, **options))
    return [x for x in got if isinstance(x, Found)], [x.code for x in got if isinstance(x, Problem)]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_bytes_and_text_are_unchanged(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfOne\r\nTwo\rThree\n"
    (found,), problems = take(write(tmp_path / "a.txt", data))
    assert (found.data, found.capture.id, found.capture.length, problems) == (data, sha256(data), len(data), [])
    assert decode(found.data, found.capture.charset) == "\ufeffOne\r\nTwo\rThree\n"
    assert (found.capture.media_type, found.capture.via, found.capture.fetched_at) == ("text/plain", "folder", NOW)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_words_survive_their_charset(tmp_path: Path, charset: str) -> None:
    (found,), problems = take(write(tmp_path / "a.txt", (WORDS * 3).encode(charset)))
    assert decode(found.data, found.capture.charset).lstrip("\ufeff") == WORDS * 3
    assert problems == (["charset-undeclared"] if charset == "windows-1252" else [])


def test_declared_charset_is_believed_if_it_decodes(tmp_path: Path) -> None:
    page = "<html><head><meta charset='windows-1251'><title>Порт</title></head><body>Порт закрыт</body></html>"
    (found,), problems = take(write(tmp_path / "a.html", page.encode("cp1251")))
    assert (found.capture.charset, problems) == ("cp1251", [])
    (lied,), _ = take(write(tmp_path / "b.html", page.replace("windows-1251", "ascii").encode("utf-8")))
    assert decode(lied.data, lied.capture.charset)


def test_any_bytes_decode(tmp_path: Path) -> None:
    (found,), _ = take(write(tmp_path / "a.txt", bytes(range(32, 256)) * 4))
    assert decode(found.data, found.capture.charset)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\xef\xbb\xbf \r\n", "empty-file"),
        (b"\x89PNG\r\n", "binary-file"),
        (b"PK\x03\x04", "damaged-archive"),
        (b"words\x00words", "binary-file"),
        (b"x" * 101, "too-large"),
    ],
)
def test_what_is_no_page_is_a_problem(tmp_path: Path, data: bytes, code: str) -> None:
    assert take(write(tmp_path / "a.txt", data), max_bytes=100) == ([], [code])


def test_missing_path_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    found, problems = take(tmp_path / "none", write(tmp_path / "a.txt", b"words"))
    assert (len(found), problems) == (1, ["no-such-path"])


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "b/.hidden", "a.txt", "c.txt"):
        write(tmp_path / name, name.encode())
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found, problems = take(tmp_path)
    assert [Path(f.capture.path).relative_to(tmp_path).as_posix() for f in found] == ["a.txt", "b/z.txt", "c.txt"]
    assert not problems


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link href="https://a.example/x?a=1&amp;b=2" rel="canonical">', "https://a.example/x?a=1&b=2"),
        ("<meta property='og:url' content='https://a.example/y'>", "https://a.example/y"),
        ("<!-- saved from url=(0019)https://a.example/z -->", "https://a.example/z"),
        ('<link rel="canonical" href="/relative">', None),
    ],
)
def test_address_of_a_saved_page(tmp_path: Path, head: str, url: str | None) -> None:
    (found,), _ = take(
        write(tmp_path / "page", f"<!doctype html><html><head>{head}</head><body>x</body></html>".encode())
    )
    assert (found.capture.media_type, found.capture.url) == ("text/html", url)


def test_what_is_no_ordinary_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert take(tmp_path / "gone") == ([], ["unreadable-file"])


def test_a_huge_file_is_a_problem_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200_000_000)  # sparse: takes no disk
    tracemalloc.start()
    got = list(collect([huge], now=NOW))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [x.code for x in got if isinstance(x, Problem)] == ["too-large"]
    assert "Split it" in got[0].message if isinstance(got[0], Problem) else False
    assert peak < 1_000_000
