/** The command table and the small commands: help, usages, environment, version. */
import { expect, test } from 'vitest';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findUBoot, uboots } from '../../src/profiles/uboot.ts';
import { CommandTable, findByPrefix } from '../../src/uboot/command-table.ts';
import { allCommands } from '../../src/uboot/commands/all.ts';
import { region, session, shown } from './region.ts';

const nothing = region(1, []);
const run = (...lines: string[]) => shown(nothing, lines);

test('a beginning must be unambiguous; the whole name always counts', () => {
  const entries = ['boot', 'bootd', 'bootz', 'echo'].map((name) => ({ name }));
  const found = (word: string) => findByPrefix(entries, word)?.name;
  expect(found('boot')).toBe('boot');
  expect(found('bootd')).toBe('bootd');
  expect(found('boo')).toBeUndefined();
  expect(found('e')).toBe('echo');
  expect(found('echo.b')).toBe('echo');
  expect(found('e.x.y')).toBe('echo');
  expect(found('')).toBeUndefined();
  expect(found('.x')).toBeUndefined();
  expect(found('echoo')).toBeUndefined();
  expect(found('Echo')).toBeUndefined();
  expect(findByPrefix([{ name: 'only' }], '')).toEqual({ name: 'only' });
});

test('help lists every command, sorted, its name over ten columns', () => {
  const lines = run('help').trimEnd().split('\n');
  const names = lines.map((line) => line.slice(0, 10).trimEnd());
  expect(names).toEqual([...names].sort());
  expect(lines[0]).toBe("?         - alias for 'help'");
  expect(lines).toContain('pstore    - Manage Linux Persistent Storage');
  expect(lines).toContain('md        - memory display');
});

test('help of several, known and unknown', () => {
  expect(run('help echo nosuch')).toBe(
    'echo - echo args to console\n\nUsage:\necho [-n] [args..]\n    - echo args to console; -n suppresses newline\n' +
      "Unknown command 'nosuch' - try 'help' without arguments for list of all known commands\n\n",
  );
  expect(session(nothing, ['help echo'])[0]!.status).toBe(1);
  expect(session(nothing, ['help'])[0]!.status).toBe(0);
});

test('usage texts that differ between releases', () => {
  const usage = (version: string, line: string) => shown(nothing, [line], { version });
  expect(usage('2021.01', 'help reset')).toBe('reset - Perform RESET of the CPU\n\nUsage:\nreset \n');
  expect(usage('2023.01', 'help reset')).toBe(
    'reset - Perform RESET of the CPU\n\nUsage:\nreset - cold boot without level specifier\nreset -w - warm reset if implemented\n',
  );
  expect(usage('2021.01', 'reset -w')).toBe(usage('2021.01', 'help reset'));
  expect(usage('2023.01', 'reset -w')).toBe('resetting ...\n');
  expect(usage('2021.01', 'help echo')).toContain('\\c suppresses newline');
});

test('the table refuses two commands of one name, and all releases have a sound one', () => {
  for (const profile of uboots)
    expect(new CommandTable(allCommands(profile, imx6q.uboot!)).commands.length).toBeGreaterThan(10);
  const [first] = allCommands(findUBoot('2021.01')!, imx6q.uboot!);
  expect(() => new CommandTable([first!, first!])).toThrow('two commands');
});

test('environment, as captured', () => {
  expect(run("setenv x 'a b'", 'printenv x nosuch')).toBe('x=a b\n## Error: "nosuch" not defined\n');
  expect(run('setenv =bad 1')).toBe('## Error: illegal character \'=\' in variable name "=bad"\n');
  expect(shown(nothing, ['setenv =bad 1'], { version: '2023.01' })).toBe(
    '## Error: illegal character \'=\'in variable name "=bad"\n',
  );
  expect(run('setenv')).toBe(
    'setenv - set environment variables\n\nUsage:\nsetenv setenv [-f] name value ...\n' +
      "    - [forcibly] set environment variable 'name' to 'value ...'\nsetenv [-f] name\n" +
      "    - [forcibly] delete environment variable 'name'\n",
  );
  expect(run('run nosuch')).toBe('## Error: "nosuch" not defined\n');
  expect(run('setenv bootdelay; printenv bootdelay')).toBe('## Error: "bootdelay" not defined\n');
  expect(run('setenv -f a 1 2; printenv a')).toBe('a=1 2\n');
  expect(run('setenv -x a 1')).toMatch(/^setenv - /);
});

