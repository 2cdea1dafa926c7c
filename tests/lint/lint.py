#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that no compiler keeps. Speaks TAP; one case a rule.

    lint.py SOURCE BUILD      every rule
    lint.py --potfiles        what po/POTFILES should hold
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as XML

APP_ID = 'io.github.salve.Salve'
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = None

# Classes that Debian 12 does not have yet, or that Debian 13 calls deprecated.
BANNED_CLASSES = set('''
AdwLeaflet AdwLeafletPage AdwFlap AdwSqueezer AdwSqueezerPage AdwViewSwitcherTitle AdwMessageDialog
AdwPreferencesWindow AdwAboutWindow
GtkDialog GtkMessageDialog GtkAssistant GtkAssistantPage GtkInfoBar GtkFileChooserDialog GtkFileChooserNative
GtkFileChooserWidget GtkFileChooserButton GtkComboBox GtkComboBoxText GtkTreeView GtkTreeViewColumn
GtkTreeSelection GtkTreeStore GtkListStore GtkIconView GtkCellView GtkCellArea GtkCellRendererText GtkStyleContext
GtkEntryCompletion GtkStatusbar GtkColorButton GtkColorChooserDialog GtkColorChooserWidget GtkFontButton
GtkFontChooserDialog GtkFontChooserWidget GtkAppChooserButton GtkAppChooserDialog GtkAppChooserWidget
GtkLockButton GtkVolumeButton
AdwBanner AdwTabButton AdwTabOverview AdwBreakpoint AdwBreakpointBin AdwNavigationView AdwNavigationPage
AdwNavigationSplitView AdwOverlaySplitView AdwToolbarView AdwSwitchRow AdwSpinRow AdwDialog AdwAlertDialog
AdwAboutDialog AdwPreferencesDialog AdwSwipeTracker AdwButtonRow AdwSpinner AdwBottomSheet AdwToggleGroup
AdwToggle AdwWrapBox AdwInlineViewSwitcher AdwShortcutsDialog AdwLayout AdwMultiLayoutView
GtkFileDialog GtkAlertDialog GtkUriLauncher GtkFileLauncher GtkColorDialog GtkColorDialogButton GtkFontDialog
GtkFontDialogButton GtkListHeader GtkSectionModel GtkGraphicsOffload GtkPrintDialog
'''.split())
# What GTK loads by itself from a fixed place may use the class that GTK asks for there.
HELP_OVERLAY = {'GtkShortcutsWindow', 'GtkShortcutsSection', 'GtkShortcutsGroup', 'GtkShortcutsShortcut'}

TEXT = ('.c', '.h', '.py', '.ui', '.css', '.build', '.xml', '.in', '.json', '.md', '.svg', '.options', '.sh')
TEXT_NAMES = ('dev', 'run', 'POTFILES', 'LINGUAS', '.gitignore')
NO_GTK = ('src/core', 'src/notifier', 'src/ctl')
PROGRAMS = {
    'src/notifier/salve-notifier': ('libgtk', 'libadwaita'),
    'src/ctl/salvectl': ('libgtk', 'libadwaita', 'libgdk', 'libnotify'),
}


def files(*endings, under=''):
    """The house's files, by path from its top; not what is built or fetched."""
    found = []
    for folder, folders, names in os.walk(os.path.join(SOURCE, under)):
        inside = os.path.relpath(folder, SOURCE)
        folders[:] = sorted(f for f in folders
                            if f != '.git' and f != '__pycache__'
                            and not (inside == '.' and (f.startswith('build') or f in ('shots', '.flatpak-builder'))))
        for name in sorted(names):
            if not endings or name.endswith(endings):
                found.append(os.path.normpath(os.path.join(inside, name)))
    return found


def read(path):
    with open(os.path.join(SOURCE, path), encoding='utf-8') as file:
        return file.read()


def output(*command, cwd=None):
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    return done.returncode, (done.stdout + done.stderr).strip()


def built(path):
    return os.path.join(BUILD, path)


def fails_of(*command, cwd=None):
    code, said = output(*command, cwd=cwd)
    return [] if code == 0 else said.splitlines() or ['exit status %d' % code]


def code_without_comments(text):
    return re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m[0]), text, flags=re.DOTALL)


