#!/usr/bin/env python3
"""Records what real systemd-pstore does with made-up files: python3 systemd-pstore.py ROOT OUT.json VERSION

ROOT is a directory to chroot into (as root) that holds /bin/systemd-pstore with its libraries and the empty directories /etc/systemd, /run/systemd/journal,
/src, /archive. Each case: files put into /src and /archive, configuration in /etc; then what came out on standard error, what was sent to the journal, and
what both directories hold. A directory that is full or read-only is a small tmpfs in a mount namespace of its own.
"""
import json, os, shutil, socket, stat, struct, subprocess, sys, threading

root, out = sys.argv[1:3]
version = sys.argv[3]
SOCKET = '/run/systemd/journal/socket'

def efi(name, part, count, stamp):
    return f'dmesg-{name}-{stamp}{part:02d}{count:03d}'

PLAIN = {
    'dmesg-ramoops-0': 'Panic#1 Part1\nAAA\n',
    'dmesg-ramoops-1': 'Oops#2 Part1\nBBB\n',
}
LOGS = {'console-ramoops-0': 'console\n', 'ftrace-ramoops-0': 'trace\n', 'pmsg-ramoops-0': 'pmsg\n'}
EFI = {efi('efi_pstore', part, 1, 1612345): f'Panic#1 Part{part}\n{part} lines\n' for part in (1, 2, 3)}
EFI |= {efi('efi_pstore', part, 2, 1612349): f'Panic#2 Part{part}\n{part} more\n' for part in (1, 2)}
ERST = {f'dmesg-erst-{700000 + n}': f'Panic#1 Part{10 - n}\nerst {n}\n' for n in range(1, 4)}
ERST |= {'dmesg-erst-700009': 'Panic#2 Part1\nlate\n'}
cases = []

def case(name, source, archive=None, conf=None, args=None, **more):
    cases.append(dict(name=name, source=source, archive=archive or {}, conf=conf or {}, args=args, **more))

PSTORE_CONF = '/etc/systemd/pstore.conf'
def conf(text): return {PSTORE_CONF: text}

case('nothing', {})
case('ramoops', PLAIN | LOGS)
case('ramoops compressed', PLAIN | {'dmesg-ramoops-2.enc.z': 'x\x9c\x00\xff'})
case('ramoops second crash', {'dmesg-ramoops-0': 'Panic#1 Part1\nSECOND\n'},
     {'dmesg-ramoops-0': 'Panic#1 Part1\nFIRST\n', 'dmesg.txt': 'dmesg-ramoops-0:\nPanic#1 Part1\nFIRST\n'})
