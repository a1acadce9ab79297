"""What `lint-imports` checks covers every package, so that a new one can't stay outside the layers."""

from configparser import ConfigParser

from django.conf import settings

TOOLS = {"bench", "tests", "tools"}  # run by hand; nothing imports them


def contracts():
    config = ConfigParser()
    config.read(settings.BASE_DIR / ".importlinter")
    return config


def words(text):
    return set(text.replace("|", " ").split())


def packages():
    return {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - TOOLS


def test_every_package_has_its_layer():
    config = contracts()

    assert len(packages()) >= 6
    assert words(config["importlinter"]["root_packages"]) == packages()
    assert words(config["importlinter:contract:rooms"]["layers"]) == packages()


def test_every_contract_about_the_inside_of_a_package_names_all_its_modules():
    inside = [section for section in contracts().values() if "containers" in section]

    assert {section["containers"] for section in inside} >= packages() - {"mbc_site"}
    assert [section.name for section in inside if not section.getboolean("exhaustive", False)] == []
