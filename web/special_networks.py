"""Networks that no link or look-up may lead to: special-purpose ones, and those inside a cloud.

Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190) with all entries up to
RFC 9780 of May 2025, the newest one; multicast and the deprecated kinds of IPv6 addresses, which have registries of
their own; and the documentation of clouds. The registries call a few of these networks globally reachable, and so
does `ipaddress`, but what answers there is the nearest relay or resolver, never a website.
"""

import ipaddress
from typing import NamedTuple

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class SpecialNetwork(NamedTuple):
    network: ipaddress.IPv4Network | ipaddress.IPv6Network
    source: str
    name: str


def _table(text: str) -> tuple[SpecialNetwork, ...]:
    """Each line: network, source with underscores for blanks, name."""
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(
        SpecialNetwork(ipaddress.ip_network(network), source.replace("_", " "), name)
        for network, source, name in rows
    )


IPV4 = _table("""
0.0.0.0/8           RFC_791          this network
0.0.0.0/32          RFC_1122         this host on this network
10.0.0.0/8          RFC_1918         private use
100.64.0.0/10       RFC_6598         shared address space; Alibaba's metadata, 100.100.100.200
127.0.0.0/8         RFC_1122         loopback
169.254.0.0/16      RFC_3927         link-local; the metadata of most clouds, 169.254.169.254
172.16.0.0/12       RFC_1918         private use
192.0.0.0/24        RFC_6890         IETF protocol assignments; Oracle's older metadata, 192.0.0.192
192.0.0.0/29        RFC_7335         IPv4 service continuity
192.0.0.8/32        RFC_7600         IPv4 dummy address
192.0.0.9/32        RFC_7723         Port Control Protocol anycast
192.0.0.10/32       RFC_8155         TURN anycast
192.0.0.170/32      RFC_8880         NAT64/DNS64 discovery
192.0.0.171/32      RFC_8880         NAT64/DNS64 discovery
192.0.2.0/24        RFC_5737         documentation
192.31.196.0/24     RFC_7535         AS112-v4
192.52.193.0/24     RFC_7450         AMT
192.88.99.0/24      RFC_7526         6to4 relay anycast, deprecated
192.88.99.2/32      RFC_6751         6a44 relay anycast
192.168.0.0/16      RFC_1918         private use
192.175.48.0/24     RFC_7534         direct delegation AS112 service
198.18.0.0/15       RFC_2544         benchmarking
198.51.100.0/24     RFC_5737         documentation
203.0.113.0/24      RFC_5737         documentation
224.0.0.0/4         RFC_5771         multicast
240.0.0.0/4         RFC_1112         reserved
255.255.255.255/32  RFC_919          limited broadcast
""")

# The last three are registered, too, but are judged by the IPv4 address they carry: see CARRIERS.
IPV6 = _table("""
::/96               RFC_4291         IPv4-compatible, deprecated
::/128              RFC_4291         unspecified
::1/128             RFC_4291         loopback
64:ff9b:1::/48      RFC_8215         IPv4-IPv6 translation, local use
100::/64            RFC_6666         discard only
100:0:0:1::/64      RFC_9780         dummy prefix
2001::/23           RFC_2928         IETF protocol assignments
2001::/32           RFC_4380         Teredo
2001:1::1/128       RFC_7723         Port Control Protocol anycast
2001:1::2/128       RFC_8155         TURN anycast
2001:1::3/128       RFC_9665         DNS-SD service registration anycast
2001:2::/48         RFC_5180         benchmarking
2001:3::/32         RFC_7450         AMT
2001:4:112::/48     RFC_7535         AS112-v6
2001:10::/28        RFC_4843         ORCHID, deprecated
2001:20::/28        RFC_7343         ORCHIDv2
2001:30::/28        RFC_9374         drone remote identification
2001:db8::/32       RFC_3849         documentation
2620:4f:8000::/48   RFC_7534         direct delegation AS112 service
3fff::/20           RFC_9637         documentation
5f00::/16           RFC_9602         segment routing
fc00::/7            RFC_4193         unique local; the metadata of several clouds, such as fd00:ec2::254
fe80::/10           RFC_4291         link-local
fec0::/10           RFC_3879         site-local, deprecated
ff00::/8            RFC_4291         multicast
""")

# Public addresses that a cloud gives its own machines; only hosts inside it can reach them.
CLOUDS = _table("""
161.26.0.0/16       IBM_Cloud_docs   infrastructure services
166.8.0.0/14        IBM_Cloud_docs   service endpoints
168.63.129.16/32    Microsoft_Learn  Azure's WireServer
""")

SPECIAL_NETWORKS = IPV4 + IPV6 + CLOUDS
GLOBAL_UNICAST = ipaddress.IPv6Network(
    "2000::/3"
)  # RFC 4291, 2.4, and IANA's "IPv6 Address Space": all others wait

# IPv6 networks whose addresses only carry an IPv4 address -> the number of bits behind it.
CARRIERS = {
    ipaddress.IPv6Network("::ffff:0:0/96"): 0,  # IPv4-mapped: RFC 4291, 2.5.5.2
    ipaddress.IPv6Network("64:ff9b::/96"): 0,  # NAT64: RFC 6052, 2.1
    ipaddress.IPv6Network("2002::/16"): 80,  # 6to4: RFC 3056, 2
}
ISATAP = 0x5EFE  # the upper half of its interface identifiers, RFC 5214, 6.1; below it is an IPv4 address
UNIVERSAL_BIT = 0x02000000


def is_special(address: IPAddress) -> bool:
    """Whether no website is at this address, or at the one it carries.

    >>> [is_special(ipaddress.ip_address(text)) for text in ("192.0.0.9", "168.63.129.16", "3fff::1")]
    [True, True, True]
    >>> [is_special(ipaddress.ip_address(text)) for text in ("1.1.1.1", "2606:4700::6810:84e5")]
    [False, False]
    """
    return any(_is_listed(judged) for judged in _judged(address))


def _is_listed(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST:
        return True
    return any(address in row.network for row in SPECIAL_NETWORKS)


def _judged(address: IPAddress) -> list[IPAddress]:
    """The addresses that decide: one that is carried instead of its carrier; for ISATAP, both."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    carried = [_ipv4(address, bits) for network, bits in CARRIERS.items() if address in network]
    tunneled = [_ipv4(address, 0)] if _is_isatap(address) else []
    return [*(carried or [address]), *tunneled]


def _ipv4(address: ipaddress.IPv6Address, bits_behind: int) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) >> bits_behind & 0xFFFFFFFF)


def _is_isatap(address: ipaddress.IPv6Address) -> bool:
    return (int(address) >> 32 & 0xFFFFFFFF & ~UNIVERSAL_BIT) == ISATAP