case('console second time', {'console-ramoops-0': 'new\n'}, {'console-ramoops-0': 'old\n'})
case('none', PLAIN | LOGS, conf=conf('[PStore]\nStorage=none\n'))
case('journal', PLAIN | LOGS, conf=conf('[PStore]\nStorage=journal\n'))
case('journal efi', EFI, conf=conf('[PStore]\nStorage=journal\n'))
case('external efi', EFI)
case('no unlink', PLAIN | LOGS, conf=conf('[PStore]\nUnlink=no\n'))
case('no unlink twice', PLAIN, PLAIN | {'dmesg.txt': 'old\n'}, conf=conf('[PStore]\nUnlink=no\n'))
case('journal no unlink', PLAIN, conf=conf('[PStore]\nStorage=journal\nUnlink=no\n'))
case('efi second run same id', EFI, {next(iter(EFI)): 'old\n'})
case('erst', ERST)
case('erst gap', {'dmesg-erst-700001': 'a\n', 'dmesg-erst-700002': 'b\n', 'dmesg-erst-700004': 'd\n', 'dmesg-erst-0': 'zero\n'})
case('erst not a number', {'dmesg-erst-abc1234': 'a\n', 'dmesg-erst-12x4567': 'b\n', 'dmesg-erst-7': 'c\n'})
case('short ids', {'dmesg-efi-12345': 'a\n', 'dmesg-efi-123456': 'b\n', 'dmesg-efi-1234567': 'c\n', 'dmesg-efi_pstore-9': 'd\n'})
case('efi old name', {efi('efi', part, 7, 170000000): f'Oops#1 Part{part}\n{part}\n' for part in range(1, 13)})
case('efi odd ids', {'dmesg-efi-abcdefghij': 'a\n', 'dmesg-efi-17000000000110x': 'b\n', 'dmesg-efi-': 'c\n', 'dmesg-efi': 'd\n', 'dmesg-': 'e\n', 'dmesg-efi-170000000 1001': 'f\n'})
case('efi compressed part', {efi('efi_pstore', 1, 1, 1700000000): 'Panic#1 Part1\nnew\n', efi('efi_pstore', 2, 1, 1700000000) + '.enc.z': 'x\x9c', efi('efi_pstore', 3, 1, 1700000000): 'Panic#1 Part3\nold\n'})
case('groups that alternate', {efi('efi', 1, 1, 1700000001): 'a\n', efi('efi', 1, 2, 1700000001): 'b\n', efi('efi', 2, 1, 1700000001): 'c\n', efi('efi', 2, 2, 1700000001): 'd\n'})
case('different backends', EFI | PLAIN | ERST | LOGS | {'dmesg-nvram-1': 'n\n', 'mce-efi-161234501001': 'mce\n', 'powerpc-common-nvram-6': 'p\n'})
case('the fourteen files', {'dmesg-efi_pstore-1612345601001': 'Panic#1 Part1\n1\n', 'dmesg-efi_pstore-1612345602001': 'Panic#1 Part2\n2\n', 'dmesg-efi_pstore-1612345603001': 'Panic#1 Part3\n3\n',
     'dmesg-efi-1612349901002': 'Panic#2 Part1\n4\n', 'dmesg-efi-1612349902002': 'Panic#2 Part2\n5\n', 'dmesg-erst-7000001': 'e1\n', 'dmesg-erst-7000009': 'e9\n', 'empty-file': '', 'ftrace-ramoops': 't\n',
     'console-ramoops-0': 'c\n', 'pmsg-ramoops-0': 'p\n', 'dmesg-ramoops-2.enc.z': 'z'} | PLAIN)
case('blk', {'dmesg-pstore_blk-0': 'Panic#1 Part1\na\n', 'dmesg-pstore_blk-1': 'Panic#1 Part2\nb\n'})
case('more than nine', {f'dmesg-ramoops-{n}': f'Oops#{n} Part1\n{n}\n' for n in range(12)})
case('empty files', {'dmesg-ramoops-0': '', 'dmesg-ramoops-1': '', 'empty': ''})
case('without a last line end', {'dmesg-ramoops-0': 'a', 'dmesg-ramoops-1': 'b'})
case('bytes', {'dmesg-ramoops-0': '\x00\xff\r\n=\x80', 'pmsg-ramoops-0': 'l\x1b\x00\x00'})
case('a directory', {'dmesg-dir': None} | PLAIN)
case('other names', {'.hidden': 'h\n', 'zzz': 'z\n', 'AAA': 'a\n', 'dmesg': 'd\n', 'dmesg.txt': 'own\n', 'a b': 'blank\n'})
case('archive full', PLAIN | LOGS, size='8k', filler=True)
case('archive nearly full', {'dmesg-ramoops-0': 'Panic#1 Part1\n' + 'A' * 6000 + '\n', 'dmesg-ramoops-1': 'Oops#2 Part1\n' + 'B' * 3000 + '\n', 'pmsg-ramoops-0': 'p\n'}, size='16k')
case('archive read-only', PLAIN | LOGS, readonly=True)
case('archive full journal', PLAIN, conf=conf('[PStore]\nStorage=journal\n'), size='8k', filler=True)
case('archive full efi', EFI, size='8k', filler=True)
case('archive nearly full efi', {efi('efi_pstore', part, 1, 1612345): 'x' * 3000 for part in (1, 2)}, size='12k')
case('archive read-only efi', EFI, readonly=True)
case('no unlink efi twice', EFI, {'1612345/001/dmesg.txt': 'before\n'}, conf=conf('[PStore]\nUnlink=no\n'))
case('archive missing', PLAIN | LOGS, args=['/src', '/nowhere'])
case('archive file', PLAIN | LOGS, archive={'x': 'a file\n'}, args=['/src', '/archive/x'])
case('source missing', {}, args=['/missing', '/archive'])
case('source read-only', PLAIN | LOGS, source_readonly=True)
case('one argument', PLAIN, args=['/src'])
case('three arguments', PLAIN, args=['/src', '/archive', 'x'])
case('bad storage', PLAIN, conf=conf('[PStore]\nStorage=bogus\n'))
case('bad unlink', PLAIN, conf=conf('[PStore]\nUnlink=maybe\n'))
case('words of yes', PLAIN, conf=conf('[PStore]\nUnlink=off\nStorage=External\n'))
case('case of words', PLAIN, conf=conf('[PStore]\nUnlink=NO\nStorage=NONE\n'))
for word in ('0', 'f', 'n', 'false', 'no', 'off', 'FALSE', '1', 't', 'true', 'y', 'on', '', '2', 'yes no'):
    case(f'unlink {word!r}', {'dmesg-ramoops-0': 'a\n'}, conf=conf(f'[PStore]\nUnlink={word}\n'))
