#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the cases within each test program from Meson's log, names what failed and what was skipped,
and ends with "N passed, N failed, N skipped". A program that crashed, hung, or ran fewer cases than it
planned counts as failed, and so does one that is not in the log at all.

    summary.py BUILD                  after every suite but the long forms
    summary.py BUILD SUITE [NAME]     after one suite, or one test of it
"""

import json
import os
import re
import subprocess
import sys

RESULT = re.compile(r'^(\s*)(not )?ok\b\s*(\d+)?\s*-?\s*(.*)$')
PLAN = re.compile(r'^(\s*)1\.\.(\d+)\s*(?:#\s*(.*))?$')
SUBTEST = re.compile(r'^\s*# Subtest: (.*)$')
# The last line of what went wrong, in Python's words or GLib's.
REASON = re.compile(r'^\s*(?:# (?:[\w.]+\.)?(\w*Error: .*)|Bail out! (.+))$')
SKIP = re.compile(r'#\s*skip\S*\s*(.*)$', re.IGNORECASE)


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []
        self.last_words = ''

    def read(self, name, tap):
        """One program's output. Returns whether it ran to its end and every case that it planned."""
        planned, seen, groups, bailed, reason = None, 0, set(), False, ''
        for line in tap.splitlines():
            group = SUBTEST.match(line)
            plan = PLAN.match(line)
            result = RESULT.match(line)
            said = REASON.match(line)
            reason = said[1] or said[2] if said else reason
            if group:
                groups.add(group[1].strip())
            elif line.startswith('Bail out!'):
                bailed = True
            elif plan and not plan[1]:
                planned = int(plan[2])
                if planned == 0:
                    self.skipped.append((name, (plan[3] or '').partition(' ')[2] or 'it says no reason'))
            elif result:
                seen += not result[1]
                title = result[4].partition('#')[0].strip()
                # The line that sums up a group repeats what stands within it.
                if title not in groups:
                    self._case(name + ': ' + title, result[2] and reason, SKIP.search(result[4]))
                reason = ''
        self.last_words = reason
        return not bailed and planned is not None and seen == planned

    def _case(self, title, reason, skip):
        """The reason is None where the case did not fail."""
        if reason is not None:
            self.failed.append((title, reason))
        elif skip:
            self.skipped.append((title, skip[1].strip() or 'it says no reason'))
        else:
            self.passed += 1

    def program(self, entry):
        name, result = entry['name'], entry['result']
        before = len(self.failed)
        whole = self.read(name, entry.get('stdout') or '')
        if result in ('OK', 'SKIP') and whole:
            return
        if result in ('OK', 'SKIP'):
            self.failed.append((name, 'did not run all the cases that it planned'))
        elif len(self.failed) == before or not whole:
            end = '%s, exit status %s' % (result.lower(), entry.get('returncode'))
            self.failed.append((name, '; '.join(filter(None, [end, self.last_words]))))

    def show(self):
        for title, reason in self.skipped:
            print('skipped: %s: %s' % (title, reason))
        for title, reason in self.failed:
            print('failed: %s%s' % (title, ': ' + reason if reason else ''))
        print('%d passed, %d failed, %d skipped' % (self.passed, len(self.failed), len(self.skipped)))


def choose(tests, suite=None, name=None):
    """The names of the tests that had to run: those of a suite, or of all but the long forms."""
    suites = {test['name']: {each.rpartition(':')[2] for each in test['suite']} for test in tests}
    chosen = {each for each, of in suites.items() if (suite in of if suite else 'soak' not in of)}
    return chosen & {name} if name else chosen


def planned_programs(build, *choice):
    known = subprocess.run(['meson', 'introspect', '--tests', build], check=True, capture_output=True, text=True)
    return choose(json.loads(known.stdout), *choice)


def main(build, *choice):
    count, seen = Count(), set()
    try:
        with open(os.path.join(build, 'meson-logs', 'testlog.json'), encoding='utf-8') as log:
            for line in log:
                entry = json.loads(line)
                seen.add(entry['name'].rpartition(' / ')[2])
                count.program(entry)
    except OSError as error:
        count.failed.append(('the log of the tests', str(error)))
    for name in sorted(planned_programs(build, *choice) - seen):
        count.failed.append((name, 'did not run'))
    count.show()
    return 0 if count.passed and not count.failed else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
