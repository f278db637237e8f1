/** Loading and removing modules: results and messages of the real loader. */
import { describe, expect, test } from 'vitest';
import { buildModuleFile, readModuleFile } from '../../../src/formats/module-file.ts';
import { xzStore } from '../../../src/formats/xz.ts';
import { moduleCatalogue, moduleImage } from '../../../src/kernel/modules/catalogue.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { EAGAIN, EEXIST, EINVAL, ENOENT, ENOEXEC, EPERM } from '../../../src/sim/errno.ts';
import { type Running, running } from '../procfs/running.ts';

const FULL = '6.1.192-oracle';
const COMMAND_LINE = 'console=ttyS0,115200 nokaslr memmap=1M$0x5000000';

function machine(kernel = '6.1.0-56-amd64', words = ''): Running {
  const one = running({ kernel, commandLine: `${COMMAND_LINE} ${words}` });
  one.printed();
  return one;
}

function image(kernel: string, name: string): Uint8Array {
  const profile = findKernel(kernel)!;
  return moduleImage(profile, moduleCatalogue(profile).modules.get(name)!);
}

function load(one: Running, name: string, parameters = ''): number {
  return one.services.modules.initModule(image(one.services.profile.release, name), parameters);
}

const RAMOOPS =
  'mem_address=0x5000000 mem_size=0x20000 record_size=0x4000 console_size=0x4000 ftrace_size=0x1000 pmsg_size=0x1000';

describe('ramoops by insmod', () => {
  test('as recorded in ramoops-full61-reload', () => {
    const one = machine(FULL);
    expect(load(one, 'reed_solomon')).toBe(0);
    expect(load(one, 'ramoops', RAMOOPS)).toBe(0);
    expect(one.printed()).toEqual([
      '<6>ramoops: using module parameters',
      '<6>pstore: Using crash dump compression: deflate',
      '<6>printk: console [ramoops-1] enabled',
      '<6>pstore: Registered ramoops as persistent store backend',
      '<6>ramoops: using 0x20000@0x5000000, ecc: 0',
    ]);
    expect(one.services.modules.deleteModule('ramoops')).toBe(0);
    expect(one.printed()).toEqual(['<6>printk: console [ramoops-1] disabled']);
    expect(load(one, 'ramoops', `${RAMOOPS} ecc=1`)).toBe(0);
    const again = one.printed();
    expect(again[0]).toBe('<6>ramoops: using module parameters');
    expect(again.at(-1)).toBe('<6>ramoops: using 0x20000@0x5000000, ecc: 16');
    expect(one.read('/sys/module/ramoops/parameters/ecc')).toBe('1\n');
  });

  test('6.12 says that the backend is gone', () => {
    const one = machine('6.12.117+deb12-amd64');
    load(one, 'reed_solomon');
    load(one, 'ramoops', RAMOOPS);
    one.printed();
    expect(one.services.modules.deleteModule('ramoops')).toBe(0);
    expect(one.printed()).toEqual(['<6>pstore: Unregistered ramoops as persistent store backend']);
    expect(one.read('/sys/module/pstore/parameters/backend')).toBe('(null)\n');
  });

  test('as recorded in ramoops-full61-bad-params', () => {
    const one = machine(FULL);
    load(one, 'reed_solomon');
    for (const [word, text] of [
      ['mem_size=abc', "`abc' invalid for parameter `mem_size'"],
      ['record_size=-1', "`-1' invalid for parameter `record_size'"],
      ['max_reason=abc', "`abc' invalid for parameter `max_reason'"],
    ]) {
      expect(load(one, 'ramoops', `${RAMOOPS} ${word}`)).toBe(-EINVAL);
      expect(one.printed()).toEqual([`<3>ramoops: ${text}`]);
      expect(one.services.modules.find('ramoops')).toBeUndefined();
    }
    expect(load(one, 'ramoops', `${RAMOOPS} bogus=1`)).toBe(0);
    expect(one.printed()[0]).toBe("<4>ramoops: unknown parameter 'bogus' ignored");
  });

  test('without what it needs', () => {
    const one = machine();
    expect(load(one, 'ramoops')).toBe(-ENOENT);
    expect(one.printed()).toEqual(
      ['encode_rs8', 'decode_rs8', 'init_rs_gfp', 'free_rs'].map(
        (symbol) => `<4>ramoops: Unknown symbol ${symbol} (err -2)`,
      ),
    );
  });

  test('twice', () => {
    const one = machine();
    load(one, 'reed_solomon');
    expect(load(one, 'reed_solomon')).toBe(-EEXIST);
    expect(one.printed()).toEqual([]);
  });

  test('a probe that fails leaves the module in', () => {
    const one = machine();
    load(one, 'reed_solomon');
    expect(load(one, 'ramoops', `${RAMOOPS.replace('console_size=0x4000', 'console_size=0x40000')}`)).toBe(0);
    expect(one.printed().at(-1)).toBe('<4>ramoops: probe of ramoops failed with error -12');
    expect(one.services.modules.find('ramoops')).toBeDefined();
  });
});

