#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The budgets of the design, measured on this machine in one run, as ratios wherever there is something to
compare with. Ends with status 1 when one is over. Not part of ./dev test: a busy machine proves nothing."""

import argparse
import datetime
import json
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'e2e'))
from harness import Desk
from processes import alive
from waiting import HarnessError, poll

UTC = datetime.timezone.utc
SETTLE = 20        # seconds: GLib keeps a thread for 15 s after its last work
QUIET = 0.4        # seconds without a change: the first picture is complete
LONGEST = 20.0
SAVED_ON = '20261122T'   # what bench-save writes


# Records to measure with

def write_records(folder, count, newest_days_ago=400, until_hours=None):
    """Valid records, one a day backwards; `until_hours` from now for the aftercare of the newest."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    now = datetime.datetime.now(UTC).replace(microsecond=0)
    newest = now - datetime.timedelta(days=newest_days_ago)
    for i in range(count):
        start = newest - datetime.timedelta(hours=i)
        end = start + datetime.timedelta(minutes=40)
        until = end + datetime.timedelta(hours=48)
        if i == 0 and until_hours is not None:
            until = now + datetime.timedelta(hours=until_hours)
        identity = str(uuid.UUID(int=i + 1, version=4))
        record = {
            'format': 1, 'id': identity, 'setting': 'home',
            'started': start.isoformat(), 'ended': end.isoformat(), 'outcome': 'completed',
            'areas': ['abdomen'], 'device': {'kind': 'roller', 'needle_mm': 0.25},
            'aftercare': [{'restriction': name, 'until': until.isoformat()} for name in ('sun', 'sweat', 'products')],
        }
        name = '%s-%s.json' % (start.strftime('%Y%m%dT%H%M%SZ'), '%08x' % (i + 1))
        record['id'] = '%08x' % (i + 1) + identity[8:]
        with open(os.path.join(folder, name), 'w', opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            json.dump(record, file, indent=2)


# First frame and memory, from outside

class Screen:
    """Watches the display for when a program's first window has its last change."""

    def __init__(self, desk):
        from Xlib import X, display
        self.X = X
        self.display = display.Display(desk.env['DISPLAY'])
        self.display.damage_query_version()
        self.damage = self.display.extension_event.DamageNotify
        self.display.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()

    def _next(self, timeout):
        if not self.display.pending_events():
            if not select.select([self.display.fileno()], [], [], timeout)[0] or not self.display.pending_events():
                return None
        return self.display.next_event()

    def _drain(self):
        self.display.sync()
        while self.display.pending_events():
            self.display.next_event()

    def time_to_picture(self, command, env, while_shown=None):
        """Seconds from the start to the last change of the first picture. `while_shown` is asked, with the
        process's id, before it is ended; its answer comes second."""
        from Xlib.ext import damage
        self._drain()
        begin = time.perf_counter()
        child = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        last = None
        try:
            while time.perf_counter() < begin + LONGEST:
                event = self._next(QUIET if last else 0.05)
                now = time.perf_counter() - begin
                if event is None:
                    if last:
                        break
                    if child.poll() is not None:
                        raise HarnessError('%s ended with status %s' % (command[0], child.returncode))
                elif event.type == self.X.MapNotify and event.window.get_geometry().width > 100:
                    event.window.damage_create(damage.DamageReportRawRectangles)
                    self.display.sync()
                elif event.type == self.damage:
                    last = now
            if last is None:
                raise HarnessError('%s showed no window' % command[0])
            return last, while_shown(child.pid) if while_shown else None
        finally:
            child.terminate()
            child.wait()
            time.sleep(0.2)


def private_kib(pid):
    total = 0
    with open('/proc/%d/smaps_rollup' % pid) as file:
        for line in file:
            if line.startswith('Private_'):
                total += int(line.split()[1])
    return total


def resident_kib(pid):
    with open('/proc/%d/status' % pid) as file:
        return next(int(line.split()[1]) for line in file if line.startswith('VmRSS:'))


def switches(pid):
    """How often any thread of a process has given up the processor: it grows with each wake-up."""
    total = 0
    for thread in os.listdir('/proc/%d/task' % pid):
        try:
            with open('/proc/%d/task/%s/status' % (pid, thread)) as file:
                total += sum(int(line.split()[1]) for line in file if 'ctxt_switches' in line)
        except FileNotFoundError:
            pass
    return total


def wake_ups(pid, seconds):
    """Bursts of activity: what happens within a fifth of a second is one waking."""
    count, before, asleep = 0, switches(pid), 4
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.05)
        now = switches(pid)
        if now != before:
            count += asleep >= 4
            asleep = 0
        else:
            asleep += 1
        before = now
    return count


# What is measured; each adds rows to the table

