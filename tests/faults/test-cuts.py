#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power goes at each system call of all that the programs write: after the next start the old or the new is there,
whole, and the new where it was said to be safe.

The folder is on an ext4 image, which is copied while the program waits before its next call: the copy holds what had
reached the disk by then, and nothing of what was only on its way."""

import collections
import itertools
import os
import shutil
import subprocess
import sys

from faults import NAME, OPERATIONS, RECORD, SOAK, Failure, Operation, Place, Said, Skip, Trial, check, make_root, note, \
    run_cases

BUILD = sys.argv[1]
MEGABYTES = 8
# Nothing is written by itself while the test runs, and a rename is not taken for a wish to sync.
OPTIONS = 'loop,commit=300,noauto_da_alloc'
# And other ways of the file system to keep data and names in order, or not to.
MODES = ('data=ordered', 'data=writeback', 'data=journal') if SOAK else ('data=ordered',)


def call(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check(done.returncode == 0, '%s: %s' % (' '.join(command), done.stdout))


def can_mount_images(folder):
    if os.geteuid() != 0:
        return 'only root can mount an image'
    missing = [name for name in ('mkfs.ext4', 'e2fsck', 'mount', 'umount', 'unshare') if not shutil.which(name)]
    if missing:
        return 'missing: ' + ', '.join(missing)
    try:
        Disk(folder, 'probe').close()
    except Failure as failure:
        return str(failure).strip().replace('\n', ' ')
    return None


class Disk:
    """An image with a file system, mounted: one at a time, always at the same place, for what is on it says where."""

    def __init__(self, folder, name, image=None, mode=MODES[0]):
        self.image = os.path.join(folder, name + '.img')
        self.mount = os.path.join(folder, 'disk')
        self.root = os.path.join(self.mount, 'person')
        os.makedirs(self.mount, exist_ok=True)
        if image is None:
            with open(self.image, 'wb') as file:
                file.truncate(MEGABYTES << 20)
            call('mkfs.ext4', '-q', '-F', self.image)
        else:
            with open(self.image, 'wb') as file:
                file.write(image)
        call('mount', '-o', OPTIONS + ',' + mode, self.image, self.mount)
        os.makedirs(self.root, 0o700, exist_ok=True)

    def sync(self):
        call('sync', '-f', self.mount)

    def read(self):
        with open(self.image, 'rb') as file:
            return file.read()

    def close(self):
        call('umount', self.mount)


class Cut:
    """What had reached the disk, and what the person had been told by then."""

    def __init__(self, image, said, where):
        self.image, self.said, self.where = image, said, where


class Cuts(list):
    n_calls = 0

    def add(self, disk, said, where):
        """Of several with the same image the last was told the most."""
        image = disk.read()
        if self and self[-1].image == image:
            self[-1].said, self[-1].where = said, where
        else:
            self.append(Cut(image, said, where))


def record_cuts(disk, trial):
    """Cuts the power before each system call, and after the last."""
    cuts = Cuts()

    def decide(number, call, path, said):
        cuts.n_calls = number
        cuts.add(disk, Said(trial.operation.command[0], said, None), 'before call %d, %s %s' % (number, call, path))
        return 'go'

    trial.fill()
    disk.sync()
    said = trial.place.gated(decide, *trial.operation.command, text=trial.operation.text)
    check(said.done, said.text)
    cuts.add(disk, said, 'after the last call')
    return cuts


def check_cut(folder, trial, cut, mode):
    disk = Disk(folder, 'after', cut.image, mode)
    try:
        trial.check_state(cut.said, disk.root)
        if trial.operation.steps and trial.operation.again:
            trial.check_again(Place(BUILD, disk.root))
    except (Failure, UnicodeDecodeError) as failure:
        raise Failure('%s, %s: %s' % (trial.operation.title, cut.where, failure)) from failure
    finally:
        disk.close()
    call('e2fsck', '-fn', disk.image)


def cut_all(folder, operation, mode=MODES[0]):
    disk = Disk(folder, 'before', mode=mode)
    try:
        trial = Trial(Place(BUILD, disk.root), operation)
        cuts = record_cuts(disk, trial)
    finally:
        disk.close()
    for cut in cuts:
        check_cut(folder, trial, cut, mode)
    note('%s, %s: %d calls, %d states of the disk; old %d, new %d'
         % (operation.title, mode, cuts.n_calls, len(cuts), trial.counts['old'], trial.counts['new']))
    return collections.Counter(calls=cuts.n_calls + 1, states=len(cuts))


def with_folder(function):
    with make_root(BUILD) as folder:
        reason = can_mount_images(folder)
        if reason:
            raise Skip(reason)
        function(folder)


def cut_operations(folder):
    wrong, counts = [], collections.Counter()
    for operation, mode in itertools.product(OPERATIONS, MODES):
        try:
            counts += cut_all(folder, operation, mode)
        except Failure as failure:
            wrong.append(str(failure))
    check(not wrong, '\n'.join(wrong))
    note('%d cuts, %d different disks: always old or new, the new where it was told' % (counts['calls'], counts['states']))


def be_careless(folder):
    careless = Operation('careless', 'writer', 'careless', NAME, text=RECORD)
    try:
        cut_all(folder, careless)
    except Failure as failure:
        note('found: ' + str(failure)[:200])
        return
    raise Failure('a write that is not synced was not noticed')


def a_careless_write_is_found():
    """a write that is not synced is found to be lost: this test can fail"""
    with_folder(be_careless)


def cuts():
    """the power cut at each system call: old or new"""
    with_folder(cut_operations)


if os.geteuid() == 0 and shutil.which('unshare') and not os.environ.get('SALVE_UNSHARED'):
    # What is mounted is gone with us.
    os.environ['SALVE_UNSHARED'] = '1'
    if subprocess.call(['unshare', '--mount', '--propagation', 'private', 'true'], stderr=subprocess.DEVNULL) == 0:
        os.execvp('unshare', ['unshare', '--mount', '--propagation', 'private', sys.executable, *sys.argv])
os.umask(0o022)
sys.exit(run_cases(a_careless_write_is_found, cuts))
