"""Which part may import which, read from the source; and what intake's cold start must not load."""

import ast
import json
import os
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from goodword.platform_names import DISPLAYED
from tests.conftest import ROOT

PACKAGE = ROOT / "layers" / "goodword" / "goodword"
FUNCTIONS = ROOT / "functions"
STDLIB = set(sys.stdlib_module_names)


def parts(folder):
    """The shared files of a folder: its modules that are no platform."""
    files = sorted((PACKAGE / folder).glob("*.py"))
    return tuple(f"goodword.{folder}.{file.stem}" for file in files if file.stem not in ("__init__", *DISPLAYED))


POWERTOOLS = "aws_lambda_powertools"

# Part of the package -> the parts that it imports, exactly. No two import each other, directly or in a circle.
PARTS = {
    "mention": (),
    "errors": (),
    "platform_names": (),
    "settings": ("errors",),
    "version": (),
    "id_scope": ("mention",),
    "mention_merge": ("mention",),
    "jobs": ("errors",),
    "storage": ("id_scope", "mention", "mention_merge"),
    "platforms": ("errors", "mention", "platform_names"),
    "connectors": ("errors", "mention", "platform_names", "platforms", "version"),
    "webhooks": ("errors", "platforms"),
    "web": ("connectors", "errors"),
    "sentiment": ("errors", "mention", "platforms"),
    "reading": ("mention", "sentiment"),
    "config": ("connectors", "errors", "id_scope", "mention", "platform_names", "platforms", "reading"),
    "budget": ("config", "errors", "storage"),
    "messages": ("id_scope", "mention", "platform_names"),
    # Whom to notify, over a store: the same in the functions, in a dry run and in a test. No AWS.
    "alerting": ("config", "errors", "id_scope", "mention", "messages", "reading", "storage"),
    "dry_run": ("alerting", "config", "id_scope", "mention", "mention_merge", "storage"),
    "desk": ("alerting", "config", "errors", "id_scope", "mention", "messages", "reading"),
    "scoring": (
        *("alerting", "config", "connectors", "errors", "id_scope", "jobs", "mention", "platforms"),
        *("reading", "sentiment"),
    ),
    "aws": (
        "budget",
        "config",
        "errors",
        "id_scope",
        "jobs",
        "mention",
        "mention_merge",
        "platforms",
        "sentiment",
        "storage",
    ),
    "stats": ("aws", "mention", "storage"),
    "health": ("alerting", "aws", "budget", "stats", "storage"),
    "polling": (
        *("budget", "config", "connectors", "errors", "health", "id_scope", "jobs", "platforms", "storage", "version"),
        "web",
    ),
    "operations": ("alerting", "aws", "errors", "mention", "platforms"),
    "command": (
        *("alerting", "aws", "config", "connectors", "dry_run", "errors", "id_scope", "mention", "messages"),
        *("operations", "platform_names", "platforms", "reading", "scoring", "sentiment", "stats", "webhooks"),
    ),
    "__main__": ("command",),
}

# Third-party packages -> the parts that load them, exactly.
LIBRARIES = {
    "boto3": ("aws",),
    "botocore": ("aws", "operations"),
    "aws_lambda_powertools": ("aws",),
    "jinja2": ("desk",),
    "markupsafe": ("desk",),
    "pydantic": ("config",),
    "pydantic_core": ("config",),
    "yaml": ("command", "config"),
    "requests": ("web",),
    "urllib3": ("web",),
    "ahocorasick_rs": ("reading",),
    "rensa": ("reading",),
}

# Files of platforms/ that connectors read by as well.
SHARED_BY_PLATFORMS = (
    *("contract", "html_entities", "html_text", "isolate_item", "json_fields", "mention_text", "meta_entry"),
    *("x_objects", "x_text"),
)

