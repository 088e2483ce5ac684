"""Join the explorer's modules into the one script that the page carries, and write down what its policy allows.

    python tools/bundle_explorer.py            # after a change in src/medkg/export/explorer/web
    python tools/bundle_explorer.py --check    # tell whether the committed files match their sources

Each module becomes a function that is called once and returns what it exports; imports become lines that take those
values. No other program is needed, and the result reads like its sources.
"""

import base64
import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "medkg" / "export" / "explorer"
WEB = ROOT / "web"
ASSETS = ROOT / "assets"
ENTRY = "main"

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([\w-]+)\.mjs';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


def bundle(sources: dict[str, str]) -> str:
    """Return one script from the modules by name; ``main`` comes last and its ``start`` is called."""
    parts = [_wrap(name, sources[name]) for name in order(sources)]
    return "'use strict';\n(() => {\n" + "\n".join(parts) + f"\n{_variable(ENTRY)}.start();\n}})();\n"


def order(sources: dict[str, str]) -> list[str]:
    """Return the modules so that each stands after what it imports."""
    done: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in open_:
            raise SystemExit(f"{name}.mjs imports itself by way of {' and '.join(open_)}")
        open_.append(name)
        for _, other in _IMPORT.findall(sources[name]):
            visit(other)
        open_.pop()
        done.append(name)

    visit(ENTRY)
    unused = sorted(set(sources) - set(done))
    if unused:
        raise SystemExit(f"no module imports {', '.join(unused)}")
    return done


def _wrap(name: str, source: str) -> str:
    exports = _EXPORT.findall(source)
    body = _IMPORT.sub(lambda match: f"const {{{match[1]}}} = {_variable(match[2])};\n", source)
    body = _EXPORT.sub("", body)
    left = re.search(r"^(import|export)\b.*", body, re.MULTILINE)
    if left:
        raise SystemExit(f"{name}.mjs: this form is not understood here: {left[0]}")
    head = f"// ==== {name} ====\nconst {_variable(name)} = (() => {{"
    return f"{head}\n{body.strip()}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def _variable(name: str) -> str:
    return "module_" + name.replace("-", "_")


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return the content-security policy: these scripts and styles by their hash, and nothing else from anywhere."""
    rules = {
        "default-src": ["'none'"],
        "script-src": [_source(text) for text in scripts],
        "style-src": [_source(text) for text in styles],
        "img-src": ["data:", "blob:"],
        "connect-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def styles_of_vis(script: str) -> list[str]:
    """Return the style sheets that vis-network puts into the page when it is loaded, each first as an empty one."""
    helper = re.search(r"function (\w+)\(\w+,\w+\)\{void 0===\w+&&\(\w+=\{\}\);var \w+=\w+\.insertAt;", script)
    if not helper:
        raise SystemExit("vis-network no longer adds its styles in the way this script knows")
    calls = re.findall(rf"""[;,{{}}]{helper[1]}\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""", script)
    return ["", *(sheet for sheet in map(_unquote, calls) if "{" in sheet)]


def _unquote(literal: str) -> str:
    if re.search(r"\\(?!['\"\\])", literal):
        raise SystemExit(f"a style sheet of vis-network is written in a way this script cannot read: {literal[:80]}")
    return re.sub(r"\\(.)", r"\1", literal[1:-1])


def build() -> dict[str, str]:
    """Return the files made from the sources, by name."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(WEB.glob("*.mjs"))}
    script = bundle(sources)
    style = (WEB / "explorer.css").read_text(encoding="utf-8")
    vis = (ASSETS / "vis-network.min.js").read_text(encoding="utf-8")
    for text in (script, vis):
        if re.search(r"</script|<!--", text, re.IGNORECASE):
            raise SystemExit("a script holds a closing tag or a comment of HTML and cannot stand in the page")
    allowed = policy([vis, script], [style, *dict.fromkeys(styles_of_vis(vis))])
    return {"explorer.js": script, "explorer.css": style, "policy.txt": allowed + "\n"}


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` compare them; return the exit status."""
    made = build()
    if arguments == ["--check"]:
        stale = [name for name, text in made.items() if (ASSETS / name).read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"{ASSETS / name} does not match its sources; run python tools/bundle_explorer.py")
        return 1 if stale else 0
    for name, text in made.items():
        (ASSETS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
