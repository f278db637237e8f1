/** Written by us, read by us: the region of a simulated crash, saved as a file, gives the same words in an autopsy. */
import { expect, test } from 'vitest';
import { autopsy } from '../../src/inspect/autopsy.ts';
import { autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { boot, crashAndReboot, pcMachine, pstoreText, region } from './pc.ts';

test.each([
  ['6.1.0-56-amd64', ''],
  ['6.1.0-56-amd64', 'ramoops.ecc=1'],
  ['6.12.117+deb12-amd64', 'ramoops.ecc=1'],
  ['6.1.192-oracle', 'ramoops.ecc=1'],
])('%s %s', (kernel, words) => {
  const machine = pcMachine({ kernel, words, initialRam: 'noise' });
  boot(machine);
  machine.kernelWrite('/dev/pmsg0', 'to whom it may concern\n');
  // The image as the crash left it: before the next boot touches the zones.
  let image: Uint8Array | undefined;
  machine.bus.on('machine.reset', () => {
    image ??= region(machine);
  });
  crashAndReboot(machine);
  machine.kernelMount('pstore');

  const ecc = words === '' ? {} : { ecc: '1' };
  const report = autopsy(image!, autopsyOptions({ kernel, address: '0x5000000', recordSize: '0x4000', ...ecc }));
  const listed = machine.kernelList('/sys/fs/pstore');
  if (typeof listed === 'number') throw new Error(`listing gave ${listed}`);
  expect(report.files.map(({ name }) => name)).toEqual(listed.map(({ name }) => name));
  for (const file of report.files) {
    expect(new TextDecoder('latin1').decode(file.bytes)).toBe(pstoreText(machine, file.name));
  }
});
