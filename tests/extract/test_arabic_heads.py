"""Head lines of Arabic pages: dates in both rows of digits and both families of month names."""

from __future__ import annotations

import pytest

from firsthand.extract.dates import dates_in
from firsthand.extract.header import head_line


@pytest.mark.parametrize(
    ("line", "kind", "edtf"),
    [
        ("3 فبراير 2031", "published", "2031-02-03"),
        ("الاثنين 3 شباط/فبراير ٢٠٣١", "published", "2031-02-03"),
        ("٣ كانون الثاني ٢٠٣١", "published", "2031-01-03"),
        ("نشر في: 3 مارس 2031", "published", "2031-03-03"),
        ("آخر تحديث: ٢٩/٠١/٢٠٣١", "updated", "2031-01-29"),
        ("٢٠٣١-٠٢-٠٣", "published", "2031-02-03"),
    ],
)
def test_date_lines(line: str, kind: str, edtf: str) -> None:
    read = head_line(line)
    assert read is not None
    assert [(f.kind, f.value) for f in read.fields] == [(kind, edtf)]
    for found in dates_in(line):
        assert found.span.of(line).strip() == found.span.of(line)


@pytest.mark.parametrize("line", ["15 رمضان 1452", "قال إنه سيعود في 3 مارس 2031 إلى البلدة.", "٣ من أصل ٢٠٣١"])
def test_lines_that_are_no_date_line(line: str) -> None:
    assert head_line(line) is None
