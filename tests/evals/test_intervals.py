import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import Proportion, Rate, poisson, wilson


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # R. G. Newcombe, Stat Med 1998;17:857–72, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=5e-5)


def test_nothing_measured_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert Proportion(0, 0).value is None
    assert str(Proportion(0, 0)) == "– (0)"


@pytest.mark.parametrize(("right", "of"), [(3, 2), (-1, 2)])
def test_wilson_refuses_what_is_no_proportion(right: int, of: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(right, of)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_proportion_and_mirrors(right: int, more: int) -> None:
    of = right + more
    low, high = wilson(right, of)
    assert 0 <= low <= right / of <= high <= 1
    assert wilson(of - right, of) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.025, 5.57), (10, 4.795, 18.39), (100, 81.36, 121.63)],
)
def test_poisson_comes_near_the_exact_limits(events: int, low: float, high: float) -> None:
    assert poisson(events) == pytest.approx((low, high), rel=0.02, abs=0.02)


def test_a_rate_is_per_thousand_words() -> None:
    assert Rate(10, 5000).per_thousand == 2.0
    assert Rate(10, 5000).interval == pytest.approx((0.959, 3.678), abs=0.005)
    assert Rate(0, 0).per_thousand is None


def test_a_proportion_shows_its_counts() -> None:
    assert str(Proportion(81, 263)) == "0.31 (81/263; 0.26–0.37)"
