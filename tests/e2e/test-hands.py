#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Busy hands: a pedal, the mouse's side buttons and a key that is held, wherever the focus is; and what must
never go on by itself."""

import time

from gi.repository import Gio, GLib

from suite import case, check, main, note, poll, same, wait_draft, write_draft

QUESTION = 'Press again'
# A key that is held repeats after two thirds of a second on X, then 25 times a second.
HELD = 1.4


def passes(desk):
    draft = wait_draft(desk, 'anything', lambda each: True)
    return sum(each['count'] for each in draft.get('passes') or [])


def part(desk):
    draft = wait_draft(desk, 'a step', lambda each: each['steps'])
    return draft['steps'][-1]['id'], draft['steps'][-1].get('part', 0)


def settle():
    """For what must not happen: long enough that it would have."""
    time.sleep(0.6)


def hold(desk, key):
    desk.xdotool('keydown', key)
    time.sleep(HELD)
    desk.xdotool('keyup', key)
    settle()


def click(desk, button):
    desk.xdotool('mousemove', '--window', desk.apps[-1].window_id(), 500, 400, 'click', button)


def start(desk, step, number=0, **more):
    write_draft(desk, step, number, **more)
    app = desk.start()
    app.find('button', 'Stop now')
    settle()
    return app


@case()
def each_press_counts_a_pass_wherever_the_focus_is(desk):
    app = start(desk, 'treat', 1, passes=0)
    app.find('button', 'Count this pass')
    for number, do in enumerate((lambda: desk.key('space'), lambda: desk.key('Return'), lambda: desk.key('KP_Enter'),
                                 lambda: desk.key('Page_Down'), lambda: click(desk, 9)), 1):
        do()
        poll('%d passes' % number, lambda: passes(desk) == number)
    note('from another button the pedal and the mouse still count; Space and Enter are the button’s own')
    desk.key('Tab', 'Page_Down')
    poll('a sixth', lambda: passes(desk) == 6)
    click(desk, 9)
    poll('a seventh', lambda: passes(desk) == 7)


@case()
def quick_presses_all_count(desk):
    start(desk, 'treat', 1, passes=0)
    desk.xdotool('key', '--delay', '1', *['space'] * 6)
    poll('6 passes', lambda: passes(desk) == 6)


@case()
def a_key_that_is_held_counts_once(desk):
    app = start(desk, 'treat', 1, passes=0)
    for number, key in enumerate(('space', 'Return', 'Page_Down'), 1):
        hold(desk, key)
        same(passes(desk), number, 'held ' + key)
    app.kill()

    note('and this display does repeat what is held')
    app = start(desk, 'soothe', 2, serum={'kind': 'hyaluronic-acid'})
    app.find('slider', None)
    for _ in range(12):
        if app.role(app.focused()) == 'slider':
            break
        desk.key('shift+Tab')
    hold(desk, 'Right')
    check(wait_draft(desk, 'a pain', lambda each: each.get('pain', 0))['pain'] > 1, 'no repeat')


@case()
def what_means_nothing_goes_nowhere(desk):
    app = start(desk, 'cleanse')
    app.find('button', 'Hands are clean')
    for key in ('Tab', 'shift+Tab', 'Left', 'Right', 'Up', 'Down', 'Shift_L', 'Control_L', 'Alt_L', 'Super_L',
                'XF86AudioPlay', 'XF86AudioNext', 'XF86AudioRaiseVolume', 'XF86AudioMute', 'Page_Up', 'a',
                'shift+space', 'ctrl+space', 'ctrl+Return', 'alt+Return', 'shift+Page_Down'):
        desk.key(key)
    for button in (2, 4, 5):
        click(desk, button)
    settle()
    same(part(desk), ('cleanse', 0))


@case()
def the_mouse_goes_back_too(desk):
    start(desk, 'cleanse', 1)
    click(desk, 8)
    poll('the step before', lambda: part(desk) == ('cleanse', 0))
    click(desk, 9)
    poll('the step again', lambda: part(desk) == ('cleanse', 1))


def asks(desk, app, press, other=None):
    """The first press asks, whatever else is pressed takes that back, the second one answers."""
    where = part(desk)
    press()
    app.wait_text(QUESTION)
    settle()
    same(part(desk), where, 'after one press')
    if other:
        other()
        poll('the question to go', lambda: not app.says(QUESTION))
        press()
        app.wait_text(QUESTION)
    press()


@case()
def needling_begins_after_a_question(desk):
    app = start(desk, 'treat', 0)
    app.find('button', 'Skin is dry')
    hold(desk, 'space')
    app.wait_text(QUESTION)
    same(part(desk), ('treat', 0), 'after a held key')
    desk.key('Tab')
    poll('the question to go', lambda: not app.says(QUESTION))
    asks(desk, app, lambda: desk.key('Page_Down'), lambda: desk.key('Tab'))
    poll('the passes', lambda: part(desk) == ('treat', 1))
    same(passes(desk), 0)


@case()
def saving_asks(desk):
    app = start(desk, 'aftercare', 0)
    app.find('button', 'Finish and save')
    # The page is long: a pedal shows all of it first.
    app.resize(360, 500)
    desk.key('Page_Down')
    settle()
    check(not app.says(QUESTION), 'the pedal asked before the page was read')
    asks(desk, app, lambda: click_bottom(desk))
    poll('a record', desk.records)


def click_bottom(desk):
    desk.xdotool('mousemove', '--window', desk.apps[-1].window_id(), 180, 300, 'click', 9)


@case()
def a_pedal_reads_a_long_page_to_its_end(desk):
    app = start(desk, 'aftercare', 0)
    app.resize(360, 500)
    for turns in range(20):
        desk.key('Page_Down')
        time.sleep(0.2)
        if app.says(QUESTION):
            break
    check(1 < turns < 20, 'asked after %d turns' % turns)
    same(desk.records(), [])


@case()
def ending_a_stopped_session_asks(desk):
    app = start(desk, 'cleanse', 0)
    desk.key('Escape')
    app.wait_text('Stopped. What happened?')
    app.set_checked('I changed my mind, or was disturbed')
    app.find('button', 'End the session')
    asks(desk, app, lambda: desk.key('Return'))
    app.wait_text('Session saved')


@case()
def first_aid_comes_without_a_question_and_ends_with_one(desk):
    app = start(desk, 'treat', 1, passes=4)
    desk.key('Escape')
    app.wait_text('Stopped. What happened?')
    app.set_checked('Blood')
    app.find('button', 'Show what to do now')
    desk.key('Return')
    app.find('button', 'Done: show the aftercare')
    check(not app.says(QUESTION), 'asked before first aid')
    settle()
    desk.key('space')
    app.wait_text(QUESTION)
    desk.key('space')
    app.wait_text('What to wait with')


@case()
def a_pedal_can_be_taught_another_key(desk):
    app = start(desk, 'treat', 1, passes=0)
    desk.key('b')
    settle()
    same(passes(desk), 0)
    desk.key('ctrl+comma')
    app.click('Choose…', role=None)
    app.wait_text('Press the pedal now')
    desk.key('b')
    poll('the key', lambda: app.says('B'))
    desk.key('Escape')
    poll('the window alone', lambda: not app.says('Another key of the pedal'))
    desk.key('b')
    poll('a pass', lambda: passes(desk) == 1)


@case()
def what_is_typed_stays_text(desk):
    app = start(desk, 'soothe', 0)
    app.set_checked('Plain hyaluronic acid gel')
    entry = app.find('text', 'Name of the product, if you like')
    app.click_at(entry)
    settle()
    desk.type('A gel with 4')
    poll('the words', lambda: app.get_text('Name of the product, if you like') == 'A gel with 4')
    same(part(desk), ('soothe', 0))


class SessionManager:
    """The part of a desktop that keeps the screen awake; takes down what it is asked for."""

    NAME = 'org.gnome.SessionManager'
    def __init__(self, desk):
        self.calls = []
        self.bus = desk._connect()
        self.bus.add_filter(self.on_message)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (self.NAME, 0)), None, 0, 5000, None)

    def on_message(self, bus, message, incoming):
        if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL:
            return message
        body = message.get_body()
        arguments = body.unpack() if body else ()
        reply = Gio.DBusMessage.new_method_reply(message)
        answer = {'RegisterClient': GLib.Variant('(o)', ('/org/gnome/SessionManager/Client1',)),
                  'Inhibit': GLib.Variant('(u)', (7,)),
                  'IsSessionRunning': GLib.Variant('(b)', (True,)),
                  'GetAll': GLib.Variant('(a{sv})', ({},))}.get(message.get_member())
        if answer is not None:
            reply.set_body(answer)
        self.calls.append((message.get_member(), arguments))
        bus.send_message(reply, Gio.DBusSendMessageFlags.NONE)
        return None

    def list(self, member):
        return [arguments for name, arguments in list(self.calls) if name == member]


@case()
def the_screen_stays_awake_for_a_session(desk):
    manager = SessionManager(desk)
    app = desk.start()
    settle()
    same(manager.list('Inhibit'), [])
    desk.key('ctrl+n')
    poll('a request', lambda: manager.list('Inhibit'))
    name, _, reason, what = manager.list('Inhibit')[0]
    same((name, reason), ('io.github.salve.Salve', 'A session is under way'))
    # Not to suspend, and not to dim the screen.
    same(what, 4 | 8)
    same(manager.list('Uninhibit'), [])
    app.kill()


main()
