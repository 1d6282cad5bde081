"""The command line: arguments in, words out; nothing else.

Data goes to standard output, words to standard error. The exit codes are in `kg.cli.words`. Each command is a
module of `kg.cli.commands`, imported when it is called, so that `kg --help` is quick.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from kg.cli.arguments import parser
from kg.cli.words import DONE, WRONG_USE, say
from kg.errors import KgError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns:
        The exit code. Errors of the project's own are told on standard error; any other is a bug and is raised.
    """
    reader = parser()
    options = reader.parse_args(arguments)
    if options.command is None:
        reader.print_help()
        return DONE
    try:
        _speak_utf8()
        run: Callable[[object], int] = import_module(f"kg.cli.commands.{options.command}").run
        code = run(options)
        sys.stdout.flush()
    except KgError as error:
        say(f"kg: {error}")
        return WRONG_USE
    except BrokenPipeError:
        # whoever read our output has seen enough; Python must not stumble over it once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        say("\nkg: stopped; nothing was half written")
        return 128 + signal.SIGINT
    return code


def _speak_utf8() -> None:
    """The documents hold every script; a terminal's encoding may not."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