# Imported inside one function only, so that other code does not pay for it.
LATE = {
    "cryptography": ("goodword.platforms.",),
    "fasttext": ("goodword.sentiment.languages",),
    "feedparser": ("goodword.connectors.rss",),
    "numpy": ("goodword.sentiment.encoder",),
    "requests": ("goodword.command",),
    "yaml": ("goodword.reading.touchpoints", "goodword.command"),
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


def part_of(name):
    return name.split(".")[1] if "." in name else name


def measured(parts_of):
    """Part -> what its files import, by name; a file at the top level is a part by itself."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = module_name(file)
        if name != "goodword":
            found.setdefault(part_of(name), set()).update(parts_of(file))
    return found


def own_parts(file):
    """The parts of the package that a file imports anywhere, besides its own."""
    here = part_of(module_name(file))
    modules = (module for late in (False, True) for module in imports(file, late=late))
    return {part_of(module) for module in modules if module.startswith("goodword.")} - {here}


def libraries(file):
    return {module.split(".")[0] for module in imports(file, late=False)} - STDLIB - {"goodword"}


def test_a_file_that_is_no_platform_is_known_by_name_or_begins_with_an_underscore():
    """Nothing loads a platform that `platform_names.py` does not list: a new platform must not be forgotten."""
    shared = [name.split(".")[1:] for folder in ("platforms", "connectors") for name in parts(folder)]
    assert {(folder, name) for folder, name in shared if not name.startswith("_")} == {
        *(("platforms", name) for name in SHARED_BY_PLATFORMS),
        *(("connectors", name) for name in ("contract", "reporters")),
    }


def test_what_begins_with_an_underscore_is_used_by_its_own_part_alone():
    private = [
        (module_name(file), module)
        for file in sources()
        for late in (False, True)
        for module in imports(file, late=late)
        if module.startswith("goodword.") and "._" in module and part_of(module) != part_of(module_name(file))
    ]
    assert private == [("goodword.__main__", "goodword.command._input")], "the command's own entry"


def test_imports_are_found_wherever_they_stand(tmp_path):
    within = "def f(x):\n    match x:\n        case 1:\n            import a\n"
    text = within + "try:\n    import b\nexcept ImportError:\n    import c\n"
    (tmp_path / "some.py").write_text(text)
    assert sorted(imports(tmp_path / "some.py", late=True)) == ["a"]
    assert sorted(imports(tmp_path / "some.py", late=False)) == ["b", "c"]


def test_each_part_imports_what_is_written_here_and_no_more():
    assert {part: tuple(sorted(found)) for part, found in measured(own_parts).items()} == {
        part: tuple(sorted(allowed)) for part, allowed in PARTS.items()
    }


def test_no_part_imports_one_that_imports_it():
    order = list(TopologicalSorter(PARTS).static_order())  # raises CycleError on a circle
    assert set(order) == set(PARTS)


def test_each_library_is_loaded_by_the_parts_that_are_written_here():
    found = measured(libraries)
    loaders = {library: {part for part in found if library in found[part]} for library in set().union(*found.values())}
    assert {library: tuple(sorted(loaders[library])) for library in loaders} == LIBRARIES


def test_one_adapter_knows_nothing_of_another():
    """You may read, copy and delete a platform file by itself."""
    adapters = {folder: [f"goodword.{folder}.{name}" for name in DISPLAYED] for folder in ("platforms", "connectors")}
    assert [
        (module_name(file), module)
        for folder in adapters
        for file in (PACKAGE / folder).glob("*.py")
        for module in imports(file, late=False)
        if file.stem in DISPLAYED and module in adapters[folder]
    ] == []


def test_functions_import_the_package_and_powertools():
    found = {
        module.split(".")[0]
        for file in FUNCTIONS.rglob("*.py")
        for late in (False, True)
        for module in imports(file, late=late)
    }
    assert found - STDLIB == {"goodword", POWERTOOLS}


@pytest.mark.parametrize("part", ["alerting", "messages", "desk", "dry_run", "storage", "platforms", "reading"])
def test_what_decides_needs_no_aws(part):
    """Each of its modules can be imported without boto3."""
    modules = [module_name(file) for file in (PACKAGE / part).glob("*.py")]
    program = (
        "import importlib, sys\n"
        "sys.modules.update(dict.fromkeys(('boto3', 'botocore', 'aws_lambda_powertools')))\n"
        f"for name in {modules}: importlib.import_module(name)"
    )
    subprocess.run(
        [sys.executable, "-c", program], env=dict(os.environ) | {"PYTHONPATH": str(PACKAGE.parent)}, check=True
    )


def test_late_imports_are_the_known_exceptions():
    """Packages imported inside a function, so that other code does not pay for them."""
    late = {
        (module.split(".")[0], module_name(file))
        for file in PACKAGE.rglob("*.py")
        for module in imports(file, late=True)
        if module.split(".")[0] not in {*STDLIB, "goodword"}
    }
    assert [(library, name) for library, name in sorted(late) if not name.startswith(LATE.get(library, ()))] == []


def test_in_the_layer_powertools_is_for_a_batch_and_its_tally_only():
    users = {
        module_name(file)
        for file in PACKAGE.rglob("*.py")
        for late in (False, True)
        if any(module.split(".")[0] == POWERTOOLS for module in imports(file, late=late))
    }
    assert users <= {
        "goodword.aws.sqs_batch",
        "goodword.aws.stream_batch",
        "goodword.aws.metrics",
        "goodword.aws.paid_reading",
    }


def test_only_settings_knows_of_the_environment():
    readers = {
        module_name(file)
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    # A command may check whether its terminal has colour, or its region; a function reads only its settings.
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
    """Top-level packages in memory after a function's cold start, and after its first delivery of those platforms."""
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


def test_the_map_of_the_package_lists_every_part():
    lines = (ast.get_docstring(tree_of(PACKAGE / "__init__.py")) or "").splitlines()
    listed = [line.split()[0] for line in lines if "  " in line]
    parts = {file.stem for file in PACKAGE.glob("*.py")} | {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert sorted(listed) == sorted(parts - {"__init__", "__main__", "goodword"})


@pytest.mark.parametrize("part", ["alerting", "messages"])
def test_the_map_of_a_large_part_lists_every_file(part):
    lines = (ast.get_docstring(tree_of(PACKAGE / part / "__init__.py")) or "").splitlines()
    listed = sorted(line.split()[0] for line in lines if "  " in line)
    assert listed == sorted(file.stem for file in (PACKAGE / part).glob("*.py") if file.stem != "__init__")


def test_a_function_only_wires_and_answers():
    """What it does is in the package, where a unit test can import it."""
    lines = {file.stem: len(file.read_text().splitlines()) for file in FUNCTIONS.rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > 60} == {}
