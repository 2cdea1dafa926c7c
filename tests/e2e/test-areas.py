#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where to treat: the figure by the mouse, by keys and by assistive programs, and what is too soon."""

import datetime
import json
import os
import re

from suite import case, check, main, make_record, poll, same, wait_draft, write_record
from walk import Walk

NAMES = '''
Abdomen, Left hip, Right hip, Left outer thigh, Right outer thigh, Left inner thigh, Right inner thigh, Left buttock,
Right buttock, Left breast, Right breast, Left inner upper arm, Right inner upper arm, Back of the left knee,
Back of the right knee, Left calf, Right calf, Lower back
'''


def treated(desk, days, areas):
    """A session some days ago, of whose aftercare nothing is left."""
    started = datetime.datetime.fromtimestamp(desk.now(), datetime.timezone.utc) - datetime.timedelta(days=days)
    write_record(desk, make_record(started.timestamp(), areas=areas, aftercare=[
        {'restriction': 'sun', 'until': (started + datetime.timedelta(hours=1)).isoformat()}]))


def open_areas(desk):
    app = desk.start()
    walk = Walk(app)
    walk.start()
    walk.about()
    app.wait_text('Where today?')
    return app, walk


def toggle(app, name):
    """The area of the figure; its row in the list has the bare name."""
    return app.find('check box', re.compile('^%s, ' % name))


def wait_chosen(app, name, on=True):
    """The figure and the list say the same."""
    poll('%s to be %s on the figure' % (name, on), lambda: app.has_state(toggle(app, name), 'checked') == on)
    poll('%s to be %s in the list' % (name, on), lambda: app.has_state(app.find('check box', name), 'checked') == on)


@case()
def every_area_is_a_toggle(desk):
    treated(desk, 12, ['hip-left'])
    app, _ = open_areas(desk)
    for name in NAMES.replace('\n', ' ').split(','):
        name = name.strip()
        words = 'treated 12 days ago' if name == 'Left hip' else 'not treated before'
        item = app.find('check box', '%s, %s' % (name, words))
        check(not app.has_state(item, 'checked'), name + ' is picked from the start')
        check(app.has_state(item, 'focusable'), name + ' cannot be focused')
    app._act(toggle(app, 'Left calf'), 'click')
    wait_chosen(app, 'Left calf')
    app._act(toggle(app, 'Left calf'), 'click')
    wait_chosen(app, 'Left calf', on=False)


@case()
def the_mouse_picks_on_the_figure(desk):
    app, _ = open_areas(desk)
    app.resize(1000, 900)
    for name in ('Abdomen', 'Right breast', 'Lower back', 'Left buttock'):
        app.click_at(toggle(app, name))
        wait_chosen(app, name)
    wait_draft(desk, 'the areas', lambda draft: set(draft['areas']) ==
               {'abdomen', 'breast-right', 'lower-back', 'buttock-left'})


@case()
def keys_pick_on_the_figure(desk):
    app, _ = open_areas(desk)
    for _ in range(10):
        item = app.focused()
        if item is not None and app.name(item).startswith('Abdomen,'):
            break
        desk.key('Tab')
    desk.key('space')
    wait_chosen(app, 'Abdomen')
    desk.key('Right')
    poll('the focus on the left hip', lambda: app.has_state(toggle(app, 'Left hip'), 'focused'))
    desk.key('Down')
    poll('the focus on the thigh', lambda: app.has_state(toggle(app, 'Left outer thigh'), 'focused'))
    desk.key('space')
    wait_chosen(app, 'Left outer thigh')
    desk.key('Tab')
    poll('the focus in the list', lambda: not app.has_state(toggle(app, 'Left outer thigh'), 'focused'))


@case()
def too_soon_needs_a_word(desk):
    treated(desk, 4, ['thigh-left-outer'])
    app, walk = open_areas(desk)
    walk.choose('Left outer thigh')
    go_on = app.find('button', 'Go on with 1 area')
    app.wait_text('Too soon to treat again')
    check(not app.has_state(go_on, 'sensitive'), 'it goes on though it is too soon')
    for size in ((360, 720), (1000, 740)):
        app.resize(*size)

    app.click(re.compile('^Remind me on '))
    app.find('button', re.compile('^Reminder set for '))
    today = datetime.datetime.fromtimestamp(desk.now())
    profile = os.path.join(desk.env['XDG_DATA_HOME'], 'salve', 'profile.json')

    def planned():
        with open(profile, encoding='utf-8') as file:
            return json.load(file).get('planned')
    poll('the plan on the disk', lambda: planned() == (today + datetime.timedelta(days=3)).date().isoformat())
    check(not app.has_state(go_on, 'sensitive'), 'a reminder opens the way')

    agreed = (today - datetime.timedelta(days=1)).date().isoformat()
    app.set_text('A clinician agreed on this day', agreed)
    app.set_text('Who agreed, and to what', 'Dermatology, by telephone')
    poll('the way to be open', lambda: app.has_state(app.find('button', 'Go on with 1 area'), 'sensitive'))
    app.click('Go on with 1 area')
    app.wait_text('Your health today')
    draft = wait_draft(desk, 'the word', lambda draft: any(
        answer['item'] == 'interval' for answer in draft['screening'].get('yes', [])))
    word, = (answer for answer in draft['screening']['yes'] if answer['item'] == 'interval')
    same((word['since'], word['agreed'], word['note']),
         ((today - datetime.timedelta(days=4)).date().isoformat(), agreed, 'Dermatology, by telephone'))


if __name__ == '__main__':
    main()
