#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of each page and each step of the wizard: light and dark, 1000x740 and 360x720."""

import argparse
import copy
import os
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import portal
import samples
from harness import Desk
from waiting import HarnessError
from suite import SCREENED, instant, make_record, write_draft, write_json, write_profile, write_record
from walk import Walk

SIZES = ((1000, 740), (360, 720))
SCHEMES = {'light': 'prefer-light', 'dark': 'prefer-dark'}

MINUTE = 60
DAY = 86400


def answered(item, **more):
    """A screening in which something speaks against it."""
    return {'screening': {'skin_type': 2, 'no': [each for each in SCREENED if each != item],
                          'yes': [{'item': item, **more}]}}


def numbed(on, off=None, **more):
    """Minutes ago."""
    def numbing(now):
        cream = {'product': 'Numbing cream', 'lidocaine_percent': 4, 'amount_g': 5, 'area_cm2': 60,
                 'applied': instant(now - on * MINUTE), **more}
        if off is not None:
            cream['removed'] = instant(now - off * MINUTE)
        return {'numbing': cream}
    return numbing


def days_ago(days):
    return lambda now: instant(now - days * DAY)[:10]


def at(now, value):
    """With the present put in."""
    if callable(value):
        return at(now, value(now))
    if isinstance(value, dict):
        return {name: at(now, each) for name, each in value.items()}
    if isinstance(value, list):
        return [at(now, each) for each in value]
    return value


# What the way through a session does not come by: a name, step, part, words on the page, and what the draft holds
STATES = [
    ('1-check-about-again', 'check', 0, 'You said this before. Is it still true?', {'screening': {}}),
    ('1-check-areas-too-soon', 'check', 1, 'Too soon to treat again', {'areas': ['abdomen', 'hip-left']}),
    ('1-check-health-yes', 'check', 2, 'Your health today', answered('blood-thinner')),
    ('1-check-lately-yes', 'check', 4, 'What came before', answered('peel', since=days_ago(3))),
    ('1-verdict-care', 'check', 5, 'Possible, with more care', {'screening': {'skin_type': 5, 'no': SCREENED}}),
    ('1-verdict-ask', 'check', 5, 'Ask a clinician first', answered('dark-marks')),
    ('1-verdict-wait', 'check', 5, 'The skin needs this time. Nothing is lost by waiting.', answered('peel', since=days_ago(3))),
    ('1-verdict-stop', 'check', 5, 'Not at home', answered('pregnancy')),
    ('3-numb-check', 'numb', 0, 'Do you feel well?', numbed(16)),
    ('3-numb-alarm', 'numb', 0, 'Take the cream off now', numbed(56)),
    ('3-numb-remove', 'numb', 0, 'Remove now', numbed(61)),
    ('5-treat-faded', 'treat', 0, 'Disinfect the skin', numbed(80, off=35)),
    ('4-device-shelf', 'device', 0, 'Which device?', {}),
    ('4-device-caution', 'device', 0, 'Caution', {'device': {'kind': 'stamp', 'needle_mm': 0.5}}),
    ('4-device-pen', 'device', 1, 'Prepare the device', {'device': {'kind': 'pen', 'needle_mm': 0.25}}),
    ('5-treat-pen', 'treat', 1, ('Pass %u of %u', 2, 4), {'passes': 5, 'device': {'kind': 'pen', 'needle_mm': 0.25}}),
    ('5-treat-test-spot', 'treat', 1, ('Pass %u of %u', 2, 4), {
        'passes': 5, 'test_spot': True, 'screening': {'skin_type': 5, 'no': SCREENED},
        'device': {'kind': 'stamp', 'needle_mm': 0.25, 'soak_before': lambda now: instant(now - 12 * MINUTE)}}),
    ('6-soothe-shelf', 'soothe', 0, 'What goes on the skin?', {}),
]


