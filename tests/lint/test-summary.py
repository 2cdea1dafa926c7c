#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the last line of ./dev test counts. Speaks TAP."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from summary import Count, choose

# What a program said, how it ended -> passed, failed, skipped
CASES = [
    ('all is well', 'OK', 'TAP version 13\nok 1 /a\nok 2 /b\n1..2\n', (2, 0, 0)),
    ('one fails', 'FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n', (1, 1, 0)),
    ('one is skipped', 'OK', 'ok 1 /a # SKIP no display\nok 2 /b\n1..2\n', (1, 0, 1)),
    ('all are skipped', 'SKIP', '1..0 # SKIP no bus\n', (0, 0, 1)),
    ('a crash after the first case', 'ERROR', '1..3\nok 1 /a\n', (1, 1, 0)),
    ('a crash that a failure announced', 'ERROR', '1..3\nok 1 /a\nnot ok 2 /b\nBail out!\n', (1, 2, 0)),
    ('nothing was said', 'OK', '', (0, 1, 0)),
    ('hung', 'TIMEOUT', '1..2\nok 1 /a\n', (1, 1, 0)),
    ('fewer than planned', 'OK', '1..3\nok 1 /a\nok 2 /b\n', (2, 1, 0)),
    ('groups count once', 'OK',
     'TAP version 14\n# Subtest: area\n    ok 1 /area/a\n    ok 2 /area/b\n    1..2\nok 1 area\n1..1\n', (2, 0, 0)),
    ('a name with a hash of its own', 'OK', 'ok 1 /a # a remark\n1..1\n', (1, 0, 0)),
]

# The same -> the reasons that it names
REASONS = [
    ('a case of ours', 'FAIL', '1..2\n# ValueError: not this\nok 1 /a\n# Traceback\n# waiting.HarnessError: timed out\n# 2 s\n'
                               'not ok 2 /b\n', ['HarnessError: timed out']),
    ('a case of GLib', 'ERROR', '1..2\nok 1 /a\nBail out! ERROR:test-a.c:9: should be TRUE\n',
     ['error, exit status 1; ERROR:test-a.c:9: should be TRUE']),
    ('no reason', 'FAIL', '1..1\nnot ok 1 /a\n', ['']),
]

TESTS = [{'name': 'store', 'suite': ['salve:core']}, {'name': 'soak-kills', 'suite': ['salve:soak']},
         {'name': 'soak-cuts', 'suite': ['salve:soak']}]
# What the summary is asked about -> the tests that it misses where they are not in the log
CHOICES = [
    ((), {'store'}),
    (('soak',), {'soak-kills', 'soak-cuts'}),
    (('soak', 'soak-kills'), {'soak-kills'}),
]


def read(result, said):
    count = Count()
    count.program({'name': 'program', 'result': result, 'stdout': said, 'returncode': 1})
    return count


def count_what(result, said):
    count = read(result, said)
    return count.passed, len(count.failed), len(count.skipped)


def name_reasons(result, said):
    return [reason for _, reason in read(result, said).failed]


def main():
    rows = [(title, count_what(result, said), wanted) for title, result, said, wanted in CASES]
    rows += [('why: ' + title, name_reasons(result, said), wanted) for title, result, said, wanted in REASONS]
    rows += [('asked about: ' + (' '.join(choice) or 'all'), choose(TESTS, *choice), wanted) for choice, wanted in CHOICES]
    print('1..%d' % len(rows))
    for number, (title, got, wanted) in enumerate(rows, 1):
        print('%sok %d %s' % ('' if got == wanted else 'not ', number, title))
        if got != wanted:
            print('# wanted %s, got %s' % (wanted, got))
    return any(got != wanted for _, got, wanted in rows)


if __name__ == '__main__':
    sys.exit(main())
