# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sandbox has to ask its desktop for: a portal that takes down what it is asked and answers as told,
and the real one over a desktop of our own."""

import os
import threading

from gi.repository import Gio, GLib

from harness import APP_ID
from waiting import poll

PORTAL = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
BACKEND = 'org.freedesktop.impl.portal.desktop.test'
REAL = ('/usr/libexec/xdg-desktop-portal', '/usr/lib/xdg-desktop-portal')
STORE = ('/usr/libexec/xdg-permission-store', '/usr/lib/xdg-permission-store')


def find(paths):
    return next((path for path in paths if os.access(path, os.X_OK)), None)


class Name:
    """Owns a name on the bus and answers from GDBus's own thread."""

    def __init__(self, desk, name):
        self.lock = threading.Lock()
        self.files = []
        self.choose = None
        self.name = name
        self.bus = desk._connect()
        self.bus.add_filter(self._on_message)
        self._bus('RequestName', GLib.Variant('(su)', (name, 0)))

    def _bus(self, method, parameters):
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                           parameters, None, Gio.DBusCallFlags.NONE, 5000, None)

    def close(self):
        self._bus('ReleaseName', GLib.Variant('(s)', (self.name,)))
        self.bus.close_sync(None)

    def _on_message(self, bus, message, incoming):
        if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL:
            return message
        body = message.get_body()
        answer = getattr(self, message.get_member(), None)
        if message.get_member() == 'Ping' or answer is None:
            reply = Gio.DBusMessage.new_method_error_literal(
                message, 'org.freedesktop.DBus.Error.UnknownMethod', 'There is no such method')
        else:
            reply = answer(message, body.unpack() if body else ())
        if reply is not None:
            bus.send_message(reply, Gio.DBusSendMessageFlags.NONE)
        return None

    @staticmethod
    def reply(message, signature, *values):
        answer = Gio.DBusMessage.new_method_reply(message)
        if signature:
            answer.set_body(GLib.Variant(signature, values))
        return answer

    # What GTK asks for in a sandbox

    def ReadAll(self, message, _arguments):
        return self.reply(message, '(a{sa{sv}})', {})

    def Read(self, message, _arguments):
        return Gio.DBusMessage.new_method_error_literal(message, 'org.freedesktop.portal.Error.NotFound', 'Not set')


class Portal(Name):
    """`how`: "grant", "refuse", "forbid" (a no in the other form), "never" or "error"."""

    def __init__(self, desk, how='grant', version=2):
        self.how = how
        self.version = version
        self.requests = []
        self.statuses = []
        super().__init__(desk, PORTAL)

    def Get(self, message, _arguments):
        return self.reply(message, '(v)', GLib.Variant('u', self.version))

    def GetAll(self, message, _arguments):
        return self.reply(message, '(a{sv})', {'version': GLib.Variant('u', self.version)})

    def _handle(self, message, options):
        sender = message.get_sender()[1:].replace('.', '_')
        return '%s/request/%s/%s' % (PATH, sender, options.get('handle_token', 'none'))

    def _respond(self, message, handle, response, results):
        self.bus.send_message(self.reply(message, '(o)', handle), Gio.DBusSendMessageFlags.NONE)
        if response is None:
            return
        signal = Gio.DBusMessage.new_signal(handle, 'org.freedesktop.portal.Request', 'Response')
        signal.set_destination(message.get_sender())
        signal.set_body(GLib.Variant('(ua{sv})', (response, results)))
        self.bus.send_message(signal, Gio.DBusSendMessageFlags.NONE)

    def RequestBackground(self, message, arguments):
        parent, options = arguments
        with self.lock:
            self.requests.append((parent, options))
        if self.how == 'error':
            return Gio.DBusMessage.new_method_error_literal(
                message, 'org.freedesktop.portal.Error.Failed', 'The desktop has no such thing')
        yes = self.how == 'grant'
        results = {'background': GLib.Variant('b', yes), 'autostart': GLib.Variant('b', yes)}
        response = {'grant': 0, 'forbid': 0, 'refuse': 1, 'never': None}[self.how]
        self._respond(message, self._handle(message, options), response, results)
        return None

    def Inhibit(self, message, arguments):
        return self.reply(message, '(o)', self._handle(message, arguments[-1]))

    def SetStatus(self, message, arguments):
        with self.lock:
            self.statuses.append(arguments[0].get('message'))
        return self.reply(message, None)

    def SaveFile(self, message, arguments):
        _parent, title, options = arguments
        self.files.append((title, options.get('current_name')))
        uris = {'uris': GLib.Variant('as', ['file://' + self.choose])} if self.choose else {}
        self._respond(message, self._handle(message, options), 0 if self.choose else 1, uris)
        return None