# The rules: each returns what breaks it, a line each.

def no_gtk_in_core():
    """src/core, src/notifier and src/ctl include no GTK"""
    pattern = re.compile(r'^\s*#\s*include\s*[<"](gtk/|gdk/|adwaita|gsk/)', re.MULTILINE)
    return [path for folder in NO_GTK for path in files('.c', '.h', under=folder) if pattern.search(read(path))]


def core_stands_alone():
    """src/core includes nothing of the rooms above it, and no libnotify"""
    own = {os.path.basename(path) for path in files('.h', under='src/core')} | {'config.h'}
    wrong = []
    for path in files('.c', '.h', under='src/core'):
        for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"', read(path), re.MULTILINE):
            if name not in own:
                wrong.append('%s includes %s' % (path, name))
        if 'libnotify' in re.sub(r'/\*.*?\*/', '', read(path), flags=re.DOTALL):
            wrong.append('%s includes libnotify' % path)
    return wrong


def programs_link_no_gtk():
    """the notifier and salvectl need no GTK, by themselves or through others"""
    wrong = []
    for program, banned in PROGRAMS.items():
        for command in (('readelf', '-d', built(program)), ('ldd', built(program))):
            code, said = output(*command)
            if code != 0:
                wrong.append('%s: %s' % (' '.join(command), said))
            wrong += ['%s: %s' % (program, line.strip()) for line in said.splitlines()
                      if any(name in line for name in banned)]
    return wrong


def programs_are_hardened():
    """every program is position independent, with full RELRO"""
    wrong = []
    for program in [*PROGRAMS, 'src/app/salve']:
        code, said = output('readelf', '-Wdlh', built(program))
        if 'DYN (' not in said:
            wrong.append(program + ' is not position independent')
        if 'GNU_RELRO' not in said or not re.search(r'FLAGS.*\bNOW\b', said):
            wrong.append(program + ' has no full RELRO')
    return wrong


def programs_have_no_network():
    """no program takes from a library what could open a connection, but to the bus by its address"""
    pattern = re.compile(r'\b(socket|connect|sendto|sendmsg|getaddrinfo|gethostby\w+|res_\w+|g_(socket|inet|resolver|network|tls|'
                         r'proxy|tcp|unix_connection)_\w+|soup_\w+|curl_\w+|nghttp\w+)(@|$)', re.MULTILINE)
    wrong = []
    for program in [*PROGRAMS, 'src/app/salve']:
        code, said = output('readelf', '-W', '--dyn-syms', built(program))
        names = [line.split()[7] for line in said.splitlines() if ' UND ' in line and len(line.split()) > 7]
        if code != 0 or len(names) < 50:
            wrong.append('%s: its names cannot be read' % program)
        wrong += ['%s: %s' % (program, name) for name in names if pattern.match(name)]
    return wrong


def ui_uses_safe_classes():
    """no .ui file uses a class that is too new or deprecated later"""
    wrong = []
    for path in files('.ui'):
        allowed = HELP_OVERLAY if os.path.basename(path) == 'help-overlay.ui' else set()
        for node in XML.parse(os.path.join(SOURCE, path)).iter():
            name = node.get('class') or node.get('parent') or ''
            if name in (BANNED_CLASSES | HELP_OVERLAY) - allowed:
                wrong.append('%s: %s' % (path, name))
    return wrong


def labels_hold_their_width():
    """labels that wrap beside something end in an ellipsis, as does a description: GTK may draw others past the edge"""
    wrong = []

    def look(path, node, beside):
        named = {each.get('name'): each.text for each in [*node.findall('property'), *node.findall('binding')]}
        kind = node.get('class') or node.get('parent')
        if kind == 'GtkLabel' and beside and named.get('wrap') == 'True' and not ('ellipsize' in named and 'lines' in named):
            wrong.append('%s: %s' % (path, node.get('id') or named.get('label')))
        if kind == 'AdwPreferencesGroup' and 'description' in named:
            wrong.append('%s: %s is no SalveGroup' % (path, node.get('id') or named.get('title')))
        if kind == 'AdwActionRow':
            wrong.extend('%s: %s has no %s-lines' % (path, node.get('id') or named.get('title'), each)
                         for each in ('title', 'subtitle') if each in named and each + '-lines' not in named)
        beside = beside or kind == 'GtkBox' and named.get('orientation') != 'vertical'
        for child in node.iterfind('*/object'):
            look(path, child, beside)

    for path in files('.ui', under='ui'):
        root = XML.parse(os.path.join(SOURCE, path)).getroot()
        for node in [*root.findall('template'), *root.findall('object')]:
            look(path, node, False)
    return wrong


