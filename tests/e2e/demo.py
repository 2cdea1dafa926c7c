#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev run does where there is no display: the real window, on a display of its own, is led through a
whole session by the accessibility tree; then its time is moved on, by the clock's test hook and by nothing
else, and the notifications are read as the daemon received them."""

import argparse
import datetime
import os
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from harness import Desk, NOTIFIER_ID
from waiting import poll
from walk import Walk


class Demo:
    def __init__(self, desk, folder):
        self.desk = desk
        self.folder = folder
        self.pictures = 0

    def say(self, text):
        print(text, flush=True)

    def picture(self, name, whole=False):
        self.pictures += 1
        path = os.path.join(self.folder, '%02d-%s.png' % (self.pictures, name))
        if whole:
            self.desk.screenshot(path)
        else:
            self.app.screenshot(path)

    def on_page(self, name):
        self.picture(name)
        self.say('  step %s' % name.replace('-', ': ', 1))

    def play(self):
        self.say('Salve starts.')
        self.app = self.desk.start()
        self.app.resize(1000, 740)
        self.picture('first-start')
        self.say('A session, from the first step to the last:')
        self.walk = Walk(self.app, before=self.on_page)
        counted = self.walk.whole(
            areas=('Abdomen',), cream='Numbing cream 4 %', wait=self.wait_for_cream)
        self.picture('today')
        self.say('%d passes were counted, and the session is saved.' % counted)
        self.show_history()
        self.app.quit()
        self.say('The window is closed. The notifier waits, as process %d.' % self.desk.pid_of(NOTIFIER_ID))
        self.wait_for_ends()

    def wait_for_cream(self):
        self.say('  (15 minutes later, by the clock’s test hook: “I feel well”; and 30 more)')
        self.desk.advance(minutes=15)
        self.walk.feel_well()
        self.desk.advance(minutes=30)
        time.sleep(1)

    def show_history(self):
        self.desk.key('alt+2')
        self.app.click_at(self.app.find('list item'))
        self.app.wait_text('What was done')
        time.sleep(0.5)
        self.picture('history')
        self.say('It is in the history.')

    def wait_for_ends(self):
        """Moves on to each end that the record holds, the device's in the alcohol first, and reads what the daemon got."""
        path, record = self.desk.records()[-1]
        begin = len(self.desk.received)
        self.say('Time is moved on to each end:')
        ends = {self.seconds_until(limit['until']) for limit in record['aftercare']}
        for seconds in sorted(ends | {self.seconds_until(record['device']['soak_after']) + 600}):
            before = len(self.desk.received)
            self.desk.set_clock(seconds)
            poll('a notification', lambda: len(self.desk.received) > before)
            time.sleep(0.3)
            for note in self.desk.received[before:]:
                self.say('  the daemon received: %s\n    %s' % (note.summary, note.body.replace('\n', '\n    ')))
        self.picture('notifications', whole=True)
        self.say('%d notifications, with the window closed.' % (len(self.desk.received) - begin))
        self.say('')
        self.say('The record:   %s' % path)
        self.say('The pictures: %s' % self.folder)

    def seconds_until(self, until):
        """How far the clock has to run ahead for that instant to be a moment ago, in seconds."""
        return int(datetime.datetime.fromisoformat(until).timestamp() - time.time()) + 2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', required=True)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix='salve-demo-')
    with Desk(options.build, keep=os.path.join(folder, 'desk')) as desk:
        Demo(desk, os.path.join(folder, 'pictures')).play()
    return 0


if __name__ == '__main__':
    sys.exit(main())
