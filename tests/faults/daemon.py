#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A notification daemon that says on stdout what it is asked to show, a line each, once it has its name."""

import sys

from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/>
  </method>
</interface></node>'''
numbers = iter(range(1, 1 << 30))


def on_call(bus, sender, path, interface, method, arguments, invocation):
    if method == 'Notify':
        print('notify ' + arguments.unpack()[3], flush=True)
        invocation.return_value(GLib.Variant('(u)', (next(numbers),)))
    elif method == 'GetCapabilities':
        invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
    elif method == 'GetServerInformation':
        invocation.return_value(GLib.Variant('(ssss)', ('test', 'Salve', '1', '1.2')))
    else:
        invocation.return_value(None)


def on_bus(bus, name):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object('/org/freedesktop/Notifications', interface, on_call, None, None)


def on_name(bus, name):
    print('ready', flush=True)


def on_lost(bus, name):
    sys.exit('there is no bus')


Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, on_bus, on_name,
                 on_lost)
GLib.MainLoop().run()
