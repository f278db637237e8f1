/**
 * efi-pstore on a real store of variables (`efi-pstore/*.fd.gz`, flash images of OVMF): names, parts and texts of the files that Linux 6.1 showed, the bytes of its
 * variables, and a store that is full.
 */
import { isDeepStrictEqual } from 'node:util';
import { LINUX_EFI_CRASH_GUID, readVariableStore, variableBytes } from '../../src/formats/efi-variable-store.ts';
import { EfiVariables } from '../../src/hardware/efi-variables.ts';
import { Nvram } from '../../src/hardware/nvram.ts';
import { chooseCompression } from '../../src/kernel/pstore/compress.ts';
import { EfiBackend } from '../../src/kernel/pstore/efi-backend.ts';
import { Pstore } from '../../src/kernel/pstore/platform.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { recordingKernel } from '../kernel/pstore/recording-kernel.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector, readVector } from './vectors.ts';

interface Recorded {
  /** Bytes of data, by name. */
  readonly variables: Readonly<Record<string, number>>;
  /** The file that was unlinked before the flash was copied. */
  readonly removed: string;
  readonly files: Readonly<Record<string, string>>;
}

const FOLDER = 'efi-pstore';
/** The header of the firmware volume before the store. */
const VOLUME_HEADER_BYTES = 0x48;
const profile = findKernel('6.1.0-56-amd64')!;

export const suite: Suite = {
  name: 'efi-pstore',
  cases: () => (hasVector(`${FOLDER}/panic.json`) ? casesOf(readJsonVector<Recorded>(`${FOLDER}/panic.json`)) : []),
};

function casesOf({ variables, removed, files }: Recorded): Case[] {
  return [
    {
      name: 'names and sizes of the variables',
      run() {
        const { name: gone } = variableOf(removed, variables);
        const left = Object.fromEntries(Object.entries(variables).filter(([name]) => name !== gone));
        same(Object.fromEntries(crashVariables(flash('panic')).map(({ name, data }) => [name, data.length])), left);
      },
    },
    {
      name: 'bytes of the variables',
      run() {
        const bytes = storeBytes('panic');
        const found = readVariableStore(bytes)!.variables.filter(({ guid }) => guid === LINUX_EFI_CRASH_GUID);
        for (const variable of found) {
          const ours = variableBytes(variable);
          same([...ours], [...bytes.subarray(variable.offset, variable.offset + ours.length)]);
        }
      },
    },
    {
      name: 'files and their texts',
      run() {
        const pstore = new Pstore(recordingKernel(profile));
        pstore.start();
        same(pstore.register(new EfiBackend(flash('panic'), profile.pstore.efiName)), 0);
        pstore.mount();
        const found = Object.fromEntries(pstore.fs.files().map(({ name, content }) => [name, latin1Text(content)]));
        same(found, Object.fromEntries(Object.entries(files).filter(([name]) => name !== removed)));
      },
    },
    {
      name: 'each part is compressed as it was',
      run() {
        const compression = chooseCompression(profile.pstore, 'deflate', () => {})!;
        for (const variable of crashVariables(flash('panic'))) {
          const [file] = Object.entries(files).find(([name]) => variableOf(name, variables).name === variable.name)!;
          same([...compression.compress(latin1Bytes(files[file]!), 1024)!], [...variable.data]);
        }
      },
    },
    {
      name: 'a name of another kind ends the reading, before all dumps behind it',
      run() {
        const backend = new EfiBackend(flash('full'), 'efi');
        same(crashVariables(flash('full')).filter(({ name }) => name.startsWith('dump-type')).length, 33);
        backend.open();
        same(backend.read(), null);
      },
    },
  ];
}

/** `dmesg-efi-TIMEPPCCC` and `dump-typeT-P-C-TIME-C`. */
function variableOf(file: string, variables: Recorded['variables']): { readonly name: string } {
  const [, time, part, count] = /-(\d+)(\d\d)(\d\d\d)$/.exec(file)!;
  const name = Object.keys(variables).find((one) =>
    one.startsWith(`dump-type0-${Number(part)}-${Number(count)}-${time}-`),
  );
  return { name: name! };
}

function storeBytes(name: string): Uint8Array {
  return readVector(`${FOLDER}/${name}.fd.gz`).subarray(VOLUME_HEADER_BYTES);
}

function flash(name: string): EfiVariables {
  const bytes = storeBytes(name);
  const nvram = new Nvram(bytes.length);
  nvram.write(0, bytes);
  return new EfiVariables(nvram);
}

function crashVariables(store: EfiVariables): ReturnType<EfiVariables['list']> {
  return store.list().filter(({ guid }) => guid === LINUX_EFI_CRASH_GUID);
}

function same(ours: unknown, recorded: unknown): void {
  if (isDeepStrictEqual(ours, recorded)) return;
  throw new Error(
    `ours     ${JSON.stringify(ours).slice(0, 2_000)}\nrecorded ${JSON.stringify(recorded).slice(0, 2_000)}`,
  );
}
