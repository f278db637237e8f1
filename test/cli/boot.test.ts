/** `lastwords boot` as scripts use it: command lines in, JSON out; lines from a pipe; files in and out; what the user did wrong. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { HostInput } from '../../src/cli/boot/host-input.ts';
import { run } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'lastwords-boot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly cmd: string;
  readonly stdout?: string;
  readonly stdoutBase64?: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly reset?: string;
  readonly interrupted?: string;
}

async function exec(words: readonly string[], lines: readonly string[]): Promise<readonly Line[]> {
  const { code, out, err } = await run(['boot', ...words, '--json', ...lines.flatMap((line) => ['--exec', line])]);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out).commands;
}

/** A pipe that brings these bytes. */
function pipe(text: string): () => HostInput {
  const chunks = [new TextEncoder().encode(text)];
  return () => ({
    isTerminal: false,
    setRaw: () => {},
    next: async () => chunks.shift() ?? null,
    close: () => {},
  });
}

describe('--exec --json', () => {
  it('runs the lines in one shell, with outputs apart and statuses', async () => {
    const lines = ['x=5; cd /tmp', 'echo $x; pwd; echo no >&2; false', "printf '\\377'", 'nosuch'];
    expect(await exec(['--board', 'imx6q'], lines)).toEqual([
      { cmd: lines[0], stdout: '', stderr: '', status: 0 },
      { cmd: lines[1], stdout: '5\n/tmp\n', stderr: 'no\n', status: 1 },
      { cmd: lines[2], stdoutBase64: '/w==', stderr: '', status: 0 },
      { cmd: lines[3], stdout: '', stderr: 'bash: line 1: nosuch: command not found\n', status: 127 },
    ]);
  });

  it('tells which reset a command did not survive; the next one runs after it, and finds the last words', async () => {
    const [crash, found, off, after] = await exec(
      ['--board', 'imx6q'],
      ['echo c > /proc/sysrq-trigger', 'ls /sys/fs/pstore', 'poweroff; sleep 100', 'true'],
    );
    expect(crash).toMatchObject({ status: null, reset: 'warm' });
    expect(found).toMatchObject({ status: 0, stdout: 'console-ramoops-0\ndmesg-ramoops-0\n' });
    expect(off).toMatchObject({ status: null, reset: 'off' });
    expect(after).toMatchObject({ status: null, reset: 'off' });
  });

  it('ends what does not end', async () => {
    const [loop, flood, next] = await exec(
      ['--userland', 'busybox', '--limit', '1'],
      ['while :; do :; done', 'cat /dev/zero', 'echo still here'],
    );
    expect(loop).toMatchObject({ status: 130, interrupted: 'did not end' });
    expect(flood).toMatchObject({ status: 130, interrupted: 'printed more than is kept' });
    expect(next).toMatchObject({ stdout: 'still here\n', status: 0 });
  });
});

describe('files', () => {
  it('go in before the first line, outlive a reset, and come out at the end', async () => {
    const [host, copy] = [join(folder, 'in.bin'), join(folder, 'out.bin')];
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    writeFileSync(host, bytes);
    const words = ['--board', 'imx6q', '--file', `${host}=/opt/deep/er/in.bin`, '--get', `/opt/deep/er/in.bin=${copy}`];
    const lines = await exec(words, ['echo b > /proc/sysrq-trigger', 'wc -c < /opt/deep/er/in.bin']);
    expect(lines[1]).toMatchObject({ stdout: '70000\n', status: 0 });
    expect(new Uint8Array(readFileSync(copy))).toEqual(bytes);
    const again = await run(['boot', ...words, '--exec', 'true']);
    expect(again.code).toBe(2);
    expect(again.err).toContain('exists already');
  });

  it('that are not there are named', async () => {
    const { code, err } = await run(['boot', '--exec', 'true', '--get', `/no/such=${join(folder, 'x')}`]);
    expect(code).toBe(2);
    expect(err).toContain('No such file or directory');
  });
});

