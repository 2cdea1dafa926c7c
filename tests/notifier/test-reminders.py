# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders and their buttons, with the window closed, on a private bus with a real notification daemon."""

import json
import os
import re
import resource
import sys
import time

from cases import case, check, main, same
from rig import FakeApp, FakeDaemon, resident, settled, wait_for, wake_ups

HOUR = 3600
DAY = 24 * HOUR
MINUTE = 60
MOISTURISE = ['default', 'Open Salve', 'done', 'Done', 'later', 'In an hour']
CHECK_IN = ['default', 'Open Salve', 'expected', 'As expected', 'wrong', 'Something looks wrong']


def check_ins(path):
    with open(path, encoding='utf-8') as file:
        return [(each['hours'], each['looks']) for each in json.load(file).get('check_ins', [])]


def noted(desk):
    """What the ledger says of the last answer to moisturise."""
    with open(desk.ledger, encoding='utf-8') as file:
        return json.load(file).get('moisturise', {})


def on_screen(desk, n):
    check(wait_for(lambda: desk.displayed() == n), f'{desk.displayed()} on the screen instead of {n}')


def restart(desk, process):
    desk.stop(process)
    process = desk.start()
    settled(process.pid)
    return process


# Moisturise

@case()
def moisturising_is_done_without_the_window(desk):
    desk.want(moisturise=True)
    desk.treated(23)
    process = desk.start()
    settled(process.pid)
    desk.expect(0, 0)
    desk.move_clock(HOUR + 10)
    shown, = desk.expect(1)
    same(shown.title, 'Time to moisturise')
    check(shown.body.startswith('Abdomen: '), shown.body)
    same(shown.actions, MOISTURISE)
    desk.choose('Done')
    on_screen(desk, 0)
    check(wait_for(lambda: 'done' in noted(desk)), 'not noted')
    desk.move_clock(8 * HOUR - MINUTE)
    desk.expect(1, 0)
    desk.move_clock(2 * MINUTE)
    desk.expect(2)
    same(desk.watcher.list('ActivateAction'), [])


@case()
def done_is_kept_over_a_restart(desk):
    desk.want(moisturise=True)
    desk.treated(24.5)
    process = desk.start()
    desk.expect(1)
    desk.choose('Done')
    check(wait_for(lambda: 'done' in noted(desk)), 'not noted')
    restart(desk, process)
    desk.expect(1, 0)
    desk.move_clock(7 * HOUR)
    desk.expect(1, 0)
    desk.move_clock(HOUR + MINUTE)
    same(desk.expect(2)[1].title, 'Time to moisturise')


@case()
def in_an_hour_is_heard_by_a_notifier_that_was_restarted(desk):
    desk.want(moisturise=True)
    desk.treated(24.5)
    process = desk.start()
    same(desk.expect(1)[0].title, 'It was time to moisturise 30 minutes ago')
    on_screen(desk, 1)
    process = restart(desk, process)
    on_screen(desk, 1)
    before = len(desk.shown())
    desk.choose('In an hour')
    check(wait_for(lambda: 'later' in noted(desk)), 'not noted')
    on_screen(desk, 0)
    process = restart(desk, process)
    desk.move_clock(59 * MINUTE)
    desk.expect(before, 0)
    desk.move_clock(2 * MINUTE)
    same(desk.expect(before + 1)[-1].title, 'Time to moisturise')
    same(desk.watcher.list('ActivateAction'), [])


@case()
def a_missed_reminder_gives_way_to_the_next(desk):
    desk.want(moisturise=True)
    desk.treated(24)
    desk.start()
    desk.expect(1)
    desk.move_clock(8 * HOUR + 10)
    desk.expect(2)
    on_screen(desk, 1)
    desk.move_clock(3 * DAY)
    on_screen(desk, 0)
    desk.expect(2, 0)


@case()
def a_later_session_sets_another_rhythm(desk):
    desk.want(moisturise=True)
    desk.treated(24)
    desk.start()
    desk.expect(1)
    on_screen(desk, 1)
    desk.treated(1, areas=('hip-left',))
    on_screen(desk, 0)
    desk.move_clock(22 * HOUR)
    desk.expect(1, 0)
    desk.move_clock(HOUR + MINUTE)
    check(desk.expect(2)[1].body.startswith('Left hip: '), desk.shown())


