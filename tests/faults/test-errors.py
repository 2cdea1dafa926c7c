#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each error of the disk, and a kill, at each system call of all that the programs write: the old or the new is there,
whole, and the person was told the truth."""

import errno
import os
import sys

from faults import NAME, NEIGHBOUR, OPERATIONS, OTHERS, RECORD, REMOVED, SOAK, TEMPORARY, Failure, Trial, check, in_parallel, \
    note, run_cases

BUILD = sys.argv[1]
ERRORS = ('ENOSPC', 'EIO', 'EROFS', 'EACCES')
# What these hold is told by the next call; a descriptor is closed also where close() fails.
FOR_EVER = {'close'}


class Fault:
    """At call `number`; with `on` also at all that follow, as when the disk is gone for good."""

    def __init__(self, number, name=None, on=False):
        self.number = number
        self.name = name
        self.on = on
        self.hit = None
        self.wanted = None # the file or folder that could not be synced

    def decide(self, number, call, path, said):
        if number == self.number:
            self.hit = '%s %s' % (call, path)
            self.wanted = TEMPORARY.sub('.json', path) if 'sync' in call else None
        elif number < self.number or not self.on or call in FOR_EVER:
            if number > self.number and 'sync' in call and TEMPORARY.sub('.json', path) == self.wanted:
                self.wanted = None
            return 'go'
        return 'fail %d' % getattr(errno, self.name) if self.name else 'kill'

    def describe(self, trial):
        how = 'kill' if self.name is None else self.name + (' from then on' if self.on else '')
        return '%s, %s at call %d (%s)' % (trial.operation.title, how, self.number, self.hit)


def check_told(trial, fault, said):
    """Of an error, that is; who is killed says nothing."""
    check(said.status in (0, 1), 'it ended with %r: %s' % (said.status, said.text))
    check(said.done != bool(said.error), 'it said neither that it is done nor why not: %r' % said.text)
    check(not (said.done and fault.wanted), 'it said "done" though it is not on the disk')
    trial.counts['told'] += bool(said.error)


def try_fault(trial, fault):
    """Returns whether the operation goes on for as many calls."""
    said = trial.attempt(fault.decide)
    if fault.hit is None:
        return False
    try:
        if fault.name is not None:
            check_told(trial, fault, said)
        trial.check_sweep(trial.check_state(said))
        if trial.operation.again and (said.error or trial.operation.steps):
            trial.check_again()
    except Failure as failure:
        raise Failure('%s: %s' % (fault.describe(trial), failure)) from failure
    trial.counts['faults'] += 1
    return True


def choose_errors(number):
    """All of them, or in turn."""
    if SOAK:
        return [(name, on) for name in ERRORS for on in (False, True)]
    return [(ERRORS[number % len(ERRORS)], number // len(ERRORS) % 2 == 1), (ERRORS[(number + 1) % len(ERRORS)], False)]


def try_all(place, task):
    operation, make = task
    trial = Trial(place, operation)
    wrong, number, going = [], 0, True
    while going:
        number += 1
        for fault in make(number):
            try:
                going = try_fault(trial, fault)
            except Failure as failure:
                wrong.append(str(failure))
    check(not wrong, '\n'.join(wrong))
    return '%s: %d calls, ' % (operation.title, number - 1) + ', '.join(
        '%d %s' % (trial.counts[each], each) for each in ('faults', 'old', 'new', 'between', 'told', 'left over'))


def run(make):
    said = in_parallel(BUILD, try_all, [(each, make) for each in OPERATIONS])
    note('\n'.join(said))
    note('%d faults' % sum(int(line.split(' faults')[0].split()[-1]) for line in said))


def errors():
    """each error at each system call: old or new, and an error shown"""
    run(lambda number: [Fault(number, name, on) for name, on in choose_errors(number)])


def kills():
    """a kill at each system call: old or new"""
    run(lambda number: [Fault(number)])


def forget(place, numbers):
    """A look at a trash that nobody saw for long gives all of it another 30 days, also where that is cut short."""
    kept = {'data/salve/trash/' + name: RECORD for name in (NAME, NEIGHBOUR)}
    files = {'data/salve/sessions/' + REMOVED: RECORD, **kept, 'data/salve/trash/.seen': ''}
    days = {path: 100 for path in files}
    for number in numbers:
        for name in (None, *ERRORS):
            fault = Fault(number, name)
            place.fill(files, days)
            place.gated(fault.decide, 'writer', 'scan')
            for _ in range(2):
                check(place.run('writer', 'scan').done, 'it cannot be read')
            gone = [path for path in kept if not os.path.exists(os.path.join(place.root, path))]
            check(not gone, '%s at call %d (%s): gone at once: %s' % (name or 'kill', number, fault.hit, gone))
            if fault.hit is None:
                return number - 1
    raise Failure('it never ends')


def trash():
    """a trash that nobody saw for long is not emptied, whatever ends the look"""
    note('%d calls' % in_parallel(BUILD, forget, [range(1, 1000)])[0])


def look(place, numbers):
    """Each record is there, if only as one that cannot be read, or an error says why not."""
    sessions = {**OTHERS, 'data/salve/sessions/' + NAME: RECORD}
    for number in numbers:
        for name in ERRORS:
            fault = Fault(number, name)
            place.fill(sessions)
            said = place.gated(fault.decide, 'writer', 'list')
            lines = [line for line in said.text.splitlines() if line.startswith(('record ', 'unreadable '))]
            check(said.error or len(lines) == 3,
                  '%s at call %d (%s): %s' % (name, number, fault.hit, said.text))
            if fault.hit is None:
                return number - 1
    raise Failure('it never ends')


def reading():
    """a folder that the disk gives only in part is not taken for a smaller one"""
    note('%d calls' % in_parallel(BUILD, look, [range(1, 1000)])[0])


os.umask(0o022)
sys.exit(run_cases(errors, kills, trash, reading))
