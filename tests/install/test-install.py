#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Salve as it is installed: into a folder of the build, with a desktop that looks there.

    test-install.py BUILD      for a build whose prefix is inside its own folder, as that of ./dev test is
"""

import configparser
import filecmp
import gettext
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../e2e'))

from harness import APP_ID, NOTIFIER_ID
from processes import alive
from suite import case, check, main, make_record, note, poll, same, write_record

from gi.repository import Gio, GLib

HOUR = 3600
BUILD = os.path.abspath(sys.argv[1])


def options():
    with open(os.path.join(BUILD, 'meson-info/intro-buildoptions.json'), encoding='utf-8') as file:
        return {each['name']: each['value'] for each in json.load(file)}


PREFIX = options()['prefix']


def installed(*parts):
    return os.path.join(PREFIX, *parts)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    check(done.returncode == 0, '%s: %s' % (' '.join(command), done.stdout + done.stderr))
    return done.stdout


def read_ini(path):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(path, encoding='utf-8')
    return parser


def autostarts(env):
    """The entries that a session starts, by name: the person's own hide the system's, and "Hidden" hides both."""
    found = {}
    for folder in [env['XDG_CONFIG_HOME'], *env['XDG_CONFIG_DIRS'].split(':')]:
        folder = os.path.join(folder, 'autostart')
        for name in sorted(os.listdir(folder) if os.path.isdir(folder) else []):
            if name.endswith('.desktop'):
                found.setdefault(name, os.path.join(folder, name))
    return {name: path for name, path in found.items()
            if read_ini(path)['Desktop Entry'].get('Hidden', 'false') != 'true'}


def log_in(desk):
    """Starts what a session would, and gives the names."""
    entries = autostarts(desk.env)
    for path in entries.values():
        info = Gio.DesktopAppInfo.new_from_filename(path)
        check(info is not None, 'a session cannot read %s, or its program is not there' % path)
        context = Gio.AppLaunchContext()
        for name in os.environ:
            context.unsetenv(name)
        for name, value in desk.env.items():
            context.setenv(name, value)
        check(info.launch([], context), path)
    return sorted(entries)


def program_of(desk, name):
    return os.readlink('/proc/%d/exe' % desk.pid_of(name))


@case(installed=PREFIX)
def everything_is_where_a_desktop_looks(desk):
    for path in (installed('share/applications', APP_ID + '.desktop'),
                 installed('etc/xdg/autostart', NOTIFIER_ID + '.desktop')):
        note(run('desktop-file-validate', path))
        command = read_ini(path)['Desktop Entry']['Exec'].split()[0]
        check(os.access(os.path.join(PREFIX, 'bin', command), os.X_OK), '%s starts %s' % (path, command))
    note('the page for software centres is the one that was looked at when it was built')
    name = APP_ID + '.metainfo.xml'
    check(filecmp.cmp(installed('share/metainfo', name), os.path.join(BUILD, 'data', name), shallow=False), name)
    note('a service file has the name that it provides, or the bus does not take it')
    for name in (APP_ID, NOTIFIER_ID):
        service = read_ini(installed('share/dbus-1/services', name + '.service'))['D-BUS Service']
        same(service['Name'], name)
        check(os.access(service['Exec'].split()[0], os.X_OK), service['Exec'])
        check(service['Exec'].startswith(PREFIX), service['Exec'])
    same(read_ini(installed('share/applications', APP_ID + '.desktop'))['Desktop Entry']['DBusActivatable'], 'true')
    note('pictures and settings')
    for path in ('scalable/apps/%s.svg', 'symbolic/apps/%s-symbolic.svg'):
        check(os.path.isfile(installed('share/icons/hicolor', path % APP_ID)), path)
    source = Gio.SettingsSchemaSource.new_from_directory(installed('share/glib-2.0/schemas'), None, True)
    schema = source.lookup(APP_ID, False)
    same(sorted(schema.list_keys()), ['background', 'pedal-key', 'sounds'])
    same(sorted(os.listdir(installed('bin'))), ['salve', 'salve-notifier', 'salvectl'])


@case(installed=PREFIX, limit=120)
def the_bus_starts_the_installed_programs(desk):
    for name, program in ((NOTIFIER_ID, 'salve-notifier'), (APP_ID, 'salve')):
        path = '/' + name.replace('.', '/')
        desk.call_bus('Activate', {}, path=path, interface='org.freedesktop.Application', name=name,
                      signature='(a{sv})')
        same(program_of(desk, name), installed('bin', program))
    app = desk.attach()
    app.wait_text('Welcome to Salve')
    app.close()
    app.wait_end()


@case(installed=PREFIX, limit=120)
def the_login_tells_what_ended_and_a_click_opens_the_window(desk):
    write_record(desk, make_record(desk.now() - 52 * HOUR, areas=['hip-left']))
    same(log_in(desk), [NOTIFIER_ID + '.desktop'])
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    same(program_of(desk, NOTIFIER_ID), installed('bin', 'salve-notifier'))
    note('late, and in words that say so')
    shown = desk.wait_notification('Sun and Sweat')
    check(re.search('ended 3 hours ago', shown.summary), shown.summary)
    note('a click activates the installed window')
    poll('the daemon to show it', lambda: desk.shown() == 1)
    desk.dunstctl('action', '0')
    app = desk.attach()
    same(program_of(desk, APP_ID), installed('bin', 'salve'))
    app.wait_text('What may I do now?')
    app.close()
    app.wait_end()
    note('the notifier stays for what is still to come')
    check(desk.has_owner(NOTIFIER_ID), 'it has left')


@case(installed=PREFIX)
def a_person_may_switch_it_off(desk):
    folder = os.path.join(desk.env['XDG_CONFIG_HOME'], 'autostart')
    os.makedirs(folder)
    with open(os.path.join(folder, NOTIFIER_ID + '.desktop'), 'w') as file:
        file.write('[Desktop Entry]\nType=Application\nHidden=true\n')
    same(log_in(desk), [])
    check(not desk.has_owner(NOTIFIER_ID), 'it was started')


@case(installed=PREFIX)
def without_anything_pending_the_login_leaves_nobody(desk):
    log_in(desk)
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    pid = desk.pid_of(NOTIFIER_ID)
    poll('the notifier to leave', lambda: not alive(pid))


@case(installed=PREFIX, language='ar', limit=120)
def the_installed_translations_are_found(desk):
    words = gettext.translation('salve', installed('share/locale'), languages=['ar'])
    check(words.gettext('Sun') != 'Sun', 'the catalogue has no word for it')
    write_record(desk, make_record(desk.now() - 52 * HOUR))
    log_in(desk)
    desk.wait_notification(words.gettext('Sun'))
    app = desk.start()
    app.wait_text(words.gettext('What may I do now?'))
    same(app.quit(), 0)
    check(words.gettext('commands') and 'Commands:' not in desk.salvectl('--help').stdout, 'salvectl speaks English')
    desktop = read_ini(installed('share/applications', APP_ID + '.desktop'))['Desktop Entry']
    check(desktop.get('Comment[ar]', desktop['Comment']) != desktop['Comment'], desktop['Comment'])


# What the tools of the desktop make out of what is installed, and any other program's files too.
CACHES = {'gschemas.compiled', 'icon-theme.cache', 'mimeinfo.cache'}


@case(installed=PREFIX)
def what_is_uninstalled_leaves_what_is_the_persons(desk):
    path = write_record(desk, make_record(desk.now() - 52 * HOUR))
    same(desk.salvectl('list').returncode, 0)
    run('ninja', '-C', BUILD, 'uninstall')
    left = [os.path.join(folder, name) for folder, _, names in os.walk(PREFIX) for name in names
            if name not in CACHES]
    same(left, [])
    with open(path, encoding='utf-8') as file:
        check(json.load(file)['areas'], path)


def install():
    if not os.path.realpath(PREFIX).startswith(os.path.realpath(BUILD) + os.sep):
        print('1..0 # SKIP this build installs into %s: configure it with -Dprefix=%s'
              % (PREFIX, os.path.join(BUILD, 'installed')))
        sys.exit(0)
    run('meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet')


if sys.argv[2:3] != ['--case']:
    install()
main()
