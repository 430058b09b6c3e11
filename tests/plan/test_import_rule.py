"""Who may import whom, read from the source; and what intake's cold start does without."""

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from goodword.platform_names import DISPLAYED
from tests.conftest import ROOT

PACKAGE = ROOT / "layers" / "goodword" / "goodword"
FUNCTIONS = ROOT / "functions"
STDLIB = set(sys.stdlib_module_names)

CORE = (
    "goodword.belonging",
    "goodword.platforms.html_entities",
    "goodword.mention",
    "goodword.errors",
    "goodword.platform_names",
    "goodword.settings",
    "goodword.history",
    "goodword.trouble",
)


def parts(folder):
    """What the files of a folder share: its modules that are no platform."""
    files = sorted((PACKAGE / folder).glob("*.py"))
    return tuple(f"goodword.{folder}.{file.stem}" for file in files if file.stem not in ("__init__", *DISPLAYED))


POWERTOOLS = "aws_lambda_powertools"
SDK = ("boto3", "botocore")

# Who -> what it may import beside the standard library and its own folder; the first that matches counts.
RULES = {
    "goodword.__main__": ("goodword.command", *CORE),
    "goodword.command": ("goodword", "yaml", "pydantic", *SDK),
    "goodword.platforms": (*CORE, *parts("platforms")),
    # The asking side of a platform reads what comes with the readers of what is pushed.
    "goodword.connectors": (*CORE, "goodword.platforms", *parts("connectors")),
    "goodword.web": (*CORE, "goodword.connectors.contract", "requests", "urllib3"),
    # Decisions over a drawer and a sender; the room brings both.
    "goodword.polling": (
        *(
            *CORE,
            "goodword.aws",
            "goodword.budget",
            "goodword.config",
            "goodword.connectors",
            "goodword.job",
            "goodword.platforms.contract",
        ),
        "goodword.web",
    ),
    "goodword.budget": (*CORE, "goodword.aws", "goodword.config"),
    "goodword.reading": (*CORE, "ahocorasick_rs", "goodword.sentiment", "rensa"),
    "goodword.sentiment": CORE,
    # Builds from a configuration what reads by it: neither knows of the other.
    "goodword.readers": (*CORE, "goodword.config", "goodword.reading", "goodword.sentiment"),
    # `check` and `read` build the one reader from a configuration, and a source names a platform.
    "goodword.config.strict_yaml": (*CORE, "yaml"),
    "goodword.config.loading": (*CORE, "yaml", "pydantic", "pydantic_core", "goodword.connectors"),
    "goodword.config.duties": (*CORE, "goodword.rota"),
    "goodword.config.brand_faults": (*CORE, "goodword.reading"),
    "goodword.config.name_faults": (*CORE, "goodword.reading.plain"),
    "goodword.config.match_faults": (*CORE, "goodword.reading"),
    "goodword.config.touchpoint_faults": (*CORE, "goodword.reading.touchpoints"),
    "goodword.config.asks": (*CORE, "goodword.connectors", "goodword.platforms"),
    "goodword.config": (*CORE, "pydantic", "pydantic_core", "goodword.platforms"),
    "goodword.alerting": CORE,
    "goodword.aws.outbox": (*CORE, "goodword.alerting.pace"),
    "goodword.aws": (
        *CORE,
        *SDK,
        POWERTOOLS,
        "goodword.job",
        "goodword.platforms.contract",
        "goodword.platforms.isolate_item",
        "goodword.budget.price_list",
    ),
    # Decisions over a drawer; the same in the rooms and in a dry run.
    "goodword.bell": (
        *(*CORE, "goodword.alerting", "goodword.aws", "goodword.config", "goodword.rota"),
        "goodword.reading.priority",
    ),
    "goodword.rota": (*CORE, "goodword.config"),
    "goodword.rules": (*CORE, "goodword.config"),
    "goodword.second_opinion": (*CORE, "goodword.aws", "goodword.config", "goodword.reading"),
    "goodword.dry_run": (
        *CORE,
        *("goodword.aws", "goodword.bell", "goodword.config", "goodword.rota", "goodword.rules"),
    ),
    "goodword.case_page": (*CORE, "goodword.alerting", "goodword.aws", "goodword.config", "goodword.reading.priority"),
    "goodword.": CORE,
    "goodword": (),
    "functions.desk": ("goodword", POWERTOOLS, "jinja2", "markupsafe"),
    "functions": ("goodword", POWERTOOLS),
}

# Imported inside one function only, so that nobody who does not need it pays for it.
LATE = {
    "cryptography": ("goodword.platforms.",),
    "fasttext": ("goodword.sentiment.languages",),
    "feedparser": ("goodword.connectors.rss",),
    "numpy": ("goodword.sentiment.encoder",),
    "requests": ("goodword.command",),
    "yaml": ("goodword.reading.touchpoints",),
}


def module_name(file):
    if FUNCTIONS in file.parents:
        return f"functions.{file.stem}"
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources():
    return [*sorted(PACKAGE.rglob("*.py")), *sorted(FUNCTIONS.rglob("*.py"))]


