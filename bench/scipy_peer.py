"""The loop that answers bench/scipy-peer.ts: one line of JSON in, one line of JSON out.

A script of its own, bench/scipy_NAME.py, says

    from scipy_peer import serve
    serve({"task": task})

where `task(**arguments)` prepares (untimed) and returns a function without arguments, which is timed, and whose value,
a dictionary of numbers and lists, is sent back as `result`. Request: {"task", "arguments", "runs"}; answer:
{"milliseconds", "cpuMilliseconds", "result"}: the least of the runs after one that warms up where runs > 1,
or {"error": text}. What was prepared last is kept, so that asking again in the next round prepares nothing.
"""
import json
import sys
import time


def timed(run, runs):
    """The least wall and processor time of the runs; with more than one, a first one is not counted."""
    result = run() if runs > 1 else None
    wall, processor = [], []
    for _ in range(runs):
        start, start_processor = time.perf_counter(), time.process_time()
        result = run()
        processor.append((time.process_time() - start_processor) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    return min(wall), min(processor), result


def serve(tasks):
    key, run = None, None
    for line in sys.stdin:
        request = json.loads(line)
        wanted = json.dumps([request["task"], request["arguments"]])
        try:
            if key != wanted:
                run, key = tasks[request["task"]](**request["arguments"]), wanted
            wall, processor, result = timed(run, request.get("runs", 1))
            answer = {"milliseconds": wall, "cpuMilliseconds": processor, "result": result}
        except Exception as error:  # the benchmark shows it and ends
            key, answer = None, {"error": "%s: %s" % (type(error).__name__, error)}
        print(json.dumps(answer), flush=True)
