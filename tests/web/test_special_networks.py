import doctest
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import special_networks
from web.guard import is_public
from web.special_networks import SPECIAL_NETWORKS

# Every network of the two registries that is in no other, with its public neighbors, if it has any.
IPV4 = {
    "0.0.0.0/8": [None, "1.0.0.0"],
    "10.0.0.0/8": ["9.255.255.255", "11.0.0.0"],
    "100.64.0.0/10": ["100.63.255.255", "100.128.0.0"],
    "127.0.0.0/8": ["126.255.255.255", "128.0.0.0"],
    "169.254.0.0/16": ["169.253.255.255", "169.255.0.0"],
    "172.16.0.0/12": ["172.15.255.255", "172.32.0.0"],
    "192.0.0.0/24": ["191.255.255.255", "192.0.1.0"],
    "192.0.2.0/24": ["192.0.1.255", "192.0.3.0"],
    "192.31.196.0/24": ["192.31.195.255", "192.31.197.0"],
    "192.52.193.0/24": ["192.52.192.255", "192.52.194.0"],
    "192.88.99.0/24": ["192.88.98.255", "192.88.100.0"],
    "192.168.0.0/16": ["192.167.255.255", "192.169.0.0"],
    "192.175.48.0/24": ["192.175.47.255", "192.175.49.0"],
    "198.18.0.0/15": ["198.17.255.255", "198.20.0.0"],
    "198.51.100.0/24": ["198.51.99.255", "198.51.101.0"],
    "203.0.113.0/24": ["203.0.112.255", "203.0.114.0"],
    "224.0.0.0/4": ["223.255.255.255", None],
    "240.0.0.0/4": [None, None],
}
IPV6 = {
    "::/96": [None, None],
    "64:ff9b:1::/48": [None, None],
    "100::/64": [None, None],
    "100:0:0:1::/64": [None, None],
    "2001::/23": ["2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"],
    "2001:db8::/32": ["2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"],
    "2620:4f:8000::/48": ["2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"],
    "3fff::/20": ["3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"],
    "5f00::/16": [None, None],
    "fc00::/7": [None, None],
    "fe80::/10": [None, None],
    "fec0::/10": [None, None],
    "ff00::/8": [None, None],
}
CLOUDS = {
    "161.26.0.0/16": ["161.25.255.255", "161.27.0.0"],
    "166.8.0.0/14": ["166.7.255.255", "166.12.0.0"],
    "168.63.129.16/32": ["168.63.129.15", "168.63.129.17"],
}
NETWORKS = IPV4 | IPV6 | CLOUDS


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(special_networks).failed == 0


@pytest.mark.parametrize("text", NETWORKS)
def test_the_first_and_last_addresses_of_a_special_network_are_not_public(text):
    network = ipaddress.ip_network(text)

    assert [is_public(str(network[place])) for place in (0, 1 if network.num_addresses > 1 else 0, -1)] == [
        False
    ] * 3


@pytest.mark.parametrize("text", NETWORKS)
def test_the_neighbors_of_a_special_network_are_public(text):
    network = ipaddress.ip_network(text)
    before, after = NETWORKS[text]

    assert not before or int(ipaddress.ip_address(before)) == int(network[0]) - 1
    assert not after or int(ipaddress.ip_address(after)) == int(network[-1]) + 1
    assert all(is_public(neighbor) for neighbor in (before, after) if neighbor)


@pytest.mark.parametrize("row", SPECIAL_NETWORKS, ids=lambda row: str(row.network))
def test_every_row_of_the_table_lies_in_a_network_that_is_tested(row):
    own = [ipaddress.ip_network(text) for text in NETWORKS]

    assert any(row.network.subnet_of(network) for network in own if network.version == row.network.version)
    assert row.source
    assert row.name


@pytest.mark.parametrize(
    "address",
    [
        "192.0.0.9",
        "192.0.0.10",
        "192.88.99.1",
        "192.88.99.2",
        "192.31.196.1",
        "192.52.193.1",
        "192.175.48.1",
        "2001:1::1",
        "2001:1::2",
        "2001:1::3",
        "2001:3::1",
        "2001:4:112::1",
        "2001:20::1",
        "2001:30::1",
        "2620:4f:8000::1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_what_a_registry_calls_globally_reachable_is_special_all_the_same(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",  # AWS, Google, Azure, Oracle, DigitalOcean, OpenStack
        "169.254.170.2",  # AWS, containers
        "169.254.42.42",  # Scaleway
        "169.254.0.23",  # Tencent
        "100.100.100.200",  # Alibaba
        "192.0.0.192",  # Oracle, older
        "168.63.129.16",  # Azure's WireServer
        "161.26.0.10",  # IBM, name server
        "fd00:ec2::254",  # AWS
        "fd00:ec2::23",  # AWS, containers
        "fd20:ce::254",  # Google
        "fd00:c1::a9fe:a9fe",  # Oracle
        "fd00:42::42",  # Scaleway
    ],
)
def test_addresses_of_a_cloud_for_its_own_machines_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    ("carrier", "inside"),
    [
        ("::ffff:{}", "1.1.1.1"),
        ("64:ff9b::{}", "1.1.1.1"),
        ("2002:{}::", "101:101"),
        ("2002:{}:1:2:3:4:5", "101:101"),
    ],
)
def test_a_carrier_of_a_public_address_is_public(carrier, inside):
    assert is_public(carrier.format(inside))


@pytest.mark.parametrize("carrier", ["::ffff:{}", "64:ff9b::{}", "::ffff:0:{}", "::{}", "64:ff9b:1::{}"])
@pytest.mark.parametrize(
    "inside", ["10.0.0.1", "127.0.0.1", "168.63.129.16", "192.0.0.9", "192.88.99.1", "224.0.0.1"]
)
def test_a_carrier_of_a_special_address_is_special(carrier, inside):
    assert not is_public(carrier.format(inside))


@pytest.mark.parametrize("inside", ["a00:1", "7f00:1", "a83f:8110", "c000:9", "c058:6301", "a9fe:a9fe"])
def test_6to4_of_a_special_address_is_special(inside):
    assert not is_public(f"2002:{inside}::1")


@pytest.mark.parametrize("bits", ["0:5efe", "200:5efe"])
def test_an_isatap_address_is_public_only_if_both_its_addresses_are(bits):
    assert is_public(f"2606:4700:0:1:{bits}:1.1.1.1")
    assert not is_public(f"2606:4700:0:1:{bits}:10.0.0.1")
    assert not is_public(f"2002:101:101:1:{bits}:192.168.0.1")
    assert not is_public(f"fe80::{bits}:1.1.1.1")


@pytest.mark.parametrize("address", ["2606:4700::1%eth0", "2606:4700::1%1", "fe80::1%lo", "1.1.1.1%eth0"])
def test_an_address_with_a_zone_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "text",
    ["", "1.1.1", "16843009", "0x1.1.1.1", "01.1.1.1", "1.1.1.1.", "1.1.1.1 ", "1.1.1.256", "[::1]", "::1::"],
)
def test_what_is_no_plain_address_is_not_public(text):
    assert not is_public(text)


CARRIERS = [ipaddress.ip_network(text) for text in ("::ffff:0:0/96", "64:ff9b::/96", "2002::/16")]


@given(st.ip_addresses().filter(lambda address: not any(address in network for network in CARRIERS)))
def test_no_address_is_public_that_the_standard_library_calls_private(address):
    if address.is_private or address.is_multicast or address.is_reserved:
        assert not is_public(str(address))
