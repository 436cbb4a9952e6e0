"""The lock files: whole, pinned by hash, and the same versions in both."""

import re

import pytest
from setup_env.environment import block_of
from setup_env.places import ROOT

FOLDER = ROOT / "build_scripts"


PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)")


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the version and the hashes of each package of a lock file."""
    text = (FOLDER / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", text)
    found = {}
    for block in blocks:
        match = PIN.match(block)
        assert match is not None, block.splitlines()[0]
        found[match[1]] = (match[2], frozenset(re.findall(r"sha256:[0-9a-f]{64}", block)))
    return found


@pytest.mark.parametrize("name", ["runtime", "development"])
def test_every_package_is_pinned_by_hash_and_no_index_is_named(name: str):
    assert all(hashes for _, hashes in pins(name).values())
    text = (FOLDER / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in re.sub(r"#.*", "", text)


def test_the_development_lock_holds_the_runtime_one():
    # stamp.write relies on it: an environment for the checks also runs the application.
    development = pins("development")
    assert {name: development.get(name) for name in pins("runtime")} == pins("runtime")


@pytest.mark.parametrize("name", ["runtime", "development"])
def test_the_installer_itself_is_locked(name: str):
    block = block_of("pip", (FOLDER / "lock" / f"{name}.txt").read_text(encoding="utf-8"))
    assert block.startswith("pip==")
    assert block.count("==") == 1
    assert set(re.findall(r"sha256:[0-9a-f]{64}", block)) == pins(name)["pip"][1]


def test_what_builds_the_editable_install_is_locked_for_the_application_too():
    assert "setuptools" in pins("runtime")
    assert "pytest" not in pins("runtime")
