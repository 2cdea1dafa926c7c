#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program writes a file while one of ours is about to, and ours is killed some calls later: what the other
wrote is still there, if need be in the trash."""

import itertools
import json
import os
import sys

from faults import NAME, OPERATIONS, RECORD, SOAK, Failure, State, check, in_parallel, note, run_cases, sweep, \
    write_files

BUILD = sys.argv[1]
# A member of no version; whoever rewrites a file keeps what it does not know.
MARK = "another’s"
# What goes into the trash was not changed meanwhile by a program that knows of it.
TITLES = ('save once more', 'edit', 'remove', 'draft', 'shelf', 'profile')


def get_subject(operation):
    """The file that it is about, and what another program makes of it."""
    path = next(path for path in operation.files if 'trash' not in path and (
        path.endswith(NAME) or path.endswith(('draft.json', 'shelf.json', 'profile.json'))))
    return path, json.dumps({**json.loads(operation.files[path]), 'mark': MARK})


class Race:
    """The other writes before call `number`, and the kill comes `later` calls after."""

    def __init__(self, place, operation, number, later):
        self.place, self.operation, self.number, self.later = place, operation, number, later
        self.hit = self.killed = None

    def decide(self, number, call, path, said):
        if number == self.number:
            subject, text = get_subject(self.operation)
            write_files(self.place.root, {subject + '~': text})
            os.replace(os.path.join(self.place.root, subject + '~'), os.path.join(self.place.root, subject))
            self.hit = '%s %s' % (call, path)
        if self.hit is None or number < self.number + self.later:
            return 'go'
        self.killed = '%s %s' % (call, path)
        return 'kill'

    def run(self):
        self.place.fill(self.operation.files)
        self.place.gated(self.decide, *self.operation.command, text=self.operation.text)
        left = State(self.place.root)
        sweep(self.place, left.strays)
        state = State(self.place.root)
        check(not state.strays, 'what was left over is not swept')
        check(any(value.get('mark') == MARK for value in state.list_values() if isinstance(value, dict)),
              'what the other wrote is gone: ' + state.describe(left))


def list_calls(place, operation):
    """Before which the other may come: any or, for a quick look, a change of names."""
    numbers = []

    def decide(number, call, path, said):
        # A draft that was read before it is replaced was known, and nothing of it is to be kept.
        if 'rename' in call or SOAK and operation.title != 'draft':
            numbers.append(number)
        return 'go'

    place.fill(operation.files)
    check(place.gated(decide, *operation.command, text=operation.text).done, operation.title)
    return numbers


def try_call(place, operation, number):
    """A kill at each call after the other came. Returns how many."""
    for later in itertools.count():
        race = Race(place, operation, number, later)
        try:
            race.run()
        except Failure as failure:
            raise Failure('%s, written before call %d (%s), killed %d calls later (%s): %s'
                          % (operation.title, number, race.hit, later, race.killed, failure)) from failure
        if race.killed is None:
            return later


def try_all(place, operation):
    wrong, count = [], 0
    for number in list_calls(place, operation):
        try:
            count += try_call(place, operation, number)
        except Failure as failure:
            wrong.append(str(failure))
    check(not wrong, '\n'.join(wrong))
    return '%s: %d races' % (operation.title, count)


def races():
    """another program's text survives a kill at each call after it was written"""
    note('\n'.join(in_parallel(BUILD, try_all, [each for each in OPERATIONS if each.title in TITLES])))


os.umask(0o022)
sys.exit(run_cases(races))
