/**
 * Disks for `lastwords uboot`: images from files into the slots, and back.
 *
 * A disk is worked on as a copy. `--disk-out` writes the copy to a new file, `--in-place` writes it back to the image it came
 * from; without either nothing is written. `:ro` behind an image is the card's switch: U-Boot's writes fail.
 */
import { accessSync, constants, writeFileSync } from 'node:fs';
import { SparseDisk } from '../../disk/sparse-disk.ts';
import type { DiskSlot } from '../../hardware/disk-slot.ts';
import { type Issue, UserError } from '../../sim/issue.ts';
import type { Given } from '../command.ts';
import { isSameFile, judgeNew, readImage, writeNew } from '../files.ts';
import { hostWords } from '../host-words.ts';
import { judged } from '../judged.ts';

export interface DiskFile extends DiskSlot {
  /** The image's file. */
  readonly file: string;
}

const SLOT = /^(mmc|host)([0-9a-f]{1,2})=(.*)$/s;
const READ_ONLY = ':ro';

/** Reads `[mmcN=|hostN=]IMAGE[:ro]`, each; complaints go to `given`. Without a slot it is mmc 0. */
export function readDisks(given: Given): readonly DiskFile[] {
  const texts = given.list('disk');
  const disks = texts.flatMap((text): DiskFile[] => {
    const [, name = 'mmc', number = '0', rest = text] = SLOT.exec(text) ?? [];
    const isReadOnly = rest.endsWith(READ_ONLY);
    const file = isReadOnly ? rest.slice(0, -READ_ONLY.length) : rest;
    const disk = judged(given, () => SparseDisk.fromBytes(readImage(file)));
    const slot = { interface: name === 'host' ? 'host' : 'mmc', number: Number.parseInt(number, 16) } as const;
    return disk === undefined ? [] : [{ ...slot, disk, isReadOnly, file }];
  });
  const slots = disks.map(({ interface: name, number }) => `${name} ${number}`);
  const twice = slots.find((slot, index) => slots.indexOf(slot) !== index);
  if (twice !== undefined) given.complain('--disk', `two disks for ${twice}`, { hint: '--disk mmc1=IMAGE' });
  const wantsOut = given.text('disk-out') !== undefined;
  if (wantsOut && disks.length !== 1) {
    given.complain('--disk-out', 'it is not clear which disk to write', {
      expected: 'one --disk',
      found: `${disks.length}`,
    });
  }
  const out = given.text('disk-out');
  if (out !== undefined) {
    judged(given, () => judgeNew(out, { force: given.flag('force'), inputs: disks.map(({ file }) => file) }));
  }
  if (wantsOut && given.flag('in-place')) given.complain('--disk-out', 'goes not together with --in-place');
  if (given.flag('in-place')) {
    const readOnly = disks.find((disk) => disk.isReadOnly);
    if (texts.length === 0) given.complain('--in-place', 'there is no --disk');
    if (readOnly !== undefined) given.complain('--in-place', `${readOnly.file} is given as read-only`);
    for (const [index, { file }] of disks.entries()) {
      if (file.endsWith('.gz')) given.complain('--in-place', `${file} is gzip`, { hint: 'use --disk-out' });
      judged(given, () => requireWritable(file));
      const earlier = disks.slice(0, index).find((other) => isSameFile(other.file, file));
      if (earlier !== undefined) given.complain('--in-place', `${file} lies in two slots`, { hint: 'use copies' });
    }
  }
  return disks;
}

/** Writes what the options ask for, after the session. */
export function writeDisks(given: Given, disks: readonly DiskFile[]): void {
  const out = given.text('disk-out');
  if (out !== undefined) {
    writeNew(out, disks[0]!.disk.toBytes(), { force: given.flag('force'), inputs: disks.map(({ file }) => file) });
  }
  if (given.flag('in-place')) for (const { file, disk } of disks) writeBack(file, disk);
}

function writeBack(file: string, disk: SparseDisk): void {
  writing(file, () => writeFileSync(file, disk.toBytes(), { flag: 'r+' }));
}

/** Asked before the session, whose result would be lost. */
function requireWritable(file: string): void {
  writing(file, () => accessSync(file, constants.W_OK));
}

function writing(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const issue: Issue = { code: 'file', message: 'cannot be written', place: { file }, found: hostWords(code) };
    throw new UserError([issue]);
  }
}
