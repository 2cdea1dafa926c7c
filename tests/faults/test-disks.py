#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real disks in trouble: a full one, one that can only be read, and a folder of somebody else's."""

import os
import shutil
import subprocess
import sys

from faults import OPERATIONS, Failure, Place, Said, Skip, Trial, check, make_root, note, run_cases

BUILD = sys.argv[1]
AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']


def call(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check(done.returncode == 0, '%s: %s' % (' '.join(command), done.stdout))


def fill(path):
    """Until nothing more goes in."""
    with open(path, 'wb', buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b'x' * size)
            except OSError:
                pass


def run(trial, before=()):
    command = trial.operation.command
    done = subprocess.run([*before, *trial.place.line(command)], input=trial.operation.text.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, env=trial.place.env, timeout=60)
    return Said(command[0], done.stdout.decode(errors='replace'), done.returncode)


def check_told(trial, said):
    check(said.status in (0, 1) and said.done != bool(said.error), 'it ended with %r: %s' % (said.status, said.text))
    state = trial.check_state(said)
    check(bool(said.error) or state == trial.new or trial.operation.quiet, said.text)
    trial.counts['told'] += bool(said.error)
    return said


def on_a_full_disk(trial):
    filler = os.path.join(os.path.dirname(trial.place.root), 'filler')
    fill(filler)
    check_told(trial, run(trial))
    os.unlink(filler)


def on_a_read_only_disk(trial):
    disk = os.path.dirname(trial.place.root)
    call('mount', '-o', 'remount,ro', disk)
    try:
        check_told(trial, run(trial))
    finally:
        call('mount', '-o', 'remount,rw', disk)


def in_a_foreign_folder(trial):
    if subprocess.call([*AS_NOBODY, 'test', '-x', trial.place.program('writer')]) != 0:
        raise Skip('nobody else may enter the folder of the build')
    said = check_told(trial, run(trial, AS_NOBODY))
    check(said.error, 'it did it')


def try_one(disk, operation, function):
    root = os.path.join(disk, 'person')
    os.mkdir(root, 0o700)
    try:
        trial = Trial(Place(BUILD, root), operation)
        trial.fill()
        function(trial)
        if trial.counts['told'] and operation.again:
            trial.check_again()
    except Failure as failure:
        raise Failure('%s: %s' % (operation.title, failure)) from failure
    finally:
        shutil.rmtree(root)
    return trial.counts['told']


def try_all(function):
    if os.geteuid() != 0:
        raise Skip('only root can mount a disk, and be somebody else')
    missing = [name for name in ('mount', 'umount', 'setpriv') if not shutil.which(name)]
    if missing:
        raise Skip('missing: ' + ', '.join(missing))
    told = 0
    with make_root(BUILD) as disk:
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', disk], capture_output=True, text=True)
        if done.returncode != 0:
            raise Skip(done.stderr.strip())
        try:
            for operation in OPERATIONS:
                told += try_one(disk, operation, function)
        finally:
            call('umount', '-l', disk)
    check(told, 'nothing failed')
    note('%d operations: old or new; %d failed, and said why' % (len(OPERATIONS), told))


def full():
    """a full disk"""
    try_all(on_a_full_disk)


def read_only():
    """a disk that can only be read"""
    try_all(on_a_read_only_disk)


def foreign():
    """a folder that belongs to somebody else"""
    try_all(in_a_foreign_folder)


os.umask(0o022)
sys.exit(run_cases(full, read_only, foreign))
