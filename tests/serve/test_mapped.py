"""The map: a pin only for what has a point, a hatch for a country, and what lies outside is said."""

from __future__ import annotations

from xml.etree import ElementTree

from firsthand.model.readings import Precision
from firsthand.serve.mapped import Pin, draw

NS = "{http://www.w3.org/2000/svg}"


def pin(
    name: str, lat: float | None, lon: float | None, precision: Precision = "settlement", country: str = "NO"
) -> Pin:
    return Pin(lat, lon, country, precision, name, f"“{name}”", f"/c/1#{name}")


def test_a_town_is_a_dot_that_leads_to_its_words() -> None:
    root = ElementTree.fromstring(draw([pin("Bergen", 60.4, 5.3), pin("Oslo", 59.9, 10.7)]).svg)
    spots = [a for a in root.iter(f"{NS}a") if a.find(f"{NS}circle") is not None]
    assert [a.get("href") for a in spots] == ["/c/1#Bergen", "/c/1#Oslo"]
    west, east = (float(a.find(f"{NS}circle").get("cx")) for a in spots)
    assert west < east


def test_a_country_is_hatched_and_never_a_pin_even_where_the_gazetteer_has_a_point() -> None:
    svg = draw([pin("Norway", 62.0, 10.0, "country")]).svg
    assert "<circle" not in svg
    assert 'class="tint"' in svg


def test_a_district_is_a_dashed_circle() -> None:
    assert 'class="around"' in draw([pin("Sogn", 61.2, 7.1, "district")]).svg


def test_one_far_place_does_not_shrink_the_map_but_is_named_below() -> None:
    near = [pin(f"Town {n}", 60 + n / 5, 6 + n / 5) for n in range(4)]
    some = draw([*near, pin("Hobart", -42.9, 147.3, country="AU")])
    assert some.outside == ("Hobart",)
    assert draw([*near, pin("Hobart", -42.9, 147.3, country="AU")], whole=True).outside == ()


def test_no_place_is_no_map() -> None:
    assert draw([]).svg == ""
    assert draw([pin("Nowhere", None, None)]).svg == ""
