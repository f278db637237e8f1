/**
 * `fdt` typed at real U-Boots of four releases on QEMU's arm64 machine: every command of the session is run, and those whose answer does not
 * hang on what is left out (overlays, signatures, the control tree, the strings block's history, the help by build) give the recorded one.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findBoard, withUBoot } from '../../src/profiles/boards.ts';
import { promptBench } from './prompt.ts';

const COMPARED =
  /^(fdt (rsvmem|move|resize|memory|bootcpu|set|mknode|rm|get size|get name|chosen)|fdt addr( 4[48]000000)?$)/;

interface Recording {
  readonly loads: readonly { readonly address: string; readonly file: string }[];
  readonly typed: readonly string[];
  readonly console: string;
}

test.each(['2021.01', '2023.01', '2025.01', '2026.07'])('%s', (version) => {
  const recording: Recording = JSON.parse(readFileSync(`test/fixtures/uboot/fdt-session-${version}.json`, 'utf8'));
  const session = promptBench({ version, board: withUBoot(findBoard('virt-arm64')!)!, medium: null });
  for (const { address, file } of recording.loads) {
    const bytes = new Uint8Array(readFileSync(`test/fixtures/uboot-console/images/${file}`));
    session.memory.write(Number(address), bytes, session.memory.writer('loader'));
  }
  const recorded = recording.console.split('=> ').slice(1);
  const answers = recording.typed.map((line) => {
    session.take();
    session.type(`${line}\n`);
    session.runMs(1000);
    return session.take().replaceAll('\r\n', '\n').replace(/=> $/, '');
  });
  const isCompared = (text: string) => COMPARED.test(text.split('\n', 1)[0]!) && !text.includes('Usage:');
  const expected = recorded.filter(isCompared);
  expect(expected.length).toBeGreaterThan(30);
  expect(answers.filter((_, index) => isCompared(recorded[index]!))).toEqual(expected);
});
