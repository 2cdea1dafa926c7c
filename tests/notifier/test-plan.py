# SPDX-License-Identifier: GPL-3.0-or-later
"""The planned day: on a private bus with a real notification daemon."""

import datetime
import json
import os
import sys
import time

from cases import case, check, main, same
from rig import check_size, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR
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


sys.exit(main())
