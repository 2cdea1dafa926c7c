#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole session by keyboard alone: where the focus is, what a key does and what it must not do."""

import contextlib
import re
import subprocess
import time

from suite import SCREENED, case, check, main, note, poll, same, wait_draft, write_draft
from waiting import HarnessError
from walk import Walk

# What a gloved hand or a music player may send, and what lies next to the space bar.
IDLE = ('Shift_L', 'Control_L', 'Alt_L', 'Super_L', 'XF86AudioPlay', 'XF86AudioNext', 'XF86AudioRaiseVolume', 'F5',
        'a', 'Down', 'Up')

AROUND = 48


class Hands:
    def __init__(self, desk):
        self.desk = desk
        self.app = desk.start()
        # A key that comes before is lost.
        poll('the window to take keys', self.app.focused)

    def press(self, *keys):
        self.desk.key(*keys)

    def is_on(self, name):
        item = self.app.focused()
        if item is None:
            return None
        # GTK 4.8 names a button with a mnemonic, and what lies in a row, twice.
        own = self.app.name(item).replace('_', '')
        fits = name.search(own) if isinstance(name, re.Pattern) else own.startswith(name)
        return item if fits else None

    def confirm(self, key):
        """Where a slip would touch the skin, the first press only asks."""
        self.press(key)
        poll('a question', lambda: any('Press again' in line for line in self.app.texts()))
        self.press(key)

    def focus(self, name):
        """Waits until the keyboard is on what is called so."""
        try:
            return poll('the focus', lambda: self.is_on(name), 8)
        except HarnessError:
            item = self.app.focused()
            raise AssertionError('the focus is on %s, not on "%s"' % (
                item and (self.app.role(item), self.app.name(item)), getattr(name, 'pattern', name)))

    def move_to(self, name, key, most):
        """Presses a key until the focus is there."""
        for _ in range(most):
            if self.is_on(name):
                return
            self.step(key)
        self.focus(name)

    def step(self, key):
        """Presses a key that moves the focus, and waits until it has, as far as that is told."""
        before = self.app.focused()
        self.press(key)
        with contextlib.suppress(HarnessError):
            poll('the focus to move', lambda: self.app.focused() != before, 1.5)

    def see(self, text):
        self.app.wait_text(text)

    def part(self):
        """Where the session stands on the disk."""
        draft = wait_draft(self.desk, 'a step', lambda each: each['steps'])
        step = draft['steps'][-1]
        return step['id'], step.get('part', 0)


def shot(hands, item):
    """The pixels of a thing and of what is drawn around it."""
    # GTK 4.8 tells the box without the padding.
    x, y, width, height = hands.app._box(item)
    area = '%dx%d+%d+%d' % (width + 2 * AROUND, height + 2 * AROUND, max(x - AROUND, 0), max(y - AROUND, 0))
    return subprocess.run(['import', '-window', hands.app.window_id(), '-crop', area, 'rgb:-'], env=hands.desk.env,
                          check=True, capture_output=True, timeout=30).stdout


def still(hands, item):
    """What it looks like once all is drawn."""
    before = shot(hands, item)
    time.sleep(0.3)
    return before if shot(hands, item) == before else None


def check_visible(hands, item, away, back):
    """The focus is drawn: the thing looks different without it."""
    hands.press(away)
    poll('the focus to leave', lambda: not hands.app.has_state(item, 'focused'))
    without = poll('a picture that is done', lambda: still(hands, item))
    # GTK shows it for three seconds after a key.
    hands.press(back)
    poll('"%s" to look different with the focus' % hands.app.name(item), lambda: shot(hands, item) != without, 5)
    poll('the focus to return', lambda: hands.app.has_state(item, 'focused'))


def check_idle_keys(hands, primary):
    """None of them counts, goes on or goes back."""
    before = hands.part()
    passes = wait_draft(hands.desk, 'anything', lambda draft: True).get('passes')
    texts = hands.app.texts()
    hands.press(*IDLE)
    hands.press('Tab', 'Tab', 'shift+Tab', 'shift+Tab')
    hands.move_to(primary, 'Tab', 6)
    same(hands.part(), before, 'after keys that mean nothing')
    same(wait_draft(hands.desk, 'anything', lambda draft: True).get('passes'), passes)
    same(hands.app.texts(), texts)


