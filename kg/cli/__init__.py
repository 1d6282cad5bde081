"""The command line: arguments in, words out; nothing else.

Data goes to standard output, words to standard error. The exit codes are in `kg.cli.words`. Each command is a
module of `kg.cli.commands`, imported when it is called, so that `kg --help` is quick.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module

from kg.cli.arguments import parser
from kg.cli.words import DONE, WRONG_USE, hush, say
from kg.errors import KgError

_PATIENCE = 1.5  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns:
        The exit code. Errors of the project's own are told on standard error; any other is a bug and is raised.
    """
    _open_streams()
    _speak_utf8()
    interrupted = _answer_ctrl_c()
    try:
        reader = parser()
        options = reader.parse_args(arguments)
        if options.command is None:
            reader.print_help()
            return DONE
        run: Callable[[object], int] = import_module(f"kg.cli.commands.{options.command}").run
        code = run(options)
        sys.stdout.flush()
    except KgError as error:
        say(f"kg: {error}")
        return WRONG_USE
    except BrokenPipeError:  # whoever read our output has seen enough
        hush(sys.stdout)
        return DONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        hush(sys.stdout)
        say(f"kg: not all could be written: {error.strerror} (make room, or write elsewhere)")
        return WRONG_USE
    except KeyboardInterrupt:
        say("\nkg: stopped; nothing was half written")
        return 128 + signal.SIGINT
    finally:
        interrupted()
    return code


def _answer_ctrl_c() -> Callable[[], None]:
    """Let Ctrl-C end the command within two seconds, whatever it is in; what is returned undoes it.

    It ends in order where it can. Where the interruption was lost (Python drops what is raised within a callback), or
    a library goes on without looking, the system ends it: all that is written counts only when it is whole.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None

    def stop(*_: object) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)

    def undo() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, before)

    return undo


def _open_streams() -> None:
    """A stream that whoever started us has closed leads nowhere, and its number goes to no file of ours."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  (open to the end)


def _speak_utf8() -> None:
    """The documents hold every script; a terminal's encoding may not."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
