#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the three programs keep to themselves: the modes of files, the network, the journal, the command lines."""

import os
import re
import shlex
import shutil
import stat
import subprocess

from suite import Skip, case, check, main, make_record, poll, same, write_draft, write_json, write_profile, write_record
from harness import APP_ID, NOTIFIER_ID
from walk import Walk

HOUR = 3600
# Where each stands: notes, products, a device, areas of one's own, in what is damaged, in what is from elsewhere.
TELL = 'telltale'
# Words that say what a person does, and where.
WORDS = re.compile('%s|needl|numb|abdomen|hip|sweat|moistur|check.?in|roller|cream' % TELL, re.I)


# The modes of files

def list_modes(folder):
    found = {}
    for path, folders, files in os.walk(folder):
        for name in [''] + files:
            full = os.path.join(path, name).rstrip('/')
            info = os.lstat(full)
            if not stat.S_ISSOCK(info.st_mode):
                found[full] = (info.st_mode & 0o7777, 0o700 if stat.S_ISDIR(info.st_mode) else 0o600)
    return found


def check_modes(*folders):
    for folder in folders:
        for path, (mode, wanted) in list_modes(folder).items():
            same(oct(mode), oct(wanted), path)


def check_creations(traces):
    """Also of what was there for a moment only: no call asks for more than it may."""
    seen = set()
    for text in traces:
        for call, path, mode in re.findall(r'\b(openat|mkdirat?)\((?:AT_FDCWD, )?"([^"]*/salve/[^"]*|[^"]*/salve)"'
                                           r'.*?, 0?(\d+)\)', text):
            same(oct(int(mode, 8)), '0o700' if call.startswith('mkdir') else '0o600', path)
            seen.add(call)
    check('openat' in seen, 'no file was seen to be made')


def trace(desk, what, *names, mask=0o022):
    """From now on these programs run under strace and with that umask, also where the bus starts them."""
    if shutil.which('strace') is None or subprocess.run(['strace', '-o', os.devnull, 'true'],
                                                       check=False).returncode != 0:
        raise Skip('no program may be watched here')
    plain = desk.command
    logs = []

    def command(name):
        if name not in names:
            return plain(name)
        log = desk._path('trace-' + name)
        logs.append(log)
        return [shutil.which('strace'), '-f', '-qq', '-A', '-s', '4096', '-v', '-o', log, '-e', 'trace=' + what,
                'sh', '-c', 'umask %03o; exec "$@"' % mask, 'sh', *plain(name)]

    desk.command = command
    for name, id in (('salve', APP_ID), ('salve-notifier', NOTIFIER_ID)):
        desk._write_service(desk._path('services'), id, ' '.join(map(shlex.quote, command(name))) + ' --gapplication-service')
    desk.call_bus('ReloadConfig')
    return lambda: [open(log, errors='replace').read() for log in sorted(set(logs)) if os.path.exists(log)]


def start(desk):
    desk._spawn(desk.command('salve'), 'salve')
    return desk.attach()


def use(desk, app):
    """A session from its last step to the click on its notification."""
    app.wait_text('What to wait with')
    app.click('Finish and save')
    app.wait_text('What may I do now?')
    poll('the record', lambda: not os.path.exists(os.path.join(desk.state, 'draft.json')))
    poll('the notifier', lambda: desk.has_owner(NOTIFIER_ID))
    for page in ('alt+2', 'alt+3', 'alt+4', 'alt+1'):
        desk.key(page)
    app.wait_text('What may I do now?')


def end(app):
    app.close()
    app.wait_end()


def modes_whatever_the_umask(desk, mask, made):
    for folder in (desk.data, desk.sessions, os.path.join(desk.data, 'trash'), desk.state):
        if made:
            os.makedirs(folder, exist_ok=True)
            os.chmod(folder, 0o777)
    write_draft(desk, 'aftercare')
    read = trace(desk, 'openat,mkdir,mkdirat', 'salve', 'salve-notifier', mask=mask)
    app = start(desk)
    use(desk, app)
    desk.advance(hours=49)
    desk.wait_notification('Sun')
    poll('the ledger', lambda: os.path.exists(os.path.join(desk.state, 'notified.json')))
    name = os.path.join(desk.state, 'notified.json')
    check_modes(desk.data, desk.state)
    end(app)
    desk.kill(desk.pid_of(NOTIFIER_ID))
    poll('the notifier to be gone', lambda: not desk.has_owner(NOTIFIER_ID))
    # What is set aside, and what salvectl writes.
    with open(name, 'w', encoding='utf-8') as file:
        file.write('[')
    os.chmod(name, 0o600)
    desk.start_notifier()
    poll('a ledger to be set aside', lambda: any('unreadable' in each for each in os.listdir(desk.state)))
    desk.kill(desk.pid_of(NOTIFIER_ID))
    subprocess.run(['sh', '-c', 'umask %03o; exec "$@"' % mask, 'sh', desk.program('salvectl'), 'verify'], env=desk.env,
                   check=False, capture_output=True)
    check_modes(desk.data, desk.state)
    check_creations(read())


@case(limit=180)
def modes_under_umask_000(desk):
    modes_whatever_the_umask(desk, 0o000, False)


@case(limit=180)
def modes_under_umask_022_with_wide_folders(desk):
    modes_whatever_the_umask(desk, 0o022, True)


