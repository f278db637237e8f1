/** Root file systems: whole, the same each time, with programs that exist and links that lead somewhere. */
import { expect, test } from 'vitest';
import { readProgramFile } from '../../../src/formats/program-file.ts';
import type { RootEntry } from '../../../src/kernel/userland/root-tree/root-entry.ts';
import { rootTree } from '../../../src/kernel/userland/root-tree.ts';
import { programByKey, type UserlandName } from '../../../src/kernel/userland/userlands.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';

function tree(boardName: string, userland: UserlandName, kind: 'disk' | 'initramfs' = 'disk'): readonly RootEntry[] {
  const board = findBoard(boardName)!;
  const kernel = findKernel(board.defaultKernel!)!;
  return rootTree({ board, kernel, userland, kind, deviceTree: boardName === 'imx6q' ? new Uint8Array(64) : null });
}

/** The entry that a path leads to, through links. */
function follow(entries: readonly RootEntry[], path: string): RootEntry | undefined {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  let parts: string[] = [];
  const rest = path.split('/').filter((part) => part !== '');
  for (let steps = 0; rest.length > 0 && steps < 100; steps++) {
    const part = rest.shift()!;
    if (part === '..') {
      parts.pop();
      continue;
    }
    const entry = byPath.get(`/${[...parts, part].join('/')}`);
    if (entry === undefined) return undefined;
    if (entry.link === undefined) parts.push(part);
    else {
      if (entry.link.startsWith('/')) parts = [];
      rest.unshift(...entry.link.split('/').filter((one) => one !== ''));
    }
  }
  return byPath.get(`/${parts.join('/')}`);
}

const text = (entry: RootEntry | undefined): string => latin1Text(entry!.content!());

test.each([
  ['imx6q', 'gnu'],
  ['imx6q', 'busybox'],
  ['pc', 'gnu'],
  ['pc', 'busybox'],
] as const)('%s %s: parents come first, names are of one kind, programs exist', (board, userland) => {
  const entries = tree(board, userland);
  const seen = new Set<string>();
  for (const { path, mode, content, link, rdev } of entries) {
    expect(seen.has(path)).toBe(false);
    if (path !== '/') expect(seen.has(path.slice(0, path.lastIndexOf('/')) || '/')).toBe(true);
    seen.add(path);
    const type = mode & 0o170000;
    expect([content !== undefined, link !== undefined, rdev !== undefined]).toEqual([
      type === 0o100000,
      type === 0o120000,
      type === 0o020000,
    ]);
  }
  const { architecture } = findKernel(findBoard(board)!.defaultKernel!)!;
  const programs = entries.filter(({ path, content }) => content !== undefined && /bin\/[^/]+$/.test(path));
  expect(programs.length).toBeGreaterThan(0);
  for (const { content } of programs) {
    const bytes = content!();
    if (latin1Text(bytes.subarray(0, 2)) === '#!') {
      expect(latin1Text(bytes)).toMatch(/^#!\/bin\/sh\n/);
      expect(seen.has('/bin/sh') || seen.has('/usr/bin/sh')).toBe(true);
      continue;
    }
    const file = readProgramFile(bytes.subarray(0, 4096), architecture);
    expect(file.kind === 'program' && programByKey(file.key) !== undefined).toBe(true);
  }
});

test('the same words give the same tree', () => {
  expect(tree('imx6q', 'gnu')).toBe(tree('imx6q', 'gnu'));
});

test('/bin, /sbin and /lib are links into /usr, and links lead to files', () => {
  const entries = tree('imx6q', 'gnu');
  for (const name of ['bin', 'sbin', 'lib']) {
    expect(entries.find(({ path }) => path === `/${name}`)!.link).toBe(`usr/${name}`);
  }
  for (const path of [
    '/sbin/insmod',
    '/sbin/reboot',
    '/sbin/poweroff',
    '/bin/pkill',
    '/etc/os-release',
    '/usr/sbin/lsmod',
  ]) {
    expect(follow(entries, path)?.content).toBeDefined();
  }
});

test('every busybox link leads to the one program', () => {
  const entries = tree('pc', 'busybox', 'initramfs');
  const program = entries.find(({ path }) => path === '/bin/busybox');
  expect(program).toBeDefined();
  for (const entry of entries.filter(({ path, link }) => link !== undefined && path.startsWith('/bin'))) {
    expect(follow(entries, entry.path)).toBe(program);
  }
  expect(text(entries.find(({ path }) => path === '/init'))).toMatch(/^#!\/bin\/sh\n/);
});

test("the board's boot menu holds the command line of its disk", () => {
  const board = findBoard('imx6q')!;
  const menu = text(tree('imx6q', 'gnu').find(({ path }) => path === '/boot/extlinux/extlinux.conf'));
  const append = menu.split('\n').find((line) => line.startsWith('\tappend '))!;
  const words = append.trim().split(/ +/).slice(1).sort();
  expect(words).toEqual(board.disk!.commandLine.split(' ').sort());
});

test('/boot tells how pstore is configured', () => {
  const configuration = text(tree('imx6q', 'gnu').find(({ path }) => path.startsWith('/boot/config-')));
  expect(configuration).toMatch(/^CONFIG_PSTORE_RAM=[ym]$/m);
});

test('texts that others wrote are not shipped: the message of the day is empty', () => {
  for (const board of ['imx6q', 'pc']) {
    const entries = tree(board, 'gnu');
    expect(text(follow(entries, '/etc/motd'))).toBe('');
    expect(text(follow(entries, '/etc/issue'))).toBe('Debian GNU/Linux 12 \\n \\l\n\n');
  }
});