@cache
def tree_of(file):
    return ast.parse(file.read_text())


@cache
def imports(file, *, late):
    """Modules that a file imports: at module level, or inside its functions (or for types only)."""
    found, waiting = [], [(tree_of(file), False)]
    while waiting:
        node, within = waiting.pop()
        within = within or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types(node)
        waiting += [(part, within) for part in ast.iter_child_nodes(node) if not isinstance(part, ast.expr)]
        if within == late:
            found += imported_by(node, file)
    return tuple(found)


def imported_by(node, file):
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"{file}: relative import"
        if is_folder(node.module):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            yield str(node.module)


def is_for_types(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def is_folder(module):
    return (PACKAGE.parent / Path(*module.split("."))).is_dir()


def rule_of(name):
    return next(allowed for who, allowed in RULES.items() if name.startswith(who))


def belongs(module, allowed):
    return any(module == one or module.startswith(f"{one}.") for one in allowed)


def own_folder(name):
    """A package's files may import each other; a platform, a room and the top level may not."""
    parts = name.split(".")
    open_folders = (
        "alerting",
        "aws",
        "bell",
        "command",
        "config",
        "dry_run",
        "polling",
        "budget",
        "reading",
        "sentiment",
        "web",
    )
    return (".".join(parts[:2]),) if parts[0] == "goodword" and parts[1:] and parts[1] in open_folders else ()


def not_allowed(file, *, late):
    """What a file imports outside the standard library and its rule."""
    name = module_name(file)
    allowed = (*rule_of(name), *own_folder(name))
    found = [module for module in imports(file, late=late) if module.split(".")[0] not in STDLIB]
    return [f"{name} imports {module}" for module in found if not belongs(module, allowed)]


def test_a_file_that_is_no_platform_is_known_by_name_or_begins_with_an_underscore():
    """Whatever `platform_names.py` does not list is loaded by nobody: a new platform must not be left out unseen."""
    shared = [name.split(".")[1:] for folder in ("platforms", "connectors") for name in parts(folder)]
    assert {(folder, name) for folder, name in shared if not name.startswith("_")} == {
        ("platforms", "contract"),
        ("platforms", "html_entities"),
        ("platforms", "isolate_item"),
        ("connectors", "contract"),
    }


def test_imports_are_found_wherever_they_stand(tmp_path):
    within = "def f(x):\n    match x:\n        case 1:\n            import a\n"
    text = within + "try:\n    import b\nexcept ImportError:\n    import c\n"
    (tmp_path / "some.py").write_text(text)
    assert sorted(imports(tmp_path / "some.py", late=True)) == ["a"]
    assert sorted(imports(tmp_path / "some.py", late=False)) == ["b", "c"]


def test_each_imports_only_what_it_may():
    assert [fault for file in sources() for fault in not_allowed(file, late=False)] == []


def test_late_imports_are_the_known_exceptions():
    faults = [fault.split(" imports ") for file in sources() for fault in not_allowed(file, late=True)]
    assert [
        (name, module) for name, module in faults if not name.startswith(tuple(LATE.get(module.split(".")[0], ())))
    ] == []


def test_in_the_layer_powertools_is_for_a_batch_and_its_tally_only():
    users = {
        module_name(file)
        for file in PACKAGE.rglob("*.py")
        for late in (False, True)
        if any(module.split(".")[0] == POWERTOOLS for module in imports(file, late=late))
    }
    assert users <= {"goodword.aws.patient_batch", "goodword.aws.tally_line"}


def test_only_settings_knows_of_the_environment():
    readers = {
        module_name(file)
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    # A command asks whether its terminal wants colour, or which region; a room only ever has its settings.
    assert {name for name in readers if not name.startswith("goodword.command")} == set()


def test_nothing_that_is_deployed_imports_tests():
    assert [
        (module_name(file), module)
        for file in sources()
        for late in (False, True)
        for module in imports(file, late=late)
        if module.split(".")[0] in ("tests", "moto", "samtranslator")
    ] == []


def loaded_by(room, platforms=()):
    """Top-level packages in memory after a cold start of that room, and after its first delivery of those platforms."""
    program = (
        f"import sys, {room}\n"
        f"from goodword import platforms\n"
        f"for name in {list(platforms)}: platforms.load(name)\n"
        "import json; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(FUNCTIONS / room), str(PACKAGE.parent)]),
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "DELIVERIES_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/1/deliveries",
        "BUCKET_NAME": "bucket",
        "SECRETS_PATH": "/stack/sources",
    }
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(answer.stdout))


def test_intakes_cold_start_brings_the_sdk_and_a_verifier_and_no_more():
    loaded = loaded_by("intake", platforms=("facebook", "instagram", "x", "standard"))
    assert {"goodword", "boto3"} <= loaded
    heavy = {
        "pydantic",
        "pydantic_core",
        "aws_lambda_powertools",
        "yaml",
        "requests",
        "numpy",
        "fasttext",
        "cryptography",
    }
    assert loaded & heavy == set()
