# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for one test: a virtual display with a window manager, a private session bus
that activates the freshly built programs, a real notification daemon, private XDG folders.

    with Desk(build) as desk:
        app = desk.start()
        app.click('Start')
        app.wait_for('button', 'Next')

The accessibility registry binds to the bus of the first Desk, so: one Desk a process at a time of need,
and never a second one after it. Everything waits by polling; GTK acts on a click a quarter of a second
after it was told to, so an effect is always waited for, never assumed.
"""

import collections
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

from app import App
from processes import adopt_orphans, descendants
from waiting import TIMEOUT, HarnessError, poll

APP_ID = 'io.github.salve.Salve'
NOTIFIER_ID = APP_ID + '.Notifier'

# Everything off, and no hour quiet: for whom what ends is enough.
NO_REMINDERS = {'moisturise': False, 'check_ins': False, 'area_ready': False, 'quiet_from': '00:00',
                'quiet_until': '00:00'}

# What a person picks from the menu of a notification's buttons; "picked" tells whether it was there.
MENU = '''#!/bin/sh
cd '%s' || exit
grep -m1 "^#$(cat choice) " | tee picking
mv picking picked
'''

Notification = collections.namedtuple(
    'Notification', 'when app replaces icon summary body actions hints timeout')


class Desk:
    def __init__(self, build, *, screen=(1280, 900), env=None, language=None, manager=True, daemon=True,
                 sandbox=False, installed=None, reminders=NO_REMINDERS, keep=None):
        adopt_orphans()
        self.build = os.path.abspath(build)
        self.installed = installed
        self.keep = keep
        self.root = keep or tempfile.mkdtemp(prefix='salve-test-')
        os.makedirs(self.root, exist_ok=True)
        self.children = []
        self.apps = []
        self.received = []
        self.clock_file = self._path('clock')
        self.set_clock(0)
        self.env = self._make_env(language, env or {})
        # What starts a program as Flatpak does.
        self.sandbox = [os.path.join(os.path.dirname(os.path.abspath(__file__)), 'sandbox'), APP_ID] if sandbox else []
        self.reminders = reminders
        self._write_choices()
        try:
            self._start_display(screen)
            self._start_bus()
            self._watch_notifications()
            if manager:
                self._spawn(['openbox', '--sm-disable'], 'openbox')
            if daemon:
                self.start_daemon()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self._explain()
        self.close()

    # The folders and the environment

    def _path(self, *parts):
        return os.path.join(self.root, *parts)

    def _folder(self, name):
        path = self._path(name)
        os.makedirs(path, mode=0o700, exist_ok=True)
        return path

    def _make_env(self, language, extra):
        env = {
            'PATH': os.environ.get('PATH', '/usr/bin:/bin'),
            'HOME': self._folder('home'),
            'XDG_CONFIG_HOME': self._folder('config'),
            'XDG_DATA_HOME': self._folder('data'),
            'XDG_STATE_HOME': self._folder('state'),
            'XDG_CACHE_HOME': self._folder('cache'),
            'XDG_RUNTIME_DIR': self._folder('run'),
            'XDG_DATA_DIRS': '/usr/local/share:/usr/share',
            'TMPDIR': self._folder('tmp'),
            'LANG': 'C.UTF-8',
            'TZ': 'Europe/Berlin',
            'GDK_BACKEND': 'x11',
            'GSK_RENDERER': 'cairo',
            'GSETTINGS_BACKEND': 'memory',
            'GSETTINGS_SCHEMA_DIR': os.path.join(self.build, 'data'),
            'CANBERRA_DRIVER': 'null',
            'GIO_USE_VFS': 'local',
            'G_DEBUG': 'fatal-warnings',
            'SALVE_TEST_CLOCK': self.clock_file,
            'SALVE_LOCALEDIR': os.path.join(self.build, 'po'),
        }
        if self.installed:
            del env['GSETTINGS_SCHEMA_DIR'], env['SALVE_LOCALEDIR']
            env['XDG_DATA_DIRS'] = os.path.join(self.installed, 'share') + ':' + env['XDG_DATA_DIRS']
            env['XDG_CONFIG_DIRS'] = os.path.join(self.installed, 'etc/xdg')
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'G_SLICE'):
            if name in os.environ:
                env[name] = os.environ[name]
        if language:
            env['LANGUAGE'] = language
        env.update(extra)
        settings = os.path.join(env['XDG_CONFIG_HOME'], 'gtk-4.0')
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, 'settings.ini'), 'w') as file:
            file.write('[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n'
                       'gtk-decoration-layout=:close\n')
        return env

    @property
    def data(self):
        """Where the shelf and the profile lie, beside the folder of records."""
        return os.path.join(self.env['XDG_DATA_HOME'], 'salve')

    @property
    def sessions(self):
        """The folder of records."""
        return os.path.join(self.data, 'sessions')

    @property
    def state(self):
        return os.path.join(self.env['XDG_STATE_HOME'], 'salve')

    def records(self):
        """The records on disk, oldest first, as (path, parsed)."""
        if not os.path.isdir(self.sessions):
            return []
        found = []
        for name in sorted(os.listdir(self.sessions)):
            if name.endswith('.json'):
                path = os.path.join(self.sessions, name)
                with open(path, encoding='utf-8') as file:
                    found.append((path, json.load(file)))
        return found

    def _write_choices(self):
        """What the person wants to be reminded of, who is new otherwise; None is as Salve has it."""
        path = os.path.join(self.data, 'profile.json')
        if self.reminders is None or os.path.exists(path):
            return
        os.makedirs(self.data, 0o700, exist_ok=True)
        with open(path, 'w', encoding='utf-8', opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            json.dump({'format': 1, 'reminders': self.reminders}, file)

    # The parts of the desktop

    def _spawn(self, command, name, **more):
        log = open(self._path(name + '.log'), 'ab')
        child = subprocess.Popen(command, env=more.pop('env', None) or self.env, stdin=subprocess.DEVNULL,
                                 stdout=more.pop('stdout', log), stderr=log, **more)
        log.close()
        child.name = name
        self.children.append(child)
        return child

    @staticmethod
    def _read_line(child, fd, timeout=20):
        """One line that a child writes once it is ready."""
        text, end = b'', time.monotonic() + timeout
        while not text.endswith(b'\n'):
            if not select.select([fd], [], [], max(0, end - time.monotonic()))[0]:
                raise HarnessError('%s did not say that it is ready' % child.name)
            more = os.read(fd, 4096)
            if not more:
                raise HarnessError('%s ended at once' % child.name)
            text += more
        return text.decode().strip()

    def _start_display(self, screen):
        reader, writer = os.pipe()
        server = self._spawn(['Xvfb', '-displayfd', str(writer), '-screen', '0', '%dx%dx24' % screen,
                              '-nolisten', 'tcp', '-noreset'], 'xvfb', pass_fds=[writer])
        os.close(writer)
        self.env['DISPLAY'] = ':' + self._read_line(server, reader)
        os.close(reader)

    def _start_bus(self):
        services = self._folder('services')
        folders = [services]
        if self.installed:
            folders.append(os.path.join(self.installed, 'share/dbus-1/services'))
        else:
            for name, program in ((APP_ID, 'salve'), (NOTIFIER_ID, 'salve-notifier')):
                self._write_service(services, name, ' '.join(self.command(program)) + ' --gapplication-service')
        for folder in ('/usr/share/dbus-1/services', '/usr/local/share/dbus-1/services'):
            name = os.path.join(folder, 'org.a11y.Bus.service')
            if os.path.exists(name):
                shutil.copy(name, services)
                break
        # No other service: a killed notification daemon must stay dead.
        config = self._path('bus.conf')
        with open(config, 'w') as file:
            file.write('''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%s</listen>
  %s
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
''' % (self.env['XDG_RUNTIME_DIR'], ''.join('<servicedir>%s</servicedir>' % each for each in folders)))
        reader, writer = os.pipe()
        bus = self._spawn(['dbus-daemon', '--config-file=' + config, '--nofork',
                           '--print-address=%d' % writer], 'bus', pass_fds=[writer])
        os.close(writer)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._read_line(bus, reader)
        os.close(reader)
        # For pyatspi, which reads our own environment; before it is first imported.
        for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'):
            os.environ[name] = self.env[name]
        os.environ.pop('AT_SPI_BUS_ADDRESS', None)
        self.bus = self._connect()

    @staticmethod
    def _write_service(folder, name, command):
        with open(os.path.join(folder, name + '.service'), 'w') as file:
            file.write('[D-BUS Service]\nName=%s\nExec=%s\n' % (name, command))

    def _connect(self):
        connection = Gio.DBusConnection.new_for_address_sync(
            self.env['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        connection.set_exit_on_close(False)
        return connection

    def call_bus(self, method, *arguments, path='/org/freedesktop/DBus', interface='org.freedesktop.DBus',
                 name='org.freedesktop.DBus', signature=None):
        parameters = GLib.Variant(signature, arguments) if signature else None
        answer = self.bus.call_sync(name, path, interface, method, parameters, None,
                                    Gio.DBusCallFlags.NONE, 10000, None)
        return answer.unpack()

    def has_owner(self, name):
        return self.call_bus('NameHasOwner', name, signature='(s)')[0]

    def pid_of(self, name):
        """The process behind a name on the bus; 0 when there is none."""
        try:
            return self.call_bus('GetConnectionUnixProcessID', name, signature='(s)')[0]
        except GLib.Error:
            return 0

    def _watch_notifications(self):
        """Keeps every Notify call as it goes over the bus to the daemon."""
        self.monitor = self._connect()
        rule = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"

        def seen(connection, message, incoming):
            if incoming and message.get_member() == 'Notify':
                app, replaces, icon, summary, body, actions, hints, timeout = message.get_body().unpack()
                self.received.append(Notification(time.time(), app, replaces, icon, summary, body,
                                                  actions, hints, timeout))
                return None
            return message

        self.monitor.add_filter(seen)
        self.monitor.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                               'org.freedesktop.DBus.Monitoring', 'BecomeMonitor',
                               GLib.Variant('(asu)', ([rule], 0)), None, Gio.DBusCallFlags.NONE, 5000, None)

    # The notification daemon

    def start_daemon(self, command=None):
        """dunst, unless another is given."""
        command = command or ['dunst', '-conf', self._write_dunst()]
        # Our own programs must not warn; the daemon may, for it finds no icon of ours.
        env = {name: value for name, value in self.env.items() if name != 'G_DEBUG'}
        self.daemon = self._spawn(command, os.path.basename(command[0]), env=env)
        poll('the notification daemon', lambda: self.has_owner('org.freedesktop.Notifications'))

    def _write_dunst(self):
        config = self._path('dunstrc')
        menu = self._path('menu')
        with open(menu, 'w') as file:
            file.write(MENU % self.root)
        os.chmod(menu, 0o700)
        with open(config, 'w') as file:
            file.write('[global]\n  dmenu = ' + menu + '\n  monitor = 0\n  width = 340\n  origin = bottom-right\n  offset = 12x12\n'
                       '  font = Cantarell 11\n  markup = full\n  format = "<b>%s</b>\\n%b"\n'
                       '  history_length = 100\n  idle_threshold = 0\n  corner_radius = 8\n'
                       '[urgency_low]\n  timeout = 0\n[urgency_normal]\n  timeout = 0\n'
                       '[urgency_critical]\n  timeout = 0\n')
        return config

    def kill_daemon(self):
        self.daemon.kill()
        self.daemon.wait()
        poll('the daemon to be gone', lambda: not self.has_owner('org.freedesktop.Notifications'))

    def dunstctl(self, *arguments):
        return subprocess.run(['dunstctl', *arguments], env=self.env, check=True, timeout=20,
                              capture_output=True, text=True).stdout.strip()

    def choose(self, label):
        """Clicks a button of a notification."""
        with open(self._path('choice'), 'w') as file:
            file.write(label)
        poll('a button "%s"' % label, self._pick)

    def _pick(self):
        """Opens the daemon's menu, which may not have what was shown just now. Whether the button was there."""
        picked = self._path('picked')
        if os.path.exists(picked):
            os.remove(picked)
        self.dunstctl('context')
        try:
            return poll('the menu', lambda: os.path.exists(picked), timeout=3) and os.path.getsize(picked) > 0
        except HarnessError:
            # Without any button there is no menu.
            return False

    def shown(self):
        """How many notifications the daemon shows now."""
        return int(self.dunstctl('count', 'displayed')) + int(self.dunstctl('count', 'waiting'))

    def read_daemon(self):
        """Closes what the daemon shows and returns its own memory of it, oldest first, as (summary, body)."""
        self.dunstctl('close-all')
        # Not "dunstctl history": it calls busctl, which a small system does not have.
        history, = self.bus.call_sync('org.freedesktop.Notifications', '/org/freedesktop/Notifications',
                                      'org.dunstproject.cmd0', 'NotificationListHistory', None, None,
                                      Gio.DBusCallFlags.NONE, 10000, None).unpack()
        return [(entry['summary'], entry['body']) for entry in reversed(history)]

    def wait_notification(self, text, timeout=TIMEOUT):
        """The first notification whose summary or body holds the text, as the daemon received it."""
        def look():
            return next((n for n in list(self.received) if text in n.summary or text in n.body), None)
        return poll('a notification with "%s" (had: %s)'
                    % (text, [(n.summary, n.body) for n in self.received]), look, timeout)

    # Time

    def set_clock(self, seconds):
        """How far the programs' clock runs ahead of the computer's. They follow at once."""
        temporary = self.clock_file + '.new'
        with open(temporary, 'w') as file:
            file.write('%d\n' % seconds)
        os.replace(temporary, self.clock_file)
        self.ahead = seconds

    def advance(self, seconds=0, *, minutes=0, hours=0, days=0):
        self.set_clock(self.ahead + seconds + 60 * minutes + 3600 * hours + 86400 * days)

    def now(self):
        """What the programs take for now, in seconds since 1970."""
        return time.time() + self.ahead

    # Programs

    def command(self, name):
        return [*self.sandbox, self.program(name)]

    def program(self, name):
        if self.installed:
            return os.path.join(self.installed, 'bin', name)
        folder = {'salve': 'app', 'salve-notifier': 'notifier', 'salvectl': 'ctl'}[name]
        return os.path.join(self.build, 'src', folder, name)

    def start(self, *arguments, env=None, wait=True):
        """Starts the window; `env` adds to or replaces the desktop's environment."""
        child = self._spawn([*self.command('salve'), *arguments], 'salve', env={**self.env, **(env or {})})
        # A sandbox runs the program as a child of its own.
        pid = poll('the program in the sandbox', lambda: self.pid_of(APP_ID)) if self.sandbox else None
        app = App(self, child, pid)
        self.apps.append(app)
        if wait:
            app.wait_window()
        return app

    def attach(self):
        """The window that the bus activated, not we."""
        pid = poll('the activated window', lambda: self.pid_of(APP_ID))
        app = App(self, None, pid)
        self.apps.append(app)
        app.wait_window()
        return app

    def start_notifier(self):
        """What the login does."""
        child = self._spawn(self.command('salve-notifier'), 'notifier')
        poll('the notifier', lambda: self.has_owner(NOTIFIER_ID) or child.poll() is not None)
        return child

    def salvectl(self, *arguments):
        return subprocess.run([self.program('salvectl'), *arguments], env=self.env, timeout=60,
                              capture_output=True, text=True)

    def kill(self, pid, how=signal.SIGKILL):
        """Ends one process of this desktop."""
        if pid not in descendants(os.getpid()):
            raise HarnessError('process %d is not ours' % pid)
        os.kill(pid, how)

    # Hands and eyes

    def xdotool(self, *arguments):
        done = subprocess.run(['xdotool', *map(str, arguments)], env=self.env, timeout=30,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise HarnessError('xdotool %s: %s' % (' '.join(map(str, arguments)), done.stderr.strip()))
        return done.stdout.strip()

    def key(self, *keys):
        self.xdotool('key', '--delay', '30', *keys)

    def type(self, text):
        """Plain ASCII; for anything else use App.set_text()."""
        self.xdotool('type', '--delay', '20', text)

    def screenshot(self, path, window='root'):
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        subprocess.run(['import', '-window', str(window), path], env=self.env, check=True, timeout=30,
                       stderr=subprocess.DEVNULL)
        return path

    # The end

    def log(self, name='salve'):
        try:
            with open(self._path(name + '.log'), errors='replace') as file:
                return file.read()
        except FileNotFoundError:
            return ''

    def _explain(self):
        """What helps to understand a failure, as TAP diagnostics."""
        lines = []
        for app in self.apps:
            if app.running():
                lines += ['the window shows:'] + app.dump().splitlines()
        for name in ('salve', 'notifier', 'bus'):
            text = self.log(name).strip()
            if text:
                lines += [name + ' said:'] + text.splitlines()[-30:]
        for line in lines:
            print('# ' + line)
        sys.stdout.flush()
        folder = os.environ.get('SALVE_TEST_SHOTS')
        if folder:
            self.screenshot(os.path.join(folder, 'failed-%d.png' % os.getpid()))

    def close(self):
        mine = descendants(os.getpid())
        for how, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 3)):
            for pid in mine:
                try:
                    os.kill(pid, how)
                except ProcessLookupError:
                    pass
            end = time.monotonic() + patience
            while time.monotonic() < end and self._reap():
                time.sleep(0.02)
            mine = descendants(os.getpid())
            if not mine:
                break
        if not self.keep:
            shutil.rmtree(self.root, ignore_errors=True)

    @staticmethod
    def _reap():
        """Buries the dead; true while any child lives."""
        while True:
            try:
                pid, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