describe('what a file must be', () => {
  test.each([
    ['empty', new Uint8Array(0), ['<3>Invalid ELF header len 0']],
    ['a text', latin1Bytes('root:x:0:0:root:/root:/bin/bash\n'.repeat(4)), ['<3>Invalid ELF header magic: != \x7fELF']],
    ['for another CPU', image('6.1.0-50-armmp', 'reed_solomon'), ['<3>Invalid architecture in ELF header: 40']],
    [
      'another release with symbol versions',
      image('6.12.117+deb12-amd64', 'reed_solomon'),
      ['<4>reed_solomon: disagrees about version of symbol module_layout'],
    ],
    [
      'another release without',
      image(FULL, 'reed_solomon'),
      [
        "<3>reed_solomon: version magic '6.1.192-oracle mod_unload ' should be '6.1.0-56-amd64 SMP preempt mod_unload modversions '",
      ],
    ],
  ])('%s', (_, bytes, lines) => {
    const one = machine();
    expect(one.services.modules.initModule(bytes, '')).toBe(-ENOEXEC);
    expect(one.printed()).toEqual(lines);
  });

  test('cut at any length it is no module and no crash', () => {
    const whole = image('6.1.0-56-amd64', 'reed_solomon');
    for (let length = 0; length < whole.length; length += 7) {
      const file = readModuleFile(whole.slice(0, length));
      if (!('error' in file)) expect(file.isSigned).toBe(false);
    }
  });

  test('any byte turned over: a module or an error', () => {
    const whole = image('6.1.0-56-amd64', 'crc16');
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at] = bytes[at]! ^ 0xff;
      expect(readModuleFile(bytes)).toBeDefined();
    }
  });

  test('packed as .ko.xz', () => {
    const one = machine('6.12.117+deb12-amd64');
    expect(one.services.modules.initModule(xzStore(image('6.12.117+deb12-amd64', 'crc16')), '')).toBe(0);
    expect(one.services.modules.find('crc16')?.coreBytes).toBe(12288);
  });
});

describe('taint', () => {
  test('out of tree and unsigned, told once', () => {
    const one = running({ kernel: '6.1.0-50-armmp', board: 'imx6q', commandLine: 'console=ttymxc1' });
    one.printed();
    const { modules } = one.services;
    expect(modules.requestModule('ramoops')).toBe(0);
    expect(one.printed()).toEqual([
      '<4>pstore: loading out-of-tree module taints kernel.',
      '<5>pstore: module verification failed: signature and/or required key missing - tainting kernel',
    ]);
    expect(one.read('/proc/sys/kernel/tainted')).toBe('12288\n');
    expect(one.read('/sys/module/ramoops/taint')).toBe('OE\n');
  });

  test('module_blacklist= forbids', () => {
    const one = machine(undefined, 'module_blacklist=loop,softdog');
    expect(load(one, 'loop')).toBe(-EPERM);
    expect(one.printed()).toEqual(['<3>Module loop is blacklisted']);
  });

  test('efi_pstore stays without a firmware that has variables, as recorded', () => {
    const one = machine();
    expect(load(one, 'efi_pstore')).toBe(0);
    expect(one.read('/proc/modules')).toMatch(/^efi_pstore 16384 0 - Live/);
  });
});

