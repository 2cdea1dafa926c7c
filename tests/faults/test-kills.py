#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that save and edit without end are killed at random instants: what was called saved is there, and whole."""

import collections
import json
import os
import random
import select
import subprocess
import sys
import time

from faults import PATTERN, SOAK, State, check, in_parallel, note, run_cases

BUILD = sys.argv[1]
KILLS = 10000 if SOAK else 400
# In one folder, before it is looked at.
BATCH = 50
EDITS = 2
# A save takes about one, an edit another.
MILLISECONDS = 12


class Life:
    """One program, from its start until it is killed."""

    def __init__(self, place):
        self.program = subprocess.Popen([place.program('writer'), 'go-on', str(EDITS)], env=place.env,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.program.stdin.write(PATTERN.encode())
        self.program.stdin.close()

    def end(self, chance):
        """Returns the lines that it said before. Some do not live to see their first record."""
        if chance.random() < 0.9:
            select.select([self.program.stdout], [], [], 30)
        time.sleep(chance.uniform(0, MILLISECONDS / 1000))
        self.program.kill()
        said = self.program.stdout.read().decode()
        self.program.stdout.close()
        check(self.program.wait() == -9, 'it ended by itself: ' + said)
        return said.splitlines()


def read_told(lines, told):
    for line in lines:
        word, name, rest = line.split(' ', 2)
        check(word in ('saved', 'edited'), line)
        told[name] = (rest, 0) if word == 'saved' else (told[name][0], int(rest))


def read_there(place):
    """What Salve itself reads, and how many it cannot."""
    there, unreadable = {}, []
    for line in place.run('writer', 'list').text.splitlines():
        word, _, rest = line.partition(' ')
        if word == 'record':
            name, identity, notes = (rest.split(' ') + [''])[:3]
            there[name] = (identity, int(notes or 0))
        elif word == 'unreadable':
            unreadable.append(rest)
    return there, unreadable


def check_record(name, told, there):
    check(there is not None, 'lost: %s' % name)
    # The edit that was under way may have come in.
    check(there[0] == told[0] and told[1] <= there[1] <= told[1] + 1, '%s was %r and is %r' % (name, told, there))


def check_whole(place):
    """By another reader than Salve's."""
    for path, text in State(place.root).files.items():
        record = json.loads(text)
        check(record['areas'] == ['abdomen'] and record['device']['colour'] == 'blue', '%s: %s' % (path, text))


def kill_many(place, seed):
    chance = random.Random(seed)
    told, counts = {}, collections.Counter()
    for _ in range(BATCH):
        read_told(Life(place).end(chance), told)
    there, unreadable = read_there(place)
    check(not unreadable, 'unreadable: %s' % unreadable)
    for name, what in told.items():
        check_record(name, what, there.get(name))
    check_whole(place)
    strays = State(place.root).strays
    for path in strays:
        os.utime(path, (time.time() - 120,) * 2)
    check(place.run('writer', 'scan').done and not State(place.root).strays, 'what was left over is not swept')
    counts.update(kills=BATCH, acknowledged=len(told), unacknowledged=len(there.keys() - told.keys()),
                  half_edited=sum(there[name][1] > told[name][1] for name in told), left_over=len(strays))
    return counts


def kills():
    """killed at random instants during saves and edits, nothing acknowledged is lost and nothing unreadable"""
    seed = random.randrange(1 << 30)
    note('seed %d' % seed)
    counts = sum(in_parallel(BUILD, kill_many, range(seed, seed + KILLS // BATCH)), collections.Counter())
    # Before the new file is in its place, and after it.
    check(counts['left_over'] > 0 and counts['unacknowledged'] + counts['half_edited'] > 0,
          'no kill fell into a write: %s' % dict(counts))
    note('%(kills)d kills, %(acknowledged)d records acknowledged: 0 lost, 0 unreadable; '
         '%(unacknowledged)d were saved and %(half_edited)d edited when the kill came before the word, '
         '%(left_over)d files left over, all swept' % counts)


os.umask(0o022)
sys.exit(run_cases(kills))
