# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person sees of salve-notifier, on a private bus with a real notification daemon."""

import datetime
import json
import os
import re
import sys
import time

from cases import case, check, main, same
from rig import APP, DAEMON, NOTIFIER, FakeApp, FakeDaemon, GLib, check_size, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR


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


# The daemon

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
    wait_for(lambda: desk.displayed() == 1)
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


# The numbing cream

@case()
def tells_when_the_cream_must_come_off(desk):
    desk.draft(-54 * 60, product='A & <b>')
    process = desk.start()
    desk.expect(0)
    desk.move_clock(61)
    soon, = desk.expect(1)
    check(re.fullmatch(r'Take the numbing cream off within [45] minutes', soon.title), soon.title)
    check('A &amp; &lt;b&gt;' in soon.body, soon.body)
    same(soon.hints['urgency'], 1)
    desk.move_clock(5 * 60)
    now = desk.expect(2)[1]
    same(now.title, 'Take the numbing cream off now')
    same(now.hints['urgency'], 2)
    same(now.timeout, 0)
    wait_for(lambda: desk.displayed() == 1)
    same(desk.displayed(), 1)
    desk.draft(-60 * 60, removed=0, product='A & <b>')
    check(wait_for(lambda: desk.displayed() == 0), 'still on the screen')
    history = json.loads(desk.dunstctl('history'))['data'][0]
    check(any('A & <b>' in each['body']['data'] or 'A &amp; &lt;b&gt;' in each['body']['data']
              for each in history), history)
    same(process.wait(8), 0)


@case()
def tells_of_the_cream_once(desk):
    desk.draft(-61 * 60)
    first = desk.start()
    desk.expect(1)
    wait_for(lambda: os.path.exists(desk.ledger))
    desk.stop(first)
    desk.start()
    desk.expect(1)


@case()
def is_silent_about_a_cream_that_came_off(desk):
    desk.draft(-50 * 60)
    desk.start()
    desk.draft(-50 * 60, removed=0)
    time.sleep(0.5)
    desk.move_clock(20 * 60)
    desk.expect(0)


@case()
def notices_a_cream_put_on_while_it_waits(desk):
    desk.record([('sun', DAY)])
    process = desk.start()
    settled(process.pid)
    desk.draft(0)
    time.sleep(0.5)
    desk.move_clock(56 * 60)
    desk.expect(1)


@case()
def knows_that_eczema_halves_the_time(desk):
    desk.draft(-24 * 60, longest=30)
    desk.start()
    desk.expect(0)
    desk.move_clock(61)
    soon, = desk.expect(1)
    check(re.fullmatch(r'Take the numbing cream off within [45] minutes', soon.title), soon.title)
    check('no more than 30 minutes' in soon.body, soon.body)
    desk.move_clock(5 * 60)
    same(desk.expect(2)[1].title, 'Take the numbing cream off now')


@case()
def goes_on_about_a_cream_of_a_session_that_ended(desk):
    desk.draft(-54 * 60, checks=(15,))
    desk.finish()
    desk.start()
    desk.expect(0)
    desk.move_clock(61)
    desk.expect(1)
    desk.move_clock(5 * 60)
    check('Take the numbing cream off now' in [each.title for each in desk.expect(3)], desk.shown())


# How the person feels with it

@case()
def asks_twice_how_the_person_feels(desk):
    desk.draft(-14 * 60, checks=())
    process = desk.start()
    desk.expect(0)
    desk.move_clock(61)
    first, = desk.expect(1)
    same(first.title, 'Do you feel well?')
    check('15 minutes ago' in first.body and 'emergency number' in first.body, first.body)
    wait_for(lambda: desk.displayed() == 1)
    desk.draft(-15 * 60, checks=(15,))
    check(wait_for(lambda: desk.displayed() == 0), 'still asked after the answer')
    desk.draft(-15 * 60, removed=0, checks=(15,))
    desk.move_clock(44 * 60)
    desk.expect(1)
    desk.move_clock(62)
    second = desk.expect(2)[1]
    check('60 minutes ago' in second.body, second.body)
    desk.draft(-61 * 60, removed=-40 * 60, checks=(15, 60))
    check(wait_for(lambda: desk.displayed() == 0), 'still asked after the answer')
    same(process.wait(8), 0)