describe('the disk', () => {
  it('comes out as an image, sparse, from which the next machine boots; a file that is there stays', async () => {
    const image = join(folder, 'disk.img');
    const words = ['--board', 'imx6q', '--disk-out', image];
    await exec(words, ['echo written > /root/kept; sync; echo lost > /root/lost']);
    const { size, blocks } = statSync(image);
    expect(blocks * 512).toBeLessThan(size / 2);
    const [line] = await exec(['--board', 'imx6q', '--disk', image], ['cat /root/kept; ls /root/lost']);
    expect(line).toMatchObject({ stdout: 'written\n', status: 2 });
    const again = await run(['boot', ...words, '--exec', 'true']);
    expect(again.err).toContain('exists already');
    expect([again.code, again.out]).toEqual([2, '']);
    const same = await run([
      'boot',
      '--board',
      'imx6q',
      '--disk',
      image,
      '--disk-out',
      image,
      '--force',
      '--exec',
      'true',
    ]);
    expect(same.err).toContain('is an input of this command');
  });
});

describe('a pipe', () => {
  it('types its lines when Linux asks, and those for U-Boot at its prompt', async () => {
    const text = 'echo one $((40 + 2))\n@operator reset pin\n@uboot echo from u-boot\n@uboot boot\nuname -m\n';
    const { code, out } = await run(['boot', '--board', 'imx6q'], { input: pipe(text) });
    expect(code).toBe(0);
    expect(out).toContain('echo one $((40 + 2))\none 42\n');
    expect(out).toContain('=> echo from u-boot\nfrom u-boot\n=> boot\n');
    expect(out).toContain('uname -m\narmv7l\n');
    expect(out).not.toContain('\r\n');
  });

  it('that brings a line nobody asks for any more says so', async () => {
    const { code, err } = await run(['boot'], { input: pipe('poweroff -f\nuname\n') });
    expect(code).toBe(1);
    expect(err).toContain('the machine is off; this line and those behind it were not typed: "uname"');
  });
});

describe('a way down that takes its time', () => {
  it('keeps the next line for the system that comes up, and shows the last words', async () => {
    const text = 'touch /here; reboot\ncat /proc/uptime; ls /here\npoweroff\n';
    const { code, out } = await run(['boot', '--board', 'imx6q'], { input: pipe(text) });
    expect(code).toBe(0);
    const reset = out.indexOf('reboot: Restarting system');
    expect(reset).toBeGreaterThan(0);
    expect(out.indexOf('cat /proc/uptime')).toBeGreaterThan(reset);
    expect(out.trimEnd()).toMatch(/reboot: Power down$/);
  });
});

describe('what the user did wrong', () => {
  it('is told all at once', async () => {
    const { code, err } = await run([
      'boot',
      ...['--board', 'pc', '--kernel', 'armmp', '--userland', 'gun', '--time', 'slow', '--file', 'x', '--get', 'a=b'],
      '--json',
    ]);
    expect(code).toBe(2);
    for (const words of [
      'cannot boot on this board',
      '--userland',
      '--time',
      'HOST=GUEST',
      'absolute path',
      'needs --exec',
    ]) {
      expect(err).toContain(words);
    }
  });

  it('a device tree that is none', async () => {
    const file = join(folder, 'no.dtb');
    writeFileSync(file, 'not a tree at all, but forty bytes of text');
    const { code, err } = await run(['boot', '--board', 'imx6q', '--dtb', file, '--exec', 'true']);
    expect(code).toBe(2);
    expect(err).toContain('is no device tree blob');
  });

  it('a disk of noise: the kernel says that it finds no root', async () => {
    const file = join(folder, 'noise.img');
    writeFileSync(
      file,
      Uint8Array.from({ length: 1 << 20 }, (_, index) => (index * 7919) >> 3),
    );
    const { out } = await run([
      'boot',
      '--disk',
      file,
      '--json',
      '--exec',
      'true',
      '--cmdline',
      'console=ttyS0 root=/dev/vda1 panic=0',
    ]);
    expect(JSON.parse(out).commands[0]).toMatchObject({ status: null, reset: 'hung' });
  });
});
