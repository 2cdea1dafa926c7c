#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and step, wide and narrow, light and dark, from left and from right: it fits, and all in it has a name."""

import datetime
import os
import re
import subprocess

from suite import (DIRECTIONS, SCREENED, STEPS, case, check, instant, main, make_record, note, poll, same, write_draft,
                   write_json, write_profile, write_record)
from tree import ROLES
from walk import Walk

WIDE = (1000, 740)
NARROW = (360, 720)

# What a person acts on, and must be told what it is.
ACTORS = {'push button', 'button', 'toggle button', 'check box', 'radio button', 'switch', 'slider', 'spin button',
          'page tab', 'list item', 'menu item', 'text', 'combo box', 'link'}
# What GTK 4.8 says where nobody has given a name: the kind of widget.
KIND = re.compile('^(Gtk|Adw|Salve)[A-Z][A-Za-z]*$')
# libadwaita's own, without a name up to 1.2: the cross of a toast.
TOAST = 'AdwToastWidget'

def days_ago(days):
    return (datetime.date.today() - datetime.timedelta(days=days)).isoformat()


def answered(item, **more):
    """A screening in which something speaks against it."""
    return {'skin_type': more.pop('skin_type', 2), 'no': [each for each in SCREENED if each != item],
            'yes': [{'item': item, **more}]}


# Step, part, what the page says, and what the session holds more
QUESTIONS = [
    ('check', 0, 'About you', {'screening': {}}),
    ('check', 1, 'Where today?', {}),
    ('check', 1, 'Too soon to treat again', {'areas': ['thigh-left-outer']}),
    ('check', 2, 'Your health today', {'screening': answered('blood-thinner')}),
    ('check', 3, 'The skin of the area today', {}),
    ('check', 4, 'What came before', {'screening': answered('peel', since=days_ago(3))}),
    ('check', 5, 'Nothing speaks against it today', {}),
    ('check', 5, 'Possible, with more care', {'screening': {'skin_type': 5, 'no': SCREENED}}),
    ('check', 5, 'Ask a clinician first', {'screening': answered('dark-marks')}),
    ('check', 5, 'Possible from', {'screening': answered('peel', since=days_ago(3))}),
    ('check', 5, 'Not at home', {'screening': answered('pregnancy')}),
]
PARTS = [
    ('cleanse', 0, 'Wash your hands', {}),
    ('cleanse', 1, 'Wash the skin', {}),
    ('numb', 0, 'Do you want numbing cream?', {}),
    ('numb', 0, 'Let it work', {'cream': 16}),
    ('numb', 0, 'Remove now', {'cream': 61}),
    ('device', 0, 'Which device?', {'device': {'kind': 'roller', 'needle_mm': 0.5}}),
    ('device', 1, 'Prepare the device', {'device': {'kind': 'pen', 'needle_mm': 0.25}}),
    ('device', 1, 'Wait for the alcohol', {'soaking': 2}),
    ('treat', 0, 'Disinfect the skin', {}),
    ('treat', 1, 'Pass 2 of 4', {'passes': 13}),
    ('treat', 1, 'All areas are treated', {}),
    ('soothe', 0, 'What goes on the skin?', {'serum': {'kind': 'retinoid'}}),
    ('soothe', 1, 'Clean the device', {}),
    ('soothe', 2, 'How was it?', {'serum': {'kind': 'none'}}),
    ('aftercare', 0, 'What to wait with', {}),
]

def check_size(app, size, page):
    same(app.size(), size, page)


def name_of(app, item):
    return KIND.sub('', app.name(item)).strip()


def is_hidden_row(app, item):
    """A row around one that has a name, as libadwaita nests them, is not acted on itself."""
    return app.role(item) == 'list item' and any(app.role(each) == 'list item' for each in list(app.walk(item))[1:])


def check_widths(app, page, items=None):
    """No words go past the edge of their window."""
    width = None
    for item in items or app.walk():
        role = app.role(item)
        if role in ('frame', 'window', 'dialog'):
            width = app._box(item)[2]
        elif role in ROLES['label'] and width:
            box = app._box(item)
            check(box is None or 0 <= box[0] and box[0] + box[2] <= width,
                  '%s: of a window of %d, %r takes %s' % (page, width, app.name(item), box))


def check_names(app, page, items=None):
    """All that can be acted on tells what it is."""
    for item in items or app.walk():
        if app.role(item) not in ACTORS or name_of(app, item) or is_hidden_row(app, item):
            continue
        parents, parent = [], item.parent
        while parent is not None:
            parents.append(app.name(parent) or app.role(parent))
            parent = parent.parent
        siblings = [app.name(each) for each in app.children(item.parent)]
        if TOAST in parents or TOAST in siblings:
            continue
        raise AssertionError('%s: a %s without a name (%r), within %s' % (
            page, app.role(item), app.name(item), ' < '.join(parents[:8])))


