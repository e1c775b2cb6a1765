"""Measuring one row, and the table."""

import datetime
import json
import os
import platform
import subprocess
import traceback

from world import BIN, ROOT

OUT = os.path.join(ROOT, "build", "bench")


def median(values):
    values = sorted(values)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def spread(values):
    """Half of what lies between the least and the greatest, as a part of the median."""
    return (max(values) - min(values)) / 2 / median(values) if median(values) else 0.0


def measure(bench, row):
    """Ours and the peers take turns, so that what else the machine does meets them all."""
    runs = {"ours": [], **{name: [] for name in row.peers}}
    failed = {}
    count = min(row.runs or bench.options.runs, bench.options.runs)
    for _ in range(count):
        for name, function in (("ours", row.ours), *row.peers.items()):
            if name in failed:
                continue
            try:
                bench.rest()
                runs[name].append(function(bench))
            except Exception as error:  # noqa: BLE001
                failed[name] = f"{type(error).__name__}: {error}"
                if os.environ.get("BENCH_TRACE"):
                    traceback.print_exc()
    return {"row": row, "runs": runs, "failed": failed, "goals": [judged(row, goal, runs, failed) for goal in row.goals]}


def values(runs, name, key):
    return [run[key] for run in runs[name]]


def judged(row, goal, runs, failed):
    if "ours" in failed or goal.peer in failed or not runs["ours"]:
        return {"goal": goal, "ratio": None, "reached": None}
    ours = median(values(runs, "ours", goal.ours_at or row.value))
    peer = median(values(runs, goal.peer, goal.peer_at or row.value)) if goal.peer else None
    if peer == 0 and not goal.less:
        return {"goal": goal, "ratio": None, "reached": None}
    ratio = goal.figure(ours, peer)
    return {"goal": goal, "ratio": ratio, "reached": goal.reached(ratio)}


def number(x):
    return f"{x:,.0f}" if abs(x) >= 100 else f"{x:.3g}"


def figure(result, name):
    row, runs = result["row"], result["runs"]
    if name in result["failed"]:
        return "failed"
    key = row.value
    found = values(runs, name, key)
    return f"{number(median(found))} {row.unit} ±{spread(found) * 100:.0f} %"


def line(result):
    row = result["row"]
    text = f"{row.name:24} {row.what}\n    ours {figure(result, 'ours')}"
    for name in row.peers:
        if name in result["failed"]:
            text += f" | {name} failed"
            continue
        text += f" | {name} {figure(result, name)}"
        clients = {run.get("clients") for run in result["runs"][name]} - {None}
        if clients:
            text += f" ({', '.join(map(str, sorted(clients)))} clients)"
    for judged_goal in result["goals"]:
        goal = judged_goal["goal"]
        if judged_goal["ratio"] is None:
            text += f"\n    not measured: {goal.text(row)}"
        else:
            text += f"\n    {'reached' if judged_goal['reached'] else 'MISSED '}: {number(judged_goal['ratio'])}, wanted {goal.text(row)}"
    for name in row.peers:
        if not row.goals and name not in result["failed"] and "ours" not in result["failed"]:
            ratio = median(values(result["runs"], "ours", row.value)) / median(values(result["runs"], name, row.value))
            text += f"\n    beside: {number(ratio)} × {name}"
    for name, why in result["failed"].items():
        text += f"\n    {name}: {why}"
    return text


def version(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "not installed"


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) // 1024 // 1024
    return {"processor": model, "cores": os.cpu_count(), "memory_gb": memory, "kernel": platform.release(),
            "commit": version("git", "-C", ROOT, "describe", "--always", "--dirty"), "postgresql": version(f"{BIN}/postgres", "--version"),
            "libzmq": version("pkg-config", "--modversion", "libzmq"), "protobuf-c": version("pkg-config", "--modversion", "libprotobuf-c"),
            "gcc": version("gcc", "--version"), "nats": version("nats-server", "--version"), "redis": version("redis-server", "--version"),
            "node": version("node", "--version")}


def write(results, options):
    """Everything that was measured, and how it was judged."""
    os.makedirs(OUT, exist_ok=True)
    about = machine()
    rows = [{"name": r["row"].name, "what": r["row"].what, "value": r["row"].value, "unit": r["row"].unit, "runs": r["runs"], "failed": r["failed"],
             "goals": [{"goal": g["goal"].text(r["row"]), "ratio": g["ratio"], "reached": g["reached"]} for g in r["goals"]]} for r in results]
    with open(os.path.join(OUT, "results.json"), "w", encoding="utf-8") as file:
        json.dump({"at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "machine": about, "runs": options.runs,
                   "seconds": options.seconds, "records": options.records, "rows": rows}, file, indent=1)
    goals = [g for r in results for g in r["goals"]]
    print("\n" + ", ".join(f"{name} {value}" for name, value in about.items()))
    print(f"{sum(g['reached'] is True for g in goals)} goals reached, {sum(g['reached'] is False for g in goals)} missed, "
          f"{sum(g['reached'] is None for g in goals)} not measured; {os.path.relpath(OUT, ROOT)}/results.json has every run")