class Table:
    def __init__(self):
        self.rows = []

    def add(self, what, budget, measured, unit, ok):
        self.rows.append((what, budget, '%.2f%s' % (measured, unit) if isinstance(measured, float)
                          else '%d%s' % (measured, unit), 'ok' if ok else 'OVER'))
        print('  %s: %s' % (what, self.rows[-1][2]), file=sys.stderr)

    def ratio(self, what, most, pairs, strictly=False):
        """Pairs of (ours, theirs), taken in turn."""
        ours, theirs = (statistics.median(column) for column in zip(*pairs))
        measured = ours / theirs
        self.add(what, '%s %.2fx' % ('<' if strictly else '<=', most), measured, 'x (%.4g / %.4g)' % (ours, theirs),
                 measured < most if strictly else measured <= most)

    def missing(self, what, budget, why):
        self.rows.append((what, budget, why, 'not measured'))

    def show(self):
        rows = [('what', 'budget', 'measured', ''), *self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(4)]
        for row in rows:
            print('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
        return not any(row[3] == 'OVER' for row in self.rows)


def fresh_env(desk, name):
    """The desk's environment with a history of its own."""
    env = dict(desk.env)
    for kind in ('DATA', 'STATE'):
        env['XDG_%s_HOME' % kind] = os.path.join(desk.root, name, kind.lower())
        os.makedirs(env['XDG_%s_HOME' % kind], mode=0o700, exist_ok=True)
    return env


def measure_window(build, table, rounds):
    with Desk(build, manager=False, daemon=False) as desk:
        screen = Screen(desk)
        bare = [os.path.join(desk.build, 'tests/bench/bare')]
        salve = [desk.program('salve')]
        empty, full = fresh_env(desk, 'empty'), fresh_env(desk, 'full')
        write_records(os.path.join(full['XDG_DATA_HOME'], 'salve', 'sessions'), 10000)

        # Keeps the libraries in shared memory all the time, whatever else runs on this machine.
        keeper = subprocess.Popen([*bare, 'io.github.salve.Keeper'], env=desk.env, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        poll('a first window', lambda: desk.has_owner('io.github.salve.Keeper') or keeper.poll() is not None)
        time.sleep(2)

        def paired(ours, our_env, theirs, memory=True):
            ask = private_kib if memory else None
            screen.time_to_picture(ours, our_env)
            screen.time_to_picture(theirs, desk.env)
            taken = [(screen.time_to_picture(ours, our_env, ask), screen.time_to_picture(theirs, desk.env, ask))
                     for _ in range(rounds)]
            return [(a[0], b[0]) for a, b in taken], [(a[1], b[1]) for a, b in taken]

        times, memory = paired(salve, empty, bare)
        table.ratio('first frame against a bare window, empty history', 1.20, times)
        table.ratio('private memory (KiB) against a bare window, empty history', 1.25, memory)
        times, memory = paired(salve, full, bare)
        table.ratio('first frame against a bare window, 10,000 records', 1.25, times)
        table.ratio('private memory (KiB) against a bare window, 10,000 records', 1.25, memory)
        clocks = shutil.which('gnome-clocks')
        if clocks:
            times, _ = paired(salve, empty, [clocks], memory=False)
            table.ratio('first frame against gnome-clocks', 0.95, times, strictly=True)
        else:
            table.missing('first frame against gnome-clocks', '< 0.95x', 'gnome-clocks is not installed')


def measure_waiting(build, table, seconds):
    """The notifier and the window, with a countdown that ends in ten hours and a bit."""
    with Desk(build) as desk:
        write_records(desk.sessions, 1, newest_days_ago=1, until_hours=10.51)
        notifier = desk.start_notifier()
        time.sleep(SETTLE)
        if not alive(notifier.pid):
            raise HarnessError('the notifier did not wait: ' + desk.log('notifier'))
        table.add('notifier, waiting: resident memory', '<= 8 MiB', resident_kib(notifier.pid) / 1024, ' MiB',
                  resident_kib(notifier.pid) <= 8192)
        count = wake_ups(notifier.pid, seconds)
        table.add('notifier, waiting: wake-ups in %d s' % seconds, '0', count, '', count == 0)

        window = subprocess.Popen([desk.program('salve')], env=desk.env, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        poll('the window', lambda: desk.has_owner('io.github.salve.Salve') or window.poll() is not None)
        time.sleep(SETTLE)
        if window.poll() is not None:
            raise HarnessError('the window ended')
        count = wake_ups(window.pid, seconds)
        table.add('window, countdown visible: wake-ups in %d s' % seconds, '<= %d' % max(1, seconds // 60), count, '',
                  count <= max(1, seconds // 60))


def measure_saving(build, table, rounds, many):
    """In turn in a small folder and in a large one, so that a slow moment of the disk hits both."""
    program = os.path.join(os.path.abspath(build), 'tests/bench/bench-save')
    with tempfile.TemporaryDirectory(prefix='salve-bench-') as root:
        folders = [os.path.join(root, name) for name in ('many', 'few')]
        write_records(os.path.join(folders[0], 'sessions'), many)
        write_records(os.path.join(folders[1], 'sessions'), 10)
        os.sync()

        def once(folder):
            said = subprocess.run([program, folder, '8'], check=True, capture_output=True, text=True).stdout.split()
            sessions = os.path.join(folder, 'sessions')
            for name in os.listdir(sessions):
                if name.startswith(SAVED_ON):
                    os.unlink(os.path.join(sessions, name))
            # The first also opens what the later ones find open.
            return statistics.median(int(line) for line in said[1:])

        for folder in folders:
            once(folder)
        pairs = [(once(folders[0]), once(folders[1])) for _ in range(rounds)]
    table.ratio('saving (µs) with %s records in the folder against 10' % format(many, ','), 1.10, pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--rounds', type=int, default=15, help='pairs of each comparison')
    parser.add_argument('--seconds', type=int, default=60, help='how long to look for wake-ups')
    parser.add_argument('--records', type=int, default=100000, help='how many in the large folder')
    parser.add_argument('--only', choices=('window', 'waiting', 'saving'))
    options = parser.parse_args()
    table = Table()
    parts = {
        'window': lambda: measure_window(options.build, table, options.rounds),
        'waiting': lambda: measure_waiting(options.build, table, options.seconds),
        'saving': lambda: measure_saving(options.build, table, options.rounds, options.records),
    }
    for name, measure in parts.items():
        if options.only in (None, name):
            measure()
    return 0 if table.show() else 1


if __name__ == '__main__':
    sys.exit(main())