case('empty storage', PLAIN, conf=conf('[PStore]\nStorage=\n'))
case('unknown key', PLAIN, conf=conf('[PStore]\nColour=red\nStorage=none\n'))
case('unknown section', PLAIN, conf=conf('[Other]\nStorage=none\n[PStore]\nUnlink=no\n'))
case('no section', PLAIN, conf=conf('Storage=none\n'))
case('no equals', PLAIN, conf=conf('[PStore]\nStorage\nUnlink=no\n'))
case('missing key name', PLAIN, conf=conf('[PStore]\n=none\n'))
case('bad section', PLAIN, conf=conf('[PStore\nUnlink=no\n'))
case('comments and blanks', PLAIN, conf=conf('# a\n; b\n\n[PStore]\n  Unlink = no  \n#Storage=none\n'))
case('continued line', PLAIN, conf=conf('[PStore]\nUnlink=\\\nno\n'))
case('last one counts', PLAIN, conf=conf('[PStore]\nStorage=none\nStorage=external\nUnlink=no\n'))
case('drop-in', PLAIN, conf={PSTORE_CONF: '[PStore]\nStorage=none\n', '/etc/systemd/pstore.conf.d/10.conf': '[PStore]\nStorage=external\nUnlink=no\n', '/etc/systemd/pstore.conf.d/note.txt': '[PStore]\nStorage=none\n'})
case('drop-ins in order', PLAIN, conf={'/etc/systemd/pstore.conf.d/20.conf': '[PStore]\nUnlink=yes\nStorage=none\n', '/etc/systemd/pstore.conf.d/10.conf': '[PStore]\nUnlink=no\n', '/usr/lib/systemd/pstore.conf.d/30.conf': '[PStore]\nStorage=journal\n'})
case('drop-in hides another', PLAIN, conf={'/usr/lib/systemd/pstore.conf.d/30.conf': '[PStore]\nStorage=none\n', '/etc/systemd/pstore.conf.d/30.conf': '[PStore]\nUnlink=no\n', '/run/systemd/pstore.conf.d/30.conf': '[PStore]\nStorage=journal\n'})
case('names of editors', {'a~': 'a\n', 'b.bak': 'b\n', 'c.dpkg-old': 'c\n', 'd.rpmsave': 'd\n'})
case('erst large numbers', {'dmesg-erst-18446744073709551615': 'a\n', 'dmesg-erst-18446744073709551614': 'b\n', 'dmesg-erst-18446744073709551616': 'c\n', 'dmesg-erst-0x10': 'd\n', 'dmesg-erst- 5': 'e\n', 'dmesg-erst--5': 'f\n', 'dmesg-erst-+6': 'g\n', 'dmesg-erst-007': 'h\n'})
case('second crash same group', {efi('efi_pstore', 1, 1, 1700000000): 'Panic#1 Part1\nNEW\n'}, {'170000000/dmesg.txt': 'old\n', '17000000001/dmesg.txt': 'old\n', '1700000000/001/dmesg.txt': 'old\n'})

def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if text is None: os.mkdir(path)
    else:
        with open(path, 'wb') as file: file.write(text.encode('latin1'))