def walk_about(hands):
    hands.see('About you')
    hands.focus('Day of birth')
    hands.desk.type('1990-02-01')
    hands.move_to('Burns easily, tans a little', 'Tab', 12)
    hands.press('space')
    walk_none(hands, ('check', 0))


def walk_none(hands, part):
    hands.press('End')
    hands.focus(re.compile('None of these applies to me'))
    same(hands.part(), part, 'before it is confirmed')
    hands.press('space')
    poll('the confirmation', lambda: hands.app.has_state(hands.app.find('button', 'Go on'), 'sensitive'))
    hands.press('Return')


def walk_questions(hands):
    """Down the list, a day given, and taken back again."""
    hands.see('Your health today')
    walk_none(hands, ('check', 2))
    hands.see('The skin of the area today')
    walk_none(hands, ('check', 3))
    hands.see('What came before')
    hands.focus('Sunburn or a strong tan in the area')
    hands.press('Down', 'space')
    hands.see('Give the day of the last time.')
    hands.press('Down')
    hands.focus('The last time')
    hands.desk.type('2020-01-01')
    hands.see('Long enough ago.')
    hands.press('shift+Tab')
    hands.move_to('Self-tanner in the area', 'shift+Tab', 3)
    hands.press('space')
    walk_none(hands, ('check', 4))
    hands.see('Nothing speaks against it today')
    hands.focus('Go on')
    hands.confirm('Return')


def walk_check(hands):
    hands.press('ctrl+n')
    walk_about(hands)
    hands.see('Where today?')
    # On the figure, as it lies there; in the list below all are one after the other.
    hands.focus(re.compile('^Abdomen, not treated before'))
    hands.press('space', 'Right', 'Down', 'space')
    hands.see('Go on with 2 areas')
    hands.move_to(re.compile('^Abdomen$'), 'Tab', 4)
    hands.press('Down', 'Down', 'Down', 'space')
    hands.see('Go on with 1 area')
    hands.press('space')
    hands.see('Go on with 2 areas')
    hands.press('Return')
    walk_questions(hands)


def walk_cleanse(hands):
    hands.see('Wash your hands')
    item = hands.focus('Hands are clean')
    check_visible(hands, item, 'shift+Tab', 'Tab')
    check_idle_keys(hands, 'Hands are clean')
    hands.press('space')
    hands.see('Wash the skin')
    hands.focus('Skin is clean and dry')
    hands.press('alt+Left')
    hands.see('Wash your hands')
    hands.focus('Hands are clean')
    hands.press('Return')
    hands.see('Wash the skin')
    hands.press('space')


def walk_numb(hands):
    hands.see('Do you want numbing cream?')
    hands.focus('Go on without numbing')
    hands.move_to('Yes, I want numbing cream', 'shift+Tab', 3)
    hands.press('space')
    hands.see('Is it safe for you?')
    # A second touch of the key only ticks what comes first, and takes that back.
    hands.press('space')
    hands.see('Go on without numbing')
    hands.press('space')
    hands.move_to(re.compile('None of these applies to me'), 'Down', 8)
    hands.press('space')
    poll('the way to the cream', lambda: hands.app.has_state(hands.app.find('button', 'Go on to the cream'), 'sensitive'))
    hands.press('Return')
    walk_cream(hands)


def walk_cream(hands):
    hands.see('Put the cream on like this')
    # The entry of libadwaita 1.2 tells nobody that it has the focus.
    for words in ('Cool & <b> 4', '4', '2.5', '60'):
        hands.desk.type(words)
        hands.press('Tab')
    hands.move_to('The cream is on: start the timer', 'Tab', 4)
    hands.press('space')
    hands.see('Let it work')
    # A second touch of the key must not take the cream off.
    hands.press('space')
    hands.press('Return')
    hands.see('Let it work')
    hands.desk.advance(minutes=46)
    hands.see('Take the cream off')
    hands.see('Do you feel well?')
    hands.focus('The cream is off')
    hands.move_to('I feel well', 'shift+Tab', 6)
    hands.press('space')
    wait_draft(hands.desk, 'an answer', lambda each: each['numbing'].get('checks'))
    hands.focus('The cream is off')
    hands.confirm('space')
    hands.focus('Skin is clean and dry')
    numbing = wait_draft(hands.desk, 'the cream taken off', lambda each: each['numbing'].get('removed'))['numbing']
    same((numbing['product'], numbing['lidocaine_percent'], numbing['amount_g'], numbing['area_cm2']),
         ('Cool & <b> 4', 4, 2.5, 60))
    hands.confirm('Return')


