"""Records consoles of real Linux in emulated machines in the format of test/fixtures/linux-console:
`lkdtm-consoles.py KERNEL ARCHITECTURE VMLINUZ INITRAMFS FOLDER < CASES`, a case a line: `NAME: STEP; STEP …`.

The guest boots once, to the prompt of `lkdtm-consoles/init.sh` (its /init2) on the second serial line or, on arm and arm64, the console,
and is kept there; each case
goes on from that state. The serial console is kept byte for byte. The level of every line comes from the kernel's own log ring,
found in the guest's memory by its VMCOREINFO note after the case has ended, so that lines behind a panic have theirs too.
QEMU 7.2.22, software emulation; on the PC time is counted in instructions.
"""
import gzip, hashlib, json, os, re, socket, struct, subprocess, sys, tempfile, time

WORDS = 'printk.time=1 nokaslr panic=0 rdinit=/init2'
MACHINES = {
    'x86_64': {
        'qemu': 'qemu-system-x86_64 -M pc -cpu qemu64 -icount shift=1,sleep=off', 'memory': (0, 128), 'answers': 'second line',
        'commandLine': f'console=ttyS0,115200 loglevel=8 {WORDS} mitigations=off no_timer_check tsc=reliable cryptomgr.notests '
                       'random.trust_cpu=on',
    },
    'arm64': {
        'qemu': 'qemu-system-aarch64 -M virt -cpu cortex-a57', 'memory': (0x40000000, 256), 'answers': 'console',
        'commandLine': f'console=ttyAMA0 loglevel=8 {WORDS}',
    },
    'arm': {
        'qemu': 'qemu-system-arm -M virt,highmem=off -cpu cortex-a15', 'memory': (0x40000000, 256), 'answers': 'console',
        'commandLine': f'console=ttyAMA0 loglevel=8 {WORDS}',
    },
}
# No character for so long, and a quarter of it at work: the guest is dead or waits for ever.
SILENCE_S = 6
LIMIT_S = 240