class Backend(Name):
    """What the real portal hands on to the desktop."""

    def __init__(self, desk):
        self.autostarts = []
        self.window = True
        super().__init__(desk, BACKEND)

    def GetAll(self, message, _arguments):
        return self.reply(message, '(a{sv})', {})

    def AccessDialog(self, message, _arguments):
        return self.reply(message, '(ua{sv})', 0, {})

    def Inhibit(self, message, _arguments):
        return self.reply(message, None)

    def EnableAutostart(self, message, arguments):
        with self.lock:
            self.autostarts.append(arguments)
        return self.reply(message, '(b)', arguments[1])

    def GetAppState(self, message, _arguments):
        # In the background, or active.
        return self.reply(message, '(a{sv})', {APP_ID: GLib.Variant('u', 2 if self.window else 0)})

    def tell_of_window(self, window):
        """As a desktop does when a window has come or gone."""
        self.window = window
        self.bus.emit_signal(None, PATH, 'org.freedesktop.impl.portal.Background', 'RunningApplicationsChanged', None)

    def NotifyBackground(self, message, _arguments):
        return self.reply(message, '(ua{sv})', 0, {'result': GLib.Variant('u', 1)})


def real(desk):
    """Starts xdg-desktop-portal; gives what it hands on."""
    folder = desk._folder('portals')
    with open(os.path.join(folder, 'test.portal'), 'w') as file:
        file.write('[portal]\nDBusName=%s\nInterfaces=%s\nUseIn=test\n' % (BACKEND, ';'.join(
            'org.freedesktop.impl.portal.' + name for name in ('Access', 'Background', 'Inhibit', 'Settings'))))
    backend = Backend(desk)
    # What it complains about on a bus with nobody else is its own affair.
    env = {name: value for name, value in desk.env.items() if name != 'G_DEBUG'}
    env.update(XDG_CURRENT_DESKTOP='test', XDG_DESKTOP_PORTAL_DIR=folder)
    desk._spawn([find(STORE)], 'store', env=env)
    poll('the store of permissions', lambda: desk.has_owner('org.freedesktop.impl.portal.PermissionStore'))
    # It ends what may not run in the background.
    desk._spawn([find(REAL)], 'portal', env=env, start_new_session=True)
    poll('the portal', lambda: desk.has_owner(PORTAL))
    return backend


def permit(desk, answer):
    """What the person said earlier, in the desktop's settings."""
    desk.call_bus('SetPermission', 'background', True, 'background', APP_ID, [answer],
                  path='/org/freedesktop/impl/portal/PermissionStore',
                  interface='org.freedesktop.impl.portal.PermissionStore',
                  name='org.freedesktop.impl.portal.PermissionStore', signature='(sbssas)')


def in_background(desk):
    """The desktop's list of what runs in the background, as {application: what it says}."""
    apps, = desk.call_bus('Get', 'org.freedesktop.background.Monitor', 'BackgroundApps',
                          path='/org/freedesktop/background/monitor', interface='org.freedesktop.DBus.Properties',
                          name='org.freedesktop.background.Monitor', signature='(ss)')
    return {app['app_id']: app.get('message') for app in apps}