class Album:
    def __init__(self, desk, folder, scheme, language):
        self.desk = desk
        self.folder = folder
        self.scheme = scheme
        self.language = language
        self.app = None
        self.walk = None
        self.problems = []

    def open(self):
        self.app = self.desk.start(env={'ADW_DEBUG_COLOR_SCHEME': SCHEMES[self.scheme]})
        self.walk = Walk(self.app, self.language, self.take)
        self.app.resize(*SIZES[0])

    def close(self):
        self.app.quit()

    def path(self, name, width):
        return os.path.join(self.folder, '%s-%s-%d.png' % (name, self.scheme, width))

    def see(self, words):
        """Waits for the words, or for the pattern with its numbers, in the language of the pictures."""
        pattern, *numbers = [words] if isinstance(words, str) else words
        self.app.wait_text(self.walk._(pattern).replace('%u', '%d') % tuple(numbers) if numbers
                           else self.walk._(pattern))

    def take(self, name):
        """One picture a size; the window is wide again afterwards."""
        for width, height in SIZES[1:] + SIZES[:1]:
            try:
                self.app.resize(width, height)
            except HarnessError as error:
                # The picture shows it best.
                self.problems.append('%s: %s' % (name, error))
            path = self.path(name, width)
            self.app.screenshot(path)
            print(path)

    def turn_to(self, key, name):
        self.desk.key(key)
        time.sleep(0.5)
        self.take(name)

    def take_window(self, name, title, *keys):
        """A window of its own, as large as the one behind it."""
        for width, height in SIZES[1:] + SIZES[:1]:
            self.app.resize(width, height)
            for key in keys:
                self.desk.key(key)
                time.sleep(0.5)
            window = self.desk.xdotool('search', '--onlyvisible', '--name', '^%s$' % self.walk._(title)).split()[-1]
            print(self.desk.screenshot(self.path(name, width), window))
            self.desk.key('Escape')
            time.sleep(0.5)

    # The pages in three states: at first, with a history, with aftercare running

    def take_first_start(self):
        self.open()
        self.take('today-first')
        self.turn_to('alt+2', 'history-empty')
        self.turn_to('alt+3', 'shelf')
        self.turn_to('alt+4', 'guide')
        self.take_window('red-flags', 'Something looks wrong', 'F1', 'space')
        self.take_window('preferences', 'Preferences', 'ctrl+comma')
        self.close()

    def take_visit(self):
        """To a clinic: both screens, with something refused on the first; then thought better of."""
        text = self.walk._
        self.open()
        self.walk.press('Log a _Clinic Visit')
        self.walk.see('What was done?')
        self.take('clinic-treatment')
        self.app.set_text(text('Needle length'), '40')
        self.app.set_text(text('Time of day'), '25:00')
        time.sleep(1.2)
        self.take('clinic-refused')
        self.app.set_text(text('Needle length'), '2')
        self.app.set_text(text('Time of day'), '0:00')
        self.walk.choose('Abdomen')
        self.walk.press('Go on')
        self.walk.see('What did the clinic say?')
        self.app.set_text(text('Sun'), '28')
        self.app.set_text(text('Sweat'), '2')
        self.walk.press('More: baths, shaving, make-up and others')
        self.take('clinic-advice')
        self.walk.press('Save the visit')
        self.walk.see('What may I do now?')
        self.close()
        self.clear()

    def take_session(self):
        self.open()
        self.take('today-free')
        self.walk.start()
        self.walk.check(('Abdomen', 'Left outer thigh'))
        self.walk.cleanse()
        self.walk.numb(self.walk._('Numbing cream'), wait=self.wait_for_cream)
        self.walk.device()
        self.walk.feel_well()
        self.walk.disinfect()
        self.take_stop()
        self.walk.treat(most=1)
        self.walk.soothe()
        self.walk.aftercare()

    def wait_for_cream(self):
        self.desk.advance(minutes=16)
        self.walk.feel_well()
        self.desk.advance(minutes=34)

    def take_stop(self):
        self.walk.press('Stop now')
        self.walk.see('Stopped. What happened?')
        self.walk.choose('Blood')
        self.take('stop')
        self.walk.press('Show what to do now')
        self.walk.see('Blood: press gauze on it')
        self.take('stop-first-aid')
        self.walk.press('Go on: it was a slip')

    def take_aftercare(self):
        # A new window, for the pictures are not about the toast of the old one.
        self.close()
        self.desk.advance(hours=19)
        self.open()
        self.take('today')
        self.turn_to('alt+2', 'history')
        self.app.click_at(self.app.find('list item'))
        time.sleep(0.8)
        self.take('history-session')
        self.close()

    def take_clock(self):
        """A clock that is behind the newest session: said on every page, and in a session."""
        self.open()
        self.take('today-clock')
        self.turn_to('ctrl+n', '1-check-clock')
        self.close()
        self.clear()

    def take_versions(self):
        """A session that was changed in two places at once."""
        one = make_record(self.desk.now() - DAY // 2, notes='Dry at the hip.')
        other = copy.deepcopy(one)
        other.update(pain=6, notes='A little red.')
        other['aftercare'][0]['until'] = instant(self.desk.now() + 5 * DAY)
        path = write_record(self.desk, one)
        write_json(path.replace('.json', ' (conflicted copy 2026-11-22 123047).json'), other)
        self.open()
        self.turn_to('alt+2', 'history-versions')
        for width, height in SIZES[1:] + SIZES[:1]:
            self.app.resize(width, height)
            self.walk.press('_Compare…')
            self.walk.see('Choose which is right.')
            time.sleep(0.5)
            window = self.desk.xdotool('getactivewindow').strip()
            print(self.desk.screenshot(self.path('versions', width), window))
            self.desk.key('Escape')
            time.sleep(0.5)
        self.close()
        self.clear()

    def take_reminders(self):
        """The day after: how does the skin look? And in the history, what was answered since."""
        write_profile(self.desk, reminders={'quiet_from': '00:00', 'quiet_until': '00:00'})
        past = make_record(self.desk.now() - 9 * DAY, areas=['hip-left'], check_ins=[
            {'hours': hours, 'at': instant(self.desk.now() - 9 * DAY + (hours + 2) * 60 * MINUTE), 'looks': looks}
            for hours, looks in ((24, 'expected'), (72, 'wrong'), (168, 'expected'))])
        name = write_record(self.desk, past)
        self.open()
        self.turn_to('alt+2', 'history-checked')
        self.app.click_at(self.app.find('list item'))
        time.sleep(0.8)
        # The focus takes the page along, past the groups before.
        for _ in range(8):
            self.desk.key('Tab')
        time.sleep(0.8)
        self.take('history-check-ins')
        self.close()
        os.unlink(name)
        write_record(self.desk, make_record(self.desk.now() - 26 * 60 * MINUTE))
        self.open()
        self.walk.see('How does the skin look?')
        self.take('today-check-in')
        self.close()
        self.clear()

    def take_refusal(self):
        """The desktop does not let Salve run in the background. Needs a desk in a sandbox."""
        fake = portal.Portal(self.desk, 'refuse')
        write_draft(self.desk, 'aftercare')
        self.open()
        self.walk.press('Finish and save')
        self.walk.see('Salve can tell you only while its window is open')
        # The pictures are not about the toast.
        time.sleep(6)
        self.take('today-refused')
        self.close()
        fake.close()
        self.clear()

    def write_shelf(self):
        today = instant(self.desk.now())[:10]
        write_json(os.path.join(self.desk.data, 'shelf.json'), {'format': 1, 'devices': [
            {'id': 'a', 'kind': 'roller', 'name': 'Blue roller', 'needle_mm': 0.25, 'uses_before': 4, 'added': today,
             'first_use': today},
            {'id': 'b', 'kind': 'pen', 'name': 'Pen', 'needle_mm': 0.3, 'added': today},
            {'id': 'c', 'kind': 'cartridge', 'needle_mm': 0.5, 'pieces': 6, 'added': today},
            {'id': 'd', 'kind': 'roller', 'name': 'Old roller', 'needle_mm': 0.2, 'uses_before': 10, 'added': today},
            {'id': 'e', 'kind': 'stamp', 'name': 'Stamp', 'needle_mm': 0.3, 'added': today,
             'retired': {'on': today, 'because': 'dropped'}}],
            'products': [{'id': 'f', 'name': 'Night cream', 'marks': ['retinoid', 'fragranced']},
                         {'id': 'g', 'name': 'Morning serum', 'marks': ['vitamin-c']},
                         {'id': 'h', 'name': 'Panthenol lotion', 'marks': ['bland']}]})

    def take_shelf(self):
        self.open()
        self.turn_to('alt+3', 'shelf-filled')
        for name, button in (('shelf-device', 'Add a device'), ('shelf-product', 'Add a product')):
            self.walk.press(button)
            time.sleep(0.5)
            self.take(name)
            self.desk.key('alt+Left')
            time.sleep(0.5)
        self.close()

    def take_states(self):
        """As a session that was interrupted there comes back."""
        write_profile(self.desk, planned=instant(self.desk.now() + 10 * DAY)[:10], remind=True)
        self.write_shelf()
        self.take_shelf()
        write_record(self.desk, make_record(self.desk.now() - 4 * DAY, areas=['hip-left']))
        for name, step, part, words, more in STATES:
            write_draft(self.desk, step, part, **at(self.desk.now(), more))
            self.open()
            self.see(words)
            self.take(name)
            self.close()
        os.unlink(os.path.join(self.desk.state, 'draft.json'))
        self.open()
        self.take('today-planned')
        self.close()
        self.clear()

    def clear(self):
        for kind in ('DATA', 'STATE'):
            shutil.rmtree(os.path.join(self.desk.env['XDG_%s_HOME' % kind], 'salve'), ignore_errors=True)

    def fill(self):
        self.take_first_start()
        self.take_states()
        self.take_visit()
        self.take_reminders()
        self.take_versions()
        write_record(self.desk, make_record(self.desk.now() + 3 * DAY))
        self.take_clock()
        samples.write(self.desk.sessions)
        self.take_session()
        self.take_aftercare()
        self.desk.set_clock(0)
        self.clear()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--lang', help='a language that has a translation, or that GTK has: de, ar …')
    parser.add_argument('--scheme', choices=list(SCHEMES), help='only light or dark')
    parser.add_argument('--sandbox', action='store_true', help='only what needs a sandbox')
    parser.add_argument('folder')
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    problems = []
    with Desk(options.build, language=options.lang, sandbox=options.sandbox) as desk:
        for scheme in [options.scheme] if options.scheme else SCHEMES:
            album = Album(desk, options.folder, scheme, options.lang)
            if options.sandbox:
                album.take_refusal()
            else:
                album.fill()
            problems += album.problems
    for problem in problems:
        print(problem, file=sys.stderr)
    # A process of its own: the accessibility of one desk is all that one can see.
    if not options.sandbox and shutil.which('bwrap'):
        return subprocess.call([sys.executable, *sys.argv, '--sandbox']) or bool(problems)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
