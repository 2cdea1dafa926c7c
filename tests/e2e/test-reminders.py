#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the skin looks, when to moisturise and what to be reminded of: in the window, and through a real daemon."""

import json
import os
import re

from suite import case, check, main, make_record, note, poll, read_profile, same, write_record
from harness import APP_ID, NOTIFIER_ID

HOUR = 3600
QUESTION = 'How does the skin look?'
# As a person who wants everything, at whatever hour the test runs.
ALL = {'quiet_from': '00:00', 'quiet_until': '00:00'}


def treated(desk, hours):
    return write_record(desk, make_record(desk.now() - hours * HOUR - 42 * 60, areas=['abdomen']))


def answers(path):
    with open(path, encoding='utf-8') as file:
        return [(each['hours'], each['looks']) for each in json.load(file).get('check_ins', [])]


@case(reminders=ALL)
def answered_in_the_window_it_goes_from_the_screen(desk):
    path = treated(desk, 25)
    app = desk.start()
    app.wait_text(QUESTION)
    check(app.says('Abdomen, treated 1 day ago.'), app.texts())
    desk.wait_notification(QUESTION)
    desk.wait_notification('moisturise')
    poll('both on the screen', lambda: desk.shown() == 2)
    app.click('As expected')
    poll('the answer', lambda: answers(path) == [(24, 'expected')])
    poll('the question to go', lambda: not app.says(QUESTION))
    poll('the notification to go', lambda: desk.shown() == 1)
    note('and it is in the history')
    desk.key('alt+2')
    app.click_at(app.find('list item'))
    app.wait_text('How the skin looked')
    check(app.says('After 1 day'), app.texts())
    same(app.quit(), 0)


@case(reminders=ALL)
def something_wrong_opens_the_signs_also_with_the_window_closed(desk):
    path = treated(desk, 25)
    desk.start_notifier()
    desk.wait_notification(QUESTION)
    poll('both on the screen', lambda: desk.shown() == 2)
    same(desk.has_owner(APP_ID), False, 'whether there is a window')
    note('the notifier is restarted meanwhile')
    desk.kill(desk.pid_of(NOTIFIER_ID))
    poll('the notifier to be gone', lambda: not desk.has_owner(NOTIFIER_ID))
    desk.start_notifier()
    poll('both on the screen', lambda: desk.shown() == 2)
    desk.choose('Something looks wrong')
    app = desk.attach()
    app.wait_text('What do you see or feel?')
    poll('the answer', lambda: answers(path) == [(24, 'wrong')])
    poll('the question to go', lambda: not app.says(QUESTION))


@case(reminders=ALL)
def something_wrong_in_the_window_leads_there_too(desk):
    path = treated(desk, 73)
    app = desk.start()
    app.wait_text(QUESTION)
    app.click('Something looks wrong')
    app.wait_text('What do you see or feel?')
    poll('the answer', lambda: answers(path) == [(72, 'wrong')])


@case(reminders=ALL)
def a_click_on_the_question_shows_it(desk):
    path = treated(desk, 7 * 24 + 1)
    desk.start_notifier()
    poll('the question on the screen', lambda: desk.shown() >= 1)
    desk.choose('Open Salve (How')
    app = desk.attach()
    app.wait_text(QUESTION)
    app.click('As expected')
    poll('the answer', lambda: answers(path) == [(168, 'expected')])


@case(reminders=ALL)
def done_without_the_window_is_known_to_it(desk):
    treated(desk, 24.5)
    app = desk.start()
    app.wait_text('It is time to moisturise')
    desk.wait_notification('moisturise')
    poll('both on the screen', lambda: desk.shown() == 2)
    desk.choose('In an hour')
    poll('the page to know', lambda: any(re.match('Moisturise next (today|tomorrow) at', text) for text in app.texts()))
    desk.advance(hours=1, seconds=5)
    app.wait_text('It is time to moisturise')
    poll('the reminder again', lambda: len([each for each in desk.received if 'moisturise' in each.summary]) == 2)
    desk.choose('Done')
    poll('the page to know', lambda: any(re.match('Moisturise next (today|tomorrow) at', text) for text in app.texts()))


@case(reminders=ALL)
def each_choice_is_saved_at_once(desk):
    treated(desk, 25)
    app = desk.start()
    app.wait_text(QUESTION)
    poll('both on the screen', lambda: desk.shown() == 2)
    desk.key('ctrl+comma')
    app.wait_text('Quiet hours')
    app.set_checked('How the skin looks', on=False)
    poll('the choice', lambda: read_profile(desk)['reminders']['check_ins'] is False)
    poll('the notification to go', lambda: desk.shown() == 1)
    app.set_text('From', '22:30')
    poll('the quiet hours', lambda: read_profile(desk)['reminders']['quiet_from'] == '22:30')
    app.set_checked('Discreet notifications')
    poll('the choice', lambda: read_profile(desk)['reminders']['discreet'] is True)
    desk.key('Escape')
    poll('the question to go', lambda: not app.says(QUESTION))


main()
