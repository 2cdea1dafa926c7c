# SPDX-License-Identifier: GPL-3.0-or-later
"""Records for pictures: a history as it may look after half a year."""

import datetime
import json
import os
import uuid

# Days ago, device, length, areas, how it ended
SESSIONS = [
    (31, 'roller', 0.25, ['abdomen', 'hip-left', 'hip-right'], 'completed'),
    (48, 'roller', 0.25, ['abdomen'], 'completed'),
    (62, 'stamp', 0.3, ['thigh-left-outer', 'thigh-right-outer'], 'stopped'),
    (90, 'pen', 0.25, ['abdomen', 'hip-left', 'hip-right'], 'completed'),
    (121, 'roller', 0.2, ['thigh-left-outer'], 'completed'),
    (152, 'roller', 0.2, ['abdomen'], 'completed'),
]


def make(days, kind, length, areas, outcome):
    started = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)).replace(
        hour=18, minute=30, second=0, microsecond=0)
    ended = started + datetime.timedelta(minutes=42)
    record = {
        'format': 1,
        'id': str(uuid.uuid5(uuid.NAMESPACE_URL, 'sample-%d' % days)),
        'setting': 'home',
        'started': started.isoformat(),
        'ended': ended.isoformat(),
        'outcome': outcome,
        'areas': areas,
        'device': {'kind': kind, 'needle_mm': length},
        'passes': [{'area': area, 'direction': 'horizontal', 'count': 4} for area in areas],
        'serum': {'kind': 'hyaluronic-acid'},
        'pain': 2,
        'erythema': 1,
        'aftercare': [{'restriction': name, 'until': (ended + datetime.timedelta(hours=hours)).isoformat()}
                      for name, hours in (('sun', 48), ('sweat', 48), ('products', 72))],
    }
    if outcome == 'stopped':
        record['stopped_because'] = 'pain'
    return started, record


def write(folder):
    os.makedirs(folder, mode=0o700, exist_ok=True)
    for session in SESSIONS:
        started, record = make(*session)
        name = '%s-%s.json' % (started.strftime('%Y%m%dT%H%M%SZ'), record['id'][:8])
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            json.dump(record, file, indent=2)
