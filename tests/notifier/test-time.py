# SPDX-License-Identifier: GPL-3.0-or-later
"""What salve-notifier says when the clock is set, the computer sleeps, the zone changes: with the real clock
calls of the program, shifted by shift.so, and a real notification daemon."""

import datetime
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

from cases import case, check, main, rows, same
from rig import Desk, settled, wait_for

MINUTE = 60
HOUR = 3600
DAY = 24 * HOUR
YEAR = 3652 * DAY / 10


class Times(Desk):
    """A desk whose notifier lives at another time: set_clock() sets the clock, sleep() lets time pass."""

    def __init__(self, program, shim, display, **options):
        super().__init__(program, display, **options)
        self.shim = shim
        self.boot = 0
        del self.env['SALVE_TEST_CLOCK']
        self.shift()

    def shift(self):
        self.write('shift.new', f'{int(self.offset)} {int(self.boot)}\n')
        os.rename(self.path('shift.new'), self.path('shift'))
        # It is looked at a hundred times in a second.
        time.sleep(0.1)

    def set_clock(self, seconds):
        self.offset += int(seconds)
        self.shift()

    def sleep(self, seconds):
        self.offset += int(seconds)
        self.boot += int(seconds)
        self.shift()

    def at(self, *local):
        """Sets the clock to a local time."""
        there = datetime.datetime(*local).astimezone()
        self.set_clock((there - self.now()).total_seconds())

    def pass_until(self, start, seconds):
        """Lets time pass until so many seconds after the start, and one."""
        self.sleep(seconds - (self.now() - start).total_seconds() + 1)

    def start(self, *arguments, command=(), **options):
        plain = self.env, self.program
        self.env = dict(self.env, LD_PRELOAD=self.shim, SALVE_SHIFT=self.path('shift'),
                        ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0')
        if command:
            arguments = (*command[1:], self.program, *arguments)
            self.program = command[0]
        try:
            return super().start(*arguments, **options)
        finally:
            self.env, self.program = plain

    def titles(self, n):
        return [shown.title for shown in self.expect(n)]

    def stamp(self, seconds):
        """So many seconds from now, by the clock that is never set."""
        with open('/proc/sys/kernel/random/boot_id', encoding='ascii') as file:
            boot = file.read(8)
        return f'{boot}:{int(time.clock_gettime(time.CLOCK_BOOTTIME) + self.boot + seconds)}'

    def cream(self, applied, stamped=True):
        self.draft(applied)
        self.session['numbing']['stamp'] = self.stamp(applied) if stamped else None
        self.write('draft', json.dumps(self.session))
        os.rename(self.path('draft'), os.path.join(self.state, 'draft.json'))


def over(what):
    return f'{what}: the wait is over'


def ended(what, ago):
    return f'{what}: the wait ended {ago} ago'


# The clock is set. Sun ends after 30 minutes, sweat after 2 days, products after 12. What is told right after the
# jump, once the clock is right again, and then as time passes.

ALL = [over('Sun'), over('Sweat'), over('Harsh products')]
JUMPS = {
    '-10 years': (-10 * YEAR, [], ALL),
    '-1 h': (-HOUR, [], ALL),
    '+1 h': (HOUR, [ended('Sun', '30 minutes')], ALL[1:]),
    '+3 d': (3 * DAY, [ended('Sun', '2 days'), ended('Sweat', '1 day')], ALL[2:]),
    '+10 years': (10 * YEAR, [], ALL),
}


@rows(*((name, away) for name in JUMPS for away in (False, True)))
def jump(desk, name, away):
    seconds, told, later = JUMPS[name]
    start = desk.now()
    desk.record([('sun', 30 * MINUTE), ('sweat', 2 * DAY), ('products', 12 * DAY)])
    process = desk.start()
    settled(process.pid)
    if away:
        desk.stop(process)
    desk.set_clock(seconds)
    if away:
        process = desk.start()
    same(desk.titles(len(told)), told)
    desk.set_clock(-seconds)
    if away:
        # By the wrong clock there may have been nothing, and it has left: the next login starts it.
        wait_for(lambda: process.poll() is not None, 4)
        process = process if process.poll() is None else desk.start()
    # As it was, and nothing of it twice.
    same(desk.titles(len(told)), told)
    check(process.poll() is None, 'it left with something to tell')
    for end, what in zip((30 * MINUTE, 2 * DAY, 12 * DAY), ALL):
        desk.pass_until(start, end)
        told = told + [what] * (what in later)
        same(desk.titles(len(told)), told)
    same(len(desk.announced()), 3)


@case()
def by_minutes(desk):
    desk.record([('sun', 10 * MINUTE)])
    desk.start()
    for minutes in (5, -5, -10, 10, 9, -9):
        desk.set_clock(minutes * MINUTE)
    same(desk.titles(0), [])
    desk.sleep(10 * MINUTE)
    same(desk.titles(1), [over('Sun')])


@case()
def stays_announced_over_the_years(desk):
    desk.record([('sun', 10 * MINUTE), ('sweat', 20 * DAY)])
    process = desk.start()
    desk.sleep(10 * MINUTE)
    same(desk.titles(1), [over('Sun')])
    for seconds in (-HOUR, HOUR, -10 * YEAR, 10 * YEAR, 3 * DAY, -3 * DAY, -56 * YEAR, 56 * YEAR, 10 * YEAR, -10 * YEAR):
        desk.set_clock(seconds)
        same(desk.displayed(), 1)
    same(desk.titles(1), [over('Sun')])
    desk.stop(process)
    for seconds in (-10 * YEAR, 10 * YEAR, -HOUR, HOUR):
        desk.set_clock(seconds)
        desk.stop(desk.start())
    same(desk.titles(1), [over('Sun')])


@case()
def a_session_of_a_wrong_time_hides_no_other(desk):
    desk.record([('sun', 10 * MINUTE)])
    process = desk.start()
    desk.sleep(10 * MINUTE)
    desk.titles(1)
    desk.set_clock(10 * YEAR)
    desk.record([('sweat', 10 * MINUTE)])
    time.sleep(0.5)
    desk.sleep(10 * MINUTE)
    same(desk.titles(2), [over('Sun'), over('Sweat')])
    desk.set_clock(-10 * YEAR)
    desk.stop(process)
    desk.start()
    same(desk.titles(2), [over('Sun'), over('Sweat')])


@case()
def started_ten_years_ahead_it_looks_again(desk):
    desk.record([('sun', HOUR), ('sweat', 12 * DAY)])
    desk.set_clock(10 * YEAR)
    # By this clock it has just begun, so that somebody is there when the clock is set right.
    desk.record([('products', HOUR)])
    process = desk.start()
    same(desk.titles(0), [])
    desk.set_clock(-10 * YEAR)
    desk.sleep(HOUR)
    same(desk.titles(1), [over('Sun')])
    check(process.poll() is None, 'it left')


# Sleep

@case()
def sleeps_over_an_end(desk):
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR), ('products', 9 * HOUR)])
    desk.start()
    desk.sleep(8 * HOUR)
    same(desk.titles(2), [ended('Sun', '7 hours'), ended('Sweat', '6 hours')])
    desk.sleep(HOUR)
    same(desk.titles(3)[2], over('Harsh products'))


