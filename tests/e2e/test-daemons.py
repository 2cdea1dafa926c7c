#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications in the daemons of other desktops: read as they stand on the screen, clicked, and after a daemon was
killed and replaced."""

import collections
import json
import time

from daemons import start_daemon
from suite import case, check, main, make_record, poll, same, write_record
from harness import APP_ID, NO_REMINDERS

HOUR = 3600
DAEMONS = ('notification-daemon', 'xfce4-notifyd', 'mate-notification-daemon', 'mako')
QUESTION = 'How does the skin look?'
ENDING = 'Sun and Sweat: the wait is over'
# As a person who wants everything, at whatever hour the test runs.
ALL = {'quiet_from': '00:00', 'quiet_until': '00:00'}
ONLY_QUESTIONS = {**ALL, 'moisturise': False, 'area_ready': False}


def for_each_daemon(**options):
    """The case once for each of them, with the daemon that runs."""
    def add(function):
        for name in DAEMONS:
            def one(desk, name=name):
                function(desk, start_daemon(desk, name))
            one.__name__ = '%s in %s' % (function.__name__, name)
            case(daemon=False, **options)(one)
        return function
    return add


def treated(desk):
    """In half an hour the sun is allowed again; the question of the first day is open."""
    return write_record(desk, make_record(desk.now() - 48 * HOUR - 42 * 60 + HOUR // 2, areas=['abdomen']))


def answers(path):
    with open(path, encoding='utf-8') as file:
        return [(each['hours'], each['looks']) for each in json.load(file).get('check_ins', [])]


def count_titles(desk):
    return collections.Counter(each.summary for each in desk.received)


@for_each_daemon(reminders=ALL)
def says_what_ended_and_asks_with_buttons(desk, daemon):
    treated(desk)
    desk.start_notifier()
    words, _ = daemon.find(QUESTION)
    check('Abdomen, treated 1 day ago.' in words[1], words)
    buttons = daemon.list_buttons(QUESTION)
    check(set(buttons) >= {'As expected', 'Something looks wrong'}, buttons)
    desk.advance(minutes=30, seconds=5)
    words, _ = daemon.find(ENDING)
    check('Abdomen: Sun is allowed again, with SPF' in words[1] and '&' not in words[1], words)
    check(max(count_titles(desk).values()) == 1, count_titles(desk))


@for_each_daemon(reminders=ONLY_QUESTIONS)
def killed_and_replaced_it_misses_nothing_and_repeats_nothing(desk, daemon):
    treated(desk)
    desk.start_notifier()
    daemon.find(QUESTION)
    desk.kill_daemon()
    desk.advance(minutes=30, seconds=5)
    time.sleep(1)
    daemon.start()
    daemon.find(ENDING)
    time.sleep(2)
    same([words[0] for words, _ in daemon.list_bubbles()], [ENDING])


@for_each_daemon(reminders=NO_REMINDERS)
def stays_until_the_person_is_back(desk, daemon):
    """Longer than the ten seconds after which most take away what does not ask for more."""
    treated(desk)
    desk.start_notifier()
    desk.advance(minutes=30, seconds=5)
    daemon.find(ENDING)
    if not daemon.keeps():
        time.sleep(15)
        check(daemon.has(ENDING), 'it is gone')
    same(count_titles(desk), {ENDING: 1})


@for_each_daemon(reminders=ALL)
def a_click_on_a_button_answers_with_the_window_closed(desk, daemon):
    path = treated(desk)
    desk.start_notifier()
    daemon.click(QUESTION, 'As expected')
    poll('the answer', lambda: answers(path) == [(24, 'expected')])
    poll('the question to go', lambda: not daemon.has(QUESTION))
    same(desk.has_owner(APP_ID), False, 'whether there is a window')


@for_each_daemon(reminders=ONLY_QUESTIONS)
def a_click_on_a_button_opens_the_signs(desk, daemon):
    path = treated(desk)
    desk.start_notifier()
    daemon.click(QUESTION, 'Something looks wrong')
    app = desk.attach()
    app.wait_text('What do you see or feel?')
    poll('the answer', lambda: answers(path) == [(24, 'wrong')])


main()
