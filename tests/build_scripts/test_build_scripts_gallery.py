"""The gallery knows every screen, and its states can be reached in their order."""

import pytest

from ui.screens.registry import SCREENS


@pytest.fixture(scope="module")
def runs():
    from gallery.plan import runs as found

    return list(found())


def test_every_screen_has_a_picture_and_no_name_comes_twice(runs) -> None:
    names = [state.name for run in runs for state in run.states]
    assert len(names) == len(set(names))
    for entry in SCREENS:
        assert any(f"{name}-".startswith(f"{entry.identifier}-") for name in names), entry


@pytest.mark.parametrize(
    ("named", "without"),
    [(("vazio", "sem", "nada"), {"configuracoes", "rede"}), (("erro",), {"rede", "ajuda"})],
)
def test_every_screen_is_shown_empty_and_with_an_error(runs, named, without) -> None:
    """The settings are never empty; the doctor is what an error looks like, the help has none."""
    names = {state.name for run in runs for state in run.states}
    for entry in SCREENS:
        shown = {f"{entry.identifier}-{how}" for how in named} & names
        assert bool(shown) is (entry.identifier not in without), entry


def test_what_a_state_needs_is_reached_before_it(runs) -> None:
    for run in runs:
        for place, state in enumerate(run.states):
            before = [each.name for each in run.states[:place]]
            assert not state.needed or state.needed in before, state.name


def test_wanting_one_state_reaches_those_it_goes_on_from(runs) -> None:
    chained = next(run for run in runs if any(state.needed for state in run.states))
    last = next(state for state in reversed(chained.states) if state.needed)
    names = [state.name for state in chained.wanted(frozenset({last.name}))]
    assert last.needed in names
    assert names[-1] == last.name
