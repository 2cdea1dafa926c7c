# SPDX-License-Identifier: GPL-3.0-or-later
"""Notification daemons that are absent, slow, killed, replaced, poor or rude: nothing is lost,
nothing is said twice, and nobody is kept busy."""

import json
import os
import signal
import sys
import time

from cases import case, check, main, same
from rig import DAEMON, FakeApp, FakeDaemon, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR
NO_REPLY = 'org.freedesktop.DBus.Error.NoReply'


def asleep(process, seconds=2.0):
    """Whether it does nothing at all."""
    before = settled(process.pid)
    time.sleep(seconds)
    same(wake_ups(process.pid) - before, 0)


def noted(desk, n):
    check(wait_for(lambda: os.path.exists(desk.ledger) and len(desk.announced()) == n), 'not noted')


def queued(desk):
    if not os.path.exists(desk.ledger):
        return []
    with open(desk.ledger, encoding='utf-8') as file:
        return [entry['key'] for entry in json.load(file)['announced'] if 'queue' in entry]


# None there

@case(daemon=False)
def sleeps_while_there_is_none(desk):
    desk.record([('sun', -HOUR), ('sweat', HOUR)], begun=-DAY)
    process = desk.start()
    asleep(process)
    desk.move_clock(HOUR + 1)
    asleep(process)
    desk.start_daemon()
    desk.expect(2)
    noted(desk, 2)
    asleep(process)