@case(limit=180)
def modes_under_umask_077(desk):
    modes_whatever_the_umask(desk, 0o077, False)


@case(limit=180)
def modes_under_umask_777(desk):
    modes_whatever_the_umask(desk, 0o777, False)


# The network

def list_sockets(text, desk):
    """What was asked for beyond a socket to the display, the session bus and the accessibility bus."""
    allowed = [re.escape(desk.env['XDG_RUNTIME_DIR']) + r'/', r'/tmp/\.X11-unix/X', r'@/tmp/\.X11-unix/X',
               # The system's name service, for one's own name; nothing is sent beyond this computer.
               r'/var/run/nscd/socket', r'/run/nscd/socket', r'/run/systemd/userdb/']
    odd = []
    for line in text.splitlines():
        if re.search(r'\bsocket(pair)?\(', line) and not re.search(r'\bsocket(pair)?\(AF_UNIX,', line):
            odd.append(line)
        if re.search(r'\b(connect|bind|sendto|sendmsg|accept4?)\(', line):
            odd += [line for path in re.findall(r'sun_path=(@?"[^"]*")', line)
                    if not any(re.match(each, path.replace('"', '')) for each in allowed)]
            odd += [line] * ('AF_INET' in line or 'AF_NETLINK' in line)
    return odd


@case(limit=240)
def no_socket_but_the_bus_and_the_display_and_no_word_of_the_person(desk):
    desk.env.pop('CANBERRA_DRIVER')
    read = trace(desk, '%network,execve', 'salve', 'salve-notifier')
    now = desk.now()
    device = {'kind': 'roller', 'needle_mm': 0.25, 'name': TELL + ' device'}
    write_record(desk, make_record(now - 24 * HOUR, areas=['hip-left', TELL + '-area'], notes=TELL + ' notes', device=device,
                                   numbing={'product': TELL + ' cream', 'lidocaine_percent': 4}))
    write_profile(desk)
    write_json(os.path.join(desk.data, 'shelf.json'), {'format': 1, 'items': [{'name': TELL}], TELL: {}})
    for name, text in (('%s.json' % TELL, '{"%s": [' % TELL), ('20261101T000000Z-00000001.json', '"%s"' % TELL),
                       ('20261102T000000Z-00000002.json', '{"format": 1, "id": "%s", "areas": "%s"}' % (TELL, TELL)),
                       ('20261103T000000Z-00000003.json', '{"format": 99, "%s": 1}' % TELL)):
        with open(os.path.join(desk.sessions, name), 'w', encoding='utf-8') as file:
            file.write(text)
    os.makedirs(desk.state, 0o700, exist_ok=True)
    with open(os.path.join(desk.state, 'notified.json'), 'w', encoding='utf-8') as file:
        file.write('{"format": 1, "announced": [{"key": "%s", "instant": "%s"}]}' % (TELL, TELL))
    write_draft(desk, 'aftercare', notes=TELL, serum={'kind': 'hyaluronic-acid', 'product': TELL + ' serum'}, device=device)
    app = start(desk)
    use(desk, app)
    desk.key('alt+2')
    app.find('list', 'Sessions')
    # The record of yesterday and its neighbours, which cannot be read, are looked at.
    desk.advance(hours=26)
    desk.wait_notification('Sun')
    poll('the daemon to show it', lambda: desk.shown() >= 1)
    desk.dunstctl('action', '0')
    app.wait_text('What may I do now?')
    title = desk.xdotool('search', '--pid', app.pid, '--onlyvisible', 'getwindowname')
    same(WORDS.findall(title), [], 'the title of the window')
    for pid in os.listdir('/proc'):
        if pid.isdigit():
            try:
                with open('/proc/%s/cmdline' % pid, errors='replace') as file:
                    check(TELL not in file.read(), 'a command line of %s' % pid)
            except OSError:
                pass
    end(app)
    for arguments in (('status',), ('list',), ('verify',)):
        subprocess.run(['strace', '-f', '-qq', '-o', desk._path('trace-ctl'), '-A', '-e', 'trace=%network,execve',
                        desk.program('salvectl'), *arguments], env=desk.env, check=False, capture_output=True)
    traces = dict(zip(('salve', 'notifier'), read()))
    with open(desk._path('trace-ctl'), errors='replace') as file:
        traces['salvectl'] = file.read()
    same(sorted(traces), ['notifier', 'salve', 'salvectl'])
    for name, text in traces.items():
        same(list_sockets(text, desk), [], 'sockets of ' + name)
        check(TELL not in '\n'.join(line for line in text.splitlines() if 'execve(' in line), 'what %s starts' % name)
    for log in 'salve', 'notifier', 'bus':
        same(WORDS.findall(re.sub(r'%s|/\S*' % re.escape(desk.root), '', desk.log(log))), [], 'what %s said' % log)
    # Lists of what was used lately, kept by the desktop.
    check(not os.path.exists(os.path.join(desk.env['XDG_DATA_HOME'], 'recently-used.xbel')), 'files are remembered')
    for path in list_modes(desk.env['XDG_CONFIG_HOME']):
        if os.path.isfile(path):
            with open(path, errors='replace') as file:
                check(TELL not in file.read(), path)


main()
