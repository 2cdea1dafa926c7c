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


def case(**options):
    def add(function):
        CASES.append((function, options))
        return function
    return add


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def same(got, wanted):
    check(got == wanted, f'{got!r} instead of {wanted!r}')


def run(program, display, function, options):
    try:
        with Desk(program, display, **options) as desk:
            function(desk)
            text = desk.complaints()
            check(not re.search('CRITICAL|WARNING|Sanitizer|runtime error', text), text)
        return None
    except Exception:
        return traceback.format_exc()


def main(at_once=6):
    program = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2:]
    cases = [each for each in CASES if not wanted or each[0].__name__ in wanted]
    screen = Screen()
    failed = 0
    try:
        print(f'1..{len(cases)}', flush=True)
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            jobs = [pool.submit(run, program, screen.display, *each) for each in cases]
            for number, (job, (function, _)) in enumerate(zip(jobs, cases), 1):
                problem = job.result()
                failed += problem is not None
                for line in (problem or '').splitlines():
                    print('#', line)
                print('not ok' if problem else 'ok', number, function.__name__.replace('_', ' '), flush=True)
    finally:
        screen.close()
    return 1 if failed else 0
