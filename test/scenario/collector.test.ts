// The key `collector` and what it is refused with; `efi`.
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';

const head = 'name: t\nsteps: [{ power: on }]\n';

function parsed(text: string) {
  return parseScenario(`${head}${text}`, 't.yaml');
}

function issues(text: string): string[] {
  const found = parsed(text);
  return found.ok ? [] : found.issues.map(({ message }) => message);
}

test('a service, or a service with its settings, is on the board', () => {
  const short = parsed('board: pc\nuserland: gnu\ncollector: systemd-pstore\n');
  expect(short.ok && short.setup.board.collector).toEqual({ service: 'systemd-pstore' });
  const long = parsed(
    'board: pc\nuserland: gnu\ncollector: { service: systemd-pstore-257, start: early, storage: journal, unlink: false }\n',
  );
  expect(long.ok && long.setup.board.collector).toEqual({
    service: 'systemd-pstore-257',
    start: 'early',
    storage: 'journal',
    unlink: false,
  });
  expect(long.ok && long.setup.commandLine).toContain('root=/dev/vda1');
  const busybox = parsed('board: pc\nuserland: busybox\ncollector: rc-script\n');
  expect(busybox.ok && busybox.setup.commandLine).toContain('root=/dev/vda1');
});

test.each([
  ['board: pc\ncollector: rc-script\n', 'a collector is a service of a user land'],
  ['board: pc\nuserland: busybox\ncollector: systemd-pstore\n', 'systemd-pstore does not run on BusyBox'],
  ['board: pc\nuserland: gnu\ncollector: { service: chromeos, unlink: true }\n', 'chromeos has no such setting'],
  ['board: imx6q\nefi: true\n', 'board imx6q is no PC'],
])('%j: %s', (text, message) => {
  expect(issues(text)).toContain(message);
});

test.each([
  'collector: nobody',
  'collector: { start: early }',
  'collector: { service: systemd-pstore, storage: disk }',
  'collector: 7',
  'efi: false',
  'efi: { store: 100 }',
])('%s is refused', (line) => {
  expect(issues(`board: pc\nuserland: gnu\n${line}\n`).length).toBeGreaterThan(0);
});
