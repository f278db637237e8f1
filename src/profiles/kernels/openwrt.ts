/**
 * A kernel as OpenWrt builds one for 32-bit ARM: **composed, not recorded**.
 *
 * It is the recorded 6.1.0-50-armmp, 6.1.176 too, under the name that OpenWrt gives its kernels, with its own builder in the banner, without
 * Debian's name in its reports, with phram and the modules of pstore beside its others (packages kmod-mtd-…, kmod-ramoops) in one folder, and none
 * of them signed. Texts, addresses and stacks are those of armmp.
 */
import type { KernelProfile } from '../kernel.ts';
import type { BootLogTable } from '../kernel-text.ts';
import { debian61armmpBootLogs } from './debian61armmp.boot.data.ts';
import { debian61armmp } from './recorded.ts';

export const openwrtRelease = '6.1.176';

export const openwrt61: KernelProfile = {
  ...debian61armmp,
  release: openwrtRelease,
  aliases: ['openwrt'],
  stackDumpVersion: '#0 ',
  evidence: 'read',
  pstore: {
    ...debian61armmp.pstore,
    modules: debian61armmp.pstore.modules.map(({ name }) => ({ name, taints: '' })),
  },
};

const BANNER =
  'Linux version 6.1.176 (builder@buildhost) (arm-openwrt-linux-muslgnueabi-gcc (OpenWrt GCC 12.3.0 r25040) 12.3.0, ' +
  'GNU ld (GNU Binutils) 2.40.0) #0 SMP Thu Jul  2 09:00:00 2026';

export const openwrtBootLogs: readonly BootLogTable[] = debian61armmpBootLogs.map((table) => ({
  ...table,
  log: table.log.replace(/\|Linux version .*/g, `|${BANNER}`),
}));
