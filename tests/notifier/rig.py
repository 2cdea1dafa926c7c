# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for each case: a bus, a notification daemon, a home and a clock."""

import contextlib
import datetime
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import uuid
import zoneinfo

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

# Made once before the cases run side by side: the first use of a type is not safe in several threads.
GLib.Variant('(asu)', ([], 0))

NOTIFIER = 'io.github.salve.Salve.Notifier'
APP = 'io.github.salve.Salve'
DAEMON = 'org.freedesktop.Notifications'

BUS_CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><servicedir>{folder}/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
'''

DUNST_CONFIG = '''[global]
  history_length = 2000
  notification_limit = 20
  idle_threshold = 0
  markup = full
  format = "<b>%s</b>\\n%b"
  icon_path =
  dmenu = {folder}/menu
[urgency_low]
  timeout = 0
[urgency_normal]
  timeout = 0
[urgency_critical]
  timeout = 0
'''


# Everything off, and never quiet: a case that is about reminders wants them.
NO_REMINDERS = {'moisturise': False, 'check_ins': False, 'area_ready': False, 'quiet_from': '00:00',
                'quiet_until': '00:00', 'discreet': False}

# What a person picks from the menu of a notification's actions.
MENU = '''#!/bin/sh
exec grep -m1 "^#$(cat '{folder}/choice') "
'''


# Under a sanitizer everything takes longer, and more memory.
SANITIZED = bool(os.environ.get('SALVE_TEST_SANITIZER'))


def wait_for(what, seconds=8.0):
    """The first true answer, or the last one."""
    end = time.monotonic() + seconds * (6 if SANITIZED else 1)
    while True:
        answer = what()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.02)


def finish(process):
    """Asks first: what is killed cannot tell what it lost, nor which of its lines ran."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
    if process.poll() is None:
        process.kill()
    process.wait()


class Screen:
    """One virtual screen for all daemons."""

    def __init__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', '640x480x24', '-nolisten', 'tcp'],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ':' + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


class Watcher:
    """Sees every call of Notify, CloseNotification and ActivateAction on the bus."""

    def __init__(self, address):
        self.calls = []
        self.lock = threading.Lock()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.bus.add_filter(self.on_message)
        rules = [f"type='method_call',interface='{DAEMON}'",
                 "type='method_call',interface='org.freedesktop.Application'"]
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                           'org.freedesktop.DBus.Monitoring', 'BecomeMonitor',
                           GLib.Variant('(asu)', (rules, 0)), None, 0, 5000, None)

    def on_message(self, _bus, message, incoming):
        # Consumed here: a monitor must not answer.
        if not incoming:
            return message
        if message.get_message_type() == Gio.DBusMessageType.METHOD_CALL:
            body = message.get_body()
            with self.lock:
                self.calls.append((time.time(), message.get_member(), message.get_destination(),
                                   body.unpack() if body else ()))
        elif message.get_message_type() == Gio.DBusMessageType.METHOD_RETURN:
            return message
        return None

    def list(self, member):
        with self.lock:
            return [call for call in self.calls if call[1] == member]


class Shown:
    """What one call of Notify carried."""

    def __init__(self, call):
        self.when = call[0]
        (self.app, self.replaces, self.icon, self.title, self.body,
         self.actions, self.hints, self.timeout) = call[3]

    def __repr__(self):
        return f'{self.title!r}: {self.body!r}'


class Desk:
    def __init__(self, program, display, daemon=True, activatable=False):
        self.program = program
        self.display = display
        self.folder = tempfile.mkdtemp(prefix='salve-')
        self.stack = contextlib.ExitStack()
        self.stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.notifiers = []
        self.dunst = None
        self.env = dict(os.environ, DISPLAY=display, HOME=self.folder,
                        XDG_DATA_HOME=self.path('data'), XDG_STATE_HOME=self.path('state'),
                        XDG_CONFIG_HOME=self.path('config'), XDG_CACHE_HOME=self.path('cache'),
                        XDG_RUNTIME_DIR=self.path('run'), SALVE_TEST_CLOCK=self.path('clock'),
                        LC_ALL='C.UTF-8', TZ='Europe/Berlin')
        self.env.pop('DBUS_SESSION_BUS_ADDRESS', None)
        for name in ('services', 'run', 'config', 'cache'):
            os.mkdir(self.path(name), 0o700)
        self.sessions = self.path('data', 'salve', 'sessions')
        self.state = self.path('state', 'salve')
        self.ledger = os.path.join(self.state, 'notified.json')
        self.offset = 0
        self.write('clock', '0')
        self.reminders = dict(NO_REMINDERS)
        self.profile(json.dumps({'format': 1, 'reminders': self.reminders}))
        if activatable:
            self.write('services/notifier.service',
                       f'[D-BUS Service]\nName={NOTIFIER}\nExec={program} --gapplication-service\n')
        self.start_bus()
        if daemon:
            self.start_daemon()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stack.close()

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)

    def own(self, process):
        def end():
            finish(process)
            if process.stdout:
                process.stdout.close()
        self.stack.callback(end)
        return process

    # The bus

    def start_bus(self):
        self.write('bus.conf', BUS_CONFIG.format(folder=self.folder))
        process = self.own(subprocess.Popen(
            ['dbus-daemon', '--config-file', self.path('bus.conf'), '--print-address', '--nofork', '--nopidfile'],
            env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True))
        self.bus_daemon = process
        self.address = process.stdout.readline().strip()
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self.address
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)
        self.bus.set_exit_on_close(False)
        self.watcher = Watcher(self.address)

    def call_bus(self, method, *arguments):
        return self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                  method, GLib.Variant('(' + 's' * len(arguments) + ')', arguments),
                                  None, 0, 5000, None).unpack()[0]

    def call_bus_plainly(self, method):
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                           None, None, 0, 5000, None)

    def kill_owner(self, name):
        """Ends what the bus has started."""
        os.kill(self.call_bus('GetConnectionUnixProcessID', name), signal.SIGKILL)

    def stop_bus(self):
        self.bus_daemon.kill()
        self.bus_daemon.wait()

    def has_owner(self, name):
        return self.call_bus('NameHasOwner', name)

    def activate(self):
        """As a saved session does it; gives the process's id."""
        self.bus.call_sync(NOTIFIER, '/io/github/salve/Salve/Notifier', 'org.freedesktop.Application',
                           'Activate', GLib.Variant('(a{sv})', ({},)), None, 0, 10000, None)
        return self.call_bus('GetConnectionUnixProcessID', NOTIFIER)

    # The daemon

    def start_daemon(self):
        """One that shows each until it is closed."""
        self.write('dunstrc', DUNST_CONFIG.format(folder=self.folder))
        self.write('menu', MENU.format(folder=self.folder))
        os.chmod(self.path('menu'), 0o700)
        # What counts as fatal for us is the daemon's own affair.
        env = {name: value for name, value in self.env.items() if name != 'G_DEBUG'}
        self.dunst = self.own(subprocess.Popen(['dunst', '-conf', self.path('dunstrc')], env=env,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        if not wait_for(lambda: self.has_owner(DAEMON)):
            raise RuntimeError('dunst did not start')

    def stop_daemon(self):
        self.dunst.kill()
        self.dunst.wait()
        wait_for(lambda: not self.has_owner(DAEMON))

    def choose(self, label):
        """Clicks a button of what is on the screen."""
        self.write('choice', label)
        self.dunstctl('context')

    def dunstctl(self, *arguments):
        return subprocess.run(['dunstctl', *arguments], env=self.env, check=True, capture_output=True,
                              text=True).stdout

    def shown(self):
        return [Shown(call) for call in self.watcher.list('Notify')]

    def count_daemon(self):
        """All that it was ever shown."""
        return sum(int(self.dunstctl('count', which)) for which in ('displayed', 'waiting', 'history'))

    def displayed(self):
        return int(self.dunstctl('count', 'displayed'))

    def expect(self, n, seconds=8.0):
        """Waits for n announcements, and a little for one too many."""
        wait_for(lambda: len(self.shown()) >= n, seconds)
        time.sleep(0.4)
        shown = self.shown()
        if len(shown) != n:
            raise AssertionError(f'{n} announcements expected, seen {len(shown)}: {shown}')
        return shown

    # The clock

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.offset)

    def move_clock(self, seconds):
        self.offset += seconds
        self.write('clock', str(self.offset))

    # Records

    def record(self, ends, begun=-3600, areas=('abdomen',), session=None):
        """Saves a session; the ends are (restriction, seconds from now[, areas])."""
        now = self.now()
        session = session or str(uuid.uuid4())
        start = now + datetime.timedelta(seconds=begun)
        limits = []
        for end in ends:
            limit = {'restriction': end[0],
                     'until': (now + datetime.timedelta(seconds=end[1])).isoformat()}
            if len(end) > 2:
                limit['areas'] = list(end[2])
            limits.append(limit)
        self.save(start.strftime('%Y%m%dT%H%M%SZ') + f'-{session[:8]}.json', json.dumps({
            'format': 1, 'id': session, 'setting': 'home',
            'started': start.isoformat(timespec='seconds'),
            'ended': (start + datetime.timedelta(seconds=600)).isoformat(timespec='seconds'),
            'outcome': 'completed', 'areas': list(areas), 'aftercare': limits}))

    def save(self, name, text):
        os.makedirs(self.sessions, 0o700, exist_ok=True)
        temporary = self.path('new')
        with open(temporary, 'w', encoding='utf-8') as file:
            file.write(text)
        os.rename(temporary, os.path.join(self.sessions, name))

    def moment(self, seconds):
        """So many seconds from now, as a record tells it."""
        return (self.now() + datetime.timedelta(seconds=seconds)).isoformat(timespec='seconds')

    def timers(self, applied=None, removed=None, product='Cream', longest=None, checks=(), before=None, after=None):
        """What a session tells of its timers, in seconds from now; the checks are minutes."""
        device = {'kind': 'roller', 'needle_mm': 0.25}
        if before is not None:
            device['soak_before'] = self.moment(before)
        if after is not None:
            device['soak_after'] = self.moment(after)
        if applied is None:
            return {'device': device}
        numbing = {'product': product, 'lidocaine_percent': 4, 'applied': self.moment(applied),
                   'checks': [{'minutes': minutes, 'at': self.moment(0)} for minutes in checks]}
        if removed is not None:
            numbing['removed'] = self.moment(removed)
        if longest is not None:
            numbing['max_minutes'] = longest
        return {'device': device, 'numbing': numbing}

    def draft(self, applied=None, begun=-3 * 3600, **timers):
        """The session under way; what is not told about how it feels was answered."""
        timers.setdefault('checks', (15, 60))
        self.session = {'format': 1, 'id': '5f0f1c51-25de-4d62-9f0d-0a4a4d3f5f11', 'setting': 'home',
                        'started': self.moment(begun), 'areas': ['abdomen'], 'steps': [], 'aftercare': [],
                        **self.timers(applied, **timers)}
        os.makedirs(self.state, 0o700, exist_ok=True)
        self.write('draft', json.dumps(self.session))
        os.rename(self.path('draft'), os.path.join(self.state, 'draft.json'))

    def finish(self):
        """Saves the session that was under way."""
        start = datetime.datetime.fromisoformat(self.session['started'])
        self.save(start.strftime('%Y%m%dT%H%M%SZ') + f'-{self.session["id"][:8]}.json',
                  json.dumps({**self.session, 'ended': self.moment(0), 'outcome': 'completed'}))
        os.remove(os.path.join(self.state, 'draft.json'))

    def profile(self, text):
        folder = self.path('data', 'salve')
        os.makedirs(folder, 0o700, exist_ok=True)
        self.write('profile', text)
        os.rename(self.path('profile'), os.path.join(folder, 'profile.json'))

    def want(self, **choices):
        """Says what to be reminded of; times are so many hours from now."""
        for name in choices.keys() & {'quiet_from', 'quiet_until'}:
            time = self.now().astimezone(zoneinfo.ZoneInfo(self.env['TZ'])) + datetime.timedelta(hours=choices[name])
            choices[name] = time.strftime('%H:%M')
        self.reminders = {**NO_REMINDERS, **choices}
        self.profile(json.dumps({'format': 1, 'reminders': self.reminders}))

    def treated(self, hours, needle_mm=0.25, areas=('abdomen',), check_ins=()):
        """Saves a session whose needling ended so many hours ago, with nothing restricted since; gives its path."""
        end = self.now() - datetime.timedelta(hours=hours)
        start = end - datetime.timedelta(minutes=30)
        name = start.strftime('%Y%m%dT%H%M%SZ') + '-' + uuid.uuid4().hex[:8] + '.json'
        self.save(name, json.dumps({
            'format': 1, 'id': str(uuid.uuid4()), 'setting': 'home', 'started': start.isoformat(timespec='seconds'),
            'ended': end.isoformat(timespec='seconds'), 'outcome': 'completed', 'areas': list(areas),
            'device': {'kind': 'roller', 'needle_mm': needle_mm},
            'passes': [{'area': areas[0], 'direction': 'horizontal', 'count': 4}], 'aftercare': [],
            'check_ins': [{'hours': each, 'at': self.moment(0), 'looks': 'expected'} for each in check_ins]}))
        return os.path.join(self.sessions, name)

    def plan(self, days, remind=True):
        """Plans the next session for a local day, so many days from now; gives it."""
        day = self.now().astimezone(zoneinfo.ZoneInfo(self.env['TZ'])).date() + datetime.timedelta(days=days)
        self.profile(json.dumps({'format': 1, 'planned': day.isoformat(), 'remind': remind,
                                 'reminders': self.reminders}))
        return day

    def move_to(self, day, hour, minute=0):
        """Moves the clock to a local time."""
        there = datetime.datetime(day.year, day.month, day.day, hour, minute,
                                  tzinfo=zoneinfo.ZoneInfo(self.env['TZ']))
        self.move_clock(int((there - self.now()).total_seconds()))

    def announced(self):
        with open(self.ledger, encoding='utf-8') as file:
            return [entry['key'] for entry in json.load(file)['announced']]

    def open_tags(self):
        """What the ledger takes to be on the screen."""
        if not os.path.exists(self.ledger):
            return []
        with open(self.ledger, encoding='utf-8') as file:
            return [entry['tag'] for entry in json.load(file).get('open', [])]

    # The notifier

    def start(self, *arguments, ready=True):
        errors = tempfile.TemporaryFile('w+', encoding='utf-8', errors='replace')
        self.stack.callback(errors.close)
        process = self.own(subprocess.Popen([self.program, *arguments], env=self.env,
                                            stdout=subprocess.DEVNULL, stderr=errors))
        process.errors = errors
        self.notifiers.append(process)
        if ready and not wait_for(lambda: process.poll() is not None or self.has_owner(NOTIFIER)):
            raise RuntimeError('the notifier did not start')
        return process

    def complaints(self):
        """Ends what runs, and gives all that was said on stderr."""
        text = ''
        for process in self.notifiers:
            finish(process)
            process.errors.seek(0)
            text += process.errors.read()
        return text

    def stop(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_for(lambda: not self.has_owner(NOTIFIER))


def settled(pid):
    """Waits until the process sleeps; gives its wake-ups so far."""
    last = wake_ups(pid)
    for _ in range(40):
        time.sleep(0.25)
        count = wake_ups(pid)
        if count == last:
            return count
        last = count
    return last


def wake_ups(pid):
    total = 0
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='ascii') as file:
            total += sum(int(line.split()[1]) for line in file if 'ctxt_switches' in line)
    return total


def resident(pid):
    """In KiB."""
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('VmRSS'))


def check_size(pid):
    """The budget."""
    size = resident(pid)
    if size > 8192 and not SANITIZED:
        raise AssertionError(f'{size} KiB are resident')


class Fake:
    """Owns a name on the bus and answers what it is asked."""

    def __init__(self, address, name):
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.bus.set_exit_on_close(False)
        self.bus.add_filter(self.on_message)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', (name, 0)), None, 0, 5000, None)

    def on_message(self, bus, message, incoming):
        if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL:
            return message
        body = message.get_body()
        answer = self.answer(message, body.unpack() if body else ())
        if answer:
            bus.send_message(answer, Gio.DBusSendMessageFlags.NONE)
        return None

    def leave(self):
        self.bus.close_sync(None)


class FakeApp(Fake):
    """The window's name; takes down what it is asked."""

    def __init__(self, address):
        self.calls = []
        super().__init__(address, APP)

    def answer(self, message, arguments):
        self.calls.append((message.get_path(), message.get_interface(), message.get_member(), arguments))
        return Gio.DBusMessage.new_method_reply(message)


class FakeDaemon(Fake):
    """A daemon with few abilities, or one that refuses, or one that keeps its answers to itself."""

    def __init__(self, address, capabilities, refuse=None, silent=(), silent_after_notify=False, number=None):
        self.capabilities = capabilities
        self.refuse = refuse
        self.silent = set(silent)
        self.silent_after_notify = silent_after_notify
        self.number = number
        self.kept = []
        self.asked = 0
        self.shown = []
        self.closed = []
        super().__init__(address, DAEMON)

    def signal(self, name, *arguments):
        """Tells all, as most daemons do."""
        signature = '(' + ''.join('u' if isinstance(each, int) else 's' for each in arguments) + ')'
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', DAEMON, name,
                             GLib.Variant(signature, arguments))

    def answer(self, message, arguments):
        answer = self.think(message, arguments)
        # Nothing overtakes what is kept, as with a daemon that is busy.
        if message.get_member() not in self.silent and not self.kept:
            return answer
        self.kept.append(answer)
        return None

    def speak(self, silent=()):
        """Gives the answers that were kept."""
        self.silent = set(silent)
        kept, self.kept = self.kept, []
        for each in kept:
            self.bus.send_message(each, Gio.DBusSendMessageFlags.NONE)

    def think(self, message, arguments):
        reply = Gio.DBusMessage.new_method_reply(message)
        if message.get_member() == 'GetCapabilities':
            self.asked += 1
            reply.set_body(GLib.Variant('(as)', (self.capabilities,)))
        elif message.get_member() == 'GetServerInformation':
            reply.set_body(GLib.Variant('(ssss)', ('Fake', 'Salve', '1', '1.2')))
        elif message.get_member() == 'Notify':
            self.shown.append(arguments)
            if self.silent_after_notify:
                self.silent = {'GetCapabilities'}
            if self.refuse:
                return Gio.DBusMessage.new_method_error_literal(message, self.refuse, 'No')
            reply.set_body(GLib.Variant('(u)', (len(self.shown) if self.number is None else self.number,)))
        elif message.get_member() == 'CloseNotification':
            self.closed.append(arguments[0])
        return reply
