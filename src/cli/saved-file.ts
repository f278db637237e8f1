/** Saved machines and bundles as files of the host. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Machine } from '../machine/machine.ts';
import { readSaved, reviveMachine, type SavedRun } from '../machine/saved-machine.ts';
import { TimeMachine } from '../machine/time-machine.ts';
import { makeFolder, readImage, writeNew } from './files.ts';
import { zlibPacker } from './packer.ts';

const BUNDLES_MAX = 10_000;

export interface OpenedRun {
  readonly saved: SavedRun;
  readonly time: TimeMachine;
}

/** Reads, replays and verifies. */
export function openSaved(path: string, bytes: Uint8Array = readImage(path)): OpenedRun {
  const saved = readSaved(bytes, path, zlibPacker);
  let time: TimeMachine | undefined;
  reviveMachine(saved, (machine: Machine) => {
    time = new TimeMachine(machine);
  });
  return { saved, time: time! };
}

/** Writes a bundle into a folder, made if need be, under a name that nobody has; gives the name. */
export function writeBundle(folder: string, scenario: string, bytes: Uint8Array): string {
  makeFolder(folder);
  const name = basename(scenario).replace(/\.ya?ml$/, '');
  const path = (number: number) => join(folder, `${name}${number === 1 ? '' : `-${number}`}.lws`);
  let number = 1;
  while (number < BUNDLES_MAX && existsSync(path(number))) number++;
  writeNew(path(number), bytes, { force: false, inputs: [] });
  return path(number);
}