@case()
def sleeps_for_longer_than_anybody_wants_to_hear_of(desk):
    desk.record([('sun', HOUR), ('sweat', 3 * DAY)])
    process = desk.start()
    desk.sleep(8 * DAY)
    same(desk.titles(1), [ended('Sweat', '5 days')])
    desk.dunstctl('close-all')
    same(process.wait(8), 0)


# Days off

@rows((1, [ended('Sun', '23 hours')]),
      (3, [ended('Sun', '2 days'), ended('Sweat', '1 day')]),
      (7, [ended('Sun', '6 days'), ended('Sweat', '5 days')]),
      (8, [ended('Sweat', '6 days')]),
      (9, []))
def days_off(desk, days, told):
    desk.record([('sun', HOUR), ('sweat', 36 * HOUR)])
    desk.stop(desk.start())
    desk.sleep(days * DAY)
    process = desk.start()
    same(desk.titles(len(told)), told)
    if not told:
        same(process.wait(8), 0)
        check(not os.path.exists(desk.ledger) or desk.announced() == [], desk.ledger)


# Two sessions of one person

@case()
def two_sessions_that_overlap_end_once(desk):
    start = desk.now()
    desk.record([('sun', DAY), ('sweat', 2 * DAY)], areas=('abdomen', 'hip-left'))
    process = desk.start()
    desk.sleep(12 * HOUR)
    desk.record([('sun', DAY), ('sweat', 30 * HOUR)], areas=('abdomen',), begun=-60)
    time.sleep(0.5)
    desk.pass_until(start, DAY)
    sun, = desk.expect(1)
    same(sun.title, over('Sun'))
    check('Abdomen' not in sun.body, sun.body)
    desk.stop(process)
    desk.pass_until(start, 36 * HOUR)
    desk.start()
    sun = desk.expect(2)[1]
    same(sun.title, over('Sun'))
    check('Abdomen' in sun.body, sun.body)
    desk.pass_until(start, 2 * DAY)
    same(desk.titles(3)[2], over('Sweat'))
    check('Abdomen' in desk.shown()[2].body, desk.shown())


