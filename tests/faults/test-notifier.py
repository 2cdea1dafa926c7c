#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notifier is killed, or its disk fails, at each system call on its ledger: nothing that came is never told, and
what the ledger holds is told no second time."""

import collections
import contextlib
import datetime
import errno
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time

from faults import NAME, RECORD, Failure, Skip, State, check, in_parallel, note, run_cases

BUILD = sys.argv[1]
DAEMON = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'daemon.py')
ERRORS = ('ENOSPC', 'EIO', 'EROFS', 'EACCES')
# After what it had to show, to write it down.
SETTLE = 0.35
# More parts than processors, for most of the time is waiting.
PARTS = 6


def make_record():
    """A session of two days ago, of which the wait for the sun is over since an hour."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    record = json.loads(RECORD)
    record.update(started=(now - datetime.timedelta(hours=50)).isoformat(),
                  ended=(now - datetime.timedelta(hours=49)).isoformat(),
                  aftercare=[{'restriction': 'sun', 'until': (now - datetime.timedelta(hours=1)).isoformat()}])
    return {'data/salve/sessions/' + NAME: json.dumps(record),
            'data/salve/profile.json': json.dumps({'format': 1, 'reminders': {
                'moisturise': False, 'check_ins': False, 'area_ready': False}})}


class Session:
    """A bus with a notification daemon."""

    def __init__(self, place):
        self.place = place
        self.bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address'], env=place.env,
                                    stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, text=True)
        place.env['DBUS_SESSION_BUS_ADDRESS'] = self.bus.stdout.readline().strip()
        self.daemon = subprocess.Popen([sys.executable, DAEMON], env=place.env, stdout=subprocess.PIPE, text=True)
        check(self.daemon.stdout.readline() == 'ready\n', 'there is no daemon')

    def wait_shown(self, seconds):
        """Returns the first title, or None."""
        if not select.select([self.daemon.stdout], [], [], seconds)[0]:
            return None
        return self.daemon.stdout.readline().strip()

    def close(self):
        for program in (self.daemon, self.bus):
            program.kill()
            program.wait()
            program.stdout.close()


def read_ledger(place):
    """The keys in it; it can be read, or it is not there."""
    path = os.path.join(place.root, 'state/salve/notified.json')
    if not os.path.exists(path):
        return set()
    with open(path, encoding='utf-8') as file:
        return {each['key'] for each in json.load(file)['announced'] if each['key'].startswith('sun/')}


class Fault:
    def __init__(self, number, name):
        self.number, self.name, self.hit = number, name, None

    def decide(self, number, call, path, said):
        if number != self.number:
            return 'go'
        self.hit = '%s %s' % (call, path)
        return 'fail %d' % getattr(errno, self.name) if self.name else 'kill'


def kill_child(pid):
    """Where it is not dead already."""
    with contextlib.suppress(FileNotFoundError), open('/proc/%d/task/%d/children' % (pid, pid), encoding='ascii') as file:
        for child in file.read().split():
            os.kill(int(child), signal.SIGKILL)


def run_under(session, fault):
    """Returns what was shown."""
    place, shown = session.place, []

    def end():
        title = session.wait_shown(10 if fault.name else 1.5)
        if title:
            shown.append(title)
        time.sleep(SETTLE)
        kill_child(place.gate.pid)

    ender = threading.Thread(target=end)
    ender.start()
    try:
        place.gated(fault.decide, 'notifier', root=os.path.join(place.root, 'state'))
    finally:
        ender.join()
    # Until the bus knows, the next one would take it for alive.
    time.sleep(0.15)
    return shown


def run_plain(session, seconds):
    notifier = subprocess.Popen([session.place.program('notifier')], env=session.place.env,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    title = session.wait_shown(seconds)
    time.sleep(SETTLE)
    notifier.kill()
    notifier.wait()
    return [title] if title else []


def check_one(session, files, fault):
    """Returns whether there was such a call, and what was shown."""
    place = session.place
    place.fill(files)
    shown = run_under(session, fault)
    if fault.hit is None:
        return False, 0
    noted = read_ledger(place)
    check(shown or not noted, 'noted and never shown')
    again = run_plain(session, 1 if noted else 10)
    check(not (noted and again), 'shown twice, though it was noted')
    check(shown or again, 'never shown')
    check(read_ledger(place), 'not noted in the end')
    check(not State(place.root).open, 'others can read it')
    return True, len(shown + again)


def try_part(place, part):
    session = Session(place)
    files, wrong, counts = make_record(), [], collections.Counter()
    try:
        for number in itertools.count(part[0] + 1, PARTS):
            fault = Fault(number, part[1](number))
            try:
                there, n_shown = check_one(session, files, fault)
            except Failure as failure:
                wrong.append('%s at call %d (%s): %s' % (fault.name or 'kill', number, fault.hit, failure))
                continue
            if not there:
                break
            counts.update(faults=1, twice=n_shown > 1)
    finally:
        session.close()
    check(not wrong, '\n'.join(wrong))
    return counts


def try_all(choose):
    if not shutil.which('dbus-daemon'):
        raise Skip('missing: dbus-daemon')
    counts = sum(in_parallel(BUILD, try_part, [(part, choose) for part in range(PARTS)], PARTS), collections.Counter())
    check(counts['faults'] > 10, 'so few calls: %r' % counts)
    note('%d faults: each ending shown; %d of them once more, as it could not be noted' % (counts['faults'],
                                                                                          counts['twice']))


def kills():
    """a kill at each system call on the ledger"""
    try_all(lambda number: None)


def errors():
    """an error at each system call on the ledger"""
    try_all(lambda number: ERRORS[number % len(ERRORS)])


os.umask(0o022)
sys.exit(run_cases(kills, errors))
