// Scenario files with mistakes: every mistake is told, at its place, with what to write instead; and no document breaks it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { kernels } from '../../src/profiles/kernels.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { scenarioSchema, stepKinds } from '../../src/scenario/schema.ts';

function complaints(text: string): string[] {
  const parsed = parseScenario(text, 'x.yaml');
  if (parsed.ok) return [];
  return parsed.issues.map(({ place, message, found, expected, hint }) => {
    const parts = [message, found && `found ${found}`, expected && `expected ${expected}`, hint && `hint ${hint}`];
    return `${place?.line}:${place?.column} ${parts.filter(Boolean).join(' | ')}`;
  });
}

const HEAD = 'name: x\nboard: imx6q\n';

describe('mistakes in the head', () => {
  test.each([
    ['pc', 1, []],
    ['pc', 8, []],
    ['pc', 0, ['3:7 "cpus" is out of range | found 0 | expected at least 1']],
    ['pc', 9, ['3:7 "cpus" is out of range | found 9 | expected at most 8']],
    ['pc\nkernel: 6.1.192-oracle', 2, ['4:7 kernel 6.1.192-oracle was recorded with 1 CPU | hint leave this line out']],
    ['imx6q', 4, ['3:7 board imx6q is no PC: its CPUs are those of its chip | hint leave this line out']],
  ])('board %s with %d CPUs', (board, cpus, expected) => {
    expect(complaints(`name: x\nboard: ${board}\ncpus: ${cpus}\nsteps:\n  - power: on\n`)).toEqual(expected);
  });

  test.each([
    ['', ['undefined:undefined the file is empty | hint a scenario has at least name, board and steps']],
    ['- a\n', ['1:1 "the document" has the wrong type | found a list | expected a mapping']],
    ['hello', ['1:1 "the document" has the wrong type | found "hello" | expected a mapping']],
    [
      'nam: x\n',
      [
        '1:1 "name" is missing | expected text',
        '1:1 "board" is missing | expected text',
        '1:1 "steps" is missing | expected a list',
        '1:1 unknown key "nam" | hint did you mean "name"?',
      ],
    ],
    [
      'name: x\nboard: imx6\nsteps: []\n',
      [
        '2:8 unknown board | found "imx6" | hint did you mean "imx6q"?',
        '3:8 "steps" is out of range | found 0 entries | expected at least 1 entries',
      ],
    ],
    [
      `${HEAD}uboot: 2021.01\nsteps: [say: x]\n`,
      ['3:8 "uboot" has the wrong type | found 2021.01 | expected text | hint put it in quotes: "2021.01"'],
    ],
    [
      `${HEAD}uboot: "2021.1"\nsteps: [say: x]\n`,
      ['3:8 unknown uboot | found "2021.1" | hint did you mean "2021.01"?'],
    ],
    [
      `${HEAD}kernel: 6.1.0-56-amd64\nsteps: [say: x]\n`,
      [
        '3:9 this kernel does not run on board imx6q | found 6.1.0-56-amd64 is for x86_64 | expected a kernel for arm: 6.1.0-50-armmp, 4.19.0-6-armmp, 6.1.176',
      ],
    ],
    [
      'name: x\nboard: sandbox\nkernel: deb61\nsteps: [say: x]\n',
      ['3:9 board sandbox boots no kernel | hint leave this line out'],
    ],
    [
      'name: x\nboard: pc\nuboot: "2021.01"\nsteps: [say: x]\n',
      ['3:8 board pc has no U-Boot: its firmware starts the kernel | hint leave this line out'],
    ],
    [
      `${HEAD}limit: 3\nsteps: [say: x]\n`,
      ['3:8 "limit" has the wrong type | found 3 | expected text | hint write the unit: 3s'],
    ],
    [
      `${HEAD}limit: 3 parsecs\nsteps: [say: x]\n`,
      ['3:8 "limit" is not a duration | found "3 parsecs" | hint write a number and a unit: 500ms, 3s, 2min'],
    ],
    [
      `${HEAD}ram: zeros\nsteps: [say: x]\n`,
      ['3:6 "ram" cannot be this | found "zeros" | expected zero, noise | hint did you mean "zero"?'],
    ],
    [
      `${HEAD}region: { address: -1, length: 0x100000000 }\nsteps: [say: x]\n`,
      [
        '3:20 "address" is out of range | found -1 | expected at least 0',
        '3:32 "length" is out of range | found 4294967296 | expected at most 0x40000000',
      ],
    ],
    [
      `${HEAD}region: { address: "0x30000000", length: 1.5 }\nsteps: [say: x]\n`,
      [
        '3:20 "address" has the wrong type | found "0x30000000" | expected a number | hint write the number without quotes, decimal or 0x',
        '3:42 "length" has the wrong type | found 1.5 | expected a whole number',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });
});

test.each([
  [
    `${HEAD}options: { two words: x }\nsteps: [say: x]\n`,
    '3:12 this key is not a parameter name | found "two words" | hint no blanks, no quotes, no =',
  ],
  [
    `${HEAD}options: { a: 'say "x"' }\nsteps: [say: x]\n`,
    '3:15 "a" is not one line without double quotes | found "say "x""',
  ],
  [`${HEAD}commandLine: "a\\0b"\nsteps: [say: x]\n`, '3:14 "commandLine" is not one line of text | found "a\0b"'],
  [
    'name: x\nboard: sandbox\nkernel: deb61\nsteps: [say: x]\n',
    '3:9 board sandbox boots no kernel | hint leave this line out',
  ],
])('what no kernel could be given: %j', (text, expected) => {
  expect(complaints(text)).toEqual([expected]);
});

describe('mistakes in steps', () => {
  test.each([
    ['- power: maybe', ['4:12 "power" cannot be this | found "maybe" | expected on, off']],
    ['- pwoer: on', ['4:5 unknown key "pwoer" | hint did you mean "power"?']],
    ['- {}', [`4:5 a step has no action, exactly one is needed | hint one of: ${stepKinds.join(', ')}`]],
    [
      '- { power: on, type: x }',
      [`4:5 a step has 2 actions (power, type), exactly one is needed | hint one of: ${stepKinds.join(', ')}`],
    ],
    ['- hello', ['4:5 "0" has the wrong type | found "hello" | expected a mapping']],
    ['- wait: 3', ['4:11 "wait" has the wrong type | found 3 | expected text or a mapping | hint write the unit: 3s']],
    ['- wait: 3x', ['4:11 "wait" is not a duration | found "3x" | hint write a number and a unit: 500ms, 3s, 2min']],
    ['- wait: 800h', ['4:11 longer than 30 days']],
    [
      '- wait: { timeout: 3s }',
      ['4:11 a wait has no action, exactly one is needed | hint one of: console, state, event'],
    ],
    [
      '- wait: { event: kernel.paniced }',
      [
        '4:20 "event" cannot be this | found "kernel.paniced" | expected machine.stateEntered, machine.reset, machine.cacheLost, machine.retentionApplied, download.fetched, machine.hung, console.written, kernel.booted, kernel.oopsed, kernel.panicked, kernel.died, kernel.stateEntered, ramoops.regionFound, pstore.recordWritten, pstore.mounted, pstore.messagePrinted, pstore.backendOffered, pstore.recordErased, uboot.regionDisplayed, uboot.recordDisplayed, uboot.promptShown, fault.injected | hint did you mean "kernel.panicked"?',
      ],
    ],
    ['- wait: { consol: x }', ['4:13 unknown key "consol" | hint did you mean "console"?']],
    ['- kernel: { write: { path: /x } }', ['4:22 "text" is missing | expected text']],
    [
      '- kernel: { sysctl: kernel.panic }',
      ['4:23 "sysctl" is not of the form name=value | found "kernel.panic" | hint for example kernel.panic=10'],
    ],
    [
      '- kernel: { ls: /a, cat: /b }',
      [
        '4:13 a kernel step has 2 actions (ls, cat), exactly one is needed | hint one of: write, sysctl, mount, ls, cat, unlink',
      ],
    ],
    [
      '- kernel: { ls: /a, error: 2 }',
      ['4:30 "error" has the wrong type | found 2 | expected text | hint put it in quotes: "2"'],
    ],
    ['- fault: { bits: [{ address: 0, bit: 8 }] }', ['4:40 "bit" is out of range | found 8 | expected at most 7']],
    [
      '- fault: { uniform: { address: 0, length: 1, rate: 1.5 } }',
      ['4:54 "rate" is out of range | found 1.5 | expected at most 1'],
    ],
    [
      '- poke: { address: 0, hex: "4" }',
      ['4:30 "hex" is not pairs of hex digits | found "4" | hint write bytes as pairs: "44 42 47 43"'],
    ],
    ['- expect: {}', ['4:13 nothing is expected here']],
    ['- expect: { consoel: { contains: x } }', ['4:15 unknown key "consoel" | hint did you mean "console"?']],
    [
      '- expect: { console: { contains: 3 } }',
      ['4:36 "contains" has the wrong type | found 3 | expected text or a list | hint put it in quotes: "3"'],
    ],
    [
      '- expect: { console: { contains: [a, 3] } }',
      ['4:40 "1" has the wrong type | found 3 | expected text | hint put it in quotes: "3"'],
    ],
    ['- uboot: "a\\nb"', ['4:12 "uboot" is not one line of text | found "a\nb"']],
    [
      '- type:',
      [
        '4:5 "type" has the wrong type | found nothing | expected text | hint nothing stands behind this key; give it a value or leave it out',
      ],
    ],
    ['- ? [a, b]\n    : x', ['4:7 a key must be one word']],
  ])('%s', (step, expected) => {
    expect(complaints(`${HEAD}steps:\n  ${step}\n`)).toEqual(expected);
  });

  test('mistakes in several places come together, in the order of the file', () => {
    expect(complaints(`nmae: x\nboard: imx6q\nkernel: none\nsteps:\n  - wait: x\n  - reset: soft\n`)).toEqual([
      '1:1 "name" is missing | expected text',
      '1:1 unknown key "nmae" | hint did you mean "name"?',
      `3:9 unknown kernel | found "none" | hint known: ${kernels.map(({ release }) => release).join(', ')}`,
      '5:11 "wait" is not a duration | found "x" | hint write a number and a unit: 500ms, 3s, 2min',
      '6:12 "reset" cannot be this | found "soft" | expected warm, cold, watchdog, pin, brown-out, power-loss, firmware-update',
    ]);
  });

  test('steps that make no sense on the board', () => {
    const text = (board: string, step: string) => `name: x\nboard: ${board}\nsteps:\n  - ${step}\n`;
    expect(complaints(text('pc', 'uboot: help'))).toEqual(['4:12 board pc has no U-Boot']);
    expect(complaints(text('sandbox', 'kernel: { mount: pstore }'))).toEqual(['4:13 board sandbox boots no kernel']);
    expect(complaints(text('imx6q', 'poke: { address: 0x4fffffff, hex: "00 00" }'))).toEqual([
      '4:22 board imx6q has no RAM here | found 0x4fffffff to 0x50000000 | expected 0x10000000 to 0x4fffffff',
    ]);
    expect(complaints(text('imx6q', 'poke: { address: 0x4fffffff, hex: "00" }'))).toEqual([]);
    expect(complaints(text('imx6q', 'poke: { address: 0x4fffffff, text: é }'))).toHaveLength(1);
    expect(
      complaints(text('imx6q', 'fault: { bits: [{ address: 0x10000000, bit: 0 }, { address: 0xfffffff, bit: 0 }] }')),
    ).toEqual(['4:65 board imx6q has no RAM here | found 0xfffffff | expected 0x10000000 to 0x4fffffff']);
    expect(complaints(text('imx6q', 'fault: { uniform: { address: 0x4fffffff, length: 2, rate: 0 } }'))).toHaveLength(
      1,
    );
    expect(complaints(text('imx6q', 'fault: { field: { zone: 0x4ffffff5, name: sig, value: 0 } }'))).toHaveLength(1);
    expect(complaints(text('imx6q', 'expect: { ram: { address: 0, hex: "00" } }'))).toHaveLength(1);
  });

  test.each([
    [
      'wait: { state: kernel.runing }',
      '4:20 unknown state | found "kernel.runing" | hint did you mean "kernel.running"?',
    ],
    ['expect: { state: kernel.panicking.dump }', '4:22 unknown state'],
    ['kernel: { cat: /x, error: ENOENTT }', '4:31 unknown error name | found "ENOENTT" | hint did you mean "ENOENT"?'],
    [
      'expect: { console: }',
      '4:15 "console" has the wrong type | found nothing | expected a mapping | hint nothing stands behind this key; give it a value or leave it out',
    ],
    ['expect: { console: {} }', '4:24 nothing is expected of "console"'],
    ['expect: { console: { since: start } }', '4:24 nothing is expected of "console"'],
    ['expect: { output: {}, state: "off" }', '4:23 nothing is expected of "output"'],
    ['expect: { ram: { address: 0x10000000 } }', '4:20 nothing is expected of "ram"'],
    [
      'fault: { uniform: { address: 0x10000000, length: 0x200001, rate: 1 } }',
      '4:70 too many bits to flip | found about 16777224 of them | expected at most 16777216 in one step',
    ],
    [
      'poke: { address: 0xffffffffffffff, hex: "00" }',
      '4:22 "address" is out of range | found 72057594037927940 | expected at most 0xfffffffffff',
    ],
  ])('a step that makes no sense anywhere: %s', (step, words) => {
    const told = complaints(`${HEAD}steps:\n  - ${step}\n`);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(words);
  });

  test.each([
    ['wait: { state: kernel }'],
    ['wait: { state: kernel.panicking }'],
    ['expect: { state: bootloader.autoboot.counting }'],
    ['expect: { file: { path: /x } }'],
    ['fault: { uniform: { address: 0x10000000, length: 0x200000, rate: 1 } }'],
  ])('a step that makes sense: %s', (step) => {
    expect(complaints(`${HEAD}steps:\n  - ${step}\n`)).toEqual([]);
  });

  test('one step more than the limit', () => {
    const steps = (count: number) => `${HEAD}steps:\n${'  - say: x\n'.repeat(count)}`;
    expect(complaints(steps(2000))).toEqual([]);
    expect(complaints(steps(2001))).toEqual([
      '4:3 "steps" is out of range | found 2001 entries | expected at most 2000 entries',
    ]);
  });
});

describe('what the setup becomes', () => {
  const setupOf = (head: string) => {
    const parsed = parseScenario(`name: x\n${head}steps: [say: x]\n`, 'x.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return parsed.setup;
  };

  test('the board names what the scenario does not', () => {
    const { board, kernel, uboot, initialRam } = setupOf('board: imx6q\n');
    expect([board.name, kernel?.release, uboot?.version, initialRam]).toEqual([
      'imx6q',
      '6.1.0-50-armmp',
      '2021.01',
      'zero',
    ]);
    expect(setupOf('board: pc\n').uboot).toBeNull();
    expect(setupOf('board: sandbox\n').kernel).toBeNull();
  });

  test('options come behind the command line', () => {
    const { commandLine } = setupOf(
      'board: pc\ncommandLine: a=1\noptions: { pstore.compress: none, ramoops.mem_size: 65536, panic: 10, quiet: true, x: false, y: "a b" }\n',
    );
    expect(commandLine).toBe('a=1 pstore.compress=none ramoops.mem_size=0x10000 panic=10 quiet x=false y="a b"');
  });

  test('aliases of YAML are fine', () => {
    const text = `${HEAD}steps:\n  - &on { power: on }\n  - *on\n`;
    const parsed = parseScenario(text, 'x.yaml');
    expect(parsed.ok && parsed.scenario.steps).toEqual([{ power: 'on' }, { power: 'on' }]);
  });
});

describe('scenarios that ship', () => {
  const root = join(import.meta.dirname, '..', '..', 'scenarios');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.yaml') && !name.startsWith('faults/'),
  );
  test.each(files)('%s has no mistake', (name) => {
    expect(complaints(readFileSync(join(root, name), 'utf8'))).toEqual([]);
  });

  test.each(['scenarios.md', 'inject-faults.md'])('and neither has the one in the how-to %s', (name) => {
    const page = readFileSync(join(root, '..', 'docs', 'how-to', name), 'utf8');
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(complaints(block)).toEqual([]);
  });
});

const documents = fc.record(
  {
    name: fc.oneof(fc.string(), fc.anything()),
    board: fc.constantFrom('imx6q', 'pc', 'sandbox', 'nowhere', 3),
    kernel: fc.oneof(fc.constantFrom('6.1.0-50-armmp', 'deb61'), fc.anything()),
    uboot: fc.oneof(fc.constantFrom('2021.01', '2026.07'), fc.anything()),
    options: fc.oneof(fc.dictionary(fc.string(), fc.anything()), fc.anything()),
    seed: fc.anything(),
    region: fc.anything(),
    steps: fc.array(
      fc.dictionary(fc.constantFrom(...stepKinds, 'other'), fc.anything({ maxDepth: 3 }), { maxKeys: 2 }),
    ),
  },
  { requiredKeys: [] },
);

property.prop([documents])('any document is taken or refused with placed issues', (document) => {
  const text = stringify(document, { schema: 'core', aliasDuplicateObjects: false });
  const parsed = parseScenario(text, 'x.yaml');
  if (parsed.ok) expect(scenarioSchema.safeParse(parsed.scenario).success).toBe(true);
  else for (const issue of parsed.issues) expect(issue.message.length).toBeGreaterThan(0);
});
