/**
 * A phone: arm64, eight CPUs, 8 GiB of RAM that no reset keeps, a watchdog that the firmware starts, and minidump.
 *
 * Composed. Machine and kernel are QEMU's `virt` with eight Cortex-A57, as recorded with 8 GiB and with a reserved-memory node for shared memory; what
 * Qualcomm's part of it is (shared memory, download mode, the watchdog, no bootloader that a user sees) comes from Linux' drivers for it and from the
 * published console of a crash. Its kernel has the drivers of the watchdog, of SMEM and of secure firmware built in, which Debian has as modules.
 */
import type { BoardProfile } from '../board.ts';
import { forgetsAll } from '../retention-presets.ts';
import { virtArm64, virtDisk } from './virt-arm64.ts';

const MIB = 0x100000;

/** What the boot firmware of an sa8775p-ride writes on its way into download mode [the console published with the kmemdump and meminspect series]. */
const DOWNLOAD_TEXT = `B -   1096414 - usb: init start
B -   1100287 - usb: qusb_dci_platform , 0x19
B -   1105686 - usb: usb3phy: PRIM success: lane_A , 0x60
B -   1107455 - usb: usb2phy: PRIM success , 0x4
B -   1112670 - usb: dci, chgr_type_det_err
B -   1117154 - usb: ID:0x260, value: 0x4
B -   1121942 - usb: ID:0x108, value: 0x1d90
B -   1124992 - usb: timer_start , 0x4c4b40
B -   1129140 - usb: vbus_det_pm_unavail
B -   1133136 - usb: ID:0x252, value: 0x4
B -   1148874 - usb: SUPER , 0x900e
B -   1275510 - usb: SUPER , 0x900e
B -   1388970 - usb: ID:0x20d, value: 0x0
B -   1411113 - usb: ENUM success
B -   1411113 - Sahara Init
B -   1414285 - Sahara Open
`;

const ARMED = 'qcom_scm.download_mode=mini';

export const qcomPhone: BoardProfile = {
  ...virtArm64,
  name: 'qcom-phone',
  description: 'Phone (composed): arm64, 8 CPUs, 8 GiB of RAM that no reset keeps, minidump firmware',
  ramBanks: [{ start: 0x40000000, end: 0x240000000 }],
  ramSizes: undefined,
  cpus: 8,
  defaultKernel: '6.12.117+deb12-arm64',
  defaultCommandLine: `console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests nokaslr ${ARMED}`,
  disk: {
    ...virtDisk,
    commandLine: `console=ttyAMA0 panic=1 root=/dev/vda1 rw cryptomgr.notests nokaslr ${ARMED}`,
  },
  // Over a warm reset DRAM refreshes itself, so that the boot firmware finds it whole; then it initialises it.
  retention: { 'power-loss': forgetsAll },
  dramInit: 'loses',
  watchdog: { device: 'qcom-wdt', name: '17c10000.watchdog', output: 'reset', firmwareSeconds: 30 },
  deviceTree: { ...virtArm64.deviceTree!, ramoops: null },
  minidump: {
    smem: { address: 0x4f000000, length: 2 * MIB, kind: 'partition' },
    table: 'ready',
    hasHost: true,
    downloadText: DOWNLOAD_TEXT,
  },
};
