# SPDX-License-Identifier: GPL-3.0-or-later
"""The timers of a session, with the window closed: the numbing cream, how the person feels with it, the device in
the alcohol."""

import json
import os
import re
import sys
import time

from cases import case, check, main, same
from rig import settled, wait_for

HOUR = 3600
DAY = 24 * HOUR


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


sys.exit(main())