@case(daemon=False)
def starts_one_that_the_bus_can_start(desk):
    desk.write('dunstrc', '')
    desk.write('services/dunst.service', f'[D-BUS Service]\nName={DAEMON}\nExec=/usr/bin/env -u G_DEBUG dunst -conf {desk.path("dunstrc")}\n')
    desk.call_bus_plainly('ReloadConfig')
    desk.record([('sun', HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    check(not desk.has_owner(DAEMON), 'started with nothing to say')
    desk.move_clock(HOUR + 1)
    try:
        desk.expect(1)
        check(wait_for(lambda: desk.displayed() == 1), 'not on the screen')
    finally:
        desk.kill_owner(DAEMON)


@case(daemon=False)
def sleeps_when_the_one_that_the_bus_can_start_fails(desk):
    desk.write('services/dunst.service', f'[D-BUS Service]\nName={DAEMON}\nExec=/bin/false\n')
    desk.call_bus_plainly('ReloadConfig')
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    asleep(process)
    check(not os.path.exists(desk.ledger) or desk.announced() == [], 'noted, but never shown')
    daemon = FakeDaemon(desk.address, capabilities=['body'])
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    noted(desk, 1)


# Slow

@case()
def waits_for_one_that_stands_still(desk):
    """Stopped, as a machine that swaps makes it: nothing is sent that could be said twice."""
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    desk.dunst.send_signal(signal.SIGSTOP)
    desk.move_clock(HOUR + 1)
    asleep(process)
    desk.move_clock(HOUR)
    asleep(process, 1)
    # It is not deaf meanwhile: a second start asks it, and gets its answer.
    begun = time.monotonic()
    same(desk.start(ready=False).wait(5), 0)
    check(time.monotonic() - begun < 2, 'it stood still itself')
    desk.expect(0, 0)
    desk.dunst.send_signal(signal.SIGCONT)
    desk.expect(2)
    check(wait_for(lambda: desk.displayed() == 2), 'not on the screen')
    noted(desk, 2)
    asleep(process)


@case()
def says_it_once_though_restarted_while_one_stands_still(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    desk.dunst.send_signal(signal.SIGSTOP)
    for _ in range(3):
        process = desk.start()
        settled(process.pid)
        desk.stop(process)
    desk.start()
    desk.dunst.send_signal(signal.SIGCONT)
    desk.expect(1)
    noted(desk, 1)
    same(desk.displayed(), 1)


@case()
def goes_to_the_next_when_one_stands_still_and_dies(desk):
    desk.record([('sun', HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    desk.dunst.send_signal(signal.SIGSTOP)
    desk.move_clock(HOUR + 1)
    settled(process.pid)
    desk.stop_daemon()
    desk.start_daemon()
    desk.expect(1)
    check(wait_for(lambda: desk.displayed() == 1), 'not on the screen')
    noted(desk, 1)


@case(daemon=False)
def says_it_once_to_one_that_answers_after_half_a_minute(desk):
    """Longer than libnotify waits. The number that comes late is the one to take it back by."""
    app = FakeApp(desk.address)
    daemon = FakeDaemon(desk.address, capabilities=['body', 'actions'], silent=['Notify'])
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    desk.move_clock(HOUR + 1)
    check(wait_for(lambda: daemon.shown), 'nothing was sent')
    check(wait_for(lambda: queued(desk), 30), 'not noted as lying in its queue')
    same(len(desk.open_tags()), 0)
    desk.move_clock(HOUR)
    asleep(process, 3)
    same(len(daemon.shown), 1)
    daemon.speak()
    check(wait_for(lambda: len(daemon.shown) == 2 and not queued(desk)), 'the second was not sent')
    noted(desk, 2)
    check(wait_for(lambda: len(desk.open_tags()) == 2), 'the number is not known')
    daemon.signal('ActionInvoked', 1, 'default')
    check(wait_for(lambda: app.calls), 'a click on it has no effect')
    desk.record([('sun', DAY)], begun=-2 * HOUR)
    check(wait_for(lambda: daemon.closed == [1]), 'not taken back')
    same(len(daemon.shown), 2)
    asleep(process)


@case(daemon=False)
def counts_what_lies_in_a_queue_as_said_when_the_queue_moves(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body'], refuse=NO_REPLY, silent_after_notify=True)
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: queued(desk)), 'not noted as lying in its queue')
    asleep(process)
    for _ in range(2):
        desk.stop(process)
        process = desk.start()
        asleep(process, 1)
        check(process.poll() is None, 'it left without knowing')
        same((len(daemon.shown), len(queued(desk))), (1, 1))
    daemon.refuse = None
    daemon.speak()
    check(wait_for(lambda: not queued(desk)), 'still taken to lie in its queue')
    noted(desk, 1)
    same(process.wait(8), 0)
    same(len(daemon.shown), 1)


@case(daemon=False)
def says_again_what_was_lost_with_a_queue(desk):
    for restart in (False, True):
        desk.record([('sun', -HOUR)] if restart else [('sweat', -HOUR)], begun=-DAY)
        daemon = FakeDaemon(desk.address, capabilities=['body'], refuse=NO_REPLY, silent_after_notify=True)
        process = desk.start()
        check(wait_for(lambda: queued(desk)), 'not noted as lying in its queue')
        if restart:
            desk.stop(process)
        daemon.leave()
        if restart:
            process = desk.start()
        settled(process.pid)
        other = FakeDaemon(desk.address, capabilities=['body'])
        check(wait_for(lambda: other.shown), 'lost with the daemon')
        check(wait_for(lambda: not queued(desk)), 'not noted')
        time.sleep(0.3)
        same(len(other.shown), 1)
        desk.stop(process)
        other.leave()


@case(daemon=False)
def says_again_what_was_refused_late(desk):
    """The refusal comes when libnotify no longer listens."""
    daemon = FakeDaemon(desk.address, capabilities=['body'], refuse='org.example.No', silent=['Notify'])
    desk.record([('sun', -HOUR), ('sweat', 9 * HOUR)], begun=-DAY)
    desk.start()
    check(wait_for(lambda: queued(desk), 33), 'not noted as lying in its queue')
    daemon.speak()
    check(wait_for(lambda: not queued(desk)), 'still taken to lie in its queue')
    check(wait_for(lambda: len(daemon.shown) > 1), 'not tried again')
    time.sleep(1)
    tried = len(daemon.shown)
    check(tried <= 3, f'tried {tried} times')
    daemon.refuse = None
    desk.start(ready=False)
    check(wait_for(lambda: len(daemon.shown) > tried), 'lost')
    noted(desk, 1)
    time.sleep(0.5)
    same(len(daemon.shown), tried + 1)


@case(daemon=False)
def is_not_bothered_by_one_that_never_answers(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body'],
                        silent=['GetCapabilities', 'GetServerInformation', 'Notify', 'CloseNotification'])
    desk.record([('sun', -HOUR), ('sweat', HOUR)], begun=-DAY)
    process = desk.start()
    asleep(process)
    for _ in range(5):
        desk.start(ready=False).wait(5)
    asleep(process, 1)
    same((daemon.asked, len(daemon.shown)), (1, 0))
    daemon.leave()
    asleep(process, 1)
    other = FakeDaemon(desk.address, capabilities=['body'])
    check(wait_for(lambda: len(other.shown) == 1), 'nothing was shown')


# Killed and replaced

MORTAL = """
import os, sys
sys.path.insert(0, sys.argv[1])
from rig import FakeDaemon, GLib
class Mortal(FakeDaemon):
    def think(self, message, arguments):
        if message.get_member() == 'Notify':
            with open(sys.argv[2], 'a') as file:
                file.write(arguments[3] + '\\n')
            os._exit(1)
        return super().think(message, arguments)
Mortal(os.environ['DBUS_SESSION_BUS_ADDRESS'], ['body'])
GLib.MainLoop().run()
"""


@case(daemon=False)
def does_not_kill_one_over_and_over(desk):
    """The bus would start it anew each time, and it would die of what it is told each time."""
    desk.write('mortal.py', MORTAL)
    desk.write('services/mortal.service',
               f'[D-BUS Service]\nName={DAEMON}\nExec={sys.executable} {desk.path("mortal.py")} '
               f'{os.path.dirname(os.path.abspath(__file__))} {desk.path("deaths")}\n')
    desk.call_bus_plainly('ReloadConfig')
    desk.record([('sun', -HOUR), ('sweat', HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: os.path.exists(desk.path('deaths'))), 'nothing was sent')
    time.sleep(2)
    asleep(process)
    with open(desk.path('deaths'), encoding='utf-8') as file:
        check(len(file.readlines()) <= 2, 'it was killed more than twice')
    daemon = FakeDaemon(desk.address, capabilities=['body'])
    check(wait_for(lambda: daemon.shown), 'lost')
    noted(desk, 1)

@case()
def repeats_nothing_when_one_is_replaced(desk):
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR)], begun=-DAY)
    process = desk.start()
    for hour in range(2):
        desk.move_clock(HOUR + 1)
        desk.expect(hour + 1)
        noted(desk, hour + 1)
        for _ in range(2):
            desk.stop_daemon()
            desk.start_daemon()
            settled(process.pid) if process.poll() is None else None
        desk.expect(hour + 1)
        same(desk.displayed(), 0)
        if hour == 0:
            check(process.poll() is None, 'it left with something to come')
    same(process.wait(8), 0)


@case(daemon=False)
def says_again_what_one_took_with_it_unanswered(desk):
    """Killed while it was at it: nobody can have read it."""
    daemon = FakeDaemon(desk.address, capabilities=['body'], silent=['Notify'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was sent')
    daemon.leave()
    asleep(process, 1)
    other = FakeDaemon(desk.address, capabilities=['body'])
    check(wait_for(lambda: other.shown), 'lost with the daemon')
    noted(desk, 1)
    check(wait_for(lambda: not queued(desk)), 'still taken to lie in its queue')


@case(daemon=False)
def speaks_to_two_in_turn(desk):
    hours = 6
    desk.record([('sun', -60 * i, [f'area {i}']) for i in range(1, hours + 1)], begun=-DAY)
    desk.record([(f'x{i}', HOUR * i) for i in range(1, hours + 1)], begun=-DAY)
    desk.start()
    said = []
    for turn in range(hours):
        daemon = FakeDaemon(desk.address, capabilities=['body'])
        if turn:
            desk.move_clock(HOUR)
        wanted = 1 if turn else hours
        check(wait_for(lambda: len(daemon.shown) >= wanted), f'turn {turn}: {len(daemon.shown)}')
        time.sleep(0.3)
        same(len(daemon.shown), wanted)
        said += [(each[3], each[4]) for each in daemon.shown]
        daemon.leave()
    same(len(set(said)), len(said))
    same(len(said), 2 * hours - 1)


@case()
def forgets_what_was_open_when_one_is_killed(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    desk.stop_daemon()
    same(process.wait(8), 0)
    same(desk.open_tags(), [])


# Poor

@case(daemon=False)
def speaks_plainly_to_one_that_can_nothing(desk):
    daemon = FakeDaemon(desk.address, capabilities=[])
    desk.draft(-61 * 60, product='A & <b>')
    process = desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    _, _, _, title, body, actions, _, _ = daemon.shown[0]
    same((title, actions), ('Take the numbing cream off now', []))
    check('A & <b>' in body, body)
    noted(desk, 1)
    # It never tells that something was closed, and may still be asked to take it back.
    desk.draft(-62 * 60, removed=0, product='A & <b>')
    check(wait_for(lambda: daemon.closed == [1]), 'not taken back')
    same(process.wait(8), 0)


@case(daemon=False)
def escapes_for_one_with_markup_and_no_actions(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body', 'body-markup'])
    desk.draft(-61 * 60, product='A & <b>')
    desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    _, _, _, _, body, actions, _, _ = daemon.shown[0]
    check('A &amp; &lt;b&gt;' in body, body)
    same(actions, [])


@case(daemon=False)
def takes_strange_numbers(desk):
    """None at all, or one past what libnotify holds."""
    for number in (0, 2 ** 32 - 1):
        daemon = FakeDaemon(desk.address, capabilities=['body', 'actions'], number=number)
        desk.record([(f'x{number}', -HOUR)], begun=-DAY)
        process = desk.start()
        check(wait_for(lambda: daemon.shown), 'nothing was shown')
        settled(process.pid)
        same(len(desk.open_tags()), 1 if number else 0)
        desk.stop(process)
        process = desk.start()
        settled(process.pid)
        same(len(daemon.shown), 1)
        desk.stop(process)
        daemon.leave()


@case(daemon=False)
def bears_what_one_says_that_makes_no_sense(desk):
    app = FakeApp(desk.address)
    daemon = FakeDaemon(desk.address, capabilities=['body', 'actions'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    for name, arguments in (('NotificationClosed', ()), ('NotificationClosed', (1,)), ('NotificationClosed', ('1', 'x')),
                            ('NotificationClosed', (7, 1)), ('ActionInvoked', (1, 1)), ('ActionInvoked', (7, 'default')),
                            ('ActivationToken', (1,)), ('NoSuchSignal', (1, 'x'))):
        daemon.signal(name, *arguments)
    time.sleep(0.5)
    check(process.poll() is None and len(desk.open_tags()) == 1, 'it was believed')
    same(app.calls, [])


# The bus itself

@case()
def leaves_when_the_bus_goes(desk):
    desk.record([('sun', -HOUR), ('sweat', HOUR)], begun=-DAY)
    process = desk.start()
    desk.expect(1)
    noted(desk, 1)
    desk.stop_bus()
    same(process.wait(5), 0)


@case(daemon=False)
def leaves_when_the_bus_goes_while_one_is_slow(desk):
    FakeDaemon(desk.address, capabilities=['body'], silent=['GetCapabilities'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    settled(process.pid)
    desk.stop_bus()
    same(process.wait(5), 0)


sys.exit(main())