@case()
def asks_how_the_person_feels_after_the_session(desk):
    desk.draft(-50 * 60, removed=-20 * 60, checks=(15,))
    desk.finish()
    desk.start()
    desk.expect(0)
    desk.move_clock(11 * 60)
    check('60 minutes ago' in desk.expect(1)[0].body, desk.shown())
    wait_for(lambda: desk.displayed() == 1)
    desk.move_clock(3 * HOUR)
    check(wait_for(lambda: desk.displayed() == 0), 'still asked after four hours')
    desk.expect(1)


@case()
def asks_how_the_person_feels_once(desk):
    desk.draft(-16 * 60, checks=())
    first = desk.start()
    desk.expect(1)
    wait_for(lambda: os.path.exists(desk.ledger))
    desk.stop(first)
    desk.start()
    desk.expect(1)


@case()
def is_silent_where_the_time_to_watch_is_over(desk):
    desk.draft(-5 * HOUR, removed=-4 * HOUR, checks=(), begun=-6 * HOUR)
    process = desk.start()
    desk.expect(0)
    same(process.wait(8), 0)


# The device in the alcohol

@case()
def tells_when_the_device_has_soaked(desk):
    desk.draft(before=-9 * 60)
    desk.start()
    desk.expect(0)
    desk.move_clock(61)
    shown, = desk.expect(1)
    same(shown.title, 'Take the device out of the alcohol')
    check('10 minutes' in shown.body, shown.body)
    wait_for(lambda: desk.displayed() == 1)
    # Treating goes on; then it soaks again, and the session is saved meanwhile.
    desk.draft(before=-30 * 60, after=0)
    desk.finish()
    check(wait_for(lambda: desk.displayed() == 0), 'still on the screen')
    desk.move_clock(10 * 60 + 1)
    same(desk.expect(2)[1].title, 'Take the device out of the alcohol')


@case()
def tells_once_that_the_device_has_soaked(desk):
    desk.draft(after=-11 * 60)
    first = desk.start()
    desk.expect(1)
    wait_for(lambda: os.path.exists(desk.ledger))
    desk.finish()
    desk.stop(first)
    desk.start()
    time.sleep(0.5)
    desk.expect(1)


@case()
def asks_only_of_today(desk):
    desk.draft(-25 * HOUR - 50 * 60, removed=-25 * HOUR, checks=(), after=-25 * HOUR, begun=-26 * HOUR)
    desk.finish()
    process = desk.start()
    desk.expect(0)
    same(process.wait(8), 0)


# The planned day

TODAY = 'Your session is planned for today'


@case()
def reminds_of_the_planned_day_at_nine(desk):
    day = desk.plan(3)
    process = desk.start()
    settled(process.pid)
    desk.move_to(day, 8, 59)
    desk.expect(0)
    desk.move_to(day, 9)
    shown, = desk.expect(1)
    same((shown.title, shown.body), (TODAY, 'Salve asks first whether today is a good day for it.'))
    same(shown.hints['urgency'], 1)
    same(desk.announced(), ['plan/' + day.isoformat()])
    desk.dunstctl('close-all')
    same(process.wait(8), 0)


@case()
def reminds_of_a_planned_day_once(desk):
    day = desk.plan(3)
    first = desk.start()
    desk.move_to(day, 9)
    desk.expect(1)
    wait_for(lambda: os.path.exists(desk.ledger))
    desk.stop(first)
    desk.start()
    desk.expect(1)
    desk.move_clock(-2 * HOUR)
    desk.move_clock(3 * HOUR)
    desk.expect(1)


@case()
def stays_for_a_planned_day_and_sleeps(desk):
    day = desk.plan(40)
    process = desk.start()
    time.sleep(4)
    check(process.poll() is None, 'it left with a day planned')
    before = settled(process.pid)
    time.sleep(2)
    same(wake_ups(process.pid), before)
    check_size(process.pid)
    desk.stop(process)
    desk.start()
    desk.move_to(day, 9)
    desk.expect(1)


