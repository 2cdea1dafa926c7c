# SPDX-License-Identifier: GPL-3.0-or-later
"""What salve-notifier says to a notification daemon, and hears from it: plain ones, late ones, clicks."""

import json
import os
import sys
import time

from cases import case, check, main, same
from rig import DAEMON, FakeApp, FakeDaemon, GLib, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR


@case(daemon=False)
def waits_for_a_daemon(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    time.sleep(4)
    check(process.poll() is None, 'it left with something to say')
    check(not os.path.exists(desk.ledger), 'noted, but never shown')
    before = settled(process.pid)
    time.sleep(1)
    same(wake_ups(process.pid), before)
    desk.start_daemon()
    wait_for(lambda: desk.displayed() == 1 and os.path.exists(desk.ledger) and desk.announced())
    same(desk.displayed(), 1)
    same(len(desk.announced()), 1)


@case()
def speaks_to_a_daemon_that_came_back(desk):
    desk.record([('sun', HOUR), ('sweat', 2 * HOUR)])
    desk.start()
    desk.move_clock(HOUR + 1)
    wait_for(lambda: desk.displayed() == 1)
    desk.stop_daemon()
    desk.move_clock(HOUR)
    time.sleep(0.5)
    desk.start_daemon()
    check(wait_for(lambda: desk.displayed() == 1), 'nothing after the daemon came back')
    desk.dunstctl('close-all')
    history = json.loads(desk.dunstctl('history'))['data'][0]
    same([each['summary']['data'] for each in history], ['Sweat: the wait is over'])


@case(daemon=False)
def speaks_plainly_to_a_plain_daemon(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body'])
    desk.draft(-61 * 60, product='A & <b>')
    desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    _, _, _, _, body, actions, _, _ = daemon.shown[0]
    check('A & <b>' in body, body)
    same(actions, [])


@case(daemon=False)
def stays_until_it_is_closed_where_nothing_is_kept(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    same(daemon.shown[0][7], 0)


@case(daemon=False)
def leaves_to_a_daemon_that_keeps_what_it_takes_away_when_it_does(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body', 'persistence'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was shown')
    same(daemon.shown[0][7], -1)


@case(daemon=False)
def is_brief_whatever_a_record_holds(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body', 'body-markup'])
    desk.record([('<' * 3000, -HOUR)], areas=('&' * 3000,))
    desk.record([(f'x{i}', -HOUR - i) for i in range(300)] + [('sun', -60)], begun=-2 * HOUR)
    desk.start()
    check(wait_for(lambda: any('Sun' in each[3] for each in daemon.shown)), 'nothing was shown')
    time.sleep(1)
    same(len(daemon.shown), 100)
    check(max(len(each[3]) for each in daemon.shown) <= 201, 'a long title')
    check(max(len(each[4]) for each in daemon.shown) <= 5 * 1000 + 1, 'a long body')


@case(daemon=False)
def keeps_what_a_daemon_refused(desk):
    daemon = FakeDaemon(desk.address, capabilities=['body'], refuse='org.example.No')
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing was tried')
    time.sleep(4)
    check(process.poll() is None, 'it left with something to say')
    daemon.refuse = None
    desk.start(ready=False)
    check(wait_for(lambda: len(daemon.shown) == 2), 'not tried again')
    check(wait_for(lambda: os.path.exists(desk.ledger)), 'not noted')


@case()
def opens_salve_on_a_click(desk):
    app = FakeApp(desk.address)
    desk.record([('sun', HOUR)])
    desk.start()
    desk.move_clock(HOUR + 1)
    wait_for(lambda: desk.displayed() == 1)
    desk.dunstctl('action', '0')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    path, interface, member, (action, parameters, platform) = app.calls[0]
    same(path, '/io/github/salve/Salve')
    same((interface, member), ('org.freedesktop.Application', 'ActivateAction'))
    same((action, parameters), ('show-page', ['today']))
    check(set(platform) <= {'activation-token', 'desktop-startup-id'}, platform)


@case(daemon=False)
def hears_a_click_on_what_an_earlier_notifier_showed(desk):
    app = FakeApp(desk.address)
    daemon = FakeDaemon(desk.address, capabilities=['body', 'actions'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    desk.record([('sweat', 2 * HOUR)], begun=-DAY)
    first = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    desk.stop(first)
    second = desk.start()
    settled(second.pid)
    same(len(daemon.shown), 1)
    daemon.signal('ActivationToken', 9, 'not for this one')
    daemon.signal('ActionInvoked', 9, 'default')
    daemon.signal('ActivationToken', 1, 'to the front')
    daemon.signal('ActionInvoked', 1, 'default')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    time.sleep(0.3)
    same(len(app.calls), 1)
    same(app.calls[0][3], ('show-page', ['today'], {'activation-token': 'to the front',
                                                    'desktop-startup-id': 'to the front'}))
    daemon.signal('NotificationClosed', 1, 2)
    check(wait_for(lambda: not desk.open_tags()), 'still noted')
    desk.stop(second)


@case(daemon=False)
def is_deaf_to_whoever_pretends_to_be_the_daemon(desk):
    app = FakeApp(desk.address)
    FakeDaemon(desk.address, capabilities=['body', 'actions'])
    desk.record([('sun', -HOUR)], begun=-DAY)
    process = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    for name, arguments in (('ActionInvoked', (1, 'default')), ('NotificationClosed', (1, 2))):
        desk.bus.emit_signal(None, '/org/freedesktop/Notifications', DAEMON, name,
                             GLib.Variant('(us)' if name == 'ActionInvoked' else '(uu)', arguments))
    time.sleep(0.5)
    same(app.calls, [])
    check(process.poll() is None and len(desk.open_tags()) == 1, 'it was believed')


@case()
def takes_back_what_an_earlier_notifier_showed(desk):
    desk.draft(-61 * 60)
    desk.record([('sun', -HOUR)], begun=-DAY)
    first = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 2), 'not noted')
    desk.stop(first)
    desk.record([('sun', DAY)], begun=-2 * HOUR)
    same(desk.displayed(), 2)
    desk.start()
    check(wait_for(lambda: desk.displayed() == 1), 'an ending that holds again is still on the screen')
    desk.draft(-61 * 60, removed=0)
    check(wait_for(lambda: desk.displayed() == 0), 'the cream is still on the screen')
    check(wait_for(lambda: not desk.open_tags()), 'still noted')
    desk.expect(2)


@case()
def forgets_what_an_earlier_daemon_showed(desk):
    desk.record([('sun', -HOUR)], begun=-DAY)
    first = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    desk.stop(first)
    desk.stop_daemon()
    desk.start_daemon()
    second = desk.start()
    same(second.wait(8), 0)
    desk.expect(1)
    same(desk.open_tags(), [])


@case()
def leaves_with_what_an_earlier_notifier_showed(desk):
    """Such a daemon tells only that one when it goes."""
    desk.record([('sun', -HOUR)], begun=-DAY)
    first = desk.start()
    check(wait_for(lambda: len(desk.open_tags()) == 1), 'not noted')
    desk.stop(first)
    second = desk.start()
    desk.dunstctl('close-all')
    same(second.wait(10), 0)
    desk.expect(1, 0)


sys.exit(main())
