/**
 * `uboot-console/`: sessions typed line by line at a real U-Boot's prompt, echo and prompts included, byte for byte.
 *
 * Each file names its release, the lines and what came over the serial line (LF for CR LF). Where it names no board they were typed at the
 * sandbox build. `loads` are files of `uboot-console/images` that lay in RAM, as `boot` the text of the start. The stage types the lines at
 * ours, a second of virtual time apart, until it boots, resets or hangs. `keys-*`
 * have single keys, for the line editor.
 *
 * Masked on boards, because they follow from the size of the recorded build and the depth of its stack: where `bdinfo` says that U-Boot
 * lies, and where RAM is given out for trees and RAM disks (their sizes are compared).
 */

import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findBoard, withUBoot } from '../../src/profiles/boards.ts';
import { bench, promptBench } from '../uboot/prompt.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector, readVector } from './vectors.ts';

interface Session {
  readonly version: string;
  readonly board?: string;
  readonly loads?: readonly { readonly address: string; readonly file: string }[];
  readonly typed: readonly string[];
  readonly console: string;
  readonly boot?: string;
}

/** Single keys, and what each gave. */
interface KeySession {
  readonly version: string;
  readonly keys: readonly (readonly [keys: string, console: string])[];
}

export const suite: Suite = {
  name: 'uboot console sessions',
  cases: () =>
    listVectors('uboot-console')
      .filter((name) => name.endsWith('.json'))
      .flatMap(casesOf),
};

function casesOf(name: string): Case[] {
  const recording = readJsonVector<Session | KeySession>(`uboot-console/${name}`);
  if ('keys' in recording) return keyCases(name, recording);
  const start =
    recording.boot === undefined ? [] : [{ name: `${name}: start`, run: () => compareStart(name, recording) }];
  return [...start, { name, run: () => compareSession(name, recording) }];
}

function keyCases(name: string, { version, keys }: KeySession): Case[] {
  const session = promptBench({ version, board: sandbox, medium: null });
  return keys.map(([typed, console], index) => ({
    name: `${name} ${index}: ${JSON.stringify(typed)}`,
    run() {
      session.type(typed);
      session.runMs(1000);
      expectEqualText(session.take().replaceAll('\r\n', '\n'), console, JSON.stringify(typed));
    },
  }));
}

function boardOf({ board }: Session): typeof sandbox {
  return board === undefined ? sandbox : withUBoot(findBoard(board)!)!;
}

function compareSession(name: string, recording: Session): void {
  const { version, loads = [], typed, console } = recording;
  const session = promptBench({ version, board: boardOf(recording), medium: null });
  for (const { address, file } of loads) {
    const bytes = readVector(`uboot-console/images/${file}`);
    session.memory.write(Number(address), bytes, session.memory.writer('loader'));
  }
  let ours = '=> ';
  for (const line of typed) {
    if (session.requests.length > 0 || session.uboot.state === 'hung') break;
    session.type(`${line}\n`);
    session.runMs(1000);
    ours += session.take();
  }
  const isBoard = recording.board !== undefined;
  expectEqualText(text(ours, isBoard), text(console, isBoard), name);
}

/** From the banner to the countdown. */
function compareStart(name: string, recording: Session): void {
  const session = bench({ version: recording.version, board: boardOf(recording), medium: null });
  session.runMs(1000);
  expectEqualText(start(session.take()), start(recording.boot!), name);
}

function start(boot: string): string {
  const masked = boot.replaceAll('\r\n', '\n').replace(/^using memory .* for malloc\(\)\n/m, '');
  return masked.slice(masked.indexOf('\nU-Boot '), masked.indexOf('Hit any key')).replace(/\x1b\[2K.?$/, '');
}

/** Numbers of `bdinfo` and variables that tell where this build lies. */
const PLACES =
  /^(flashsize {3}|flashoffset |relocaddr {3}|reloc off {3}|fdt_blob {4}|new_fdt {5}|fdt_size {4}|TLB addr {4}|irq_sp {6}|sp start {4})= 0x[0-9a-f]+$/gm;

function text(session: string, isBoard: boolean): string {
  const plain = session.replaceAll('\r\n', '\n').replace(/=> $/, '');
  if (!isBoard) return plain;
  return plain
    .replace(PLACES, '$1= PLACE')
    .replace(/( (?:Loading (?:Ramdisk|Device Tree)) to )([0-9a-f]+), end ([0-9a-f]+)/g, (_, head, from, to) => {
      const digits = `${from.length} digits`;
      return `${head}PLACE (${digits}), ${Number.parseInt(to, 16) - Number.parseInt(from, 16)} bytes more`;
    })
    .replace(/^(Working FDT set to )4[d-e][0-9a-f]{6}$/gm, '$1PLACE')
    .replace(/^(initrd_(?:start|end)=)[0-9a-f]+$/gm, '$1PLACE')
    .replace(/^(Control fdt: |fdtcontroladdr=)[0-9a-f]+$/gm, '$1PLACE')
    .replace(/^lmb_dump_all:\n(?:[ \t].*\n|\n(?=[ \t]))*/gm, 'lmb_dump_all:\n')
    .replace(/^(Early malloc usage: ).*$/gm, '$1N');
}
