# SPDX-License-Identifier: GPL-3.0-or-later
"""The running window, seen and driven the way a screen reader does."""

import os
import signal
import time

from gi.repository import GLib

from processes import alive
from tree import Tree
from waiting import TIMEOUT, HarnessError, poll


class App(Tree):
    def __init__(self, desk, child, pid=None):
        super().__init__(pid or child.pid)
        self.desk = desk
        self.child = child

    # Life

    def running(self):
        if self.child:
            return self.child.poll() is None
        return alive(self.pid)

    def work(self):
        """For how many seconds a processor has worked for it."""
        with open('/proc/%d/stat' % self.pid) as file:
            fields = file.read().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def _check_alive(self):
        if not self.running():
            status = self.child.returncode if self.child else 'unknown'
            raise HarnessError('Salve ended (status %s): %s' % (status, self.desk.log()[-2000:]))

    def wait_window(self):
        def look():
            self._check_alive()
            return self._root() is not None and self.walk_count() > 1 and self.window_id()
        poll("Salve's window", look)
        return self

    def wait_end(self, timeout=TIMEOUT):
        poll('Salve to end', lambda: not self.running(), timeout)
        return self.child.returncode if self.child else None

    def kill(self):
        """As the power cut does."""
        self.desk.kill(self.pid, signal.SIGKILL)
        self.wait_end()
        self.tree = None

    def close(self):
        """As the window's own close button does."""
        frame = self.find('frame', None)
        try:
            self._act(frame, 'window.close')
        except GLib.Error:
            # It may be gone before it has answered.
            pass

    def quit(self):
        self.close()
        return self.wait_end()

    def window_id(self):
        # Its process says nothing to a window manager outside its sandbox.
        how = ('--name', '^Salve$') if self.desk.sandbox else ('--pid', self.pid)
        try:
            found = self.desk.xdotool('search', '--onlyvisible', *how).split()
        except HarnessError:
            return None
        return found[-1] if found else None

    def size(self):
        words = dict(line.split('=') for line in
                     self.desk.xdotool('getwindowgeometry', '--shell', self.window_id()).splitlines())
        return int(words['WIDTH']), int(words['HEIGHT'])

    def resize(self, width, height):
        window = self.window_id()
        self.desk.xdotool('windowmove', window, 0, 0)

        def arrived():
            if self.size() == (width, height):
                return True
            # Again, since the least width falls once the narrow layout is there.
            self.desk.xdotool('windowsize', window, width, height)
            time.sleep(0.2)
            return self.size() == (width, height)
        try:
            poll('the new size', arrived, 5)
        except HarnessError:
            raise HarnessError('the window cannot be %dx%d: it is %dx%d' % (width, height, *self.size()))
        time.sleep(0.4)

    def screenshot(self, path):
        return self.desk.screenshot(path, self.window_id())

    # Doing

    @staticmethod
    def _act(item, name):
        try:
            actions = item.queryAction()
            for i in range(actions.nActions):
                if actions.getName(i) == name:
                    actions.doAction(i)
                    return
        except NotImplementedError:
            pass
        raise HarnessError('"%s" has no action %s' % (App.name(item), name))

    def click(self, name, role='button', within=None, timeout=TIMEOUT):
        """Presses a button once it is there and sensitive. The effect comes a little later: wait for it."""
        def ready():
            self._check_alive()
            return next((item for item in self.walk(within) if self._matches(item, role, name)
                         and self.has_state(item, 'sensitive') and self._can(item, 'click')), None)
        item = poll('a sensitive %s "%s"' % (role, getattr(name, 'pattern', name)), ready, timeout)
        self._act(item, 'click')
        return item

    @staticmethod
    def _can(item, name):
        try:
            actions = item.queryAction()
            return any(actions.getName(i) == name for i in range(actions.nActions))
        except Exception:
            return False

    def set_checked(self, name, on=True, role=None):
        """A check box, radio or toggle button, or switch, by its name."""
        def look():
            self._check_alive()
            for item in self.find_all(role, name):
                if self.role(item) in ('check box', 'radio button', 'toggle button', 'switch'):
                    return item
            return None
        item = poll('a check box or switch "%s"' % getattr(name, 'pattern', name), look)
        if self._is_on(item) == on:
            return item
        # The check button of GTK 4.8 has no action; its row has.
        rows = self.find_all('list item', name)
        for actor, action in [(item, 'toggle'), (item, 'click')] + [(row, 'choice.toggle') for row in rows]:
            if self._can(actor, action):
                self._act(actor, action)
                break
        poll('"%s" to be %s' % (self.name(item), 'on' if on else 'off'), lambda: self._is_on(item) == on)
        return item

    def _is_on(self, item):
        return self.has_state(item, 'checked') or self.has_state(item, 'pressed')

    def set_text(self, name, text):
        def look():
            for item in self.find_all(None, name):
                try:
                    return item.queryEditableText()
                except Exception:
                    continue
            return None
        poll('an entry "%s"' % name, look).setTextContents(text)

    def get_text(self, name):
        for item in self.find_all(None, name):
            try:
                item.queryEditableText()
                text = item.queryText()
                return text.getText(0, text.characterCount)
            except Exception:
                continue
        raise HarnessError('no text in "%s"' % name)

    def set_value(self, name, value, role=None):
        item = self.find(role, name)
        item.queryValue().currentValue = value
        poll('"%s" to be %s' % (name, value), lambda: abs(item.queryValue().currentValue - value) < 1e-6)

    def click_at(self, item):
        """With the mouse, in the middle of the thing: for rows, which offer no action."""
        import pyatspi
        box = item.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        window = self.window_id()
        self.desk.xdotool('mousemove', '--window', window, box.x + box.width // 2, box.y + box.height // 2,
                          'click', 1)