def late_classes_stay_in_one_file():
    """dialogs that a later release deprecates are made in salve-compat.c only"""
    pattern = re.compile(r'\b(adw_message_dialog_new|adw_show_about_window|gtk_file_chooser_native_new)\b')
    return [path for path in files('.c', under='src')
            if os.path.basename(path) != 'salve-compat.c' and pattern.search(code_without_comments(read(path)))]


def resources_are_complete():
    """the resources list every .ui file, the style sheet and every icon, and nothing else"""
    listed = {node.text for node in XML.parse(os.path.join(SOURCE, 'ui/salve.gresource.xml')).iter('file')}
    # Drawn from the .svg of the same name while building.
    listed = {name for name in listed if not name.endswith('.symbolic.png')
              or not os.path.exists(os.path.join(SOURCE, 'data/icons', name[:-len('.symbolic.png')] + '.svg'))}
    there = {os.path.relpath(path, 'ui') for path in files('.ui', '.css', under='ui')}
    there |= {os.path.relpath(path, 'data/icons') for path in files('.svg', under='data/icons')
              if not os.path.basename(path).startswith(APP_ID)}
    there |= {os.path.relpath(path, 'data/pictures') for path in files('.svg', under='data/pictures')}
    return ['not listed: ' + path for path in sorted(there - listed)] \
        + ['not there: ' + path for path in sorted(listed - there)]


def icons_follow_the_theme():
    """symbolic icons are 16 by 16, in shapes that GTK can colour, without strokes"""
    wrong = []
    for path in files('-symbolic.svg', under='data/icons'):
        root = XML.parse(os.path.join(SOURCE, path)).getroot()
        if root.get('viewBox') != '0 0 16 16':
            wrong.append(path + ': not 16 by 16')
        for node in root:
            kind = node.tag.rpartition('}')[2]
            if kind not in ('path', 'rect', 'circle') or node.get('stroke') or node.get('fill') == 'none':
                wrong.append('%s: %s' % (path, kind))
    return wrong


def pictures_follow_the_theme():
    """drawings are 128 by 128, in shapes that GTK can colour, with strokes of the one colour it leaves to the text"""
    wrong = []
    for path in files('.svg', under='data/pictures'):
        root = XML.parse(os.path.join(SOURCE, path)).getroot()
        if root.get('viewBox') != '0 0 128 128' or not path.endswith('-symbolic.svg'):
            wrong.append(path + ': not 128 by 128, or not called symbolic')
        for node in list(root.iter())[1:]:
            kind = node.tag.rpartition('}')[2]
            if kind not in ('g', 'path', 'rect', 'circle') or node.get('stroke') not in (None, 'none', '#000') \
                    or node.get('fill') or node.get('class') not in (None, 'success', 'warning', 'error'):
                wrong.append('%s: %s %s' % (path, kind, node.attrib))
    return wrong


def icon_names_exist():
    """every symbolic icon of ours that is named somewhere is drawn"""
    drawn = {os.path.basename(path)[:-4] for path in files('-symbolic.svg')}
    wrong = []
    for path in files('.c', '.ui', under='src') + files('.ui', under='ui'):
        for name in re.findall(r'\bsalve-[a-z-]+-symbolic\b', read(path)):
            if name not in drawn:
                wrong.append('%s: %s' % (path, name))
    return wrong


def desktop_files_are_valid():
    """desktop-file-validate accepts the desktop files"""
    return [line for name in (APP_ID, APP_ID + '.Notifier')
            for line in fails_of('desktop-file-validate', built('data/%s.desktop' % name))]


