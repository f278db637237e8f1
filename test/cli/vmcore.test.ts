// `lastwords vmcore` at the terminal: what boot firmware collected, and what is said where there is nothing.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-vmcore-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function scenario(name: string, text: string): string {
  writeFileSync(at(name), `name: ${name}\n${text}`);
  return at(name);
}

describe('--mechanism kmemdump', () => {
  const PC = `board: pc
kmemdump: { regions: x86_64-minimal }
options: { qcom_scm.download_mode: mini }
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
  - wait: { state: firmware.dramInit }
`;

  test('a core by address, and the files it is made of; nothing is written over', async () => {
    const words = ['vmcore', scenario('pc', PC), '--mechanism', 'kmemdump', '-o', at('core')];
    const { code, out, err } = await run([...words, '--regions', at('md'), '--vmlinux', at('vmlinux'), '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out);
    expect(report).toMatchObject({ file: at('core'), mechanism: 'kmemdump', order: 'address', crash: 1, skipped: [] });
    expect(readdirSync(at('md')).sort()).toEqual(report.regions.map(({ name }: { name: string }) => name).sort());
    expect(report.regions).toHaveLength(10);
    expect(readFileSync(at('vmlinux')).subarray(0, 4).toString('latin1')).toBe('\x7fELF');
    const core = readFileSync(at('core'));
    expect(core.length).toBe(report.sizeBytes);
    // Header, VMCOREINFO, then of each program header the first file of that address, whole.
    const file = (wanted: (one: { name: string; address: number }) => boolean) =>
      readFileSync(join(at('md'), report.regions.find(wanted).name));
    const pieces = ['md_KELF', 'md_Kvmcorein'].map((start) => file(({ name }) => name.startsWith(start)));
    const count = core.readUInt16LE(56);
    for (let header = 64 + 56; header < 64 + 56 * count; header += 56) {
      const place = Number(core.readBigUInt64LE(header + 24));
      pieces.push(file(({ address }) => address === place));
    }
    expect(core.equals(Buffer.concat(pieces))).toBe(true);
    expect((await run(words)).code).toBe(2);
  });

  test('what is wrong is said at once, before anything runs', async () => {
    const file = scenario('plain', PC);
    const { code, err } = await run(['vmcore', file, '--mechanism', 'kmemdmp', '--old-log', '--naive', '--crash', '0']);
    expect(code).toBe(2);
    for (const text of ['--out', 'did you mean "kmemdump"?', '--crash']) expect(err).toContain(text);
    const mixed = await run(['vmcore', file, '-o', at('x'), '--captured', '--mechanism', 'kmemdump', '--old-log']);
    for (const text of ['--captured', '--old-log']) expect(mixed.err).toContain(text);
    const early = await run(['vmcore', file, '-o', at('x'), '--naive', '--regions', at('y')]);
    for (const text of ['--regions', '--naive']) expect(early.err).toContain(text);
  });

  const STEPS = 'steps:\n  - power: on\n';
  test.each([
    ['without', `board: qcom-phone\n${STEPS}`, 'built without kmemdump'],
    [
      'no-firmware',
      `board: virt-arm64\nkernel: 6.12.117+deb12-arm64\nkmemdump: {}\n${STEPS}`,
      'board virt-arm64 has no firmware',
    ],
    ['no-host', `board: qcom-phone\nminidump: { host: false }\nkmemdump: {}\n${STEPS}`, 'no PC hangs at the USB port'],
    ['not-armed', `board: qcom-phone\ncommandLine: panic=1\nkmemdump: {}\n${STEPS}`, 'qcom_scm.download_mode: mini'],
    ['no-crash', `board: qcom-phone\nkmemdump: {}\n${STEPS}`, 'never reset for it'],
  ])('nothing collected: %s', async (name, text, why) => {
    const { code, err } = await run([
      'vmcore',
      scenario(name, text),
      '--mechanism',
      'kmemdump',
      '-o',
      at(`${name}.core`),
    ]);
    expect({ code, says: err.includes(why) ? why : err }).toEqual({ code: 2, says: why });
    expect(existsSync(at(`${name}.core`))).toBe(false);
  });
});

test('--mechanism fadump is not what kdump captured', async () => {
  const text = 'board: pc\nsteps:\n  - power: on\n';
  const { code, err } = await run(['vmcore', scenario('none', text), '--mechanism', 'fadump', '-o', at('none.core')]);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('in /proc/vmcore, by fadump') });
});