# Check-ins

@case()
def as_expected_is_written_without_the_window(desk):
    desk.want(check_ins=True)
    path = desk.treated(23)
    process = desk.start()
    settled(process.pid)
    desk.move_clock(HOUR + 10)
    shown, = desk.expect(1)
    same(shown.title, 'How does the skin look?')
    check(shown.body.startswith('Abdomen, treated 1 day ago. '), shown.body)
    same(shown.actions, CHECK_IN)
    desk.choose('As expected')
    check(wait_for(lambda: check_ins(path)), 'not written')
    same(check_ins(path), [(24, 'expected')])
    on_screen(desk, 0)
    desk.expect(1)
    same(desk.watcher.list('ActivateAction'), [])
    desk.move_clock(2 * DAY)
    check('3 days ago' in desk.expect(2)[1].body, desk.shown())
    desk.move_clock(4 * DAY)
    check('7 days ago' in desk.expect(3)[2].body, desk.shown())
    on_screen(desk, 1)


@case()
def an_answer_that_cannot_be_written_leads_to_the_window(desk):
    """The page there still asks. No file can be opened meanwhile: what a disk refuses, it refuses to root as well."""
    app = FakeApp(desk.address)
    desk.want(check_ins=True)
    path = desk.treated(25)
    process = desk.start()
    desk.expect(1)
    on_screen(desk, 1)
    settled(process.pid)
    allowed = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (3, allowed[1]))
    desk.choose('As expected')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    same(app.calls[0][3][:2], ('show-page', ['today']))
    same(check_ins(path), [])
    check(process.poll() is None, 'it has crashed')
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, allowed)
    desk.move_clock(2 * DAY)
    check('3 days ago' in desk.expect(2)[1].body, desk.shown())
    desk.choose('As expected')
    check(wait_for(lambda: check_ins(path)), 'not written')
    same(check_ins(path), [(72, 'expected')])


@case()
def something_wrong_is_written_and_leads_to_the_red_flags(desk):
    app = FakeApp(desk.address)
    desk.want(check_ins=True)
    path = desk.treated(25)
    process = desk.start()
    desk.expect(1)
    on_screen(desk, 1)
    restart(desk, process)
    on_screen(desk, 1)
    desk.choose('Something looks wrong')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    same(app.calls[0][2], 'ActivateAction')
    action, parameters, platform = app.calls[0][3]
    same((action, parameters), ('show-red-flags', []))
    check(set(platform) <= {'activation-token', 'desktop-startup-id'}, platform)
    check(wait_for(lambda: check_ins(path)), 'not written')
    same(check_ins(path), [(24, 'wrong')])
    on_screen(desk, 0)


@case()
def a_click_on_a_check_in_opens_it(desk):
    app = FakeApp(desk.address)
    desk.want(check_ins=True)
    desk.treated(25)
    desk.start()
    on_screen(desk, 1)
    desk.dunstctl('action', '0')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    same(app.calls[0][3][:2], ('show-check-in', []))


@case(daemon=False)
def the_token_goes_with_it(desk):
    app = FakeApp(desk.address)
    daemon = FakeDaemon(desk.address, capabilities=['body', 'actions'])
    desk.want(check_ins=True)
    desk.treated(25)
    desk.start()
    check(wait_for(lambda: daemon.shown), 'nothing shown')
    daemon.signal('ActivationToken', 1, 'to the front')
    daemon.signal('ActionInvoked', 1, 'wrong')
    check(wait_for(lambda: app.calls), 'Salve was not asked')
    same(app.calls[0][3], ('show-red-flags', [], {'activation-token': 'to the front',
                                                  'desktop-startup-id': 'to the front'}))


@case()
def what_the_window_answered_is_taken_back(desk):
    desk.want(check_ins=True)
    path = desk.treated(25)
    desk.start()
    desk.expect(1)
    on_screen(desk, 1)
    with open(path, encoding='utf-8') as file:
        record = json.load(file)
    record['check_ins'] = [{'hours': 24, 'at': desk.moment(0), 'looks': 'expected'}]
    desk.save(os.path.basename(path), json.dumps(record))
    on_screen(desk, 0)
    desk.expect(1, 0)


