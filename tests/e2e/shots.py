#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of each page and each step of the wizard: light and dark, 1000x740 and 360x720."""

import argparse
import os
import shutil
import sys
import time

sys.dont_write_bytecode = True
import samples
from harness import Desk, HarnessError
from walk import Walk

SIZES = ((1000, 740), (360, 720))
SCHEMES = {'light': 'prefer-light', 'dark': 'prefer-dark'}


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

    def take(self, name):
        """One picture a size; the window is wide again afterwards."""
        for width, height in SIZES[1:] + SIZES[:1]:
            try:
                self.app.resize(width, height)
            except HarnessError as error:
                # The picture shows it best.
                self.problems.append('%s: %s' % (name, error))
            path = os.path.join(self.folder, '%s-%s-%d.png' % (name, self.scheme, width))
            self.app.screenshot(path)
            print(path)

    def turn_to(self, key, name):
        self.desk.key(key)
        time.sleep(0.5)
        self.take(name)

    def take_red_flags(self):
        """A window of its own, as large as the one behind it."""
        for width, height in SIZES[1:] + SIZES[:1]:
            self.app.resize(width, height)
            self.desk.key('F1')
            time.sleep(0.5)
            self.desk.key('space')
            time.sleep(0.5)
            window = self.desk.xdotool('search', '--onlyvisible', '--name',
                                       '^%s$' % self.walk._('Something looks wrong')).split()[-1]
            path = os.path.join(self.folder, 'red-flags-%s-%d.png' % (self.scheme, width))
            print(self.desk.screenshot(path, window))
            self.desk.key('Escape')
            time.sleep(0.5)

    # The pages in three states: at first, with a history, with aftercare running

    def take_first_start(self):
        self.open()
        self.take('today-first')
        self.turn_to('alt+2', 'history-empty')
        self.turn_to('alt+3', 'shelf')
        self.turn_to('alt+4', 'guide')
        self.take_red_flags()
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
        shutil.rmtree(os.path.join(self.desk.env['XDG_DATA_HOME'], 'salve'), ignore_errors=True)

    def take_session(self):
        self.open()
        self.take('today-free')
        self.walk.start()
        self.walk.check(('Abdomen', 'Left outer thigh'))
        self.walk.cleanse()
        self.walk.numb(self.walk._('Numbing cream'), wait=lambda: self.desk.advance(minutes=50))
        self.walk.device()
        self.walk.disinfect()
        self.take_stop()
        self.walk.treat(most=1)
        self.walk.soothe()
        self.walk.aftercare()

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

    def fill(self):
        self.take_first_start()
        self.take_visit()
        samples.write(self.desk.sessions)
        self.take_session()
        self.take_aftercare()
        self.desk.set_clock(0)
        for kind in ('DATA', 'STATE'):
            shutil.rmtree(os.path.join(self.desk.env['XDG_%s_HOME' % kind], 'salve'), ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    parser.add_argument('--lang', help='a language that has a translation, or that GTK has: de, ar …')
    parser.add_argument('folder')
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    problems = []
    with Desk(options.build, language=options.lang) as desk:
        for scheme in SCHEMES:
            album = Album(desk, options.folder, scheme, options.lang)
            album.fill()
            problems += album.problems
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
