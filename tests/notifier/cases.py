# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cases, each on a desk of its own, several at a time. Speaks TAP.

    test-….py PROGRAM [CASE…]
"""

import concurrent.futures
import os
import re
import sys
import traceback

from rig import Desk, Screen

CASES = []


def case(*arguments, **options):
    """The arguments are the case's, the options its desk's. What it returns says why it is skipped."""
    def add(function):
        CASES.append((function, arguments, options))
        return function
    return add


def rows(*each):
    """The same case for each row of arguments."""
    def add(function):
        for arguments in each:
            case(*arguments)(function)
        return function
    return add


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def same(got, wanted):
    check(got == wanted, f'{got!r} instead of {wanted!r}')


def run(make, function, arguments, options):
    try:
        with make(**options) as desk:
            skipped = function(desk, *arguments)
            text = desk.complaints()
            check(not re.search('CRITICAL|WARNING|Sanitizer|runtime error', text), text)
        return None, skipped
    except Exception:
        return traceback.format_exc(), None


def main(at_once=6, desk=Desk, programs=1):
    """The first so many arguments are programs, which the desk is given; those behind name the cases that are wanted."""
    paths = [os.path.abspath(path) for path in sys.argv[1:1 + programs]]
    wanted = sys.argv[1 + programs:]
    cases = [each for each in CASES if not wanted or each[0].__name__ in wanted]
    screen = Screen()
    failed = 0

    def make(**options):
        return desk(*paths, screen.display, **options)

    try:
        print(f'1..{len(cases)}', flush=True)
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            jobs = [pool.submit(run, make, *each) for each in cases]
            for number, (job, (function, arguments, _)) in enumerate(zip(jobs, cases), 1):
                problem, skipped = job.result()
                failed += problem is not None
                for line in (problem or '').splitlines():
                    print('#', line)
                name = ' '.join([function.__name__.replace('_', ' '), *(str(each) for each in arguments)])
                print('not ok' if problem else 'ok', number, name + (f' # SKIP {skipped}' if skipped else ''), flush=True)
    finally:
        screen.close()
    return 1 if failed else 0
