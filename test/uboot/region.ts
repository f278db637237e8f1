/** Writing zones as a kernel would, with any header, and reading what U-Boot prints of them. */
import { runUBootSession, type UBootCommandReport } from '../../src/inspect/uboot-session.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';

export const DBGC = 0x43474244;
export const HEADER = '====1573113357.903660-D\n';

export interface Zone {
  /** Offset in the region. */
  at: number;
  sig?: number;
  start?: number;
  /** Default: the length of the data. */
  size?: number;
  data: string;
}

export function region(length: number, zones: readonly Zone[]): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  for (const { at, sig, start, size, data } of zones) {
    view.setUint32(at, sig ?? DBGC, true);
    view.setUint32(at + 4, start ?? 0, true);
    view.setUint32(at + 8, size ?? data.length, true);
    bytes.set(latin1Bytes(data), at + 12);
  }
  return bytes;
}

export const REGION = 0x3000000;

export function session(
  bytes: Uint8Array,
  exec: readonly string[],
  options: { board?: BoardProfile; version?: string; address?: number } = {},
): readonly UBootCommandReport[] {
  return runUBootSession({
    board: options.board ?? sandbox,
    version: findUBoot(options.version ?? '2026.07')!,
    loads: [{ bytes, address: options.address ?? REGION }],
    exec,
  }).commands;
}

/** Output of the last command, line ends as LF. */
export function shown(bytes: Uint8Array, exec: readonly string[], options: Parameters<typeof session>[2] = {}): string {
  return latin1Text(session(bytes, exec, options).at(-1)!.wire).replaceAll('\r\n', '\n');
}
