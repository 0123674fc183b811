"""Every name can be read on its window, and every word on the page: at least 4.5 to 1, from the style sheet itself."""

import re

import pytest

from kakao_whatif.widgets.assets import page_style, view_style

ENOUGH = 4.5
DARK_BLOCK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{(.*?)\}\s*\}", re.DOTALL)
COLOUR = re.compile(r"--kw-([a-z-]+):\s*(#[0-9a-f]{6});")


def colours(theme: str) -> dict[str, str]:
    """The custom properties that hold a colour, as the theme leaves them."""
    sheet = page_style()
    dark = DARK_BLOCK.search(sheet)
    assert dark is not None
    light = re.search(r":root\s*\{(.*?)\}", sheet, re.DOTALL)
    assert light is not None
    found = dict(COLOUR.findall(light.group(1)))
    return found | dict(COLOUR.findall(dark.group(1))) if theme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT = colours("light")
WINDOWS = sorted(
    name.removesuffix("-text") for name in LIGHT if f"{name.removesuffix('-text')}-fill" in LIGHT
)
PAIRS = [(name, fill) for name in WINDOWS for fill in LIGHT if fill.startswith(f"{name}-fill")]


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_status_has_a_fill_and_a_text() -> None:
    assert {"up", "degraded", "locked", "dark", "lost", "none", "site"} <= set(WINDOWS)


@pytest.mark.parametrize(("name", "fill"), PAIRS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_name_can_be_read_on_its_window(theme: str, name: str, fill: str) -> None:
    found = colours(theme)
    assert contrast(found[f"{name}-text"], found[fill]) >= ENOUGH


@pytest.mark.parametrize("ground", ["page", "surface", "raised"])
@pytest.mark.parametrize("ink", ["ink", "muted", "link", "good", "on"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_the_page(theme: str, ink: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[ink], found[ground]) >= ENOUGH


@pytest.mark.parametrize("ground", ["night", "horizon", "wall", "slab"])
@pytest.mark.parametrize("ink", ["night-text", "night-muted"])
def test_words_can_be_read_on_the_night(ink: str, ground: str) -> None:
    assert contrast(LIGHT[ink], LIGHT[ground]) >= ENOUGH


def test_the_night_is_the_same_by_day() -> None:
    dark = colours("dark")
    assert {
        name: dark[name] for name in LIGHT if name.startswith("night") or name in dict(PAIRS).values()
    } == {name: LIGHT[name] for name in LIGHT if name.startswith("night") or name in dict(PAIRS).values()}


@pytest.mark.parametrize("status", ["up", "degraded", "locked", "dark", "none"])
def test_a_window_takes_its_colours_from_its_status(status: str) -> None:
    sheet = view_style("building")
    assert f'[data-look="{status}"]' in sheet
    assert f"var(--kw-{status}-text)" in sheet
    assert f"var(--kw-{status}-fill)" in sheet


@pytest.mark.parametrize(
    ("line", "fill"),
    [
        *(
            ("assumed-line", fill)
            for fill in ("dark-fill", "degraded-fill", "degraded-fill-unlit", "none-fill")
        ),
        *(("assumed-line-lit", fill) for fill in ("up-fill", "locked-fill", "locked-fill-line")),
    ],
)
def test_the_dashes_of_what_is_assumed_can_be_seen_on_every_window(line: str, fill: str) -> None:
    assert contrast(LIGHT[line], LIGHT[fill]) >= 3