def metainfo_is_valid():
    """appstreamcli accepts the metainfo"""
    command = ['appstreamcli', 'validate', '--no-net', built('data/%s.metainfo.xml' % APP_ID)]
    wrong = fails_of(*command)
    if any('url-homepage-missing' in line for line in wrong):
        # Salve has no page of its own yet, which AppStream 1.0 warns of, and what is older does not know.
        wrong = fails_of(*command, '--override', 'url-homepage-missing=info')
    return wrong


def services_are_right():
    """the D-Bus service files name themselves and a program that is built"""
    wrong = []
    programs = {APP_ID: 'src/app/salve', APP_ID + '.Notifier': 'src/notifier/salve-notifier'}
    for name, program in programs.items():
        with open(built('data/%s.service' % name), encoding='utf-8') as file:
            text = file.read()
        command = re.search(r'^Exec=(\S+)', text, re.MULTILINE)
        if not text.startswith('[D-BUS Service]\n') or '\nName=%s\n' % name not in text:
            wrong.append(name + ': no section or another name')
        if not command or not os.path.isabs(command[1]) or os.path.basename(command[1]) != os.path.basename(program):
            wrong.append(name + ': starts ' + (command[1] if command else 'nothing'))
        elif not os.path.isfile(built(program)):
            wrong.append(program + ' is not built')
    return wrong


def activation_is_declared():
    """the desktop file and its service agree that the bus starts the window"""
    text = read('data/%s.desktop.in' % APP_ID)
    return [] if re.search(r'^DBusActivatable=true$', text, re.MULTILINE) else ['DBusActivatable is not true']


def schema_is_valid():
    """the schema of a record is valid JSON Schema 2020-12"""
    import jsonschema
    schema = json.loads(read('data/session.schema.json'))
    wrong = [] if schema.get('$schema') == 'https://json-schema.org/draft/2020-12/schema' else ['another $schema']
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        wrong.append(error.message)
    return wrong


