/**
 * The programs of each user land: which key names which program, and where its file lies.
 *
 * A program's file on the disk holds the key (`src/formats/program-file.ts`); starting the file looks the key up here.
 */
import type { ProgramContents } from '../../formats/program-file.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { bashMain, dashMain } from '../../shell/main.ts';
import type { Program } from '../process/system-calls.ts';
import { busyboxApplets } from './busybox/applets.ts';
import { busybox } from './busybox/busybox.ts';
import { collectorPrograms } from './collectors/collector-programs.ts';
import { dumpLinks, dumpTools } from './gnu/dump-tools.ts';
import { fileTools } from './gnu/file-tools.ts';
import { textTools } from './gnu/text-tools.ts';
import { crashmeCodes, crashmeOf } from './system/crashme.ts';
import { systemLinks, systemTools } from './system/system-tools.ts';

export type UserlandName = 'gnu' | 'busybox';

interface ProgramPlace {
  readonly path: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** Permission bits. */
  readonly mode: number;
  /** Its machine code for one machine, and that machine; absent: filler for any. */
  readonly code?: { readonly architecture: Architecture; readonly segments: () => readonly ProgramContents[] };
}

export interface Userland {
  readonly programs: readonly ProgramPlace[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

const shells: Readonly<Record<string, Program>> = {
  '/usr/bin/bash': (system, argv) => bashMain(system, argv, system.environ),
  '/usr/bin/dash': (system, argv) => dashMain(system, argv, system.environ),
};

/** Path on the disk and program, of all packages of the GNU user land. */
const gnuTools: Readonly<Record<string, Program>> = {
  ...dumpTools,
  ...fileTools,
  ...textTools,
  ...systemTools,
  ...shells,
};

const gnuLinks: Readonly<Record<string, string>> = {
  ...dumpLinks,
  ...systemLinks,
  '/usr/bin/rbash': 'bash',
  '/usr/bin/sh': 'dash',
};

/** Sizes of the real files where somebody might look; others get one from their name. */
const SIZES: Readonly<Record<string, number>> = {
  '/usr/bin/bash': 1265648,
  '/bin/busybox': 788528,
};

/** Programs that change who runs them. */
const SET_USER_ID = new Set(['/usr/bin/su', '/usr/bin/sudo', '/usr/bin/mount', '/usr/bin/umount']);

const BUSYBOX_PATH = '/bin/busybox';

/** Not of any distribution: the program of the recorded faults, one for each architecture. */
const crashmes = (Object.keys(crashmeCodes) as Architecture[]).map((architecture) => ({
  architecture,
  key: `crashme/${architecture}`,
  code: crashmeCodes[architecture],
}));
const crashmesAt = (path: string): ProgramPlace[] =>
  crashmes.map(({ architecture, key, code: { segments } }) => {
    return { path, key, sizeBytes: 0, mode: 0o755, code: { architecture, segments } };
  });

const gnu: Userland = {
  programs: [
    ...Object.keys(gnuTools).map((path) => place(path, gnuKey(path))),
    ...crashmesAt('/usr/local/bin/crashme'),
  ],
  links: Object.entries(gnuLinks).map(([path, target]) => ({ path, target })),
};

const tiny: Userland = {
  programs: [place(BUSYBOX_PATH, 'busybox/busybox'), ...crashmesAt('/bin/crashme')],
  links: Object.entries(busyboxApplets).map(([name, { folder }]) => ({
    path: `${folder}/${name}`,
    target: BUSYBOX_PATH,
  })),
};

const programs = new Map<string, Program>([
  ['busybox/busybox', busybox],
  ...Object.entries(collectorPrograms),
  ...crashmes.map(({ key, code }): [string, Program] => [key, crashmeOf(code)]),
  ...Object.entries(gnuTools).map(([path, program]): [string, Program] => [gnuKey(path), program]),
]);

/** The programs of a user land with their places on the disk. */
export function userland(name: UserlandName): Userland {
  return name === 'gnu' ? gnu : tiny;
}

/** The program that a file names, or undefined. */
export function programByKey(key: string): Program | undefined {
  return programs.get(key);
}

function gnuKey(path: string): string {
  return `gnu/${path.slice(path.lastIndexOf('/') + 1)}`;
}

function place(path: string, key: string): ProgramPlace {
  let size = SIZES[path];
  if (size === undefined) {
    size = 14_000;
    for (let at = 0; at < path.length; at++) size += path.charCodeAt(at) * 17 * (at + 1);
    size = (size % 48_000) + 14_000;
    size -= size % 8;
  }
  return { path, key, sizeBytes: size, mode: SET_USER_ID.has(path) ? 0o4755 : 0o755 };
}
