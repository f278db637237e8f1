/**
 * What a machine is made from, as plain data: names of profiles, what was changed in them, and the bytes that came from outside.
 *
 * Profiles are named, so that a file stays small; a board that somebody has changed is its name and the changed parts. Disks are
 * sections of their own, since they are large.
 */
import * as z from 'zod';
import { SECTOR_BYTES } from '../disk/block-device.ts';
import type { DiskRange } from '../disk/sparse-disk.ts';
import { SparseDisk } from '../disk/sparse-disk.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { findBoard } from '../profiles/boards.ts';
import { findKernel } from '../profiles/kernels.ts';
import { findUBoot } from '../profiles/uboot.ts';
import type { Json } from '../sim/json.ts';
import type { MachineOptions } from './machine-options.ts';
import { jsonDifferences } from './machine-state.ts';
import { jsonBytes, readJson } from './save-container.ts';

const slotSchema = z.strictObject({
  interface: z.enum(['mmc', 'host']),
  number: z.int().min(0).max(1_000),
  isReadOnly: z.boolean(),
});

const recipeSchema = z.strictObject({
  board: z.strictObject({ name: z.string(), changes: z.record(z.string(), z.json()) }),
  kernel: z.string().nullable(),
  uboot: z.string().nullable(),
  plain: z
    .object({
      seed: z.string(),
      commandLine: z.string().optional(),
      initialRam: z.enum(['zero', 'noise']).optional(),
      userland: z.enum(['gnu', 'busybox']).nullable().optional(),
    })
    .catchall(z.json()),
  slots: z.array(slotSchema).max(100).nullable(),
});

type Recipe = z.infer<typeof recipeSchema>;

/** Why a machine's options cannot be saved; null when they can. */
export function unsavable({ kernel, uboot }: MachineOptions): string | null {
  if (kernel !== null && findKernel(kernel.release) === undefined) return `kernel ${kernel.release} has no name here`;
  if (uboot !== null && isChanged(uboot, findUBoot(uboot.version))) return `U-Boot ${uboot.version} was changed`;
  return null;
}

/** The options as sections of a file. */
export function recipeSections(options: MachineOptions): [string, Uint8Array][] {
  const { board, kernel, uboot, deviceTree, disk, slots, ...rest } = options;
  const plain: Readonly<Record<string, Json | undefined>> & Pick<MachineOptions, 'seed'> = rest;
  const known = findBoard(board.name) as unknown as Readonly<Record<string, Json | undefined>> | undefined;
  const changes = Object.entries(board).filter(([key, value]) => isChanged(value, known?.[key]));
  const recipe = {
    board: { name: board.name, changes: Object.fromEntries(changes) },
    kernel: kernel?.release ?? null,
    uboot: uboot?.version ?? null,
    plain,
    slots: slots?.map(({ interface: where, number, isReadOnly }) => ({ interface: where, number, isReadOnly })) ?? null,
  };
  const disks: [string, SparseDisk][] = [
    ...(disk === undefined ? [] : [['disk', disk] as [string, SparseDisk]]),
    ...(slots ?? []).map((slot, index): [string, SparseDisk] => [`slot${index}`, slot.disk]),
  ];
  return [
    ['recipe', jsonBytes(recipe)],
    ...(deviceTree === undefined ? [] : [['deviceTree', deviceTree] as [string, Uint8Array]]),
    ...disks.flatMap(([name, each]) => rangeSections(name, each.sectorCount, each.ranges())),
  ];
}

/** The options again, or what is wrong with them. */
export function readRecipe(sections: ReadonlyMap<string, Uint8Array>): MachineOptions | string {
  const parsed = recipeSchema.safeParse(readJson(sections.get('recipe') ?? new Uint8Array(0)));
  if (!parsed.success) return 'what the machine is made from cannot be read';
  const recipe = parsed.data;
  const board = boardOf(recipe);
  const kernel = recipe.kernel === null ? null : findKernel(recipe.kernel);
  const uboot = recipe.uboot === null ? null : findUBoot(recipe.uboot);
  if (board === undefined) return `board ${recipe.board.name} is unknown`;
  if (kernel === undefined) return `kernel ${recipe.kernel} is unknown`;
  if (uboot === undefined) return `U-Boot ${recipe.uboot} is unknown`;
  const deviceTree = sections.get('deviceTree');
  const disk = sections.has('disk.ranges') ? readDisk(sections, 'disk') : undefined;
  const slots = recipe.slots?.map((slot, index) => ({ ...slot, disk: readDisk(sections, `slot${index}`) }));
  if (disk === null || slots?.some((slot) => slot.disk === null)) return 'a disk cannot be read';
  return {
    ...(recipe.plain as Pick<MachineOptions, 'seed'>),
    board,
    kernel,
    uboot,
    ...(deviceTree === undefined ? {} : { deviceTree }),
    ...(disk === undefined ? {} : { disk }),
    ...(slots === undefined ? {} : { slots: slots as NonNullable<MachineOptions['slots']> }),
  };
}

/** Ranges of a disk as two sections: where they lie, and their bytes. */
export function rangeSections(
  name: string,
  sectorCount: number,
  ranges: Iterable<DiskRange>,
): [[string, Uint8Array], [string, Uint8Array]] {
  const list = [...ranges];
  const bytes = new Uint8Array(list.reduce((sum, range) => sum + range.bytes.length, 0));
  let at = 0;
  for (const range of list) {
    bytes.set(range.bytes, at);
    at += range.bytes.length;
  }
  const places = list.map((range) => [range.sector, range.bytes.length / SECTOR_BYTES]);
  return [
    [`${name}.ranges`, jsonBytes({ sectorCount, ranges: places })],
    [`${name}.bytes`, bytes],
  ];
}

const rangesSchema = z.strictObject({
  sectorCount: z
    .int()
    .min(0)
    .max(2 ** 40),
  ranges: z.array(z.tuple([z.int().min(0), z.int().min(1)])).max(2 ** 24),
});

/** What `rangeSections` made; null when it is none. */
export function readRanges(
  sections: ReadonlyMap<string, Uint8Array>,
  name: string,
): { readonly sectorCount: number; readonly ranges: readonly DiskRange[] } | null {
  const parsed = rangesSchema.safeParse(readJson(sections.get(`${name}.ranges`) ?? new Uint8Array(0)));
  const bytes = sections.get(`${name}.bytes`);
  if (!parsed.success || bytes === undefined) return null;
  const { sectorCount, ranges } = parsed.data;
  let at = 0;
  const found: DiskRange[] = [];
  for (const [sector, count] of ranges) {
    if (sector + count > sectorCount) return null;
    found.push({ sector, bytes: bytes.subarray(at, at + count * SECTOR_BYTES) });
    at += count * SECTOR_BYTES;
  }
  return at === bytes.length ? { sectorCount, ranges: found } : null;
}

function readDisk(sections: ReadonlyMap<string, Uint8Array>, name: string): SparseDisk | null {
  const found = readRanges(sections, name);
  return found === null ? null : SparseDisk.fromRanges(found.sectorCount, found.ranges);
}

function boardOf({ board: { name, changes } }: Recipe): BoardProfile | undefined {
  const known = findBoard(name);
  return known === undefined ? undefined : ({ ...known, ...changes } as BoardProfile);
}

function isChanged(value: unknown, known: unknown): boolean {
  return jsonDifferences(value as Json, known as Json | undefined).length > 0;
}