def tree(top):
    found = {}
    for folder, folders, files in os.walk(top):
        for name in folders:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, top) + '/'] = [oct(stat.S_IMODE(os.stat(path).st_mode)), None]
        for name in files:
            path = os.path.join(folder, name)
            with open(path, 'rb') as file: found[os.path.relpath(path, top)] = [oct(stat.S_IMODE(os.stat(path).st_mode)), file.read().decode('latin1')]
    return dict(sorted(found.items()))

def fields(packet):
    """The journal's own format: NAME=VALUE lines, or NAME, a little-endian length and the bytes."""
    entry, at = [], 0
    while at < len(packet):
        end = packet.index(b'\n', at)
        line = packet[at:end]
        if b'=' in line:
            name, value = line.split(b'=', 1)
            at = end + 1
        else:
            name = line
            (size,) = struct.unpack_from('<Q', packet, end + 1)
            value = packet[end + 9:end + 9 + size]
            at = end + 9 + size + 1
        entry.append([name.decode(), value.decode('latin1')])
    return entry

def listen(journal, sent, ended):
    """The socket holds ten messages only, so somebody must read while the program runs."""
    while True:
        was_over = ended.is_set()
        try: sent.append([pair for pair in fields(journal.recv(1 << 20)) if pair[0] in KEPT])
        except TimeoutError:
            if was_over: return

KEPT = {'MESSAGE', 'FILE', 'PRIORITY', 'SYSLOG_IDENTIFIER'}
results = []
for one in cases:
    for folder in ('src', 'archive', 'nowhere', 'etc', 'run', 'usr/lib/systemd', 'tmp'):
        shutil.rmtree(os.path.join(root, folder), ignore_errors=True)
    for folder in ('src', 'archive', 'etc/systemd', 'run/systemd/journal', 'tmp'): os.makedirs(os.path.join(root, folder))
    os.makedirs(os.path.join(root, 'proc'), exist_ok=True)
    for path, text in one['conf'].items(): put(root + path, text)
    for name, text in one['source'].items(): put(f'{root}/src/{name}', text)
    mounts = ''
    if 'size' in one: mounts += f'mount -t tmpfs -o size={one["size"]},mode=755 tmpfs {root}/archive; '
    if one.get('filler'): mounts += f'dd if=/dev/zero of={root}/archive/filler bs=4k 2>/dev/null; '
    if one.get('readonly'): mounts += f'mount --bind {root}/archive {root}/archive; mount -o remount,ro,bind {root}/archive; '
    if one.get('source_readonly'): mounts += f'mount --bind {root}/src {root}/src; mount -o remount,ro,bind {root}/src; '
    for name, text in one['archive'].items(): put(f'{root}/archive/{name}', text)
    journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    journal.bind(root + SOCKET)
    journal.settimeout(0.2)
    sent, ended = [], threading.Event()
    reader = threading.Thread(target=listen, args=(journal, sent, ended))
    reader.start()
    args = one['args'] or ['/src', '/archive']
    # What a tmpfs holds is gone with its namespace: copied out first.
    keep = f'mkdir -p {root}/tmp/out; cp -a {root}/archive/. {root}/tmp/out/; rm -f {root}/tmp/out/filler; ' if 'size' in one else ''
    command = f'{mounts} mount -t proc proc {root}/proc; SYSTEMD_LOG_TARGET=console chroot {root} /bin/systemd-pstore {" ".join(args)}; status=$?; {keep} exit $status'
    ran = subprocess.run(['unshare', '-m', 'sh', '-c', command], capture_output=True, timeout=30)
    ended.set()
    reader.join()
    journal.close()
    os.unlink(root + SOCKET)
    results.append({key: value for key, value in one.items()} | {
        'status': ran.returncode,
        'stdout': ran.stdout.decode('latin1'),
        'stderr': ran.stderr.decode('latin1'),
        'journal': sent,
        'sourceAfter': tree(root + '/src'),
        'archiveAfter': tree(root + ('/tmp/out' if 'size' in one else '/archive')),
    })
with open(out, 'w') as file:
    lines = ',\n'.join(json.dumps(one) for one in results)
    file.write(f'{{"system": "systemd-pstore of {version}", "recordedBy": "scripts/record/systemd-pstore.py", "cases": [\n{lines}\n]}}\n')