@case()
def a_check_in_that_was_answered_is_not_asked(desk):
    desk.want(check_ins=True)
    desk.treated(25, check_ins=(24,))
    process = desk.start()
    settled(process.pid)
    desk.expect(0, 0)
    desk.move_clock(2 * DAY)
    desk.expect(1)


# Areas that are ready

@case()
def tells_in_the_morning_that_areas_are_ready(desk):
    desk.want(area_ready=True)
    desk.treated(6 * 24, areas=('abdomen', 'hip-left'))
    day = desk.plan(1, remind=False)
    process = desk.start()
    desk.move_to(day, 8, 59)
    settled(process.pid)
    early = len(desk.shown())
    desk.move_to(day, 9, 0)
    # Around midnight the seventh day may be today's.
    shown = desk.expect(max(early, 1))[-1]
    check(re.match('Abdomen and Left hip: may be treated again', shown.title), shown.title)
    check('Salve asks first' in shown.body, shown.body)
    desk.treated(0, areas=('abdomen', 'hip-left'))
    on_screen(desk, 0)


# Choices

@case()
def each_can_be_switched_off(desk):
    desk.treated(8 * 24)
    desk.treated(25, areas=('hip-left',))
    desk.want(moisturise=True, check_ins=True, area_ready=True)
    desk.start()
    titles = {'Time to moisturise', 'It was time to moisturise 1 hour ago', 'How does the skin look?',
              'Abdomen: may be treated again'}
    # Both sessions are asked about.
    shown = desk.expect(4)
    check(all(re.sub(' since .*', '', each.title) in titles for each in shown), shown)
    on_screen(desk, 4)
    desk.want(check_ins=True, area_ready=True)
    on_screen(desk, 3)
    desk.want(area_ready=True)
    on_screen(desk, 1)
    desk.want()
    on_screen(desk, 0)
    desk.expect(4, 0)


@case()
def quiet_hours_delay_reminders(desk):
    desk.want(moisturise=True, check_ins=True, quiet_from=-1, quiet_until=2)
    desk.treated(24)
    process = desk.start()
    settled(process.pid)
    desk.expect(0, 0)
    desk.move_clock(HOUR)
    desk.expect(0, 0)
    desk.move_clock(HOUR + 10)
    same({each.title for each in desk.expect(2)}, {'Time to moisturise', 'How does the skin look?'})


@case()
def what_came_before_the_quiet_hours_stays(desk):
    desk.want(check_ins=True, quiet_from=1, quiet_until=3)
    desk.treated(24.5)
    desk.start()
    desk.expect(1)
    on_screen(desk, 1)
    desk.move_clock(2 * HOUR)
    on_screen(desk, 1)
    desk.move_clock(2 * HOUR)
    on_screen(desk, 1)
    desk.expect(1, 0)


@case()
def an_ending_at_night_is_told_without_a_sound(desk):
    desk.want(quiet_from=-1, quiet_until=2)
    desk.record([('sun', HOUR), ('sweat', 3 * HOUR)])
    desk.start()
    desk.move_clock(HOUR + 1)
    sun, = desk.expect(1)
    same(sun.title, 'Sun: the wait is over')
    same(sun.hints.get('suppress-sound'), True)
    desk.move_clock(2 * HOUR)
    check('suppress-sound' not in desk.expect(2)[1].hints, 'no sound by day')


@case()
def cream_is_never_held_back(desk):
    desk.want(quiet_from=-1, quiet_until=5)
    desk.draft(applied=-56 * MINUTE)
    desk.start()
    shown, = desk.expect(1)
    check(shown.title.startswith('Take the numbing cream off'), shown.title)
    check('suppress-sound' not in shown.hints, 'no sound')
    desk.move_clock(5 * MINUTE)
    now = desk.expect(2)[1]
    same(now.hints['urgency'], 2)
    check('suppress-sound' not in now.hints, 'no sound')


@case()
def a_planned_day_waits_for_the_quiet_hours_too(desk):
    day = desk.plan(1)
    desk.reminders = {**desk.reminders, 'quiet_from': '22:00', 'quiet_until': '10:15'}
    desk.plan(1)
    process = desk.start()
    desk.move_to(day, 9, 30)
    settled(process.pid)
    desk.expect(0, 0)
    desk.move_to(day, 10, 15)
    same(desk.expect(1)[0].title, 'Your session is planned for today')