def brightness(app):
    """Of the window, from 0 to 1."""
    said = subprocess.run('import -window %s png:- | convert png:- -colorspace Gray -format "%%[fx:mean]" info:'
                          % app.window_id(), shell=True, env=app.desk.env, check=True, capture_output=True, text=True,
                          timeout=30).stdout
    return float(said)


def check_page(app, page, names):
    """In both sizes; the window is wide again afterwards."""
    note(page)
    for size in NARROW, WIDE:
        app.resize(*size)
        check_size(app, size, page)
        if names:
            items = list(app.walk())
            check_widths(app, page, items)
            check_names(app, page, items)
    # What needs more room than it has says so.
    for words in ('Gtk-WARNING', 'Gtk-CRITICAL', 'Adwaita-WARNING', 'Trying to measure'):
        check(words not in app.desk.log(), app.desk.log())


def check_scheme(app, scheme):
    light = brightness(app)
    check(light > 0.7 if scheme == 'prefer-light' else light < 0.4, 'the window is %.2f bright' % light)


def start(desk, scheme):
    return desk.start(env={'ADW_DEBUG_COLOR_SCHEME': scheme})


def walk_visit(app, names):
    """Both screens of a visit to a clinic."""
    app.desk.key('alt+1')
    app.click('Log a Clinic Visit')
    app.wait_text('What was done?')
    check_page(app, 'a visit, what was done', names)
    app.set_text('Day', days_ago(1))
    app.set_text('Time of day', '18:30')
    app.set_checked('Abdomen')
    app.click('Go on')
    app.wait_text('What did the clinic say?')
    check_page(app, 'a visit, what was said', names)
    app.click('Back')
    app.wait_text('What was done?')
    app.click('Back')
    app.click('Discard')
    app.wait_text('Welcome to Salve')


def walk_windows(desk, app, names):
    """What opens beside the window."""
    for key, words in (('F1', 'What do you see or feel?'), ('ctrl+comma', 'Sounds')):
        note(words)
        desk.key(key)
        app.wait_text(words)
        if names:
            items = list(app.walk())
            check_widths(app, words, items)
            check_names(app, words, items)
        desk.key('Escape')
        poll('"%s" to go' % words, lambda: not app.says(words))


def write_shelf(desk):
    write_json(os.path.join(desk.data, 'shelf.json'), {'format': 1, 'devices': [
        {'id': 'a', 'kind': 'roller', 'name': 'A roller with a rather long name, bought in spring', 'needle_mm': 0.25,
         'uses_before': 10, 'added': days_ago(30), 'first_use': days_ago(30)},
        {'id': 'b', 'kind': 'cartridge', 'needle_mm': 0.5, 'pieces': 6, 'added': days_ago(3)}],
        'products': [{'id': 'c', 'name': 'Night cream with a rather long name', 'marks': ['retinoid', 'fragranced']}]})


def walk_pages(desk, scheme, names):
    app = start(desk, scheme)
    app.wait_text('Welcome to Salve')
    check_page(app, 'Today, first start', names)
    check_scheme(app, scheme)
    desk.key('alt+2')
    app.wait_text('No sessions yet')
    check_page(app, 'History, empty', names)
    desk.key('alt+3')
    app.wait_text('No devices yet.')
    check_page(app, 'Shelf, empty', names)
    desk.key('alt+4')
    app.wait_text('What microneedling is')
    check_page(app, 'Guide', names)
    walk_visit(app, names)
    walk_windows(desk, app, names)
    same(app.quit(), 0)

    write_record(desk, make_record(desk.now() - 3600, notes='A long word: ' + 'abcdefghij' * 20,
                                   areas=['abdomen', 'thigh-left-outer', 'thigh-right-outer', 'knee-left-back']))
    path = write_record(desk, make_record(desk.now() - 90 * 86400))
    with open(path.replace('Z-', 'Z-broken-and-with-a-rather-long-name-'), 'w') as file:
        file.write('{')
    write_shelf(desk)
    app = start(desk, scheme)
    app.wait_text('What may I do now?')
    check_page(app, 'Today, waiting', names)
    desk.key('alt+3')
    app.wait_text('Replace now: 10 of 10 uses')
    check_page(app, 'Shelf', names)
    for name, words in (('Add a device', 'New device'), ('Add a product', 'New product')):
        app.click(name)
        app.wait_text(words)
        check_page(app, words, names)
        desk.key('alt+Left')
        app.wait_text('Replace now: 10 of 10 uses')
    desk.key('alt+2')
    app.find('list item', re.compile('completed'))
    check_page(app, 'History', names)
    for row, words in ((re.compile('completed'), 'What was done'),
                       (re.compile('cannot be read'), 'This file cannot be read')):
        app.click_at(app.find('list item', row))
        app.wait_text(words)
        check_page(app, 'a record, ' + words, names)
        desk.key('Escape')
        app.wait_gone('button', 'All sessions')
    same(app.quit(), 0)