def walk_device(hands):
    hands.see('Which device?')
    hands.focus('Roller')
    hands.press('space')
    wait_draft(hands.desk, 'a roller', lambda each: (each.get('device') or {}).get('kind') == 'roller')
    hands.move_to('0.25 mm', 'Down', 8)
    hands.press('space')
    wait_draft(hands.desk, 'a length', lambda each: each['device'].get('needle_mm') == 0.25)
    # The keyboard cannot get to needles that are not for the home.
    hands.move_to('0.5 mm', 'Down', 4)
    hands.press('Down')
    hands.focus(re.compile('^(0.5 mm|Use this device)'))
    hands.press('Return')
    walk_soak(hands)


def walk_soak(hands):
    hands.see('Prepare the device')
    hands.focus('In the alcohol: start the timer')
    hands.press('space')
    hands.see('Device in the alcohol: 10 min to go')
    # Nothing takes it out before its time.
    hands.press('space', 'Return')
    same(hands.part(), ('device', 1))
    hands.desk.advance(minutes=10)
    hands.see('The device has soaked for long enough')
    hands.move_to('The device is dry', 'Tab', 6)
    hands.press('space')


def walk_stop(hands):
    """Escape asks, at once and without ending anything."""
    hands.press('Escape')
    hands.see('Stopped. What happened?')
    hands.focus('Blood')
    hands.press('Escape')
    same(passes(hands), 1, 'passes after Escape')
    hands.move_to('Go on with the session', 'shift+Tab', 14)
    hands.press('space')
    hands.focus('Count this pass')


def passes(hands):
    draft = wait_draft(hands.desk, 'anything', lambda each: True)
    return sum(each['count'] for each in draft.get('passes') or [])


def count(hands, key, number):
    before = passes(hands)
    for _ in range(number):
        hands.press(key)
    poll('%d passes' % (before + number), lambda: passes(hands) == before + number)


def walk_treat(hands):
    hands.see('Disinfect the skin')
    hands.focus('Skin is dry')
    hands.confirm('space')
    hands.focus('Count this pass')
    count(hands, 'space', 1)
    check_idle_keys(hands, 'Count this pass')
    walk_stop(hands)
    count(hands, 'Return', 1)
    hands.press('alt+Left')
    hands.move_to('Take one back', 'shift+Tab', 8)
    hands.press('space')
    poll('a pass less', lambda: passes(hands) == 1)
    hands.move_to('Count this pass', 'Tab', 8)
    count(hands, 'space', 31)
    hands.see('All areas are treated')
    hands.focus('Go on to soothe')
    hands.press('space')


def walk_soothe(hands):
    hands.see('What goes on the skin?')
    hands.focus('Plain hyaluronic acid gel')
    hands.press('space')
    wait_draft(hands.desk, 'a serum', lambda each: (each.get('serum') or {}).get('kind') == 'hyaluronic-acid')
    hands.press('Return')
    hands.see('Clean the device')
    hands.focus('In the alcohol: start the timer')
    hands.press('space')
    hands.see('Device in the alcohol: 10 min to go')
    hands.focus('Go on')
    hands.press('space')
    hands.see('How was it?')
    hands.focus('Go on to aftercare')
    hands.move_to('Pain, from 0 to 10', 'shift+Tab', 12)
    hands.press('Right', 'Right')
    wait_draft(hands.desk, 'pain 2', lambda each: each.get('pain') == 2)
    hands.move_to('Go on to aftercare', 'Tab', 12)
    hands.press('Return')


def walk_aftercare(hands):
    hands.see('What to wait with')
    hands.focus('Finish and save')
    hands.confirm('space')
    hands.see('What may I do now?')
    # The word that it is saved does not catch the keyboard.
    item = poll('a focus', hands.app.focused)
    hands.press('Tab')
    poll('the focus to move on', lambda: hands.app.focused() not in (None, item))


def turn_pages(hands):
    for key, text in (('alt+2', 'completed'), ('alt+3', 'Devices'), ('alt+4', 'Red flags'), ('alt+1', 'What may I do now?')):
        hands.press(key)
        poll('the page of ' + key, lambda: any(text.lower() in line.lower() for line in hands.app.texts()))
    hands.press('alt+2')
    hands.move_to(re.compile('Abdomen and Left outer thigh, Roller'), 'Tab', 14)
    hands.press('Return')
    hands.see('What was done')
    hands.press('Escape')
    poll('the list again', lambda: not hands.app.says('What was done'))


