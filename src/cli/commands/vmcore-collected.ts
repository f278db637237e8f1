/** `lastwords vmcore --mechanism kmemdump`: what a PC fetched from boot firmware, as files and as one core. */
import { join } from 'node:path';
import { type Assembly, assembleByAddress, assembleByNumber } from '../../inspect/minidump-assembly.ts';
import type { CollectedRegions } from '../../scenario/kmemdump-core.ts';
import { UserError } from '../../sim/issue.ts';
import { EXIT } from '../command.ts';
import { judgeNew, makeFolder, sizeText, writeNew } from '../files.ts';
import type { Io } from '../io.ts';
import { writeVmlinux } from './vmcore-vmlinux.ts';

export interface CollectedOutput {
  readonly scenario: string;
  readonly out: string;
  readonly vmlinux: string | undefined;
  /** Folder for the file of each region. */
  readonly regions: string | undefined;
  /** By the numbers of the files. */
  readonly naive: boolean;
  readonly crash: number;
  readonly guard: Parameters<typeof writeNew>[2];
  readonly isJson: boolean;
}

/** Gives the exit code: 1 where no core can be put together of what is there. */
export function writeCollected({ session, release, kernel }: CollectedRegions, given: CollectedOutput, io: Io): number {
  const { scenario, out, vmlinux, regions: folder, naive, crash, guard, isJson } = given;
  const { regions, skipped } = session;
  const paths = folder === undefined ? [] : regions.map(({ name }) => join(folder, name));
  for (const path of paths) judgeNew(path, guard);
  if (vmlinux !== undefined) writeVmlinux(vmlinux, kernel ?? { release }, { scenario, guard });
  if (folder !== undefined) makeFolder(folder);
  paths.forEach((path, index) => {
    writeNew(path, regions[index]!.bytes, guard);
  });
  const { core, messages }: Assembly = naive
    ? { core: assembleByNumber(regions), messages: [] }
    : assembleByAddress(session, folder);
  if (core !== null) writeNew(out, core, guard);
  if (isJson) {
    const report = {
      file: core === null ? null : out,
      vmlinux: vmlinux ?? null,
      mechanism: 'kmemdump',
      release,
      sizeBytes: core?.length ?? 0,
      crash,
      order: naive ? 'number' : 'address',
      regions: regions.map(({ name, address, length }) => ({ name, address, length })),
      skipped,
      messages,
    };
    io.out(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const lines = [
      ...skipped.map(({ what, why }) => `not collected: ${what}: ${why}`),
      // Its last line names the file that qdl writes; ours has the user's name.
      ...messages.filter((text) => !text.startsWith('minidump: ELF written')),
      ...(folder === undefined ? [] : [`${folder}: ${regions.length} regions`]),
      ...(core === null
        ? []
        : [`${out}: what firmware collected of ${release}, ${regions.length} regions, ${sizeText(core.length)}`]),
    ];
    io.out(lines.map((line) => `${line}\n`).join(''));
  }
  if (core !== null) return EXIT.ok;
  throw new UserError([
    {
      code: 'vmcore.impossible',
      message: 'what was collected has no ELF header to put it together by',
      place: { file: scenario },
      hint: '--regions DIR writes the files as they are, --naive puts them one behind the other',
    },
  ]);
}