# A computer that does not know what time it is

def snapshot(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(path, name)
            with open(file, 'rb') as handle:
                found[file] = (os.stat(file).st_mtime_ns if name != '.seen' else 0, handle.read())
    return found


@rows((1970, 1, 1, 0, 0, 30), (1975, 6, 1), (1979, 12, 31, 23, 59))
def boots_with_a_wrong_clock(desk, *utc):
    desk.record([('products', -HOUR)], begun=-DAY)
    process = desk.start()
    desk.expect(1)
    desk.dunstctl('close-all')
    same(process.wait(8), 0)
    for i in range(60):
        desk.record([('sun', -HOUR - 8 * DAY)], begun=-(i + 20) * DAY)
    desk.record([('sun', -2 * HOUR), ('sweat', HOUR)], begun=-DAY - HOUR)
    desk.profile(json.dumps({'format': 1, 'planned': f'{desk.now() - datetime.timedelta(days=60):%Y-%m-%d}', 'remind': True,
                             'reminders': desk.reminders}))
    trashed = os.path.join(desk.path('data', 'salve'), 'trash')
    os.makedirs(trashed, exist_ok=True)
    with open(os.path.join(trashed, 'removed.json'), 'w', encoding='utf-8') as file:
        file.write('{}')
    before = snapshot(desk.path('data')) | snapshot(desk.state)
    there = datetime.datetime(*utc, tzinfo=datetime.timezone.utc)
    back = (desk.now() - there).total_seconds()
    desk.set_clock(-back)
    process = desk.start()
    time.sleep(4)
    check(process.poll() is None, 'it left, and nobody is there when the clock is right')
    desk.expect(1)
    now = snapshot(desk.path('data')) | snapshot(desk.state)
    same({name for name in now if os.path.basename(name) != '.seen'} - set(before), set())
    changed = [name for name in before if os.path.basename(name) not in ('.seen', 'removed.json') and now.get(name) != before[name]]
    same(changed, [])
    check(os.path.exists(os.path.join(trashed, 'removed.json')), 'the trash was emptied')
    desk.set_clock(back)
    same(desk.titles(2)[1], ended('Sun', '2 hours'))
    desk.sleep(HOUR)
    same(desk.titles(3)[2], over('Sweat'))
    desk.dunstctl('close-all')
    same(process.wait(8), 0)


@case()
def ten_years_ahead_it_leaves_the_trash_alone(desk):
    desk.record([('sun', HOUR)])
    desk.stop(desk.start())
    trashed = os.path.join(desk.path('data', 'salve'), 'trash', 'removed.json')
    os.makedirs(os.path.dirname(trashed), 0o700, exist_ok=True)
    with open(trashed, 'w', encoding='utf-8') as file:
        file.write('{}')
    desk.set_clock(10 * YEAR)
    for _ in range(2):
        process = desk.start()
        wait_for(lambda: process.poll() is not None, 1)
        desk.stop(process)
        check(os.path.exists(trashed), 'the trash was emptied')
    desk.set_clock(-10 * YEAR)
    desk.stop(desk.start())
    check(os.path.exists(trashed), 'the trash was emptied')


# Summer time begins and ends

@rows(((2027, 3, 28, 0, 30), '2027-03-28T03:30:00+02:00', 10),
      ((2027, 3, 27, 12), '2027-03-29T12:00:00+02:00', 30 * MINUTE),
      ((2026, 10, 25, 0, 30), '2026-10-25T02:30:00+02:00', 10),
      # An hour after the first half past two of that night.
      ((2026, 10, 25, 0, 30), '2026-10-25T02:30:00+01:00', 50 * MINUTE),
      ((2026, 10, 24, 12), '2026-10-26T12:00:00+01:00', 30 * MINUTE))
def changes_of_the_hour(desk, now, end, before):
    """It is told at that instant, neither an hour before nor after."""
    desk.at(*now)
    until = datetime.datetime.fromisoformat(end)
    desk.record([('sun', (until - desk.now()).total_seconds())], begun=-60)
    desk.start()
    desk.sleep((until - desk.now()).total_seconds() - before)
    same(desk.titles(0), [])
    desk.sleep(before + 1)
    same(desk.titles(1), [over('Sun')])


# Another zone

@case()
def the_instant_holds_and_the_words_follow(desk):
    desk.cream(-54 * MINUTE)
    desk.record([('sun', 6 * HOUR)])
    process = desk.start()
    desk.sleep(MINUTE + 1)
    here = desk.expect(1)[0].body
    desk.stop(process)
    desk.env['TZ'] = 'Asia/Tokyo'
    desk.start()
    desk.sleep(5 * MINUTE)
    there = desk.expect(2)[1].body
    # "Put on today at 12:00, for …": seven or eight hours later in the day, and maybe tomorrow's.
    hours = [int(re.search(r' at (\d\d):\d\d,', body).group(1)) for body in (here, there)]
    check((hours[1] - hours[0]) % 24 in (7, 8), (here, there))
    # Without a daylight hour in between nothing else has moved.
    desk.sleep(6 * HOUR - 7 * MINUTE)
    desk.expect(2)
    desk.sleep(2 * MINUTE)
    same(desk.titles(3)[2], over('Sun'))


def make_etc(desk):
    """A folder of our own in the place of /etc, for this one program: others keep their zone."""
    etc = desk.path('etc')
    os.mkdir(etc)
    for name in ('ld.so.cache', 'passwd', 'group', 'nsswitch.conf'):
        if os.path.exists(f'/etc/{name}'):
            shutil.copy(f'/etc/{name}', etc)
    os.symlink('/usr/share/zoneinfo/Europe/Berlin', os.path.join(etc, 'localtime'))
    root = [] if os.geteuid() == 0 else ['--map-root-user']
    command = ['unshare', *root, '--mount', 'sh', '-c', f'mount --bind {etc} /etc && exec "$@"', 'sh']
    if subprocess.run([*command, 'true'], capture_output=True, check=False).returncode != 0:
        return None
    return command


@case()
def travels_while_it_waits(desk):
    command = make_etc(desk)
    if command is None:
        return 'no mount of one’s own is allowed here'
    day = desk.plan(2)
    desk.env.pop('TZ')
    process = desk.start(command=command)
    settled(process.pid)
    etc = desk.path('etc')
    os.symlink('/usr/share/zoneinfo/America/New_York', os.path.join(etc, 'new'))
    os.rename(os.path.join(etc, 'new'), os.path.join(etc, 'localtime'))
    time.sleep(1)
    # Nine in Berlin, where the person no longer is.
    there = datetime.datetime(day.year, day.month, day.day, 9, 1)
    nine = {zone: subprocess.run(['date', '-d', f'{there:%Y-%m-%d %H:%M}', '+%s'], env={'TZ': zone}, check=True,
                                 capture_output=True, text=True).stdout for zone in ('Europe/Berlin', 'America/New_York')}
    desk.sleep(int(nine['Europe/Berlin']) - desk.now().timestamp())
    same(desk.titles(0), [])
    desk.sleep(int(nine['America/New_York']) - desk.now().timestamp())
    same(desk.titles(1), ['Your session is planned for today'])
    return None


# The numbing cream

SOON = 'Take the numbing cream off within 5 minutes'
OFF = 'Take the numbing cream off now'


@rows(*((seconds,) for seconds in (-10 * YEAR, -3 * DAY, -HOUR, -5 * MINUTE, 3 * DAY, 10 * YEAR)))
def cream_under_a_set_clock(desk, seconds):
    desk.cream(-50 * MINUTE)
    process = desk.start()
    desk.set_clock(seconds)
    same(desk.titles(0), [])
    desk.stop(process)
    desk.start()
    same(desk.titles(0), [])
    desk.sleep(5 * MINUTE + 1)
    same(desk.titles(1), [SOON])
    desk.set_clock(-seconds)
    desk.set_clock(seconds)
    desk.sleep(5 * MINUTE)
    same(desk.titles(2), [SOON, OFF])
    wait_for(lambda: desk.displayed() == 1)
    desk.set_clock(-HOUR)
    time.sleep(0.5)
    same(desk.displayed(), 1)
    same(desk.titles(2), [SOON, OFF])


@case()
def cream_counts_the_time_that_the_computer_slept(desk):
    desk.cream(-10 * MINUTE)
    desk.start()
    desk.set_clock(-HOUR)
    desk.sleep(70 * MINUTE)
    same(desk.titles(1), [OFF])


@case()
def cream_of_which_nobody_knows_how_long_it_is_on_comes_off(desk):
    desk.cream(-10 * MINUTE, stamped=False)
    desk.set_clock(-HOUR)
    desk.start()
    same(desk.titles(1), [OFF])


# Whatever happens, each once

def noted(desk):
    return len(desk.announced()) if os.path.exists(desk.ledger) else 0


@rows(*((seed,) for seed in range(100 if os.environ.get('SALVE_SOAK') else 2)))
def anything(desk, seed):
    """Sets the clock, sleeps, kills and starts at random; the clock is right again in between."""
    pick = random.Random(seed)
    start = desk.now()
    ends = sorted(pick.sample(range(HOUR, 20 * DAY, 7 * MINUTE), 12))
    for i, end in enumerate(ends):
        desk.record([(f'x{i}', end)])
    process = desk.start()
    passed = 0
    while passed < 20 * DAY:
        what = pick.choice(('set', 'set', 'kill', 'sleep', 'sleep'))
        if what == 'set':
            # By a wrong clock nothing may be told early for good; so this one does not run past an end.
            ahead = min([end for end in ends if end > passed] + [passed + 2 * DAY]) - passed
            seconds = pick.choice((-10 * YEAR, -3 * DAY, -HOUR, -MINUTE, min(HOUR, ahead / 2), 30 * DAY, 10 * YEAR, -56 * YEAR))
            desk.set_clock(seconds if seconds != 30 * DAY else 10 * YEAR)
            if pick.random() < 0.3:
                desk.stop(process)
                process = desk.start()
            desk.set_clock(-(seconds if seconds != 30 * DAY else 10 * YEAR))
            if process.poll() is not None or pick.random() < 0.3:
                process = desk.start()
        elif what == 'kill':
            desk.stop(process)
            process = desk.start()
        else:
            passed += pick.choice((MINUTE, HOUR, DAY, 3 * DAY))
            desk.pass_until(start, passed)
        # One that has left, for there was nothing by that clock, starts at the next login.
        if process.poll() is not None:
            process = desk.start()
        # Killed between telling and noting it tells twice, rather than never; that is another test's.
        count = sum(end <= passed for end in ends)
        check(wait_for(lambda: count == 0 or noted(desk) == count, 15), f'{count} have ended, noted {noted(desk)}')
    count = sum(end <= passed for end in ends)
    desk.expect(count, 15)
    told = [key.split('/')[0] for key in desk.announced()]
    same(sorted(told), sorted(f'x{i}' for i, end in enumerate(ends) if end <= passed))


os.environ['TZ'] = 'Europe/Berlin'
time.tzset()
sys.exit(main(at_once=8, desk=Times, programs=2))
