# SPDX-License-Identifier: GPL-3.0-or-later
"""Syncthing itself, which keeps the folders of two computers in step, on this one and over its loopback only."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as tree

from faults import Failure, Skip, check

# What is Syncthing's own in a folder: its marks, the versions that it keeps, what it is writing.
OWN = ('.stfolder', '.stversions', '.stignore', '.syncthing.', '~syncthing~')
# Straight to it, whatever proxy there may be.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
SECONDS = 60


def find_program():
    program = shutil.which('syncthing')
    if program is None:
        raise Skip('Syncthing is not installed')
    return program


def find_ports(count):
    """Free now, and different."""
    sockets = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait_until(condition, what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, 'after %d s: %s' % (seconds, what() if callable(what) else what))
        time.sleep(0.1)


class Syncthing:
    """One computer's, which keeps one folder."""

    def __init__(self, root, folder, versions=10, keeps_replaced=False):
        """With how many versions of a file that was changed on both at most (10 is what its own dialogue sets), and
        whether it keeps what it replaces."""
        self.program = find_program()
        self.home = os.path.join(root, 'syncthing')
        self.folder = folder
        self.versions, self.keeps_replaced = versions, keeps_replaced
        self.gui, self.port = find_ports(2)
        self.log = open(os.path.join(root, 'syncthing.log'), 'ab')
        self.process = None
        self.env = {'HOME': root, 'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'STNOUPGRADE': '1',
                    'STNODEFAULTFOLDER': '1', 'GOMAXPROCS': '2'}
        subprocess.run([self.program, 'generate', '--home=' + self.home], env=self.env, check=True,
                       stdout=self.log, stderr=self.log)
        self.config = os.path.join(self.home, 'config.xml')
        self.id = tree.parse(self.config).getroot().find('device').get('id')

    def configure(self, other):
        """Nothing but the two, and nothing beyond this computer."""
        document = tree.parse(self.config)
        root = document.getroot()
        for each in root.findall('device') + root.findall('folder'):
            root.remove(each)
        self.set_options(root)
        for device, port in ((self.id, self.port), (other.id, other.port)):
            device = tree.SubElement(root, 'device', id=device, name=device[:7])
            tree.SubElement(device, 'address').text = 'tcp://127.0.0.1:%d' % port
            tree.SubElement(device, 'allowedNetwork').text = '127.0.0.0/8'
        self.add_folder(root, other)
        document.write(self.config)

    def set_options(self, root):
        options = root.find('options')
        wanted = {'listenAddress': 'tcp://127.0.0.1:%d' % self.port, 'urAccepted': '-1', 'autoUpgradeIntervalH': '0',
                  'stunKeepaliveStartS': '0', 'reconnectionIntervalS': '1', 'maxFolderConcurrency': '2',
                  **dict.fromkeys(('globalAnnounceEnabled', 'localAnnounceEnabled', 'relaysEnabled', 'natEnabled',
                                   'crashReportingEnabled', 'startBrowser', 'announceLANAddresses'), 'false')}
        for name, value in wanted.items():
            for each in options.findall(name):
                options.remove(each)
            tree.SubElement(options, name).text = value
        gui = root.find('gui')
        gui.find('address').text = '127.0.0.1:%d' % self.gui
        gui.find('apikey').text = 'key'

    def add_folder(self, root, other):
        folder = tree.SubElement(root, 'folder', id='salve', label='Salve', path=self.folder, type='sendreceive',
                                 rescanIntervalS='3600', fsWatcherEnabled='true', fsWatcherDelayS='1')
        # Not written here, it would be none.
        tree.SubElement(folder, 'maxConflicts').text = str(self.versions)
        if self.keeps_replaced:
            versioning = tree.SubElement(folder, 'versioning', type='simple')
            tree.SubElement(versioning, 'param', key='keep', val='5')
        for device in (self.id, other.id):
            tree.SubElement(folder, 'device', id=device)
        os.makedirs(os.path.join(self.folder, '.stfolder'), 0o700, exist_ok=True)

    # Running

    def start(self):
        self.process = subprocess.Popen([self.program, 'serve', '--home=' + self.home, '--no-browser', '--no-restart'],
                                        env=self.env, stdout=self.log, stderr=self.log)
        wait_until(lambda: self.ask('system/ping') is not None, 'Syncthing does not answer')

    def stop(self, how=signal.SIGTERM):
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self):
        self.stop(signal.SIGKILL)

    def ask(self, path, method='GET'):
        """None while it does not answer."""
        request = urllib.request.Request('http://127.0.0.1:%d/rest/%s' % (self.gui, path), method=method,
                                         headers={'X-API-Key': 'key'})
        try:
            with OPENER.open(request, timeout=10) as answer:
                return json.loads(answer.read() or b'{}')
        except (OSError, ValueError):
            if self.process is None or self.process.poll() is not None:
                raise Failure('Syncthing is not running') from None
            return None

    def is_connected(self, other):
        known = (self.ask('system/connections') or {}).get('connections', {})
        return known.get(other.id, {}).get('connected', False)

    def scan(self):
        self.ask('db/scan?folder=salve', 'POST')

    def is_idle(self):
        status = self.ask('db/status?folder=salve') or {}
        return status.get('state') == 'idle' and status.get('needTotalItems') == 0

    # Where it reaches

    def list_addresses(self):
        """Of each of its sockets the local and the remote one, which is 0 while it listens, in the kernel's writing."""
        process = '/proc/%d' % self.process.pid
        ours = set()
        for number in os.listdir(process + '/fd'):
            try:
                ours.add(os.readlink('%s/fd/%s' % (process, number)))
            except OSError:
                continue
        found = []
        for kind in ('tcp', 'tcp6', 'udp', 'udp6'):
            if not os.path.exists('%s/net/%s' % (process, kind)):
                continue
            with open('%s/net/%s' % (process, kind), encoding='ascii') as lines:
                for fields in map(str.split, list(lines)[1:]):
                    if 'socket:[%s]' % fields[9] in ours:
                        found.append((fields[1].partition(':')[0], fields[2].partition(':')[0]))
        return found


def read_folder(folder):
    """What it holds but for what is Syncthing's own, by path."""
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(OWN)]
        for name in names:
            path = os.path.join(place, name)
            if name.startswith(OWN):
                continue
            try:
                with open(path, encoding='utf-8') as file:
                    found[os.path.relpath(path, folder)] = file.read()
            except FileNotFoundError:
                continue
    return found