# What others may read

WORDS = re.compile(r'abdomen|hip|calf|skin|lips|ears|treat|needl|moistur|cream|\bnumb\b|device|alcohol|soak|\bsun\b|sweat|'
                   'product|redness|Tube', re.IGNORECASE)


def is_discreet(shown):
    text = ' '.join([shown.title, shown.body, *shown.actions])
    check(not WORDS.search(text), text)


@case()
def discreet_words_give_nothing_away(desk):
    desk.want(moisturise=True, check_ins=True, area_ready=True, discreet=True)
    desk.record([('sun', HOUR), ('sweat', -2 * HOUR)], begun=-2 * DAY, areas=('calf-left',))
    desk.treated(25)
    desk.treated(8 * 24, areas=('hip-left',), check_ins=(168,))
    desk.draft(applied=-56 * MINUTE, product='Tube', before=-11 * MINUTE, checks=(15,))
    desk.start()
    # Sweat; moisturise and two check-ins; the hip that is ready; cream and soak.
    desk.expect(7)
    desk.move_clock(HOUR + 1)
    # Sun, cream once more, and how it feels.
    shown = desk.expect(10)
    for each in shown:
        is_discreet(each)
    titles = [each.title for each in shown]
    for title in ('A wait is over', 'A wait ended 2 hours ago', 'A reminder was due 1 hour ago',
                  'Salve has a question for you', 'A timer has run out', 'A timer has run out: act now',
                  'Do you feel well?'):
        check(title in titles, f'{title!r} is not among {titles}')


@case()
def discreet_answers_mean_the_same(desk):
    desk.want(check_ins=True, discreet=True)
    path = desk.treated(25)
    desk.start()
    shown, = desk.expect(1)
    same(shown.actions[2:], ['expected', 'All is well', 'wrong', 'Something is wrong'])
    on_screen(desk, 1)
    desk.choose('All is well')
    check(wait_for(lambda: check_ins(path)), 'not written')
    same(check_ins(path), [(24, 'expected')])


@case()
def a_planned_day_is_discreet_always(desk):
    desk.reminders = {**desk.reminders, 'discreet': True}
    day = desk.plan(1)
    desk.start()
    desk.move_to(day, 9, 0)
    is_discreet(desk.expect(1)[0])


# Staying, sleeping and leaving

@case()
def stays_for_a_reminder_and_sleeps(desk):
    desk.want(moisturise=True, check_ins=True, area_ready=True)
    desk.treated(2)
    process = desk.start()
    time.sleep(4)
    check(process.poll() is None, 'it left with something to say')
    before = settled(process.pid)
    time.sleep(1.5)
    same(wake_ups(process.pid), before)
    size = resident(process.pid)
    check(size <= 8 * 1024 or os.environ.get('SALVE_TEST_SANITIZER'), f'{size} KiB')


@case()
def is_small_after_answers(desk):
    desk.want(moisturise=True, check_ins=True)
    path = desk.treated(25)
    process = desk.start()
    desk.expect(2)
    on_screen(desk, 2)
    desk.choose('As expected')
    check(wait_for(lambda: check_ins(path)), 'not written')
    desk.choose('Done')
    on_screen(desk, 0)
    settled(process.pid)
    size = resident(process.pid)
    check(size <= 8 * 1024 or os.environ.get('SALVE_TEST_SANITIZER'), f'{size} KiB')


@case()
def leaves_when_nothing_more_is_to_come(desk):
    desk.want(moisturise=True, check_ins=True, area_ready=True)
    desk.treated(16 * 24)
    process = desk.start()
    desk.expect(0, 0)
    same(process.wait(8), 0)


@case()
def says_nothing_twice_when_the_clock_goes_back(desk):
    desk.want(moisturise=True, check_ins=True)
    desk.treated(24)
    desk.start()
    desk.expect(2)
    desk.move_clock(-2 * HOUR)
    desk.move_clock(2 * HOUR)
    desk.move_clock(-10 * 366 * DAY)
    desk.move_clock(10 * 366 * DAY)
    desk.expect(2)


sys.exit(main())