@case(limit=300)
def a_whole_session_by_keyboard_alone(desk):
    hands = Hands(desk)
    for walk in (walk_check, walk_cleanse, walk_numb, walk_device, walk_treat, walk_soothe, walk_aftercare):
        note(walk.__name__)
        walk(hands)
    (_, record), = desk.records()
    same(record['areas'], ['abdomen', 'thigh-left-outer'])
    same(sum(each['count'] for each in record['passes']), 32)
    same((record['outcome'], record['pain'], record['serum']['kind']), ('completed', 2, 'hyaluronic-acid'))
    note('turn_pages')
    turn_pages(hands)
    hands.press('ctrl+w')
    same(hands.app.wait_end(), 0)


@case()
def pages_and_the_menu_by_keyboard(desk):
    hands = Hands(desk)
    hands.move_to('Start a Session', 'Tab', 8)
    check_visible(hands, hands.focus('Start a Session'), 'shift+Tab', 'Tab')
    hands.press('F10')
    hands.app.find(None, re.compile('About Salve'))
    hands.press('Escape')
    hands.press('F1')
    poll('the red flags', lambda: any('emergency' in line for line in hands.app.texts()))
    hands.press('Escape')
    poll('the page again', lambda: not any('emergency' in line for line in hands.app.texts()))
    for _ in range(2):
        hands.press('ctrl+question')
        poll('the shortcuts', lambda: hands.app.says('Do what the large button says'))
        hands.press('Escape')
        poll('no shortcuts', lambda: not hands.app.says('Do what the large button says'))
    hands.press('ctrl+q')
    same(hands.app.wait_end(), 0)


ACTIONS = {'push button': ('click',), 'toggle button': ('click', 'toggle'), 'check box': ('click', 'toggle'),
           'radio button': ('click', 'toggle'), 'switch': ('click', 'toggle')}


def can_edit(item):
    try:
        return item.queryEditableText() is not None
    except NotImplementedError:
        return False


def lacks(app, item, rows):
    """What a screen reader misses of a control, if anything."""
    role, name = app.role(item), app.name(item).strip()
    # GTK 4.8 gives its class for a name where there is none.
    if (role in ACTIONS or role in ('slider', 'spin button') or can_edit(item)) \
            and (not name or re.match('(Gtk|Adw|Salve)[A-Z]', name)):
        return 'a name'
    # The check button of GTK 4.8 has no action, its row has; a button that opens something has another in it.
    if role in ACTIONS and name not in rows and not any(
            app._can(actor, each) for actor in [item] + app.children(item) for each in ACTIONS[role]):
        return 'an action'
    return None


def check_controls(app, page):
    items = list(app.walk())
    # What cannot be used now, such as needles that are not for the home, needs none.
    rows = {app.name(item).strip() for item in items
            if app._can(item, 'choice.toggle') or not app.has_state(item, 'sensitive')}
    found = [(app.role(item), app.name(item), lack) for item in items for lack in [lacks(app, item, rows)] if lack]
    same(found, [], page + ': what a control lacks')


@case(limit=240)
def every_control_is_told(desk):
    app = desk.start()
    seen = []

    def look(page):
        check_controls(app, page)
        seen.append(page)

    walk = Walk(app, before=look)

    def wait():
        desk.advance(minutes=46)
        walk.see('Take the cream off')
        walk.feel_well()
    walk.whole(cream='Blue cream', wait=wait)
    check({'1-check-about', '1-check-areas', '3-numb-cream', '4-device-soaking', '5-treat'} <= set(seen), seen)


@case()
def every_control_beside_the_way_is_told(desk):
    """A question that is ticked and asks for days, and what comes after a stop."""
    write_draft(desk, 'check', 2, screening={'skin_type': 2, 'no': SCREENED[:SCREENED.index('pregnancy')],
                                             'yes': [{'item': 'fever'}]})
    app = desk.start()
    app.wait_text('Gone since')
    check_controls(app, 'the days of an answer')
    app.kill()
    write_draft(desk, 'treat', 1, passes=5)
    app = desk.start()
    app.wait_text('Pass 2 of 4')
    app.click('Stop now')
    app.wait_text('Stopped. What happened?')
    check_controls(app, 'what happened')
    app.click('Go on with the session')
    app.click('Blood')
    app.wait_text('Blood: press gauze on it')
    check_controls(app, 'the first aid')


main()
