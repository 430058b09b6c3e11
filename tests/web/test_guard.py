"""Every kind and every spelling of an address inside a network is refused before a connection is made."""

import socket
import time

import pytest

from goodword.web import guard
from goodword.web.guard import Forbidden, Place, Unreachable, check_address, read_url, resolve

OPEN = [
    *("93.184.215.14", "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "11.0.0.1"),
    *("192.167.255.255", "198.17.255.255", "198.20.0.1", "223.255.255.254", "169.253.255.255", "169.255.0.1"),
    *("2606:4700:4700::1111", "2a00:1450:4001::8a", "2001:4860:4860::8888"),
]
CLOSED = {
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "loopback": ["127.0.0.1", "127.1.2.3", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fc00::1", "fdff::1"],
    "link-local": ["169.254.0.1", "169.254.255.255", "fe80::1", "febf::1"],
    "metadata": ["169.254.169.254", "169.254.170.2", "fd00:ec2::254", "100.100.100.200", "168.63.129.16"],
    "carrier": ["100.64.0.1", "100.127.255.254"],
    "multicast": ["224.0.0.1", "239.255.255.255", "232.1.1.1", "ff02::1", "ff0e::1"],
    "reserved": [
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.1",
        "192.0.0.10",
        "192.88.99.1",
        "100::1",
        "5f00::1",
        "4000::1",
    ],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "198.18.0.1", "198.19.255.255"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::ffff:7f00:1", "::ffff:0:127.0.0.1"],
    "compatible": ["::127.0.0.1", "::7f00:1"],
    "6to4": ["2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:808:808::1"],
    "teredo": ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001::1"],
    "nat64": ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1"],
    "site-local": ["fec0::1", "feff::1"],
    "zone": ["fe80::1%eth0", "2606:4700:4700::1111%1"],
    "no address": ["", "localhost", "1.2.3", "01.2.3.4", "1.2.3.4/8", "256.1.1.1"],
}
BAD_URLS = {
    "scheme": [
        *("ftp://acme.example/", "file:///etc/passwd", "gopher://acme.example/", "javascript:x", "//acme.example/"),
        *("data:text/html,x", "acme.example", "", "http:acme.example", "jar:http://acme.example!/", "unix:/run/x.sock"),
    ],
    "port": [
        *("http://acme.example:22/", "https://acme.example:8443/", "http://acme.example:0/", "http://acme.example:99999/"),
        *("http://acme.example:8080", "http://acme.example:x/", "http://acme.example:-80/", "http://acme.example:6379"),
        "http://acme.example:\uff18\uff10/",
    ],
    "user": [
        *("http://ana@acme.example/", "http://ana:pw@acme.example/", "http://acme.example@127.0.0.1/", "http://@acme.example/"),
        "http://acme.example%40127.0.0.1/",
    ],
    "spelling": [
        *("http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/"),
        *("http://017700000001/", "http://0x7f.0x0.0x0.0x1/", "http://127.0.0.1./", "http://127.000.000.001/"),
        *("http://1.1.1/", "http://8.8.8.010/", "http://00000000000000000000000000000000000008.8.8.8/", "http://4294967297/"),
        *("http://a.0x7f/", "http://a.1/", "http://0x/", "http://\uff11\uff12\uff17.0.0.1/", "http://127\u30020.0.1/"),
        *("http://\u2460\u2461\u2466.0.0.1/", "http://127.0.0.1%00.acme.example/"),
    ],
    "brackets": [
        *("http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[fd00:ec2::254]/"),
        *("http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"),
        *("http://[v1.fe80::a+en1]/", "http://[127.0.0.1]/", "http://[::1/", "http://::1/", "http://[]/", "http://[::1]x/"),
        *("http://[0:0:0:0:0:0:0:1]/", "http://[0000::0001]:80/"),
    ],
    "indoors": [
        *("http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://foo.localhost/", "http://printer.local/"),
        *("http://metadata.google.internal/", "http://ip-10-0-0-1.ec2.internal/", "http://metadata/", "http://router.home.arpa"),
        *("http://instance-data/", "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/"),
    ],
    "no host": [
        *("http://", "http:///path", "http://./", "http://../", "http://a..example/", "http://-a.example/", "http://a-.example/"),
        *(f"http://{'a' * 64}.example/", f"http://{'a.' * 140}example/", "http://a,b.example/", "http://%61cme.example/"),
        *("http://acme.example../", "http://*.example/", "http://a\u2100b.example/", "http://\ud800.example/"),
    ],
    "splitters": [
        *("http://acme.example\\@127.0.0.1/", "http://acme.example /", " http://acme.example/", "http://acme.exa\tmple/"),
        *("http://acme.example/\r\nHost: x", "http://acme.example/\x00", "\x01http://acme.example/", "http://acme\u00a0.example/"),
        *("http:\\\\acme.example/", "http://acme.example\\.evil.example/", "http://acme.example/" + "a" * 9000),
    ],
}  # fmt: skip
GOOD_URLS = {
    "http://acme.example": "http://acme.example/",
    "HTTPS://ACME.Example/A?q=1#part": "https://acme.example/A?q=1",
    "https://acme.example:443/": "https://acme.example/",
    "https://acme.example:/": "https://acme.example/",
    "https://acme.example:80/": "https://acme.example:80/",
    "http://acme.example./x": "http://acme.example/x",
    "http://m\u00fcller.example/": "http://xn--mller-kva.example/",
    "http://my_blog.example/": "http://my_blog.example/",
    "http://acme.example/a@b?c=@d": "http://acme.example/a@b?c=@d",
    "http://acme.example?q=1": "http://acme.example/?q=1",
    "http://1.1.1.1/": "http://1.1.1.1/",
    "http://[2606:4700:4700:0::1111]:443/": "http://[2606:4700:4700::1111]:443/",
    "http://0x7f.example/": "http://0x7f.example/",
    "http://1.example/": "http://1.example/",
}


def each(table):
    return [
        pytest.param(address, id=f"{kind}-{place}")
        for kind, ones in table.items()
        for place, address in enumerate(ones)
    ]


def found(monkeypatch, *answers):
    """The resolver's answers, one after the other; returns its requests."""
    asked = []

    def getaddrinfo(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port)) for answer in answers[len(asked) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("address", OPEN)
def test_open_address(address):
    check_address(address)


@pytest.mark.parametrize("address", each(CLOSED))
def test_closed_address(address):
    with pytest.raises(Forbidden):
        check_address(address)


@pytest.mark.parametrize("url", each(BAD_URLS))
def test_bad_url(url):
    with pytest.raises(Forbidden) as refusal:
        read_url(url)
    assert "127" not in str(refusal.value)


@pytest.mark.parametrize(("url", "read"), GOOD_URLS.items())
def test_good_url(url, read):
    assert read_url(url).url == read


@pytest.mark.parametrize(
    "address", [address for kind in ("loopback", "private", "metadata") for address in CLOSED[kind]]
)
def test_one_closed_address_among_open_ones(monkeypatch, address):
    found(monkeypatch, ["1.1.1.1", address, "8.8.8.8"])
    with pytest.raises(Forbidden, match="inside a network"):
        resolve(read_url("http://acme.example/"))


def test_places(monkeypatch):
    asked = found(monkeypatch, ["2606:4700:4700::1111", "1.1.1.1", "1.1.1.1"])
    assert resolve(read_url("https://acme.example/")) == [
        Place("1.1.1.1", 443, tls=True),
        Place("2606:4700:4700::1111", 443, tls=True),
    ]
    assert asked == ["acme.example."], "the network's own domains are not searched"


def test_a_name_that_changes_its_mind_is_asked_once(monkeypatch):
    asked = found(monkeypatch, ["1.1.1.1"], ["127.0.0.1"])
    [place] = resolve(read_url("http://rebinding.example/"))
    assert place.address == "1.1.1.1"
    assert len(asked) == 1
    with pytest.raises(Forbidden):
        resolve(read_url("http://rebinding.example/"))


def test_no_address(monkeypatch):
    found(monkeypatch, [])
    with pytest.raises(Unreachable, match="has no address"):
        resolve(read_url("http://acme.example/"))


@pytest.mark.parametrize("fault", [socket.gaierror(-2, "Name or service not known"), OSError("x"), UnicodeError("x")])
def test_a_resolver_that_fails(monkeypatch, fault):
    def getaddrinfo(*_, **__):
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(Unreachable):
        resolve(read_url("http://acme.example/"))


def test_a_resolver_that_dawdles(monkeypatch):
    monkeypatch.setattr(guard, "LOOK_UP_SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.3))
    with pytest.raises(Unreachable, match="in time"):
        resolve(read_url("http://acme.example/"))
