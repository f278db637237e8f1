/** The boards the simulator knows, and how a user names them. */
import type { BoardProfile } from './board.ts';
import { imx6q } from './boards/imx6q.ts';
import { openwrt } from './boards/openwrt.ts';
import { pc } from './boards/pc.ts';
import { powernv } from './boards/powernv.ts';
import { pseries } from './boards/pseries.ts';
import { qcomPhone } from './boards/qcom-phone.ts';
import { rpi4 } from './boards/rpi4.ts';
import { sandbox } from './boards/sandbox.ts';
import { virtArm } from './boards/virt-arm.ts';
import { virtArm64 } from './boards/virt-arm64.ts';
import { virtWithUBoot } from './boards/virt-uboot.ts';

export const boards: readonly BoardProfile[] = [
  sandbox,
  pc,
  imx6q,
  virtArm64,
  virtArm,
  pseries,
  powernv,
  rpi4,
  openwrt,
  qcomPhone,
];

/** The board of this name, or undefined. */
export function findBoard(name: string): BoardProfile | undefined {
  return boards.find((board) => board.name === name);
}

/** The board with the U-Boot that it can have; the board itself where one stands on it already, null where it has none. */
export function withUBoot(board: BoardProfile): BoardProfile | null {
  if (board.uboot !== null) return board;
  return [virtArm64, virtArm, openwrt].includes(board) ? virtWithUBoot(board) : null;
}
