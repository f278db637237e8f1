/**
 * The transcript of the Apertis document on pstore, line by line: the kernel it was made with (read, not recorded), its parameters, its
 * crash, and what `pstore display` of U-Boot showed of it. Where the document leaves lines out we may have any number.
 */
import { beforeAll, expect, test } from 'vitest';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { type MaskRule, masked } from '../conformance/console-mask.ts';

const PARAMETERS =
  'ramoops.mem_address=0x30000000 ramoops.mem_size=0x100000 ramoops.record_size=0x2000 ramoops.console_size=0x2000 ' +
  'memmap=0x100000$0x30000000';

/** Facts of the document; the text editor of its page took the blanks at the ends of lines. */
const OOPS = `Oops#1 Part1
<6>[   17.315503] imx-media: subdev ipu2_ic_prpvf bound
<6>[   17.324302] ipu2_csi0: Registered ipu2_csi0 capture as /dev/video6
<0>[  105.641914] Code: e5834000 f57ff04e ebed244d e3a03000 (e5c34000)
<4>[  105.651526] ---[ end trace 2ebf2b6dc03e53a0 ]---`;
const PANIC = `Panic#2 Part1
<4>[  105.332293] CPU: 3 PID: 460 Comm: ash Tainted: G         C        4.19.0-6-armmp #1 Debian 4.19.67-2co5
<4>[  105.341796] Hardware name: Freescale i.MX6 Quad/DualLite (Device Tree)
<4>[  106.205233] [<c03845f8>] (cpu_startup_entry) from [<c031296c>] (secondary_start_kernel+0x160/0x188)
<4>[  106.217624] [<c031296c>] (secondary_start_kernel) from [<10302c6c>] (0x10302c6c)`;
const CONSOLE = `er m25p80 snd spi_nor soundcore
[  105.284255]  pwm_imx imx_media_common(C) v4l2_fwnode imx_ldb dw_hdmi_imx etnaviv dw_hdmi imxdrm gpu_sched drm_kms_helper imx_ipu_v3 panel_simple cec drm fb_sys_fops evdev imx6q_cpufreq pwm_bl ip_tables x_tables autofs4 btrfs xor zstd_decompress zstd_compress xxhash zlib_deflate raid6_pq libcrc32c crc32c_generic cls_cgroup ahci_imx libahci_platform libahci ci_hdrc_imx ci_hdrc ulpi libata ehci_hcd udc_core scsi_mod sdhci_esdhc_imx sdhci_pltfm sdhci usbcore i2c_imx usbmisc_imx phy_mxs_usb anatop_regulator spi_imx dwc3_haps clk_pwm micrel
[  105.332293] CPU: 3 PID: 460 Comm: ash Tainted: G         C        4.19.0-6-armmp #1 Debian 4.19.67-2co5
[  106.217624] [<c031296c>] (secondary_start_kernel) from [<10302c6c>] (0x10302c6c)
[  106.230722] Rebooting in 10 seconds..`;

const mask: readonly MaskRule[] = [
  { reason: 'when it happened', pattern: /(?<=^(?:<\d>)?\[)[ \d]{5}\.\d{6}(?=\])/, replacement: '*' },
  { reason: 'which CPU the shell was on', pattern: /(?<=^(?:<\d>)?\[\*\] CPU: )\d(?= PID: [1-9])/, replacement: '*' },
  { reason: 'process ids count the helpers that ran before', pattern: /(?<=PID: )[1-9]\d*/, replacement: '*' },
  { reason: 'the number of a report is random', pattern: /(?<=end trace )[0-9a-f]{16}/, replacement: '*' },
  { reason: 'the page of the document has no blanks at the ends of lines', pattern: / +$/, replacement: '' },
];
const lines = (text: string) => text.split('\n').map((line) => masked(line, mask));

let shown: string[] = [];

beforeAll(() => {
  const machine = new Machine({
    board: imx6q,
    kernel: findKernel('4.19.0-6-armmp')!,
    uboot: findUBoot('2021.01')!,
    userland: 'gnu',
    seed: 'apertis',
    commandLine: `${imx6q.defaultCommandLine} ${PARAMETERS}`,
  });
  const session = new BootSession(machine, 100_000);
  machine.powerOn();
  // The document's shell calls itself ash.
  for (const line of ['echo 10 > /proc/sys/kernel/panic', 'cp /bin/dash /tmp/ash']) {
    expect(session.waitForPrompt({ uboot: false })).toBe('linux');
    session.type(line);
  }
  expect(session.waitForPrompt({ uboot: false })).toBe('linux');
  session.type(`/tmp/ash -c 'echo c > /proc/sysrq-trigger'`);
  for (const line of ['pstore set 0x30000000 0x100000 0x2000 0x2000', 'pstore display']) {
    expect(session.waitForPrompt({ uboot: true })).toBe('uboot');
    const from = machine.uart.length;
    session.type(line);
    session.waitForPrompt({ uboot: true });
    shown = machine.uart
      .textFrom(from)
      .replaceAll('\r\n', '\n')
      .split(/\*{4} \w+\n/);
  }
});

test('three records, the dumps first', () => expect(shown).toHaveLength(4));

test.each([
  ['Oops', 1, OOPS],
  ['Panic', 2, PANIC],
  ['Console', 3, CONSOLE],
] as const)('%s: begins and ends as in the document, with its lines in order between', (_, at, document) => {
  const ours = lines(shown[at]!.replace(/=> $/, '').replace(/\n$/, ''));
  const theirs = lines(document);
  expect(ours[0]!.endsWith(theirs[0]!)).toBe(true);
  expect(ours.at(-1)).toBe(theirs.at(-1));
  let from = 1;
  for (const line of theirs.slice(1)) {
    const found = ours.indexOf(line, from);
    expect(found, line).toBeGreaterThanOrEqual(from);
    from = found + 1;
  }
});

test('the panic begins where the oops reports its CPU: no earlier record has room', () => {
  expect(shown[2]!.split('\n')).toHaveLength(95);
});

// The boot log before the crash is not in the document: its lines were chosen so that the cut falls where the listing says. The size
// therefore shows that ours stays as it is, not that the real log was the same.
test('the oops fills its record as in the listing of the document: 8136 bytes', () => {
  expect(shown[1]!.length).toBe(8136);
});
