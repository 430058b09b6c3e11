"""What is sent, to whom, and how little is accepted in return."""

import gzip
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from goodword.connectors.contract import Request
from goodword.web import guard
from goodword.web.guard import Place
from goodword.web.sender import Forbidden, Sender, TooBig, Unreachable
from tests.connectors.standin import Reply, StandIn
from tests.web.loopback import sender

QUERY = "what-nobody-should-read"


class Says:
    """An API that answers by path; a reply may be a function of the request."""

    def __init__(self, replies):
        self.replies = replies

    def answer(self, asked):
        reply = self.replies.get(asked.path, Reply(b"hello"))
        return reply(asked) if callable(reply) else reply


@pytest.fixture
def stand_in():
    with StandIn(Says({})) as running:
        yield running


def send(running, url="http://acme.example/", replies=None, *, hosts=("acme.example", "other.example"), **given):
    running.api.replies = replies or {}
    bounds = {name: given.pop(name) for name in ("max_bytes", "seconds") if name in given}
    return sender(dict.fromkeys(hosts, running.port), **bounds).send(Request(url=url, **given))


@pytest.fixture
def raw():
    """A server that sends these bytes, piece by piece."""
    started = []

    def start(*pieces, each=iter):
        server = socket.create_server(("127.0.0.1", 0))
        started.append(server)

        def serve():
            try:
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    for piece in each(pieces):
                        connection.sendall(piece)
            except OSError:
                pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        return server.getsockname()[1]

    yield start
    for server in started:
        server.close()


def test_what_goes_out(stand_in):
    answer = send(
        stand_in,
        "https://acme.example/a?b=1",
        {"/a": Reply({"ok": 1}, 201, {"X-Rate": "7"})},
        method="POST",
        params={"q": "ä&"},
        headers={"Authorization": "Bearer t"},
        form={"name": "value"},
    )
    assert (answer.status, answer.body, answer.headers["x-rate"]) == (201, b'{"ok": 1}', "7")
    [asked] = stand_in.asked
    assert (asked.method, asked.host, asked.query, asked.form) == (
        "POST", "acme.example", {"b": "1", "q": "ä&"}, {"name": "value"},
    )  # fmt: skip
    assert asked.headers["user-agent"] == "Goodword"
    assert asked.headers["authorization"] == "Bearer t"
    send(stand_in, method="POST", json={"a": 1})
    assert stand_in.asked[-1].json == {"a": 1}


@pytest.mark.parametrize("status", [204, 301, 304, 400, 401, 404, 410, 429, 500, 503])
def test_any_status_comes_back(stand_in, status):
    assert send(stand_in, replies={"/": Reply(status=status, headers={"Location": "/x"})}).status == status


def test_nothing_of_this_machine_goes_along(stand_in, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine acme.example login ana password secret")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    same = sender({"acme.example": stand_in.port})
    stand_in.api.replies = {"/": Reply(headers={"Set-Cookie": "seen=1"})}
    for _ in range(2):
        same.send(Request(url="http://acme.example/"))
    assert len(stand_in.asked) == 2
    for asked in stand_in.asked:
        assert not {"authorization", "cookie", "proxy-authorization"} & set(asked.headers)


def hops(count, last="/end"):
    return {f"/{step}": Reply(status=302, headers={"Location": f"/{step + 1}"}) for step in range(count)} | {
        f"/{count}": Reply(b"end")
    }


def test_five_hops_and_no_more(stand_in):
    assert send(stand_in, "http://acme.example/0", hops(5), follow=True).body == b"end"
    with pytest.raises(Forbidden, match="too often"):
        send(stand_in, "http://acme.example/0", hops(6), follow=True)
    assert send(stand_in, "http://acme.example/0", hops(1)).status == 302


def test_a_form_is_never_sent_on(stand_in):
    replies = {"/": Reply(status=307, headers={"Location": "http://other.example/"})}
    assert send(stand_in, replies=replies, follow=True, method="POST", form={"a": "b"}).status == 307
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "//127.0.0.1/",
        "http://[::1]/",
        "http://[fd00:ec2::254]/",
        "http://2130706433/",
        "http://0177.1/",
        "http://localhost/",
        "http://metadata.google.internal/",
        "http://10.0.0.1/",
        "http://acme.example:22/",
        "http://ana:pw@acme.example/",
        "ftp://acme.example/",
        "file:///etc/passwd",
        "http://[::1",
    ],
)
def test_a_redirect_indoors(stand_in, location):
    with pytest.raises(Forbidden):
        send(stand_in, replies={"/": Reply(status=302, headers={"Location": location})}, follow=True)
    assert len(stand_in.asked) == 1


