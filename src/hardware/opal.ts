/**
 * OPAL as far as a kernel hears of it: what it says on the serial line when it is called, with its own time stamps.
 *
 * Mirrors skiboot 7.0 `core/console-log.c` (the stamp: the time base at 512 MHz, and the level). The time base goes on through resets.
 */
import type { OpalLine } from '../profiles/board.ts';
import { NS_PER_S } from '../sim/clock.ts';

const STAMP = /^\[ *(\d+)\.(\d{9}),(\d)\]/gm;

function stamp(timeNs: number, level: number | string): string {
  const seconds = Math.floor(timeNs / NS_PER_S);
  const rest = Math.floor(timeNs % NS_PER_S);
  return `[${String(seconds).padStart(5)}.${String(rest).padStart(9, '0')},${level}]`;
}

/** Lines as the serial line gets them; `cpu`: the one they are about. */
export function opalText(lines: readonly OpalLine[], nowNs: number, cpu = 0): string {
  return lines.map(({ level, text }) => `${stamp(nowNs, level)} ${text.replace('{cpu}', String(cpu))}\r\n`).join('');
}

const THREADS_PER_CORE = 4;

/**
 * What OPAL says when it starts: the text of a board, whose stamps begin there, for a start at `nowNs`. `said`: beside it, of dumps; it
 * stands before the kernel is looked for.
 */
export function opalStartText(
  text: string,
  { cpus, said }: { readonly cpus: number; readonly said: readonly OpalLine[] },
  nowNs: number,
): string {
  const lines = text.split('\n');
  const told: string[] = [];
  while (lines.length > 0) {
    const others = lines.findIndex((line) => !line.includes('{each}'));
    const block = lines.splice(0, others < 0 ? lines.length : others);
    for (let cpu = 0; cpu < cpus && block.length > 0; cpu++) {
      const pir = (cpu * THREADS_PER_CORE).toString(16);
      told.push(
        ...block.map((line) =>
          line.replace('{each}', '').replace('{pir4}', pir.padStart(4, '0')).replace('{pir}', pir),
        ),
      );
    }
    told.push(...lines.splice(0, 1));
  }
  const stampHere = (line: string) => /^\[[^,]*/.exec(line)?.[0] ?? '[';
  const at = told.findIndex((line) => line.endsWith('INIT: Waiting for kernel...'));
  told.splice(at, 0, ...said.map((line) => `${stampHere(told[at] ?? '')},${line.level}] ${line.text}`));
  const whole = told.join('\r\n').replace('{lastPir}', (cpus * THREADS_PER_CORE - 1).toString(16));
  return whole
    .replace('{cpus}', String(cpus))
    .replaceAll(STAMP, (_, seconds: string, rest: string, level: string) =>
      stamp(nowNs + Number(seconds) * NS_PER_S + Number(rest), level),
    );
}
