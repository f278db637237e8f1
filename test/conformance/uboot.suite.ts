/**
 * `uboot/`: what real U-Boot printed for each command on recorded RAM, byte for byte; the files it saved; the device trees it
 * handed over.
 *
 * The recording is of 2026.07; the other three releases gave the same bytes, except that before 2021.10 the number of
 * `display dump 0x…` was read as decimal, that is as 0: what `dump 0` gave is expected there.
 */
import { createHash } from 'node:crypto';
import { toDts } from '../../src/formats/fdt-dts.ts';
import type { Fdt } from '../../src/formats/fdt-tree.ts';
import { runUBootSession, type UBootCommandReport } from '../../src/inspect/uboot-session.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot, type UBootProfile, uboots } from '../../src/profiles/uboot.ts';
import { savedRecords } from '../../src/uboot/commands/pstore-save.ts';
import { fixupChosen, fixupPstore } from '../../src/uboot/fdt-fixup.ts';
import type { Hush } from '../../src/uboot/hush.ts';
import { runningUBoot } from '../../src/uboot/running-uboot.ts';
import { parseDts } from '../uboot/dts-reader.ts';
import { expectEqualBytes, expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, listVectors, readJsonVector, readVector } from './vectors.ts';

interface Recording {
  address: string;
  image: string;
  commands: { cmd: string; wire_b64: string }[];
  save: { config: string; files: { name: string; size: number; sha256: string }[] };
}

const REFERENCE = '2026.07';
const recordings = () => listVectors('uboot').filter((name) => /^v\d.*\.json$/.test(name));
const read = (name: string) => readJsonVector<Recording>(`uboot/${name}`);
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

export const suites: Suite[] = uboots
  .toSorted((a, b) => Number(b.version === REFERENCE) - Number(a.version === REFERENCE))
  .map((profile) => ({
    name: `uboot console ${profile.version}`,
    cases: () => [...recordings().flatMap((name) => commandCases(name, profile)), ...publicCases(profile)],
  }));

suites.push({
  name: 'uboot saved files',
  cases: () => recordings().map((name) => ({ name, run: () => compareSaved(read(name)) })),
});

suites.push({
  name: 'uboot device tree',
  cases: () =>
    listVectors('uboot/fdt')
      .filter((name) => name.endsWith('-before.dts'))
      .map((name) => ({ name, run: () => compareTree(name) })),
});

function commandCases(file: string, profile: UBootProfile): Case[] {
  const recording = read(file);
  let reports: readonly UBootCommandReport[] | undefined;
  return recording.commands.map((command, index) => ({
    name: `${file} ${index}: ${command.cmd}`,
    run() {
      reports ??= runUBootSession({
        board: sandbox,
        version: profile,
        loads: [{ address: Number(recording.address), bytes: readVector(`uboot/${recording.image}`) }],
        exec: recording.commands.map(({ cmd }) => cmd),
      }).commands;
      const readsDecimal = !profile.decimalTakes0x && /^pstore display dump 0x/i.test(command.cmd);
      const source = readsDecimal ? recording.commands.find(({ cmd }) => cmd === 'pstore display dump 0')! : command;
      expectEqualBytes(reports[index]!.wire, bytesOf(source.wire_b64), command.cmd);
    },
  }));
}

/** U-Boot's own test records; they are read only where the vectors are. */
function publicCases(profile: UBootProfile): Case[] {
  if (!hasVector('uboot/public-set.console')) return [];
  const run = () => {
    const loads = [
      { address: 0x3000000, bytes: readVector('uboot/public-panic1.bin') },
      { address: 0x30fd000, bytes: readVector('uboot/public-console.bin') },
    ];
    const exec = ['pstore set 3000000 100000', 'pstore display'];
    const { commands } = runUBootSession({ board: sandbox, version: profile, loads, exec });
    const ours = commands.map(({ cmd, wire }) => `=> ${cmd}\n${Buffer.from(wire).toString('latin1')}`).join('');
    const theirs = Buffer.from(readVector('uboot/public-set.console')).toString('latin1');
    expectEqualText(ours.replaceAll('\r', ''), theirs.replaceAll('\r', ''), 'public-set.console');
  };
  return [{ name: 'public-set.console', run }];
}

/** U-Boot at its prompt over the recorded image, without a session around it. */
function uboot(recording: Recording): Hush {
  const memory = new PhysicalMemory();
  memory.write(Number(recording.address), readVector(`uboot/${recording.image}`), memory.writer('loader'));
  return prompt(memory);
}

function prompt(memory: PhysicalMemory): Hush {
  const profile = findUBoot(REFERENCE)!;
  return runningUBoot({ profile, board: sandbox, config: sandbox.uboot!, memory, bootMedium: null, puts: () => {} });
}

function compareSaved(recording: Recording): void {
  const hush = uboot(recording);
  for (const _ of hush.run(recording.save.config));
  const saved: { name: string; size: number; sha256: string }[] = [];
  for (const { name, address, length } of savedRecords(hush.context)) {
    const bytes = hush.context.ram.read(address, length);
    saved.push({ name, size: length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  const sorted = saved.sort((a, b) => (a.name < b.name ? -1 : 1));
  const expected = recording.save.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  expectEqualText(JSON.stringify(sorted, null, 1), JSON.stringify(expected, null, 1), 'saved files');
}

function compareTree(before: string): void {
  const hush = prompt(new PhysicalMemory());
  for (const _ of hush.run('pstore set 0x30000000 0x100000 0x2000 0x2000 1000 1000 16'));
  const text = (name: string) => Buffer.from(readVector(`uboot/fdt/${name}`)).toString('latin1');
  const tree = parseDts(text(before));
  fixupChosen(tree, hush.context.profile, 'console=ttyS0');
  fixupPstore(tree, hush.context.pstore, hush.context.profile);
  const after = parseDts(text(before.replace('before', 'after')));
  expectEqualText(comparable(tree), comparable(after), before);
}

/** Without what belongs to the machine of the recording: reservations, kaslr-seed, versions. */
function comparable(tree: Fdt): string {
  for (const node of tree.root.children) {
    const kept = node.properties.filter(({ name }) => name !== 'kaslr-seed' && !name.startsWith('u-boot,'));
    node.properties.splice(0, node.properties.length, ...kept);
  }
  return toDts({ ...tree, reservations: [] });
}
