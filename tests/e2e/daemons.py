# SPDX-License-Identifier: GPL-3.0-or-later
"""The notification daemons of desktops: what a person sees of them, and does with them."""

import glob
import os
import shutil
import time

from gi.repository import Gio, GLib

from suite import Skip
from tree import Tree
from waiting import HarnessError, poll

# Where systems put those that nobody starts by hand.
PLACES = {
    'notification-daemon': ('/usr/lib*/notification-daemon*/notification-daemon', '/usr/libexec/notification-daemon'),
    'xfce4-notifyd': ('/usr/lib*/xfce4/notifyd/xfce4-notifyd', '/usr/lib/*/xfce4/notifyd/xfce4-notifyd'),
    'mate-notification-daemon': ('/usr/lib*/mate-notification-daemon/mate-notification-daemon',
                                 '/usr/libexec/mate-notification-daemon'),
}
# Without a screen, keyboard or graphics card of its own.
SWAY = {'WLR_BACKENDS': 'headless', 'WLR_LIBINPUT_NO_DEVICES': '1', 'WLR_RENDERER': 'pixman'}
NOBODY = 65534
NAME, PATH = 'org.freedesktop.Notifications', '/org/freedesktop/Notifications'


def find_program(name):
    found = [path for place in PLACES.get(name, ()) for path in sorted(glob.glob(place))]
    program = found[0] if found else shutil.which(name)
    if program is None:
        raise Skip('%s is not installed' % name)
    return program


class Bubbles(Tree):
    """What a program of GTK 3 shows. It says nothing any more once it is told not to remember."""

    def _root(self):
        import pyatspi
        for app in pyatspi.Registry.getDesktop(0):
            try:
                if app is not None and app.get_process_id() == self.pid:
                    app.clear_cache()
                    return app
            except GLib.Error:
                continue
        return None


class Daemon:
    """One that draws on the display, and tells a screen reader what."""

    def __init__(self, desk, name):
        self.desk = desk
        self.command = [find_program(name)]
        self.one_at_a_time = name == 'notification-daemon'
        self.start()

    def start(self):
        self.desk.start_daemon(self.command)
        self.tree = Bubbles(self.desk.daemon.pid)

    def list_bubbles(self):
        """Each as its words and its buttons, which are accessible objects."""
        root = self.tree._root()
        return [self.read(bubble) for bubble in self.tree.children(root)] if root else []

    def read(self, bubble):
        items = list(self.tree.walk(bubble, hidden=True))
        return ([self.tree.name(each) for each in items if self.tree.role(each) == 'label'],
                [each for each in items if self.tree.role(each) in ('push button', 'button')])

    def find(self, title):
        """The words and buttons of one that is on the screen, or comes once those before it are closed."""
        def look():
            bubbles = self.list_bubbles()
            for words, buttons in bubbles:
                if title in words[:1]:
                    return words, buttons
            if self.one_at_a_time and bubbles:
                # Its button to close it shows no words.
                self.press(next(each for each in bubbles[0][1] if not self.tree.name(each)))
            return None
        return poll('“%s” on the screen' % title, look, every=0.5)

    def get_place(self, button):
        """Where it is on the screen; None before it is there."""
        import pyatspi
        box = button.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        place = box.x + box.width // 2, box.y + box.height // 2
        return place if box.width > 1 and min(place) > 0 else None

    def press(self, button):
        """With the mouse: it does nothing when a screen reader clicks. Whether the button kept still before."""
        place = self.get_place(button)
        time.sleep(0.3)
        if place is None or self.get_place(button) != place:
            return False
        self.desk.xdotool('mousemove', *place)
        self.desk.xdotool('click', 1)
        return True

    def list_buttons(self, title):
        return [self.tree.name(each) for each in self.find(title)[1] if self.tree.name(each)]

    def click(self, title, label):
        # It may move while others come and go.
        poll('a button “%s” that keeps still' % label, lambda: self.try_click(title, label))

    def try_click(self, title, label):
        button = next((each for each in self.find(title)[1] if self.tree.name(each) == label), None)
        if button is None:
            raise HarnessError('“%s” has no button “%s”: %s' % (title, label, self.list_buttons(title)))
        return self.press(button)

    def keeps(self):
        """Whether it has a place for what it has taken from the screen."""
        capabilities, = self.desk.call_bus('GetCapabilities', path=PATH, interface=NAME, name=NAME)
        return 'persistence' in capabilities

    def has(self, title):
        return any(title in words[:1] for words, _ in self.list_bubbles())


class Mako(Daemon):
    """It draws on a Wayland compositor, and tells on the bus what it shows."""

    def __init__(self, desk, name):
        self.folder = desk._folder('wayland')
        self.start_sway(desk, find_program('sway'))
        super().__init__(desk, name)

    def start_sway(self, desk, program):
        config = os.path.join(self.folder, 'config')
        with open(config, 'w', encoding='utf-8') as file:
            file.write('xwayland disable\noutput HEADLESS-1 resolution 1000x800\n')
        command = [program, '-c', config]
        if os.geteuid() == 0:
            # It refuses to run as root.
            os.chown(self.folder, NOBODY, NOBODY)
            os.chmod(desk.root, 0o711)
            command = ['setpriv', '--reuid=%d' % NOBODY, '--regid=%d' % NOBODY, '--clear-groups', *command]
        env = {'PATH': os.environ['PATH'], 'HOME': self.folder, 'XDG_RUNTIME_DIR': self.folder, **SWAY}
        desk._spawn(command, 'sway', env=env)
        desk.env['WAYLAND_DISPLAY'] = poll('the compositor', lambda: next(
            (path for path in glob.glob(self.folder + '/wayland-*') if not path.endswith('.lock')), None))

    def start(self):
        self.desk.start_daemon(self.command)

    def call(self, method, signature=None, *arguments):
        parameters = GLib.Variant(signature, arguments) if signature else None
        return self.desk.bus.call_sync(NAME, '/fr/emersion/Mako', 'fr.emersion.Mako', method, parameters, None,
                                       Gio.DBusCallFlags.NONE, 10000, None).unpack()

    def list_bubbles(self):
        """The buttons are the number with each label and what it stands for."""
        return [([each['summary'], each['body']],
                 [(each['id'], action, label) for action, label in each['actions'].items()])
                for each in self.call('ListNotifications')[0]]

    def list_buttons(self, title):
        return [label for _, _, label in self.find(title)[1]]

    def try_click(self, title, label):
        number, action, _ = next(each for each in self.find(title)[1] if each[2] == label)
        self.call('InvokeAction', '(us)', number, action)
        return True


def start_daemon(desk, name):
    return (Mako if name == 'mako' else Daemon)(desk, name)