class Guest:
    def __init__(self, machine, folder, kernel, initramfs, snapshot=None):
        self.machine, self.folder, self.answers = machine, folder, b''
        self.console = f'{folder}/console'
        for name in ('console', 'tty', 'qmp'):
            if os.path.exists(f'{folder}/{name}'):
                os.remove(f'{folder}/{name}')
        tty = ['-chardev', f'socket,id=tty,path={folder}/tty,server=on,wait=off']
        if machine['answers'] == 'console':
            serial = [tty[0], f'{tty[1]},logfile={self.console}', '-serial', 'chardev:tty']
        else:
            serial = ['-serial', f'file:{self.console}', *tty, '-serial', 'chardev:tty']
        command = [*machine['qemu'].split(), '-m', str(machine['memory'][1]), '-accel', 'tcg', '-rtc', 'base=2024-03-01T12:00:00,clock=vm',
                   '-kernel', kernel, '-initrd', initramfs, '-append', machine['commandLine'], '-net', 'none', '-display', 'none',
                   '-no-reboot', '-drive', f'if=none,file={folder}/snapshots.qcow2,id=snapshots', *serial,
                   '-qmp', f'unix:{folder}/qmp,server=on,wait=off']
        self.process = subprocess.Popen(command + (['-loadvm', snapshot] if snapshot else []))
        self.tty, self.qmp = self.connect('tty'), self.connect('qmp')
        self.tty.setblocking(False)
        self.replies = self.qmp.makefile('rb')
        self.replies.readline()
        self.command('qmp_capabilities')

    def connect(self, name):
        for _ in range(200):
            try:
                connection = socket.socket(socket.AF_UNIX)
                connection.connect(f'{self.folder}/{name}')
                return connection
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f'no {name}')

    def command(self, name, **arguments):
        self.qmp.sendall(json.dumps({'execute': name, 'arguments': arguments}).encode() + b'\n')
        while True:
            reply = json.loads(self.replies.readline())
            if 'return' in reply:
                return reply['return']
            if 'error' in reply:
                raise RuntimeError(reply['error']['desc'])

    def read(self):
        try:
            self.answers += self.tty.recv(65536)
        except BlockingIOError:
            pass

    def wait_for(self, text, silence_s=SILENCE_S):
        """True: the text came. False: the guest fell silent, or ended."""
        start, heard, size, used = time.time(), 0, -1, 0
        while time.time() - start < LIMIT_S and (time.time() - heard < silence_s or self.cpu_seconds() - used < silence_s / 4):
            self.read()
            if text in self.answers:
                return True
            if self.process.poll() is not None:
                return False
            now = os.path.getsize(self.console) if os.path.exists(self.console) else 0
            if now != size:
                size, heard, used = now, time.time(), self.cpu_seconds()
            time.sleep(0.05)
        return False

    def settle(self):
        """Reads on until nothing more is said: what an idle CPU complains of comes behind the script's end."""
        size, since = -1, time.time()
        while time.time() - since < 1.5:
            self.read()
            now = os.path.getsize(self.console)
            if now != size:
                size, since = now, time.time()
            time.sleep(0.05)

    def cpu_seconds(self):
        """Of the emulator: on a busy host silence alone says little."""
        with open(f'/proc/{self.process.pid}/stat') as file:
            return sum(map(int, file.read().rsplit(')', 1)[1].split()[11:13])) / os.sysconf('SC_CLK_TCK')

    def memory(self):
        path = f'{self.folder}/memory'
        self.command('stop')
        start, size_mib = self.machine['memory']
        self.command('pmemsave', val=start, size=size_mib << 20, filename=path)
        with open(path, 'rb') as file:
            return file.read()

    def quit(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class LogRing:
    """`prb` of a stopped kernel: (time stamp in microseconds, level, facility, text) of each record, oldest first."""

    def __init__(self, memory):
        self.memory = memory
        note = max(re.findall(rb'OSRELEASE=[\x0a\x20-\x7e]+', memory), key=len).decode()
        self.words = dict(re.findall(r'^(\S+?)=([0-9a-fx]+)$', note, re.M))
        self.prb = int(self.words['SYMBOL(prb)'], 16)
        self.is_32bit = self.prb < 1 << 32

    def offset(self, address):
        """Of an address of the kernel without address randomisation, in the memory that begins where the linear map does."""
        if self.is_32bit:
            return address - 0xc0000000
        if 'NUMBER(kimage_voffset)' in self.words:
            ram = 0x40000000
            image = int(self.words['NUMBER(kimage_voffset)'], 16)
            return address - 0xffff000000000000 if address < 0xffff800000000000 else address - image - ram
        return address - (0xffffffff80000000 if address >= 0xffffffff80000000 else 0xffff888000000000)

    def number(self, address, form=None):
        return struct.unpack_from(form or ('<I' if self.is_32bit else '<Q'), self.memory, self.offset(address))[0]

    def field(self, struct_name, name):
        return int(self.words[f'OFFSET({struct_name}.{name})'])

    def records(self):
        prb = self.number(self.prb)
        desc_ring = prb + self.field('printk_ringbuffer', 'desc_ring')
        text_ring = prb + self.field('printk_ringbuffer', 'text_data_ring')
        ring = lambda name: desc_ring + self.field('prb_desc_ring', name)
        count = 1 << self.number(ring('count_bits'), '<I')
        descs, infos = self.number(ring('descs')), self.number(ring('infos'))
        head, tail = self.number(ring('head_id')), self.number(ring('tail_id'))
        size = 1 << self.number(text_ring + self.field('prb_data_ring', 'size_bits'), '<I')
        data = self.number(text_ring + self.field('prb_data_ring', 'data'))
        info_size, desc_size = int(self.words['SIZE(printk_info)']), int(self.words['SIZE(prb_desc)'])
        for number in range(tail, head + 1):
            desc, info = descs + number % count * desc_size, infos + number % count * info_size
            state = self.number(desc + self.field('prb_desc', 'state_var') + self.field('atomic_long_t', 'counter')) >> (30 if self.is_32bit else 62)
            begin = self.number(desc + self.field('prb_desc', 'text_blk_lpos') + self.field('prb_data_blk_lpos', 'begin'))
            if state not in (1, 2) or begin & 1:
                continue
            end = self.number(desc + self.field('prb_desc', 'text_blk_lpos') + self.field('prb_data_blk_lpos', 'next'))
            start = begin % size
            if begin // size != (end - 1) // size:
                start = 0
            length = self.number(info + self.field('printk_info', 'text_len'), '<H')
            place = self.offset(data + start) + (4 if self.is_32bit else 8)
            text = self.memory[place:place + length].decode('latin1')
            time_ns = self.number(info + self.field('printk_info', 'ts_nsec'), '<Q')
            facility = self.number(info + self.field('printk_info', 'text_len') + 2, '<B')
            flags = self.number(info + self.field('printk_info', 'text_len') + 3, '<B')
            yield time_ns // 1000, flags >> 5, facility, text


def levels(console, records):
    lines, facilities, at, shown = '', {}, 0, set()
    records = list(records)
    for index, line in enumerate(console.decode('latin1').split('\n')):
        match = re.match(r'\[ *(\d+)\.(\d{6})\] (.*?)\r?$', line)
        found = None
        if match:
            stamp = int(match[1]) * 1000000 + int(match[2])
            found = next((i for i in range(at, len(records))
                          if records[i][0] == stamp and records[i][3].split('\n')[0] == match[3]), None)
        if found is None:
            lines += '.'
            continue
        lines += str(records[found][1])
        if records[found][2]:
            facilities[str(index)] = records[found][2]
        shown.add(found)
        at = found + 1
    first = min(shown, default=0)
    return {'map': lines, 'facility': facilities, 'recordsNotOnConsole': len(records) - first - len(shown)}


def record(kernel, architecture, vmlinuz, initramfs, folder):
    machine = MACHINES[architecture]
    work = tempfile.mkdtemp()
    subprocess.run(['qemu-img', 'create', '-q', '-f', 'qcow2', f'{work}/snapshots.qcow2', '1G'], check=True)
    guest = Guest(machine, work, vmlinuz, initramfs)
    if not guest.wait_for(b'@@READY', LIMIT_S):
        raise RuntimeError('no prompt')
    time.sleep(1)
    guest.command('human-monitor-command', **{'command-line': 'savevm ready'})
    guest.quit()
    with open(guest.console, 'rb') as file:
        boot = file.read()
    for case in sys.stdin:
        name, steps = case.strip().split(': ', 1)
        script = steps.split('; ')
        guest = Guest(machine, work, vmlinuz, initramfs, 'ready')
        guest.tty.sendall(('\n'.join(script) + '\nsay @@END\n').encode())
        ended = 'script end' if guest.wait_for(b'@@END') else 'panic end' if guest.process.poll() is None else 'qemu exit'
        guest.settle()
        memory = guest.memory() if guest.process.poll() is None else None
        guest.quit()
        with open(guest.console, 'rb') as file:
            console = file.read()
        answers = guest.answers.decode('latin1').replace('\r', '').split('\n')
        text = {
            'name': name, 'kernel': kernel, 'cpus': 1, 'memMiB': machine['memory'][1],
            'clock': '2 ns per instruction' if architecture == 'x86_64' else 'real time',
            'commandLine': machine['commandLine'], 'script': script, 'answers': [line for line in answers if line], 'ended': ended,
            'levels': levels(console, LogRing(memory).records()) if memory else None,
            'bootSha256': hashlib.sha256(boot).hexdigest(),
        }
        with open(f'{folder}/{name}.json', 'w') as file:
            file.write(json.dumps(text, separators=(',', ':')))
        with open(f'{folder}/{name}.log.gz', 'wb') as file:
            file.write(gzip.compress(console, mtime=0))
        print(name, ended, len(console), flush=True)


record(*sys.argv[1:])