def only_says(monkeypatch, name, address):
    """A resolver that knows one name; addresses resolve to themselves."""
    as_ever = socket.getaddrinfo

    def getaddrinfo(host, port, *given, **named):
        return [(2, 1, 6, "", (address, port))] if host == name else as_ever(host, port, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_redirect_to_a_name_that_lives_indoors(stand_in, monkeypatch):
    def resolve(target, _seconds):
        ours = target.host == "acme.example"
        return [Place("127.0.0.1", stand_in.port, tls=False)] if ours else guard.resolve(target)

    only_says(monkeypatch, "nice.example.", "169.254.169.254")
    stand_in.api.replies = {"/": Reply(status=302, headers={"Location": "http://nice.example/"})}
    with pytest.raises(Forbidden):
        Sender(resolve=resolve).send(Request(url="http://acme.example/", follow=True))


def test_the_guard_stands_at_the_door_by_default(stand_in, monkeypatch):
    only_says(monkeypatch, "acme.example.", "127.0.0.1")
    for url in ("http://acme.example/", "http://127.0.0.1/", f"http://127.0.0.1:{stand_in.port}/"):
        with pytest.raises(Forbidden):
            Sender().send(Request(url=url))
    assert stand_in.asked == []


def test_credentials_stay_with_their_host(stand_in):
    headers = {"Authorization": "Bearer t", "apikey": "k", "Accept": "text/html", "Cookie": "c"}
    replies = {
        "/": Reply(status=302, headers={"Location": "/same"}),
        "/same": Reply(status=302, headers={"Location": "https://other.example/end"}),
    }
    send(stand_in, "https://acme.example/", replies, headers=headers, params={"key": "k"}, follow=True)
    first, same, other = stand_in.asked
    for asked in (first, same):
        assert (asked.headers["authorization"], asked.headers["apikey"]) == ("Bearer t", "k")
    assert not {"authorization", "apikey", "cookie"} & set(other.headers)
    assert other.headers["accept"] == "text/html"
    assert (other.host, other.query, same.query) == ("other.example", {}, {})


@pytest.mark.parametrize("host", ["acme.example", "other.example"])
def test_no_way_down_from_https_with_credentials(stand_in, host):
    replies = {"/": Reply(status=302, headers={"Location": f"http://{host}/end"})}
    with pytest.raises(Forbidden, match="credentials to http"):
        send(stand_in, "https://acme.example/", replies, headers={"apikey": "k"}, follow=True)
    assert send(stand_in, "https://acme.example/", replies, follow=True).body == b"hello"


def test_a_location_in_utf_8(stand_in):
    replies = {"/": Reply(status=302, headers={"Location": "/ö".encode().decode("latin-1")})}
    send(stand_in, replies=replies, follow=True)
    assert stand_in.asked[-1].path == "/%C3%B6"


def test_too_big(stand_in):
    assert len(send(stand_in, replies={"/": Reply(b"x" * 1000)}, max_bytes=1000).body) == 1000
    with pytest.raises(TooBig, match="more than 1000 bytes"):
        send(stand_in, replies={"/": Reply(b"x" * 1001)}, max_bytes=1000)


def test_packed(stand_in):
    packed = {"Content-Encoding": "gzip"}
    assert send(stand_in, replies={"/": Reply(gzip.compress(b"hello"), headers=packed)}).body == b"hello"
    assert send(stand_in, replies={"/": Reply(b"", headers=packed)}).body == b""
    with pytest.raises(TooBig):
        send(stand_in, replies={"/": Reply(gzip.compress(bytes(50_000_000)), headers=packed)}, max_bytes=10_000)
    for broken in (b"no gzip", gzip.compress(b"hello" * 99)[:-20]):
        with pytest.raises(Unreachable):
            send(stand_in, replies={"/": Reply(broken, headers=packed)})
    for coding in ("br", "gzip, gzip", "deflate", "x"):
        with pytest.raises(Unreachable):
            send(stand_in, replies={"/": Reply(b"x", headers={"Content-Encoding": coding})})


def test_a_bomb_behind_a_packed_end_is_bounded(raw):
    empty = gzip.compress(b"")
    port = raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", *[empty * 1000] * 50)
    with pytest.raises(Unreachable):
        sender({"acme.example": port}, max_bytes=1000).send(Request(url="http://acme.example/"))


DRIPS = {
    "status": [b"H", b"T"] * 200,
    "headers": [b"HTTP/1.1 200 OK\r\n", *[b"a: b\r\n"] * 90, *[b"x"] * 200],
    "body": [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 200],
    "long body": [b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", *[b"x"] * 200],
    "chunks": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 200],
}


class Clock:
    """Stands in for the sender's clock and timer: time passes when a test says so."""

    def __init__(self):
        self.now, self.alarms = 0.0, []

    def monotonic(self):
        return self.now

    def timer(self, seconds, notification):
        alarm = (self.now + seconds, notification)
        return SimpleNamespace(start=lambda: self.alarms.append(alarm), cancel=lambda: None, daemon=False)

    def pass_seconds(self, seconds):
        self.now += seconds
        due = [alarm for alarm in self.alarms if alarm[0] <= self.now]
        self.alarms = [alarm for alarm in self.alarms if alarm not in due]
        for _, notification in due:
            notification()


@pytest.fixture
def clock(monkeypatch):
    turned = Clock()
    monkeypatch.setattr("goodword.web.sender.time", turned)
    monkeypatch.setattr("goodword.web.sender.Timer", turned.timer)
    return turned


@pytest.fixture
def drip(raw, clock):
    """A server that takes a second for each piece, and a list of the pieces that it sent."""
    sent = []

    def each(pieces):
        for piece in pieces:
            yield piece
            sent.append(piece)
            clock.pass_seconds(1)

    return lambda pieces: (raw(*pieces, each=each), sent)


@pytest.mark.parametrize("pieces", DRIPS.values(), ids=DRIPS)
def test_a_slow_drip_is_cut(drip, pieces):
    port, sent = drip(pieces)
    with pytest.raises(Unreachable, match="does not answer in time"):
        sender({"acme.example": port}, seconds=20).send(Request(url="http://acme.example/"))
    assert 20 <= len(sent) < len(pieces)


def test_a_handshake_that_never_ends(drip):
    # A record of 16 KB, the longest that TLS allows, whose first message is 4 KB: a longer one is refused at once.
    pieces = [b"\x16\x03\x03\x40\x00", b"\x02\x00\x10\x00", *[b"x"] * 200]
    port, sent = drip(pieces)
    slow = Sender(resolve=lambda *_: [Place("127.0.0.1", port, tls=True)], seconds=20)
    with pytest.raises(Unreachable):
        slow.send(Request(url="https://acme.example/"))
    assert 20 <= len(sent) < len(pieces)


def test_a_name_that_is_looked_up_slowly_is_cut_as_well(monkeypatch):
    given_up, ended = threading.Event(), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: given_up.wait(30) or ended.append("by itself"))
    with pytest.raises(Unreachable, match="in time"):
        Sender(seconds=0.2).send(Request(url="http://acme.example/"))
    given_up.set()
    assert ended == []