@case()
def nine_is_nine_when_the_clocks_change(desk):
    for month in (3, 10):
        # The last Sunday of the month, in Berlin.
        there = datetime.date(desk.now().year + 1, month, 31)
        there -= datetime.timedelta(days=(there.weekday() + 1) % 7)
        desk.profile(json.dumps({'format': 1, 'planned': there.isoformat(), 'remind': True}))
        before = len(desk.shown())
        process = desk.start()
        desk.move_to(there, 8, 59)
        desk.expect(before)
        desk.move_to(there, 9)
        desk.expect(before + 1)
        desk.stop(process)


@case()
def follows_a_plan_that_changes(desk):
    first = desk.plan(3)
    process = desk.start()
    settled(process.pid)
    later = desk.plan(5)
    time.sleep(0.5)
    desk.move_to(first, 10)
    desk.expect(0)
    desk.move_to(later, 9)
    desk.expect(1)
    wait_for(lambda: desk.displayed() == 1)
    # Put off on the morning itself: what is on the screen is no longer true.
    desk.plan(2)
    check(wait_for(lambda: desk.displayed() == 0), 'still on the screen')


@case()
def forgets_a_plan_that_is_given_up(desk):
    day = desk.plan(3)
    process = desk.start()
    settled(process.pid)
    desk.plan(3, remind=False)
    same(process.wait(8), 0)
    desk.profile(json.dumps({'format': 1}))
    desk.start()
    desk.move_to(day, 9)
    desk.expect(0)


@case()
def notices_a_plan_made_while_it_waits(desk):
    desk.record([('sun', HOUR)])
    process = desk.start()
    settled(process.pid)
    day = desk.plan(1)
    time.sleep(0.5)
    desk.move_to(day, 9)
    desk.expect(2)
    check(TODAY in [shown.title for shown in desk.shown()], desk.shown())


@case()
def reminds_late_in_true_words(desk):
    day = desk.plan(0)
    desk.move_to(day, 20)
    desk.start()
    same(desk.expect(1)[0].title, TODAY)
    other = desk.plan(1)
    desk.move_to(other + datetime.timedelta(days=2), 7)
    shown = desk.expect(2)[1]
    same(shown.title, f'Your session was planned for {other:%A}, {other.day} {other:%B}')
    check(shown.body.startswith('Salve has no record of it.'), shown.body)


@case()
def is_silent_about_a_plan_of_long_ago(desk):
    day = desk.plan(0)
    desk.move_to(day + datetime.timedelta(days=7), 9, 1)
    process = desk.start()
    desk.expect(0)
    same(process.wait(8), 0)


@case()
def is_silent_about_a_plan_that_was_carried_out(desk):
    day = desk.plan(1)
    desk.move_to(day, 8)
    desk.record([], begun=-600)
    desk.start()
    desk.move_to(day, 9)
    desk.expect(0)


@case()
def takes_a_reminder_back_once_the_session_is_recorded(desk):
    day = desk.plan(1)
    desk.start()
    desk.move_to(day, 9)
    desk.expect(1)
    wait_for(lambda: desk.displayed() == 1)
    desk.move_clock(HOUR)
    desk.record([('sun', DAY)], begun=-1800)
    check(wait_for(lambda: desk.displayed() == 0), 'still on the screen')


@case()
def leaves_a_hostile_profile_alone(desk):
    path = desk.path('data', 'salve', 'profile.json')
    for text in ('[', '{ "format": 1, "planned": "tomorrow", "remind": true }', '{ "format": 1, "planned": 7, "remind": true }',
                 '{ "format": 1, "remind": true }', '{ "format": 99, "planned": "2026-11-30", "remind": true }',
                 '{ "format": 1, "planned": "9999-12-31", "remind": "yes" }', ''):
        desk.profile(text)
        process = desk.start()
        same(process.wait(8), 0)
        with open(path, encoding='utf-8') as file:
            same(file.read(), text)
    desk.expect(0, 0)

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