test('setenv without anything to delete, and without a name', () => {
  expect(run('setenv nope; echo $?')).toBe('0\n');
  expect(shown(nothing, ['setenv nope; echo $?'], { version: '2021.01' })).toBe('1\n');
  expect(run('setenv -f; echo $?')).toBe('0\n');
  expect(session(nothing, ['setenv -f'], { version: '2025.01' })[0]).toMatchObject({ ended: 'off' });
  expect(session(nothing, ['setenv -f'], { version: '2021.01', board: imx6q, address: 0x30000000 })[0]).toMatchObject({
    status: 1,
  });
  expect(session(nothing, ['setenv -f'], { version: '2023.01', board: imx6q, address: 0x30000000 })[0]).toMatchObject({
    status: 0,
  });
});

test('setenv -f up to 2021.04 complains, and does it all the same', () => {
  const old = (line: string) => shown(nothing, [line], { version: '2021.01' });
  expect(old('setenv -f x 1; echo $x; setenv -f x; echo $x; setenv -f x')).toBe(
    `## Error: Can't force access to "x"\n1\n## Error: Can't force access to "x"\n\n`,
  );
  expect(run('setenv -f x 1; echo $x')).toBe('1\n');
});

test('the variable baudrate has a callback', () => {
  const refused = '## Error inserting "baudrate" variable, errno=22\n';
  expect(run('setenv baudrate 115201; echo $?')).toBe(`## Baudrate 115201 bps not supported\n${refused}1\n`);
  expect(run('setenv -f baudrate 5; echo $?')).toBe(`${refused}1\n`);
  expect(run('setenv baudrate; echo $? $baudrate')).toBe('## Baudrate may not be deleted\n1 115200\n');
  expect(run('setenv baudrate 115200x; echo $? $baudrate')).toBe('0 115200x\n');
  expect(run('setenv baudrate 0x1c200; echo $? $baudrate')).toBe('0 0x1c200\n');
  expect(run('setenv baudrate 9600')).toBe('## Switch baudrate to 9600 bps and press ENTER ...\n');
});

test('printenv of all: sorted, hidden names left out, escaped, with its size', () => {
  const all = run("setenv .hidden 1; setenv zz 'a\\\\b'", 'printenv');
  const lines = all.split('\n');
  expect(lines[0]).toBe('baudrate=115200');
  expect(lines.at(-4)).toBe('zz=a\\\\b');
  const names = lines.slice(0, -3).map((line) => line.split('=')[0]);
  expect(names).toEqual(names.toSorted());
  expect(all).toMatch(/\n\nEnvironment size: (\d+)\/8187 bytes\n$/);
  expect(Number(/size: (\d+)/.exec(all)![1])).toBe(all.indexOf('\n\nEnvironment') + 2);
  expect(run('setenv .hidden 1', 'printenv -a')).toMatch(/^\.hidden=1\n/);
});

test('run stops at the first failure, boot without bootcmd fails silently', () => {
  expect(run("setenv a 'foo'; setenv b 'echo b'; run a b; echo $?")).toBe("Unknown command 'foo' - try 'help'\n1\n");
  expect(run("setenv a 'echo a'; setenv b 'echo b'; run a b; echo $?")).toBe('a\nb\n0\n');
  expect(run('boot; echo $?')).toBe('1\n');
  expect(run("setenv bootcmd 'echo hi'; boot; bootd")).toBe('hi\nhi\n');
});

test('version', () => {
  expect(run('version')).toBe(
    'U-Boot 2026.07 (Jul 06 2026 - 23:50:43 +0000)\n\ngcc (Debian 12.2.0-14+deb12u1) 12.2.0\nGNU ld (GNU Binutils for Debian) 2.40\n',
  );
});

test('profiles are found by version and alias', () => {
  for (const profile of uboots) {
    expect(findUBoot(profile.version)).toBe(profile);
    expect(findUBoot(`v${profile.version}`)).toBe(profile);
  }
  expect(findUBoot('2020.10')).toBeUndefined();
});