def test_an_odd_header_writes_nothing_into_the_log(raw, caplog):
    port = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nno header\r\nSet-Cookie: token\r\n\r\nok")
    caplog.set_level("DEBUG")
    sender({"acme.example": port}, seconds=2).send(Request(url=f"http://acme.example/?{QUERY}"))
    assert caplog.records == []


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 9999 OK\r\n\r\n",
    ],
)
def test_nonsense_is_unreachable(raw, answer):
    with pytest.raises(Unreachable) as refusal:
        sender({"acme.example": raw(answer)}, seconds=2).send(Request(url=f"http://acme.example/?{QUERY}"))
    assert QUERY not in str(refusal.value)
    assert "acme.example" in str(refusal.value)


def test_nobody_there(stand_in):
    with pytest.raises(Unreachable):
        send(stand_in, "http://nowhere.example/")
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    with pytest.raises(Unreachable):
        sender({"acme.example": port}).send(Request(url=f"http://acme.example/?{QUERY}"))
    both = Sender(
        resolve=lambda *_: [Place("127.0.0.1", port, tls=False), Place("127.0.0.1", stand_in.port, tls=False)]
    )
    assert both.send(Request(url="http://acme.example/")).body == b"hello", "the next address is tried"
    with pytest.raises(Unreachable):
        Sender(resolve=lambda *_: []).send(Request(url="http://acme.example/"))


@pytest.mark.parametrize("headers", [{"a\r\nb": "c"}, {"a": "b\r\nc: d"}, {"a": 7}])
def test_a_request_that_cannot_be_written(stand_in, headers):
    with pytest.raises(Forbidden):
        send(stand_in, headers=headers)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for acme.example that is its own certificate authority."""
    key, folder = ec.generate_private_key(ec.SECP256R1()), tmp_path_factory.mktemp("tls")
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "acme.example")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("acme.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(private)
    return folder


@pytest.fixture
def tls(certificate):
    """A stand-in that speaks TLS, and the server names that clients asked for."""
    with StandIn(Says({})) as running:
        context, greeted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
        context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        context.sni_callback = lambda _socket, name, _context: greeted.append(name)
        running._server.socket = context.wrap_socket(running._server.socket, server_side=True)
        running._server.handle_error = lambda *_: None
        yield running, greeted


def over_tls(running):
    return Sender(resolve=lambda *_: [Place("127.0.0.1", running.port, tls=True)], seconds=5)


def test_the_certificate_must_be_the_names(tls, certificate, monkeypatch):
    running, greeted = tls
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(certificate / "cert.pem"))
    assert over_tls(running).send(Request(url="https://acme.example/")).body == b"hello"
    assert (greeted, running.asked[0].host) == (["acme.example"], "acme.example")
    with pytest.raises(Unreachable, match="cannot be reached"):
        over_tls(running).send(Request(url="https://other.example/"))
    assert len(running.asked) == 1


def test_a_certificate_of_nobody_we_know(tls, monkeypatch):
    running, _ = tls
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, "")
    with pytest.raises(Unreachable):
        over_tls(running).send(Request(url="https://acme.example/"))
    assert running.asked == []