describe('the list', () => {
  test('/proc/modules as recorded: newest first, users, sizes', () => {
    const one = machine();
    for (const name of ['crc32c_generic', 'crc16', 'mbcache', 'jbd2', 'ext4', 'reed_solomon'])
      expect(load(one, name)).toBe(0);
    expect(load(one, 'ramoops', RAMOOPS)).toBe(0);
    const rows = String(one.read('/proc/modules'))
      .split('\n')
      .map((line) => line.replace(/ 0x[0-9a-f]{16}$/, ''));
    expect(rows).toEqual([
      'ramoops 32768 0 - Live',
      'reed_solomon 24576 1 ramoops, Live',
      'ext4 983040 0 - Live',
      'jbd2 167936 1 ext4, Live',
      'mbcache 16384 1 ext4, Live',
      'crc16 16384 1 ext4, Live',
      'crc32c_generic 16384 0 - Live',
      '',
    ]);
  });

  test('a module in use stays', () => {
    const one = machine();
    load(one, 'reed_solomon');
    load(one, 'ramoops', RAMOOPS);
    expect(one.services.modules.deleteModule('reed_solomon')).toBe(-EAGAIN);
    expect(one.services.modules.deleteModule('pstore')).toBe(-ENOENT);
    expect(one.services.modules.deleteModule('ramoops')).toBe(0);
    expect(one.services.modules.deleteModule('reed_solomon')).toBe(0);
    expect(one.services.parts.casualty.environment().lastUnloadedModule).toBe('reed_solomon');
  });

  test('/sys/module/NAME as recorded', () => {
    const one = machine();
    load(one, 'reed_solomon');
    load(one, 'ramoops', RAMOOPS);
    const node = one.node('/sys/module/ramoops')!;
    expect(node.kind === 'directory' && node.names()).toEqual([
      'initsize',
      'uevent',
      'taint',
      'parameters',
      'holders',
      'refcnt',
      'coresize',
      'drivers',
      'initstate',
    ]);
    const parameters = one.node('/sys/module/ramoops/parameters')!;
    const text =
      parameters.kind === 'directory'
        ? parameters
            .names()
            .map((name) => `${name}:${one.read(`/sys/module/ramoops/parameters/${name}`)}`)
            .join('')
        : '';
    // As `grep -r .` of the recording ramoops-full61-ok shows them.
    expect(text).toBe(
      'mem_address:83886080\ndump_oops:-1\necc:0\nmax_reason:2\nrecord_size:16384\npmsg_size:4096\nmem_type:0\nmem_size:131072\nconsole_size:16384\nftrace_size:4096\n',
    );
    expect(one.node('/sys/module/reed_solomon/holders/ramoops')?.kind).toBe('link');
    expect(one.node('/sys/bus/platform/drivers/ramoops/ramoops')?.kind).toBe('link');
  });

  test('an own module file', () => {
    const one = machine();
    const bytes = buildModuleFile({
      architecture: 'x86_64',
      info: [
        'license=GPL',
        'parmtype=count:int',
        'name=mine',
        'vermagic=6.1.0-56-amd64 SMP preempt mod_unload modversions ',
      ],
      imports: [],
      exports: [],
      coreBytes: 4096,
      versionsOf: null,
      signer: null,
    });
    expect(one.services.modules.initModule(bytes, 'count=3')).toBe(-ENOEXEC + ENOEXEC);
    expect(one.printed()).toEqual([
      '<4>mine: loading out-of-tree module taints kernel.',
      '<5>mine: module verification failed: signature and/or required key missing - tainting kernel',
    ]);
  });
});