def make_parts(desk, cream=None, soaking=None, **more):
    """What a draft holds beside its step."""
    if soaking is not None:
        more['device'] = {'kind': 'roller', 'needle_mm': 0.25, 'soak_before': instant(desk.now() - 60 * soaking)}
    if cream is not None:
        more['numbing'] = {'product': 'A rather long name of a cream', 'lidocaine_percent': 4,
                           'applied': instant(desk.now() - 60 * cream)}
    return more


def walk_steps(desk, parts, scheme, names):
    # For what is too soon; nothing of its aftercare runs.
    write_record(desk, make_record(desk.now() - 4 * 86400, areas=['thigh-left-outer']))
    for step, part, words, more in parts:
        write_draft(desk, step, part, **make_parts(desk, **more))
        app = start(desk, scheme)
        app.wait_text(words)
        check_page(app, '%s, %s' % (step, words), names)
        if words in ('Where today?', 'Pass 2 of 4'):
            app.click('Stop now')
            app.wait_text('Stopped. What happened?')
            app.set_checked('Blood')
            check_page(app, 'stopped in ' + step, names)
            check_scheme(app, scheme)
            app.click('Show what to do now')
            app.wait_text('Press sterile gauze on it')
            check_page(app, 'first aid in ' + step, names)
        same(app.quit(), 0)


@case(limit=360)
def pages_in_light(desk):
    walk_pages(desk, 'prefer-light', names=True)


@case(limit=180)
def pages_in_dark(desk):
    walk_pages(desk, 'prefer-dark', names=False)


@case(limit=300)
def questions_in_light(desk):
    walk_steps(desk, QUESTIONS, 'prefer-light', names=True)


@case(limit=200)
def questions_in_dark(desk):
    walk_steps(desk, QUESTIONS, 'prefer-dark', names=False)


@case(limit=300)
def steps_in_light(desk):
    walk_steps(desk, PARTS, 'prefer-light', names=True)


@case(limit=200)
def steps_in_dark(desk):
    walk_steps(desk, PARTS, 'prefer-dark', names=False)


# Turned round by hand: which way the toolkit turns by itself depends on the catalogues of the system.
@case(limit=200, env={'GTK_DEBUG': 'invert-text-dir'})
def a_whole_session_from_right_to_left(desk):
    write_profile(desk)
    app = desk.start()
    app.resize(*NARROW)
    new = app.find('button', 'New session')
    check(app._box(new)[0] > NARROW[0] / 2, 'the window is from left to right')
    same(Walk(app).whole(most=1), len(DIRECTIONS))
    same(app.size(), NARROW)
    (_, record), = desk.records()
    same([step['id'] for step in record['steps']], list(STEPS))
    check_names(app, 'Today')
    desk.key('alt+2')
    app.find('list', 'Sessions')
    same(app.size(), NARROW)
    same(app.quit(), 0)


@case(limit=300, language='ar')
def a_whole_session_in_arabic(desk):
    app = desk.start()
    app.resize(*NARROW)
    walk = Walk(app, 'ar', lambda page: check_widths(app, page))
    same(walk.whole(most=1), len(DIRECTIONS))
    walk.see('What may I do now?')
    same(app.size(), NARROW)
    same(len(desk.records()), 1)
    same(app.quit(), 0)


# The fonts for Arabic and Latin are not of one height, which leads the toolkit astray.
@case(limit=120, language='ar')
def no_words_are_cut_in_arabic(desk):
    write_record(desk, make_record(desk.now() - 3600))
    write_shelf(desk)
    app = desk.start()
    walk = Walk(app, 'ar')
    app.resize(*NARROW)
    for key, words in (('alt+1', 'What may I do now?'), ('alt+3', 'What you use on the skin that you treat.'),
                       ('alt+4', 'What microneedling is')):
        desk.key(key)
        walk.see(words)
        check_widths(app, words)
    desk.key('alt+2')
    app.find('list item')
    check_widths(app, 'History')
    for key, words in (('ctrl+comma', 'Quiet hours'), ('F1', 'What do you see or feel?')):
        desk.key(key)
        walk.see(words)
        check_widths(app, words)
        desk.key('Escape')
        poll('"%s" to go' % words, lambda: not app.says(walk._(words)))
    same(app.quit(), 0)


main()
