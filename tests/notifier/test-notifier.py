# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person sees of salve-notifier, on a private bus with a real notification daemon: endings, its coming and
going, and what may lie in the folders."""

import os
import shutil
import sys
import time

from cases import case, check, main, same
from rig import APP, check_size, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR


# A ledger that cannot be written

@case()
def notes_later_what_could_not_be_noted(desk):
    """What cannot be written is tried again after a minute, then after two, and never said again meanwhile."""
    desk.record([('sun', HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    os.rename(desk.ledger, desk.path('noted'))
    os.makedirs(desk.ledger + '/in-the-way')
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    before = settled(process.pid)
    desk.move_clock(61)
    check(wait_for(lambda: wake_ups(process.pid) > before), 'not tried again')
    before = settled(process.pid)
    time.sleep(1.5)
    same(wake_ups(process.pid) - before, 0)
    shutil.rmtree(desk.ledger)
    desk.move_clock(100)
    time.sleep(0.5)
    check(not os.path.exists(desk.ledger), 'tried again too soon')
    desk.move_clock(30)
    check(wait_for(lambda: os.path.exists(desk.ledger)), 'not tried a third time')
    same(len(desk.announced()), 1)
    desk.expect(1)


@case()
def stays_until_it_is_noted(desk):
    """It goes when there is nothing more to come, but not before what it said is on the disk."""
    desk.record([('sun', HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    os.rename(desk.state, desk.state + '-away')
    desk.write('state/salve', '')
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    desk.stop_daemon()
    time.sleep(4)
    check(process.poll() is None, 'it left with nothing noted')
    # The clock goes back by years, and the next try comes all the same.
    desk.move_clock(-10 * 365 * DAY)
    time.sleep(0.5)
    os.remove(desk.path('state/salve'))
    desk.move_clock(61)
    check(wait_for(lambda: os.path.exists(desk.ledger)), 'not tried again')
    same(len(desk.announced()), 1)


@case()
def tells_though_it_never_had_a_place_for_its_notes(desk):
    """From its start on: it says each once, and notes it as soon as there is a place."""
    desk.record([('sun', -HOUR), ('sweat', HOUR)], begun=-DAY)
    os.mkdir(desk.path('state'))
    desk.write('state/salve', '')
    process = desk.start()
    desk.expect(1)
    desk.move_clock(HOUR + 1)
    desk.expect(2)
    os.remove(desk.path('state/salve'))
    desk.move_clock(HOUR)
    check(wait_for(lambda: os.path.exists(desk.ledger)), 'not tried again')
    same(len(desk.announced()), 2)
    # The cream is put on now, and whoever starts a session starts the notifier too.
    desk.draft(-30 * 60)
    same(desk.start(ready=False).wait(8), 0)
    desk.move_clock(31 * 60)
    check('numbing cream' in desk.expect(3)[2].title, desk.shown())
    desk.stop(process)
    desk.start()
    desk.expect(3)


@case()
def goes_where_there_is_no_place_for_records(desk):
    os.rename(desk.path('data/salve'), desk.path('data/away'))
    desk.write('data/salve', '')
    process = desk.start(ready=False)
    same(process.wait(20), 0)
    same(desk.shown(), [])


# Endings

@case()
def announces_each_ending_at_its_instant(desk):
    start = time.time()
    desk.record([('sun', 2.0), ('sweat', 3.0)])
    desk.start()
    sun, sweat = desk.expect(2)
    check(-0.05 < sun.when - start - 2.0 < 0.5, f'the first came after {sun.when - start:.3f} s')
    check(-0.05 < sweat.when - start - 3.0 < 0.5, f'the second came after {sweat.when - start:.3f} s')
    same(sun.title, 'Sun: the wait is over')
    check(sun.body.startswith('Abdomen: '), sun.body)
    same(sun.hints['desktop-entry'], APP)
    same(sun.hints['urgency'], 1)
    check('category' in sun.hints, sun.hints)
    same(sun.actions, ['default', 'Open Salve'])


@case()
def announces_endings_of_one_instant_together(desk):
    desk.record([('sweat', HOUR), ('sun', HOUR), ('products', 2 * HOUR)], areas=('abdomen', 'thigh-left-outer'))
    desk.start()
    desk.move_clock(HOUR + 1)
    shown, = desk.expect(1)
    same(shown.title, 'Sun and Sweat: the wait is over')
    same(len(shown.body.splitlines()), 2)
    desk.move_clock(HOUR)
    same(desk.expect(2)[1].title, 'Harsh products: the wait is over')
    same(len(desk.announced()), 6)


@case()
def announces_nothing_twice_over_a_restart(desk):
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR)])
    first = desk.start()
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    wait_for(lambda: os.path.exists(desk.ledger))
    desk.stop(first)
    desk.start()
    desk.expect(1)
    desk.move_clock(HOUR)
    desk.expect(2)


@case()
def a_second_start_only_looks_again(desk):
    desk.record([('sun', HOUR)])
    first = desk.start()
    second = desk.start(ready=False)
    same(second.wait(5), 0)
    check(first.poll() is None, 'the first has gone')
    desk.move_clock(HOUR + 1)
    desk.expect(1)


@case()
def sees_a_record_saved_while_it_waits(desk):
    desk.record([('sun', 5 * HOUR)])
    process = desk.start()
    settled(process.pid)
    desk.record([('sweat', HOUR)])
    time.sleep(0.5)
    desk.move_clock(HOUR + 1)
    same(desk.expect(1)[0].title, 'Sweat: the wait is over')


@case()
def is_silent_about_an_end_that_was_pushed_back(desk):
    desk.record([('sun', HOUR)])
    process = desk.start()
    settled(process.pid)
    desk.record([('sun', 3 * HOUR)], begun=-60)
    time.sleep(0.5)
    desk.move_clock(HOUR + 1)
    desk.expect(0)
    desk.move_clock(2 * HOUR)
    desk.expect(1)


@case()
def is_silent_about_a_late_end_that_holds_again(desk):
    desk.record([('sun', -2 * HOUR)], begun=-DAY)
    desk.record([('sun', HOUR)], begun=-HOUR)
    desk.start()
    desk.expect(0)
    desk.move_clock(HOUR + 1)
    desk.expect(1)


@case()
def names_only_the_areas_that_became_free(desk):
    desk.record([('sun', HOUR)], areas=('abdomen', 'thigh-left-outer'))
    desk.record([('sun', 2 * HOUR, ['abdomen'])], begun=-60)
    desk.start()
    desk.move_clock(HOUR + 1)
    shown, = desk.expect(1)
    check('Abdomen' not in shown.body, shown.body)
    desk.move_clock(HOUR)
    check('Abdomen' in desk.expect(2)[1].body, desk.shown())


@case()
def says_so_when_it_is_late(desk):
    desk.record([('sun', -3 * HOUR)], begun=-2 * DAY)
    desk.start()
    same(desk.expect(1)[0].title, 'Sun: the wait ended 3 hours ago')


@case()
def is_silent_after_seven_days(desk):
    desk.record([('sun', -7 * DAY - HOUR)], begun=-9 * DAY)
    process = desk.start()
    desk.expect(0)
    same(process.wait(8), 0)
    desk.record([('sweat', -7 * DAY + HOUR)], begun=-9 * DAY)
    desk.start()
    same(desk.expect(1)[0].title, 'Sweat: the wait ended 6 days ago')


@case()
def says_nothing_twice_when_the_clock_goes_back(desk):
    desk.record([('sun', HOUR)])
    desk.start()
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    wait_for(lambda: desk.displayed() == 1)
    desk.move_clock(-HOUR)
    desk.move_clock(HOUR)
    desk.expect(1)
    same(desk.displayed(), 1)


@case()
def takes_back_what_holds_again(desk):
    desk.record([('sun', HOUR)])
    desk.start()
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    wait_for(lambda: desk.displayed() == 1)
    desk.record([('sun', DAY)], begun=-60)
    check(wait_for(lambda: desk.displayed() == 0), 'still on the screen')
    desk.expect(1)


# Coming and going

@case()
def leaves_when_nothing_is_pending(desk):
    desk.record([('sun', HOUR)])
    process = desk.start()
    desk.move_clock(HOUR + 1)
    wait_for(lambda: desk.displayed() == 1)
    time.sleep(4)
    check(process.poll() is None, 'it left with a notification open')
    desk.dunstctl('close-all')
    same(process.wait(8), 0)


@case()
def leaves_when_there_was_never_anything(desk):
    process = desk.start()
    same(process.wait(8), 0)
    desk.expect(0, 0)


@case(activatable=True)
def starts_by_activation(desk):
    desk.record([('sun', HOUR)])
    pid = desk.activate()
    try:
        desk.record([('sweat', 2 * HOUR)])
        same(desk.activate(), pid)
        desk.move_clock(2 * HOUR + 1)
        desk.expect(2)
    finally:
        os.kill(pid, 9)


# What may lie in the folders

@case()
def survives_a_hostile_ledger(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    os.makedirs(desk.state, 0o700)
    for text in ('{"format":1,"announced":[{"key":7}]}', '[' * 100000, '\0\xff'):
        with open(desk.ledger, 'w', encoding='latin-1') as file:
            file.write(text)
        n = len(desk.shown()) + 1
        process = desk.start()
        desk.expect(n)
        wait_for(lambda: len(desk.announced()) == 1)
        desk.stop(process)
    kept = [name for name in os.listdir(desk.state) if name.endswith('.unreadable.json')]
    same(len(kept), 3)


@case()
def survives_a_ledger_that_is_a_folder(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    os.makedirs(os.path.join(desk.ledger, 'inside'))
    desk.start()
    desk.expect(1)
    check(wait_for(lambda: os.path.isfile(desk.ledger)), 'no new ledger')


@case()
def survives_hostile_files(desk):
    desk.record([('sun', HOUR)])
    stamp = desk.now().strftime('%Y%m%dT%H%M%SZ')
    os.mkfifo(os.path.join(desk.sessions, f'{stamp}-00000001.json'))
    os.mkdir(os.path.join(desk.sessions, f'{stamp}-00000002.json'))
    os.symlink('/dev/zero', os.path.join(desk.sessions, f'{stamp}-00000003.json'))
    with open(os.path.join(desk.sessions, f'{stamp}-00000004.json'), 'wb') as file:
        file.truncate(8 << 30)
    desk.save(f'{stamp}-00000005.json', '{"a":' * 100000)
    desk.save(f'{stamp}-00000006.json', '{"format":1,"aftercare":[{"restriction":7}]}')
    desk.save('\x1b[2J.json', '')
    desk.record([(f'x{i}', HOUR) for i in range(500)], areas=('abdomen', 'A' * 5000))
    os.makedirs(desk.state, 0o700)
    os.mkfifo(os.path.join(desk.state, 'draft.json'))
    process = desk.start()
    settled(process.pid)
    desk.move_clock(HOUR + 1)
    check(wait_for(lambda: any('Sun' in each.title for each in desk.shown())), 'the good record is silent')
    check(process.poll() is None, 'it has crashed')


# Budgets

@case()
def is_small_and_asleep_while_it_waits(desk):
    for i in range(50):
        desk.record([('sun', HOUR), ('sweat', 2 * HOUR), ('products', 3 * HOUR)], begun=-3600 - i * DAY)
    process = desk.start()
    before = settled(process.pid)
    time.sleep(4)
    same(wake_ups(process.pid), before)
    check_size(process.pid)
    desk.move_clock(HOUR + 1)
    desk.expect(1)
    before = settled(process.pid)
    time.sleep(2)
    same(wake_ups(process.pid), before)
    check_size(process.pid)


@case()
def leaves_where_there_is_no_bus(desk):
    desk.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent'
    desk.record([('sun', HOUR)])
    process = desk.start(ready=False)
    same(process.wait(5), 0)
    check('no session bus' in desk.complaints(), desk.complaints())


@case()
def tells_its_version(desk):
    process = desk.start('--version', ready=False)
    same(process.wait(5), 0)


sys.exit(main())
