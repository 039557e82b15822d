"""Fuzz one target: ``python -m fuzz TARGET --seconds 60 --engine random``; ``all`` is each in turn; without, list
them."""

from __future__ import annotations

import argparse
import pathlib
import sys
import time


def main() -> int:
    """Run; 0 where the law held, 1 where it did not."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Drive one law for a while.")
    parser.add_argument("target", nargs="?", help="which law, or all, each in turn; without, list them")
    parser.add_argument("--seconds", type=float, default=60, help="how long each (60)")
    parser.add_argument("--engine", choices=["atheris", "hypothesis", "random"], default="random", help="how (random)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="number to begin chance with (the time)")
    parser.add_argument(
        "--findings", type=pathlib.Path, default=pathlib.Path("build/fuzz/findings"), help="where findings go"
    )
    parser.add_argument(
        "--corpus", type=pathlib.Path, help="where atheris keeps what it learns (build/fuzz/corpus/TARGET)"
    )
    args = parser.parse_args()
    if args.engine == "atheris":
        from fuzz.engines import prepare_atheris

        prepare_atheris()
    from fuzz import targets

    if not args.target:
        for name in targets.names():
            print(f"{name:14} {targets.load(name).law}")
        return 0
    if args.target != "all":
        return fuzz(args)
    if args.engine == "atheris":
        parser.error("atheris ends the process with its target; run one at a time")
    return fuzz_all(args)


def fuzz_all(args: argparse.Namespace) -> int:
    """Each target in turn, but for those that cannot run here; 1 where a law broke."""
    from fuzz import targets

    status = 0
    for name in targets.names():
        absent = targets.load(name).absent()
        if absent:
            print(f"{name}: skipped, {absent}")
        else:
            args.target = name
            status |= fuzz(args)
    return status


def fuzz(args: argparse.Namespace) -> int:
    """Feed the target, then report."""
    from fuzz import engines, targets

    target = targets.load(args.target)
    tally = engines.Tally(target)
    started = time.monotonic()

    def report() -> int:
        seconds = time.monotonic() - started
        found = tally.finish(args.findings)
        print(
            f"{target.name} ({args.engine}): {tally.executions} executions in {seconds:.0f} s, "
            f"{len(found)} findings, seed {args.seed}"
        )
        sys.stdout.flush()
        return 1 if found else 0

    if args.engine == "atheris":
        corpus = args.corpus or pathlib.Path("build/fuzz/corpus") / target.name
        engines.run_atheris(tally, args.seconds, args.seed, corpus, report)
    elif args.engine == "hypothesis":
        engines.run_hypothesis(tally, args.seconds, args.seed)
    else:
        engines.run_random(tally, args.seconds, args.seed)
    return report()


if __name__ == "__main__":
    sys.exit(main())