def translatable_files():
    in_c = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|ngettext|dgettext|g_dngettext|g_dpgettext2?)\s*\(\s*["\w]')
    found = []
    for path in files('.c', '.h', under='src'):
        if in_c.search(code_without_comments(read(path))):
            found.append(path)
    for path in files('.ui', under='ui'):
        if re.search(r'translatable\s*=\s*["\'](yes|true|1)["\']', read(path)):
            found.append(path)
    found += files('.desktop.in', '.metainfo.xml.in', under='data')
    return sorted(found)


def potfiles_are_complete():
    """po/POTFILES lists exactly the files with words to translate"""
    listed = [line for line in read('po/POTFILES').splitlines() if line and not line.startswith('#')]
    there = translatable_files()
    return ['not listed (./dev potfiles): ' + path for path in there if path not in listed] \
        + ['nothing to translate: ' + path for path in listed if path not in there] \
        + ['listed twice: ' + path for path in sorted({p for p in listed if listed.count(p) > 1})]


def tests_assert():
    """every test program in C asserts something"""
    asserts = re.compile(r'\bg_assert\w*\s*\(|\bg_test_(fail|expect|trap_assert)\w*\s*\(')
    return [path for path in files('.c', under='tests')
            if 'g_test_add' in read(path) and not asserts.search(code_without_comments(read(path)))]


def introspect(what):
    code, said = output('meson', 'introspect', '--' + what, BUILD)
    if code != 0:
        raise RuntimeError(said)
    return json.loads(said)


def tests_are_run():
    """every test program is built and run by meson test"""
    run = {os.path.join(BUILD, word) for test in introspect('tests') for word in test['cmd']}
    sources = set()
    for target in introspect('targets'):
        if run & set(target['filename']):
            sources |= {source for part in target['target_sources'] for source in part.get('sources', [])}
    known = {os.path.realpath(path) for path in run | sources}
    return [path for path in files('.c', '.py', under='tests') if os.path.basename(path).startswith('test-')
            and os.path.realpath(os.path.join(SOURCE, path)) not in known]


def bodies_are_short():
    """no function of C is longer than sixty lines (class_init: a hundred)"""
    wrong = []
    for path in files('.c', under='src'):
        lines, start = read(path).splitlines(), None
        for number, line in enumerate(lines, 1):
            if line == '{':
                start = number
            elif line == '}' and start:
                limit = 100 if 'class_init' in lines[start - 2] else 60
                if number - start > limit:
                    wrong.append('%s:%d: %d lines' % (path, start, number - start))
                start = None
    return wrong


def licence_is_named():
    """every source file names its licence in the first lines"""
    return [path for path in files('.c', '.h', '.py', '.ui', '.css', '.svg') + ['dev', '.ci/run']
            if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(read(path).splitlines()[:3])]


def text_is_tidy():
    """no trailing white space, no tab, and a line end at the end"""
    wrong = []
    for path in files():
        if not path.endswith(TEXT) and os.path.basename(path) not in TEXT_NAMES:
            continue
        text = read(path)
        wrong += ['%s:%d: white space at the end' % (path, number)
                  for number, line in enumerate(text.split('\n'), 1) if line != line.rstrip()]
        if '\t' in text:
            wrong.append(path + ': a tab')
        if text and not text.endswith('\n'):
            wrong.append(path + ': no line end at the end')
    return wrong


def no_leftovers():
    """no word in the code says that it is unfinished"""
    pattern = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|not ' r'implemented)\b')
    return ['%s:%d: %s' % (path, number, line.strip())
            for path in files('.c', '.h', '.ui', '.py', '.css') for number, line in enumerate(read(path).splitlines(), 1)
            if pattern.search(line)]


# What a sandbox may reach: a display, its sounds, and who shows notifications. No network, no files.
SANDBOX = {'--share=ipc', '--socket=fallback-x11', '--socket=wayland', '--socket=pulseaudio', '--device=dri',
           '--talk-name=org.freedesktop.Notifications'}


def sandbox_is_tight():
    """the sandbox opens no network and no folder, and the manifest names what it builds"""
    path = 'data/%s.json' % APP_ID
    manifest = json.loads(read(path))
    wrong = ['%s: %s' % (path, each) for each in manifest['finish-args'] if each not in SANDBOX]
    # It may own its own name and those under it without asking, as the notifier's.
    if manifest['id'] != APP_ID or manifest['command'] != 'salve':
        wrong.append('%s: it starts %s as %s' % (path, manifest['command'], manifest['id']))
    for module in manifest['modules']:
        for source in module['sources']:
            if source['type'] == 'archive' and not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')):
                wrong.append('%s: %s is not pinned' % (path, source['url']))
    if shutil.which('flatpak-builder'):
        with tempfile.TemporaryDirectory() as folder:
            wrong += fails_of('flatpak-builder', '--show-manifest', os.path.join(SOURCE, path), cwd=folder)
    return wrong


# What its user wants at the top, and what git, a build and continuous integration need there.
TOP = {'src', 'data', 'ui', 'po', 'tests', 'meson.build', 'README.md', 'COPYING',
       'CONTRIBUTING.md', 'dev', 'meson_options.txt', '.ci', '.clang-tidy', '.git', '.gitignore'}


def top_is_tidy():
    """nothing lies at the top but what belongs there"""
    return sorted({path.partition(os.sep)[0] for path in files()} - TOP)


RULES = [
    no_gtk_in_core, core_stands_alone, programs_link_no_gtk, programs_are_hardened, programs_have_no_network,
    ui_uses_safe_classes, labels_hold_their_width,
    late_classes_stay_in_one_file, resources_are_complete, icons_follow_the_theme, pictures_follow_the_theme,
    icon_names_exist,
    desktop_files_are_valid, metainfo_is_valid, services_are_right, activation_is_declared, schema_is_valid,
    sandbox_is_tight,
    potfiles_are_complete, tests_assert, tests_are_run, bodies_are_short, licence_is_named,
    text_is_tidy, top_is_tidy, no_leftovers,
]


def main():
    global SOURCE, BUILD
    if sys.argv[1:] == ['--potfiles']:
        print('\n'.join(translatable_files()))
        return 0
    SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
    print('1..%d' % len(RULES))
    failed = 0
    for number, rule in enumerate(RULES, 1):
        try:
            wrong = rule()
        except Exception as error:
            wrong = ['%s: %s' % (type(error).__name__, error)]
        failed += bool(wrong)
        print('%sok %d %s' % ('not ' if wrong else '', number, rule.__doc__))
        for line in wrong:
            print('# ' + line)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
