"""Runs scripts that need SymPy, one after the other, each in a process of its own.

Reads lines of JSON, {"script": str, "arguments": [str]}, and answers each with one line,
{"stdout": str, "stderr": str, "status": int}. SymPy is loaded once: each script is run in a fork of this process, as
`python3 - ARGUMENTS` would run it, and what it changes ends with it. Where there is no fork it is run by a Python that
is started anew.
"""
import json
import os
import subprocess
import sys
import tempfile
import traceback

import sympy  # noqa: F401 (loaded here so that no script has to)


def status_of(stop):
    """What Python makes of sys.exit(code)."""
    if stop.code is None or isinstance(stop.code, int):
        return stop.code or 0
    print(stop.code, file=sys.stderr)
    return 1


def run_here(script, arguments):
    """In the fork: the script as the main program. Returns its exit status."""
    sys.argv = ["-", *arguments]
    try:
        exec(compile(script, "<stdin>", "exec"), {"__name__": "__main__"})
        return 0
    except SystemExit as stop:
        return status_of(stop)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def forked(script, arguments):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints, open(os.devnull, "rb") as nothing:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for number, file in enumerate((nothing, out, complaints)):
                    os.dup2(file.fileno(), number)
                status = run_here(script, arguments)
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        complaints.seek(0)
        return {"stdout": out.read().decode(), "stderr": complaints.read().decode(), "status": status}


def started_anew(script, arguments):
    done = subprocess.run([sys.executable, "-", *arguments], input=script, capture_output=True, encoding="utf-8")
    return {"stdout": done.stdout, "stderr": done.stderr, "status": done.returncode}


if __name__ == "__main__":
    run = forked if hasattr(os, "fork") else started_anew
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(run(task["script"], task["arguments"])), flush=True)
